using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Shell.Api;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Screening;

/// <summary>What is to be screened.</summary>
/// <param name="SchoolYear">By its first calendar year.</param>
public sealed record ScreeningAsked(int? SchoolYear, DateOnly? AsOf)
{
    public sealed class Validator : AbstractValidator<ScreeningAsked>
    {
        public Validator()
        {
            RuleFor(asked => asked.SchoolYear).NotNull().WithMessage(_ => T("请填写学年，如 2025。", "Give the school year, such as 2025."));
            RuleFor(asked => asked.AsOf).NotNull().WithMessage(_ => T("请填写排查日期。", "Give the day of the screening."));
        }
    }
}

/// <summary>Screening over HTTP, the same as from page and command line.</summary>
public static class Endpoints
{
    /// <summary>Maps them below <c>/api/screenings</c>. The county bureau alone screens.</summary>
    public static void MapScreenings(this RouteGroupBuilder api)
    {
        var screenings = api.MapGroup("/screenings").WithTags("screenings").Needs(Right.Screen);
        Map(screenings, "/", preview: false, "Finds suspected dropouts, opens and updates their cases; run again, it changes nothing that it has found.");
        Map(screenings, "/preview", preview: true, "The same without effect.");
    }

    private static void Map(RouteGroupBuilder screenings, string path, bool preview, string summary) => screenings
        .MapPost(path, async (HttpContext http, Screenings run, Vault vault, CancellationToken ct) =>
        {
            var asked = await Body.ReadAsync<ScreeningAsked>(http, ct);
            await new ScreeningAsked.Validator().ValidateAndThrowAsync(asked, ct);
            var who = Principal.From(http.User);
            var found = await run.RunAsync(asked.SchoolYear!.Value, asked.AsOf!.Value, preview, who, null, ct);
            return Results.Ok(ScreeningAnswer.Of(found, await vault.RevealAsync(who.Tenant, [.. found.Suspected.Keys], ct)));
        })
        .Accepts<ScreeningAsked>("application/json").Produces<ScreeningAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary(summary);
}

/// <summary>What a screening found, as machines read it.</summary>
public sealed record ScreeningAnswer(DateOnly AsOf, IReadOnlyList<ScreeningAnswer.Suspect> Suspected, ProtectedGroups Protected, int Opened, int Updated, int Withdrawn)
{
    public sealed record Suspect(Guid Child, string Name, string MaskedNumber, IReadOnlyList<SuspicionReason> Reasons);

    /// <summary>The answer that states this result.</summary>
    public static ScreeningAnswer Of(ScreeningResult found, IReadOnlyDictionary<Guid, Person> people) => new(
        found.AsOf,
        [.. found.Suspected.Select(child => new Suspect(child.Key, people.GetValueOrDefault(child.Key)?.Name ?? "", people.GetValueOrDefault(child.Key)?.MaskedNumber ?? "",
            [.. child.Value.Select(evidence => evidence.Reason)]))],
        found.Protected, found.Opened, found.Updated, found.Withdrawn);
}
