using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Indicators;

/// <summary>What a page of rates shows to one officer: the figures of the own office and of the offices below it, never of others.</summary>
/// <param name="Years">School years of which there are rolls, the latest first.</param>
public sealed record RatesOfOffice(CountyFigures Figures, PolicyPack Pack, Places Places, IReadOnlyList<int> Years, UnitKind Kind, string Unit)
{
    /// <summary>The own office's dropout figure; all noughts where it has no row.</summary>
    public DropoutFigure Dropout(Stage stage) => DropoutOf(Unit, Kind, stage) ?? new(Unit, Kind, stage, 0, 0, 0, 0);

    /// <summary>The own office's enrolment figure; a school has none, since children count where they live.</summary>
    public EnrolmentFigure? Enrolment(Stage stage) => EnrolmentOf(Unit, Kind, stage);

    /// <summary>The own office's figure of disabled children; null where there is no such child.</summary>
    public DisabilityFigure? Disability => DisabilityOf(Unit, Kind);

    /// <summary>Children out on the day. Below the county those whom a school of the office lost.</summary>
    public int Out => Kind == UnitKind.County ? Figures.Out : Term.All<Stage>().Sum(stage => Dropout(stage) is var row ? row.DroppedOut + row.CarriedOver : 0);

    /// <summary>Townships below the own office, by name.</summary>
    public IReadOnlyList<string> Townships => Kind != UnitKind.County ? [] :
    [
        .. Figures.Dropout.Where(row => row.UnitKind == UnitKind.Township).Select(row => row.Unit)
            .Concat(Figures.Enrolment.Where(row => row.UnitKind == UnitKind.Township).Select(row => row.Unit))
            .Distinct().OrderBy(unit => unit, StringComparer.Ordinal),
    ];

    /// <summary>Schools of the own office, those who lose most first.</summary>
    public IReadOnlyList<string> Schools(string? township) => Kind == UnitKind.School ? [] :
    [
        .. Figures.Dropout.Where(row => row.UnitKind == UnitKind.School && IsIn(row.Unit, Kind == UnitKind.Township ? Unit : township))
            .GroupBy(row => row.Unit).OrderByDescending(rows => rows.Max(row => row.Rate ?? 0)).ThenBy(rows => rows.Key, StringComparer.Ordinal).Select(rows => rows.Key),
    ];

    /// <summary>The row of a unit, if it has one.</summary>
    public DropoutFigure? DropoutOf(string unit, UnitKind kind, Stage stage) =>
        Figures.Dropout.FirstOrDefault(row => row.Unit == unit && row.UnitKind == kind && row.Stage == stage);

    /// <summary>The row of a unit, if it has one.</summary>
    public EnrolmentFigure? EnrolmentOf(string unit, UnitKind kind, Stage stage) =>
        Figures.Enrolment.FirstOrDefault(row => row.Unit == unit && row.UnitKind == kind && row.Stage == stage);

    /// <summary>The row of a unit, if it has one.</summary>
    public DisabilityFigure? DisabilityOf(string unit, UnitKind kind) => Figures.Disability.FirstOrDefault(row => row.Unit == unit && row.UnitKind == kind);

    /// <summary>The target of the school year, in the words of the plan.</summary>
    public Target? TargetFor(Measure measure, Stage? stage) => Pack.TargetFor(measure, stage, Figures.SchoolYear.Year);

    /// <summary>To the children behind a number, as of the same day and as known at the same moment.</summary>
    public string LinkTo(FigurePart part, string unit, UnitKind kind, Stage? stage) => string.Create(CultureInfo.InvariantCulture,
        $"/rates/children?part={part.Code()}&unit={unit}&unitKind={kind.Code()}{(stage is { } of ? $"&stage={of.Code()}" : "")}&asOf={Figures.AsOf:yyyy-MM-dd}&knownAt={Uri.EscapeDataString(Figures.KnownAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}");

    private bool IsIn(string school, string? township) => township is null || (Places.BySchoolCode.TryGetValue(school, out var at) && at.Township == township);
}

/// <summary>Asks for the figures of an officer's own office.</summary>
public sealed class Rates(CasesDatabase database, Figures figures, Counties counties)
{
    /// <summary>As of a day, as known at a moment (null: now).</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<RatesOfOffice> OfAsync(Principal who, int schoolYear, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        var found = await figures.OnAsync(who.Tenant, schoolYear, day, knownAt, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, knownAt, ct);
        var places = await Places.LoadAsync(connection, book, ct);
        var years = book.Rolls.Select(roll => roll.SchoolYear!.Value).Append(schoolYear).Distinct().OrderDescending().ToList();
        return new(found, pack, places, years, KindOf(who.Level), who.Office);
    }

    /// <summary>Whether numbers of a unit are for an officer's eyes: of the own office and of those below it.</summary>
    public static bool Covers(Principal who, string unit, UnitKind kind, Places places) => who.Level switch
    {
        Level.County => true,
        Level.Township => unit == who.Office || (kind == UnitKind.School && places.BySchoolCode.TryGetValue(unit, out var school) && school.Township == who.Office),
        _ => unit == who.Office,
    };

    private static UnitKind KindOf(Level level) => level switch { Level.County => UnitKind.County, Level.Township => UnitKind.Township, _ => UnitKind.School };
}
