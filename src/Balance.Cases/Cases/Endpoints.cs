using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Persuasion;
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
        var cases = api.MapGroup("/cases").WithTags("cases");
        cases.MapGet("/", ListAsync).Produces<CaseListPage>().ProducesValidationProblem().WithSummary("The cases in your charge, a page at a time.");
        cases.MapPost("/search", SearchAsync).Accepts<CaseListQuery>("application/json").Produces<CaseListPage>().ProducesValidationProblem()
            .WithSummary("The same by name or whole identity number, which belong in no address.");
        cases.MapGet("/{child:guid}", ReadAsync).Produces<CaseAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One case: as it stands, or with asOf and knownAt as it stood on a day and was known at a moment. The reading is logged.");
        cases.MapPost("/{child:guid}/number", UnmaskAsync).Accepts<Unmask>("application/json").Produces<UnmaskedNumber>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The child's whole identity number; logged with your reason.");
        MapCommands(cases);
    }

    private static void MapCommands(RouteGroupBuilder cases)
    {
        Command<OpenCase>(cases, "open", "建档: follow a child whom a register knows.");
        Command<OpenProvisionalCase>(cases, "open-provisional", "建档: follow a child whom no register knows, under a fresh random id.");
        Command<RaiseConcern>(cases, "raise-concern", "A further reason to follow the child.");
        Command<WithdrawConcern>(cases, "withdraw-concern", "A reason has gone.");
        Command<ReportAbsence>(cases, "report-absence", "The child has stopped coming.");
        Command<VerifySuspicion>(cases, "verify", "核查: what was found of a suspected child.");
        Command<ConfirmDropout>(cases, "confirm-dropout", "辍学, on the day it happened.");
        Command<AssignPersuasion>(cases, "assign", "Persuasion is given to an officer.");
        Command<LogVisit>(cases, "log-visit", "劝返 visit; added whatever happened meanwhile.");
        Command<FileWrittenReport>(cases, "file-report", "书面报告 upward.");
        Command<EscalatePersuasion>(cases, "escalate", "The next level takes over.");
        Command<TakeLegalStep>(cases, "legal-step", "A rung of the legal ladder.");
        Command<RecordReturn>(cases, "record-return", "复学 with proof.");
        Command<ConfirmReturn>(cases, "confirm-return", "Another officer confirms the return.");
        Command<CheckAttendance>(cases, "check-attendance", "到校核验 after a return.");
        Command<FileMandatoryReport>(cases, "mandatory-report", "强制报告, at once.");
        Command<AddNote>(cases, "add-note", "A note.");
        Command<CorrectEntry>(cases, "correct-entry", "An entry was wrong; this is how it should have been.");
        Command<WithdrawEntry>(cases, "withdraw-entry", "An entry should never have been made.");
        Command<CloseCase>(cases, "close", "销号.");
        Command<ReopenCase>(cases, "reopen", "The case was closed wrongly.");
    }

    /// <summary>A command in a child's file; the child of the address counts, whatever the body says.</summary>
    private static void Command<TCommand>(RouteGroupBuilder cases, string act, string summary) where TCommand : CaseCommand => cases
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

    private static async Task<IResult> ChangedAsync(Conflict conflict, HttpContext http, Principal who, CancellationToken ct)
    {
        var since = await http.RequestServices.GetRequiredService<Changes>().OfAsync(conflict, who, ct);
        return Problem.Of(StatusCodes.Status412PreconditionFailed, "changed", T("档案已被他人更新，请查看新内容后重新决定。", "The file has changed since you saw it; look at what is new and decide again."),
            new Dictionary<string, object?> { ["seen"] = conflict.Seen, ["version"] = conflict.Actual, ["since"] = since });
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, CaseList list, string? status, string? level, string? concern, string? reason, string? township, string? school, string? due,
        string? order, string? page, string? pageSize, CancellationToken ct)
    {
        var asked = new Asked();
        var query = new CaseListQuery(asked.Choice<CaseStatus>("status", status), asked.Choice<Level>("level", level), asked.Choice<Concern>("concern", concern),
            asked.Choice<SuspicionReason>("reason", reason), township, school, null, asked.Choice<DueFilter>("due", due), asked.Choice<CaseOrder>("order", order) ?? CaseOrder.Due,
            asked.Number("page", page, 1, int.MaxValue) ?? 1, asked.Number("pageSize", pageSize, 1, CaseList.LargestPage) ?? 25);
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
