using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Indicators;

/// <summary>Figures over HTTP, the same as the command line prints.</summary>
public static class Endpoints
{
    private const int LargestPage = 200;

    /// <summary>Maps them below <c>/api/indicators</c>.</summary>
    public static void MapIndicators(this RouteGroupBuilder api)
    {
        var figures = api.MapGroup("/indicators").WithTags("indicators").Needs(Right.ReadRates);
        figures.MapGet("/", OnAsync).Produces<FiguresOverHttp>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Dropout rate, enrolment rate, that of disabled children, and migrant children in public or purchased places, standing returns, as of a day and as known at a moment: of the county and of your own office.");
        figures.MapGet("/children", ChildrenAsync).Produces<ChildrenAnswer>().ProducesValidationProblem()
            .WithSummary("The children behind a number, those of them whom you have in charge.");
        figures.MapFurther();
    }

    /// <summary>Children behind a number.</summary>
    public sealed record ChildrenAnswer(int Total, IReadOnlyList<ChildAnswer> Children);

    /// <summary>One of them; without a name where the identity was erased.</summary>
    public sealed record ChildAnswer(Guid Child, string Name, string MaskedNumber);

    private static async Task<IResult> OnAsync(
        HttpContext http, Figures figures, Books books, CasesDatabase database, TimeProvider clock, string? schoolYear, string? asOf, string? knownAt, CancellationToken ct)
    {
        var (year, day, moment) = AskedFor(clock, schoolYear, asOf, knownAt);
        var who = Principal.From(http.User);
        var found = await figures.OnAsync(who.Tenant, year, day, moment, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return Results.Ok(FiguresOverHttp.Of(FiguresScope.For(who, found, (await books.OfAsync(who.Tenant, connection, ct)).Places)));
    }

    /// <summary>The school year, day and moment of a question; today and now where they are left out.</summary>
    /// <exception cref="FluentValidation.ValidationException">One of them cannot be read.</exception>
    internal static (int Year, DateOnly Day, DateTimeOffset? Moment) AskedFor(TimeProvider clock, string? schoolYear, string? asOf, string? knownAt)
    {
        var asked = new Asked();
        var day = asked.Day("asOf", asOf) ?? clock.Today();
        var year = asked.Number("schoolYear", schoolYear, 1986, 9998) ?? SchoolYear.Of(day).Year;
        var moment = asked.Moment("knownAt", knownAt);
        asked.ThrowIfWrong();
        return (year, day, moment);
    }

    private static async Task<IResult> ChildrenAsync(
        HttpContext http, FigureChildren behind, Vault vault, TimeProvider clock, string? part, string? unit, string? unitKind, string? stage, string? asOf, string? knownAt,
        string? skip, string? take, CancellationToken ct)
    {
        var asked = new Asked();
        var who = Principal.From(http.User);
        var figure = asked.Choice<FigurePart>("part", part, needed: true);
        var cell = new FigureCell(figure ?? default, string.IsNullOrWhiteSpace(unit) ? who.Tenant : unit.Trim(), asked.Choice<UnitKind>("unitKind", unitKind) ?? UnitKind.County, asked.Choice<Stage>("stage", stage));
        var day = asked.Day("asOf", asOf) ?? clock.Today();
        var moment = asked.Moment("knownAt", knownAt);
        var (from, count) = (asked.Number("skip", skip, 0, int.MaxValue) ?? 0, asked.Number("take", take, 1, LargestPage) ?? 50);
        asked.ThrowIfWrong();
        var found = await behind.OfAsync(cell, day, moment, who, from, count, ct);
        var people = await vault.RevealAsync(who.Tenant, [.. found.Children], ct);
        return Results.Ok(new ChildrenAnswer(found.Total, [.. found.Children.Select(child => people.TryGetValue(child, out var person)
            ? new ChildAnswer(child, person.Name, IdentityNumber.Masked(person.Number)) : new ChildAnswer(child, "", ""))]));
    }
}
