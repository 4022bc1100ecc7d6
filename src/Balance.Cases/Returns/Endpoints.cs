using Balance.Cases.Access;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Returns;

/// <summary>Sealed returns over HTTP, and their files.</summary>
public static class Endpoints
{
    private const int LargestPage = 200;

    /// <summary>A return in a list.</summary>
    public sealed record ReturnRow(Guid Return, ReturnKind Kind, string Unit, DateOnly From, DateOnly AsOf, DateTimeOffset KnownAt, DateTimeOffset RecordedAt, string Number, string ContentSha256, string FileSha256)
    {
        /// <summary>The row of a return.</summary>
        public static ReturnRow Of(SealedReturn one) => new(one.Event.Return, one.Event.Kind, one.Event.Unit, one.Event.From, one.Event.AsOf, one.Event.KnownAt, one.RecordedAt, one.Event.Number, one.Event.ContentSha256, one.Event.FileSha256);
    }

    /// <summary>A return with what it says, and worked out again.</summary>
    public sealed record ReturnAnswer(ReturnRow Sealed, ReturnContent Content, Recomputed Recomputed);

    /// <summary>What was sealed.</summary>
    public sealed record SealedAnswer(Guid Return, string Number);

    /// <summary>Maps them below <c>/api/returns</c>.</summary>
    public static void MapReturns(this RouteGroupBuilder api)
    {
        var returns = api.MapGroup("/returns").WithTags("returns").Needs(Right.ReadRates);
        returns.MapGet("/", async (HttpContext http, SealedReturns sealedReturns, CancellationToken ct) =>
                Results.Ok((await sealedReturns.OfAsync(Principal.From(http.User), ct)).Select(ReturnRow.Of)))
            .Produces<IEnumerable<ReturnRow>>().WithSummary("Sealed returns of your own office and of those below it, the latest first.");
        returns.MapGet("/{id:guid}", async (Guid id, HttpContext http, SealedReturns sealedReturns, ReturnProof proof, CancellationToken ct) =>
            {
                var found = await sealedReturns.OpenAsync(id, Principal.From(http.User), ct);
                return Results.Ok(new ReturnAnswer(ReturnRow.Of(found.Sealed), found.Content, await proof.OfAsync(found.Content, ct)));
            })
            .Produces<ReturnAnswer>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("What a return says, what became of the one before, and the same worked out again.");
        returns.MapGet("/{id:guid}/changes", async (Guid id, HttpContext http, SealedReturns sealedReturns, ReturnChanges changes, string? skip, string? take, CancellationToken ct) =>
            {
                var asked = new Asked();
                var (from, count) = (asked.Number("skip", skip, 0, int.MaxValue) ?? 0, asked.Number("take", take, 1, LargestPage) ?? 50);
                asked.ThrowIfWrong();
                var who = Principal.From(http.User);
                return Results.Ok(await changes.OfAsync((await sealedReturns.OpenAsync(id, who, ct)).Content, from, count, who, ct));
            })
            .Produces<ChangesBetween>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What was recorded since the return before about days that it covers, child by child, of those whom you have in charge.");
        returns.MapPost("/", async (HttpContext http, ReturnSealing sealing, CancellationToken ct) =>
            {
                var happened = await sealing.SealAsync(await Body.ReadAsync<SealReturn>(http, ct), Principal.From(http.User), ct);
                return Results.Ok(new SealedAnswer(happened.Return, happened.Number));
            })
            .Needs(Right.SealReturn).Accepts<SealReturn>("application/json").Produces<SealedAnswer>().ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("封存报表: freezes, numbers and seals the figures of a period that is over.");
    }

    /// <summary>The file of a return, as it was sealed.</summary>
    public static void MapReturnFiles(this IEndpointRouteBuilder app) => app.MapGet("/returns/{id:guid}/file", async (Guid id, HttpContext http, SealedReturns sealedReturns, AccessLog log, CancellationToken ct) =>
        {
            var who = Principal.From(http.User);
            var found = await sealedReturns.OpenAsync(id, who, ct);
            await log.Exported(who, "return", id, ct);
            return Results.File(found.File, Documents.Setup.Word, $"{ReturnWords.Title(found.Content.Kind, found.Content.AsOf)} {found.Content.Number}.docx");
        }).AddEndpointFilter<Told>().Needs(Right.ReadRates);
}
