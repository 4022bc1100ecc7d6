using System.Globalization;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;
using Balance.Cases.Shell.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Audit;

/// <summary>Who has looked at a child: the number goes in the body, since it belongs in no address.</summary>
public sealed record LogAsked(string? IdNumber, string? User, LogAct? What, DateOnly? From, DateOnly? To, string? Before)
{
    /// <summary>Nothing of it: a number may have been asked for.</summary>
    public override string ToString() => nameof(LogAsked);
}

/// <summary>The access log over HTTP and as a file, for the audit administrator alone.</summary>
public static class Endpoints
{
    /// <summary>Maps them below <c>/api/access-log</c>.</summary>
    public static void MapAccessLog(this RouteGroupBuilder api)
    {
        var entries = api.MapGroup("/access-log").WithTags("access-log").Needs(Right.ReadAccessLog);
        entries.MapGet("/", ListAsync).Produces<LogPage>().ProducesValidationProblem().WithSummary("Who has done what: the latest first, a page at a time; next is where the following page begins.");
        entries.MapPost("/search", SearchAsync).Accepts<LogAsked>("application/json").Produces<LogAnswer>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The same for one child, named by its identity number; that it was asked is logged.");
    }

    /// <summary>The file beside the page.</summary>
    public static void MapAccessLogPages(this IEndpointRouteBuilder app) => app.MapGet("/access-log/export", ExportAsync).AddEndpointFilter<Told>().Needs(Right.ReadAccessLog);

    private sealed record LogAnswer(IReadOnlyList<LogEntry> Rows, string? Next);

    private static async Task<IResult> ListAsync(HttpContext http, LogSearch search, string? user, string? what, string? from, string? to, string? before, CancellationToken ct)
    {
        var asked = new Asked();
        var query = new LogQuery(user, asked.Choice<LogAct>("what", what), asked.Day("from", from), asked.Day("to", to), null, LogPlace.Of(before));
        asked.ThrowIfWrong();
        return Results.Ok(Answer(await search.PageAsync(query, Principal.From(http.User), ct)));
    }

    private static async Task<IResult> SearchAsync(HttpContext http, LogSearch search, CancellationToken ct)
    {
        var (asked, who) = (await Body.ReadAsync<LogAsked>(http, ct), Principal.From(http.User));
        Guid? child = null;
        if (!string.IsNullOrWhiteSpace(asked.IdNumber) && (child = await search.ChildAsync(asked.IdNumber, who, ct)) is null)
            return Problem.Of(StatusCodes.Status404NotFound, "not_found", T("本县没有这个身份证号的学生。", "No child of this county has that identity number."));
        return Results.Ok(Answer(await search.PageAsync(new(asked.User, asked.What, asked.From, asked.To, child, LogPlace.Of(asked.Before)), who, ct)));
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, LogSearch search, SealedSearch searches, string? find, string? user, string? what, string? from, string? to, CancellationToken ct)
    {
        var who = Principal.From(http.User);
        var asked = new Asked();
        var query = new LogQuery(user, asked.Choice<LogAct>("what", what), asked.Day("from", from), asked.Day("to", to));
        asked.ThrowIfWrong();
        if (searches.Open(find) is { } number)
        {
            if (await search.ChildAsync(number, who, ct) is not { } child) return Results.NotFound();
            query = query with { Child = child };
        }
        var rows = await search.AllAsync(query, who, ct);
        return Results.Stream(async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
            await writer.WriteLineAsync(CsvLine.Of([T("时间", "at"), T("用户名", "user"), T("姓名", "name"), T("单位", "office"), T("行为", "act"), T("记录编号", "record"), T("说明", "detail")]));
            await foreach (var row in rows)
                await writer.WriteLineAsync(CsvLine.Of([row.At.ToString("O", CultureInfo.InvariantCulture), row.User ?? "", row.Name ?? "", row.Office ?? "", LogWords.Act(row.What), row.Record?.ToString() ?? "", LogWords.Detail(row)]));
        }, "text/csv; charset=utf-8", "access-log.csv");
    }

    private static LogAnswer Answer(LogPage page) => new(page.Rows, page.Next?.ToString());
}
