using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>Cases over HTTP: the same queries and commands as the pages.</summary>
public static class Endpoints
{
    /// <summary>Maps them below <c>/api/cases</c>.</summary>
    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapCaseGroup();
        cases.MapGet("/", ListAsync).Produces<CaseListPage>().ProducesValidationProblem().WithSummary("The cases in your charge, a page at a time.");
        cases.MapPost("/search", SearchAsync).Accepts<CaseListQuery>("application/json").Produces<CaseListPage>().ProducesValidationProblem()
            .WithSummary("The same by name or whole identity number, which belong in no address.");
        cases.MapGet("/{child:guid}", ReadAsync).Produces<CaseAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One case: as it stands, or with asOf and knownAt as it stood on a day and was known at a moment. The reading is logged.");
        cases.MapPost("/{child:guid}/number", UnmaskAsync).Accepts<Unmask>("application/json").Produces<UnmaskedNumber>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The child's whole identity number; logged with your reason.");
        cases.MapViews();
        MapCommands(cases);
    }

    /// <summary>Where the acts in a child's file stand; a room maps its own there.</summary>
    public static RouteGroupBuilder MapCaseGroup(this RouteGroupBuilder api) => api.MapGroup("/cases").WithTags("cases").Needs(Right.ReadCases);

    private static void MapCommands(RouteGroupBuilder cases)
    {
        cases.MapAct<OpenCase>("open", "建档: follow a child whom a register knows.");
        cases.MapAct<OpenProvisionalCase>("open-provisional", "建档: follow a child whom no register knows, under a fresh random id.");
        cases.MapAct<RaiseConcern>("raise-concern", "A further reason to follow the child.");
        cases.MapAct<WithdrawConcern>("withdraw-concern", "A reason has gone.");
        cases.MapAct<FileMandatoryReport>("mandatory-report", "强制报告, at once.");
        cases.MapAct<AddNote>("add-note", "A note.");
        cases.MapAct<CorrectEntry>("correct-entry", "An entry was wrong; this is how it should have been.");
        cases.MapAct<WithdrawEntry>("withdraw-entry", "An entry should never have been made.");
        cases.MapAct<CloseCase>("close", "销号.");
        cases.MapAct<ReopenCase>("reopen", "The case was closed wrongly.");
        cases.MapAct<CorrectNumber>("correct-number", "The child's identity number was wrong or not known; its file stays under the right one.");
        cases.MapAct<MergeFile>("merge", "合并档案: this file proved to be of the child with that number; its history goes there.");
        cases.MapAct<EraseIdentity>("erase-identity", "Who the child is shall be forgotten (个人信息保护法 §47); only where no case is open.");
    }

    /// <summary>A command in a child's file; the child of the address counts, whatever the body says.</summary>
    public static void MapAct<TCommand>(this RouteGroupBuilder cases, string act, string summary) where TCommand : CaseCommand => cases
        .MapPost("/{child:guid}/" + act, async (Guid child, HttpContext http, Dispatcher door, CancellationToken ct) =>
        {
            var who = Principal.From(http.User);
            var command = (TCommand)((CaseCommand)await Body.ReadAsync<TCommand>(http, ct) with { Child = child });
            try
            {
                return Results.Ok(await door.SendAsync(command, who, ct));
            }
            catch (Conflict conflict)
            {
                return await ChangedAsync(conflict, http, who, ct);
            }
        })
        .Accepts<TCommand>("application/json")
        .Produces<Receipt>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithName(typeof(TCommand).Name)
        .WithSummary(summary);

    /// <summary>A command in several files, of which it is done in all or in none.</summary>
    public static void MapTogether<TCommand>(this RouteGroupBuilder cases, string act, Right use, string summary) where TCommand : ManyCommand => cases
        .MapPost("/" + act, async (HttpContext http, Dispatcher door, CancellationToken ct) =>
        {
            var who = Principal.From(http.User);
            try
            {
                return Results.Ok(await door.SendManyAsync(await Body.ReadAsync<TCommand>(http, ct), who, ct));
            }
            catch (ManyRefused refused)
            {
                return await HinderedAsync(refused, http, who, ct);
            }
        })
        .Needs(use)
        .Accepts<TCommand>("application/json")
        .Produces<ManyReceipt>()
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithName(typeof(TCommand).Name)
        .WithSummary(summary);

    private static async Task<IResult> HinderedAsync(ManyRefused refused, HttpContext http, Principal who, CancellationToken ct)
    {
        var hindered = await http.RequestServices.GetRequiredService<Changes>().OfAsync(refused, who, ct);
        // One child who is not there for this officer is answered as it would be alone, whatever stands in the way of the others.
        var (status, code) = hindered.Any(one => one.Code == "not_found") ? (StatusCodes.Status404NotFound, "not_found")
            : hindered.Any(one => one.Changed is not null) ? (StatusCodes.Status412PreconditionFailed, "changed")
            : (StatusCodes.Status422UnprocessableEntity, "some_refused");
        return Problem.Of(status, code, T($"有 {hindered.Count} 个个案不能办理，所以一个也没有登记。", $"It cannot be done in {hindered.Count} of the cases, so it was done in none."),
            new Dictionary<string, object?> { ["cases"] = hindered });
    }

    private static async Task<IResult> ChangedAsync(Conflict conflict, HttpContext http, Principal who, CancellationToken ct)
    {
        var since = await http.RequestServices.GetRequiredService<Changes>().OfAsync(conflict, who, ct);
        return Problem.Of(StatusCodes.Status412PreconditionFailed, "changed", Changes.Told,
            new Dictionary<string, object?> { ["seen"] = conflict.Seen, ["version"] = conflict.Actual, ["since"] = since });
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, CaseList list, string? status, string? level, string? concern, string? reason, string? township, string? school, string? due,
        string? order, string? page, string? pageSize, CancellationToken ct)
    {
        var asked = new Asked();
        var (sorted, backwards) = asked.Order("order", order);
        var query = new CaseListQuery(asked.Choice<CaseStatus>("status", status), asked.Choice<Level>("level", level), asked.Choice<Concern>("concern", concern),
            asked.Choice<SuspicionReason>("reason", reason), township, school, null, asked.Choice<DueFilter>("due", due), sorted,
            asked.Number("page", page, 1, int.MaxValue) ?? 1, asked.Number("pageSize", pageSize, 1, CaseList.LargestPage) ?? 25, backwards);
        asked.ThrowIfWrong();
        return Results.Ok(await list.OfAsync(query, Principal.From(http.User), ct));
    }

    private static async Task<IResult> SearchAsync(HttpContext http, CaseList list, CancellationToken ct) =>
        Results.Ok(await list.OfAsync(await Body.ReadAsync<CaseListQuery>(http, ct), Principal.From(http.User), ct));

    private static async Task<IResult> ReadAsync(Guid child, HttpContext http, CaseFile file, TimeProvider clock, string? asOf, string? knownAt, CancellationToken ct)
    {
        var asked = new Asked();
        var (day, moment) = (asked.Day("asOf", asOf), asked.Moment("knownAt", knownAt));
        asked.ThrowIfWrong();
        var who = Principal.From(http.User);
        return Results.Ok(CaseAnswer.Of(day is null && moment is null ? await file.ReadAsync(child, who, ct)
            : await file.AsOfAsync(child, day ?? clock.Today(), moment, who, ct)));
    }

    private static async Task<IResult> UnmaskAsync(Guid child, HttpContext http, CaseFile file, CancellationToken ct)
    {
        var asked = await Body.ReadAsync<Unmask>(http, ct);
        await new Unmask.Validator().ValidateAndThrowAsync(asked, ct);
        return Results.Ok(new UnmaskedNumber(child, await file.UnmaskAsync(child, asked.Reason!.Value, Principal.From(http.User), ct)));
    }

    private sealed record UnmaskedNumber(Guid Child, string Number);
}

/// <summary>Why somebody has to see a whole identity number.</summary>
public enum UnmaskReason
{
    [Term("办理学籍")] Enrolment,
    [Term("核对身份")] IdentityCheck,
    [Term("制作文书")] Document,
    [Term("上级督查")] Inspection,
}

/// <summary>Asks for a whole identity number. The reason is a code: the log of readings holds nothing of a child.</summary>
public sealed record Unmask(UnmaskReason? Reason)
{
    public sealed class Validator : AbstractValidator<Unmask>
    {
        public Validator() => RuleFor(asked => asked.Reason).Chosen();
    }
}
