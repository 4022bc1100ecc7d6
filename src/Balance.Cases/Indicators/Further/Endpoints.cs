using Balance.Cases.Access;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Indicators.Further;

/// <summary>Further figures over HTTP, and what is declared for them.</summary>
public static class Endpoints
{
    /// <summary>A declaration as it was recorded.</summary>
    /// <param name="Declaration">Its id.</param>
    public sealed record DeclaredAnswer(Guid Declaration);

    /// <summary>Maps them below <c>/api/indicators</c>.</summary>
    public static void MapFurther(this RouteGroupBuilder figures)
    {
        figures.MapGet("/further", OnAsync).Produces<FurtherAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Return rate and children out, services, retention, completion and variation between schools, as of a day and as known at a moment: of the county and of your own office.");
        var declared = figures.MapGroup("/declared").Needs(Right.DeclareFigures);
        Map(declared, "/cohorts", new DeclareCohort.Validator(), "初中毕业一届: the cohort that retention is worked out from.");
        Map(declared, "/completion", new DeclareCompletion.Validator(), "义务教育完成: who completed compulsory schooling, with the source.");
        Map(declared, "/resource-rooms", new DeclareResourceRoom.Validator(), "资源教室: a school has one in use from a day on, or no more.");
        Map(declared, "/school-values", new DeclareSchoolValues.Validator(), "各校资源: what each school has of an item, that variation is worked out from.");
    }

    private static void Map<T>(RouteGroupBuilder declared, string path, DeclarationValidator<T> validator, string summary) where T : Declaration => declared
        .MapPost(path, async (HttpContext http, Declarations declarations, CancellationToken ct) =>
            Results.Ok(new DeclaredAnswer((await declarations.SayAsync(await Body.ReadAsync<T>(http, ct), validator, Principal.From(http.User), ct)).Declaration)))
        .Accepts<T>("application/json").Produces<DeclaredAnswer>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict).WithSummary(summary);

    private static async Task<IResult> OnAsync(
        HttpContext http, FurtherRates further, Books books, CasesDatabase database, TimeProvider clock, string? schoolYear, string? asOf, string? knownAt, CancellationToken ct)
    {
        var (year, day, moment) = Indicators.Endpoints.AskedFor(clock, schoolYear, asOf, knownAt);
        var who = Principal.From(http.User);
        var found = await further.OnAsync(who.Tenant, year, day, moment, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return Results.Ok(FurtherAnswer.Of(found.For(who, (await books.OfAsync(who.Tenant, connection, ct)).Places)));
    }
}
