using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Indicators.Further;

/// <summary>初中三年巩固率 of a cohort that was declared.</summary>
public sealed record RetentionFigure(CohortDeclared Declared, RetentionFormula Formula, decimal? Rate);

/// <summary>义务教育完成率 as it was declared.</summary>
public sealed record CompletionFigure(CompletionDeclared Declared, decimal? Rate);

/// <summary>校际差异系数 of a stage by an item that was declared.</summary>
public sealed record VariationFigure(SchoolValuesDeclared Declared, decimal? Value);

/// <summary>Figures beside the rates of a county: what is given to children, and what was declared.</summary>
public sealed record FurtherFigures(
    CountyFigures Rates, IReadOnlyList<ServiceFigure> Services, IReadOnlyList<RetentionFigure> Retention, IReadOnlyList<CompletionFigure> Completion, IReadOnlyList<VariationFigure> Variation)
{
    /// <summary>Children of each resource centre.</summary>
    public IReadOnlyList<CentreFigure> Centres { get; init; } = [];

    /// <summary>Schools where a resource room is due or in use.</summary>
    public IReadOnlyList<ResourceRoomFigure> Rooms { get; init; } = [];

    /// <summary>With the rows of other offices left out; what each school has is for the bureau, the coefficient for all.</summary>
    public FurtherFigures For(Principal who, Places places) => who.Level == Level.County ? this : new(
        FiguresScope.For(who, Rates, places),
        [.. Services.Where(row => FiguresScope.IsShown(who, row.UnitKind, row.Unit, places))],
        [.. Retention.Where(row => FiguresScope.IsShown(who, Units.KindOf(row.Declared.Unit), row.Declared.Unit, places))],
        [.. Completion.Where(row => FiguresScope.IsShown(who, Units.KindOf(row.Declared.Unit), row.Declared.Unit, places))],
        [.. Variation.Select(row => row with { Declared = row.Declared with { Schools = [.. row.Declared.Schools.Where(school => FiguresScope.Covers(who, school.School, UnitKind.School, places))] } })])
    {
        Centres = [.. Centres.Where(row => FiguresScope.Covers(who, row.Centre, Units.KindOf(row.Centre), places))],
        Rooms = [.. Rooms.Where(row => FiguresScope.Covers(who, row.School, UnitKind.School, places))],
    };
}

/// <summary>What the code of a unit says of it.</summary>
public static class Units
{
    /// <summary>A county has 6 digits, a township 9, a school 10; a resource centre is of the kind of its seat.</summary>
    public static UnitKind KindOf(string unit) => Offices.LevelOf(unit) switch { Level.County => UnitKind.County, Level.Township => UnitKind.Township, _ => UnitKind.School };
}

/// <summary>Works the further figures out.</summary>
public sealed class FurtherRates(CasesDatabase database, Figures figures, Services services, Counties counties)
{
    /// <summary>Of a day, as known at a moment (null: now); of the whole county.</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<FurtherFigures> OnAsync(string tenant, int schoolYear, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(tenant, day, ct);
        var rates = await figures.OnAsync(tenant, schoolYear, day, knownAt, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var moment = await ChainTime.AskedAsync(connection, tenant, rates.KnownAt, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, moment, ct);
        var declared = await DeclaredFigures.LoadAsync(tenant, moment, connection, ct);
        var served = await services.OfAsync(book, day, moment, pack, connection, ct);
        return new(rates, ServiceFigures.Count(tenant, served),
            [.. declared.On<CohortDeclared>(day, _ => "").Select(cohort => new RetentionFigure(cohort, pack.Retention.Formula, cohort.Cohort.Retention(pack.Retention.Formula)))],
            [.. declared.On<CompletionDeclared>(day, _ => "").Select(completion => new CompletionFigure(completion, Ratio.Of(completion.Completed, completion.Due)))],
            [.. declared.On<SchoolValuesDeclared>(day, values => (values.Stage, values.Item)).OrderBy(values => values.Stage).ThenBy(values => values.Item)
                .Select(values => new VariationFigure(values, SchoolVariation.Of([.. values.Schools])))])
        {
            Centres = ServiceFigures.OfCentres(served),
            Rooms = ServiceFigures.OfRooms(served.Select(child => child.InRegularClassOf).OfType<string>(), pack.Disability.ResourceRoomPupils, declared.On<ResourceRoomDeclared>(day, _ => "")),
        };
    }
}
