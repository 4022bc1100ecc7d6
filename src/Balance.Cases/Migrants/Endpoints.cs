using Balance.Cases.Access;
using Balance.Cases.Migrants.Between;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage.Desk;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Balance.Cases.Cases;

namespace Balance.Cases.Migrants;

/// <summary>Places, transition and transfers over HTTP.</summary>
public static class Endpoints
{
    /// <summary>Maps commands below <c>/api/cases</c>, lists below <c>/api/transitions</c>.</summary>
    public static void MapMigrants(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("migrants").Needs(Right.ReadCases);
        cases.MapAct<SecurePlace>("secure-place", "落实学位 of a migrant child.");
        cases.MapAct<FileFeeComplaint>("file-fee-complaint", "A complaint about fees; added whatever happened meanwhile.");
        cases.MapAct<AnswerFeeComplaint>("answer-fee-complaint", "What became of a complaint about fees.");
        cases.MapAct<HandOver>("hand-over", "小升初: one child goes on the list of its school for a junior one.");
        cases.MapAct<AnswerTransition>("answer-transition", "Received, registered, or not arrived, which is a suspicion the same day.");
        cases.MapAct<TransferStudent>("transfer", "转学; the sender answers for the child until the other side accepts.");
        cases.MapAct<AcceptTransfer>("accept-transfer", "The other side has the child; access changes hands.");
        cases.MapAct<ReturnTransfer>("return-transfer", "The other side refuses, or the child has not come.");

        FollowMigrants.Map(api.MapGroup("/migrants").WithTags("migrants"));

        var lists = api.MapGroup("/transitions").WithTags("migrants").Needs(Right.HandOver);
        lists.MapGet("/", async (HttpContext http, TransitionLists of, CancellationToken ct) => Results.Ok(await of.OfAsync(Principal.From(http.User), ct)))
            .Produces<Transition>().WithSummary("小升初 in your charge: classes with where their pupils are by the roll, and the lists that wait for an answer.");
        lists.MapPost("/hand-over", HandOverAsync).Accepts<HandOverList>("application/json").Produces<ListDone>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Hands the followed children of a class or school over, in one act.");
        lists.MapPost("/answer", AnswerAsync).Accepts<AnswerList>("application/json").Produces<ListDone>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Takes a whole list: received or registered. Who has not come is told child by child.");

        var sent = api.MapGroup("/transfers").WithTags("migrants").Needs(Right.ReceiveTransfer);
        sent.MapGet("/", async (HttpContext http, IncomingTransfers of, CancellationToken ct) => Results.Ok(await of.OfAsync(Principal.From(http.User), ct)))
            .Produces<IncomingList>().WithSummary("外县转学: what other counties have sent to yours and what waits for your answer; nobody is named.");
        sent.MapGet("/{id:guid}", async (Guid id, HttpContext http, IncomingTransfers of, CancellationToken ct) => Results.Ok(await of.ReadAsync(id, Principal.From(http.User), ct)))
            .Produces<IncomingChild>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Who the child is, while it waits; logged in both counties.");
        sent.MapPost("/accept", AcceptAsync).Accepts<AcceptSent>("application/json").Produces<Receipt>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The child is your county's: its identity, its history and its concerns come along, and the other county's case ends. Answers with the file here.");
        sent.MapPost("/return", ReturnAsync).Accepts<ReturnSent>("application/json").Produces(StatusCodes.Status204NoContent).ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("It is not taken, or the child has not come: the county that sent it answers for it again.");
    }

    /// <summary>Histories that came along, and what was attached to them.</summary>
    public static void MapHistories(this IEndpointRouteBuilder app)
    {
        app.MapGet("/cases/{child:guid}/history/{transfer:guid}/evidence", EvidenceAsync).AddEndpointFilter<Told>().Needs(Right.ExportEvidence);
        app.MapGet("/cases/{child:guid}/history/{transfer:guid}/{entry:guid}/file", HistoryFileAsync).AddEndpointFilter<Told>().Needs(Right.ReadCases);
    }

    /// <summary>小升初移交清单 as a Word file.</summary>
    public static void MapTransitionFiles(this IEndpointRouteBuilder app) => app.MapGet("/transitions/list/file", async (int? year, string? from, string? to, HttpContext http, TransitionPaper papers, CancellationToken ct) =>
            await papers.FileAsync(new(year ?? 0, from ?? "", to ?? ""), Principal.From(http.User), ct) is { } file ? Results.File(file.Content, Documents.Setup.Word, file.Name) : Results.NotFound())
        .AddEndpointFilter<Told>().Needs(Right.HandOver);

    private static async Task<IResult> AcceptAsync(HttpContext http, TransferReception reception, CancellationToken ct) =>
        Results.Ok(await reception.AcceptAsync(await Body.ReadAsync<AcceptSent>(http, ct), Principal.From(http.User), ct));

    private static async Task<IResult> ReturnAsync(HttpContext http, TransferReception reception, CancellationToken ct)
    {
        await reception.ReturnAsync(await Body.ReadAsync<ReturnSent>(http, ct), Principal.From(http.User), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> EvidenceAsync(Guid child, Guid transfer, HttpContext http, Histories histories, CancellationToken ct) =>
        await histories.EvidenceAsync(child, transfer, Principal.From(http.User), ct) is { } file ? Results.File(file, "application/json", $"history-{transfer:N}.json") : Results.NotFound();

    private static async Task<IResult> HistoryFileAsync(Guid child, Guid transfer, Guid entry, HttpContext http, Histories histories, CancellationToken ct) =>
        await histories.FileAsync(child, transfer, entry, Principal.From(http.User), ct) is { } file ? Results.File(file.Content, file.MediaType, file.Name) : Results.NotFound();

    private static async Task<IResult> HandOverAsync(HttpContext http, TransitionLists lists, CancellationToken ct)
    {
        var asked = await Body.ReadAsync<HandOverList>(http, ct);
        await new HandOverList.Validator().ValidateAndThrowAsync(asked, ct);
        return Results.Ok(await lists.HandOverAsync(asked, Principal.From(http.User), ct));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, TransitionLists lists, CancellationToken ct)
    {
        var asked = await Body.ReadAsync<AnswerList>(http, ct);
        await new AnswerList.Validator().ValidateAndThrowAsync(asked, ct);
        return Results.Ok(await lists.AnswerAsync(asked, Principal.From(http.User), ct));
    }
}
