using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators;

/// <summary>What a page of rates shows to one officer: the figures of the own office and of the offices below it, never of others.</summary>
/// <param name="Years">School years of which there are rolls, the latest first.</param>
public sealed record RatesOfOffice(CountyFigures Figures, PolicyPack Pack, Places Places, IReadOnlyList<int> Years, UnitKind Kind, string Unit)
{
    /// <summary>The own office by name; the county bureau's is the county.</summary>
    public string NameOfUnit => Kind == UnitKind.County ? Shell.Text.T("全县", "County") : Places.NameOf(Unit);

    /// <summary>The own office's dropout figure; all noughts where it has no row.</summary>
    public DropoutFigure Dropout(Stage stage) => DropoutOf(Unit, Kind, stage) ?? new(Unit, Kind, stage, 0, 0, 0, 0);

    /// <summary>The own office's enrolment figure; a school has none, since children count where they live.</summary>
    public EnrolmentFigure? Enrolment(Stage stage) => EnrolmentOf(Unit, Kind, stage);

    /// <summary>The own office's figure of disabled children; null where there is no such child.</summary>
    public DisabilityFigure? Disability => DisabilityOf(Unit, Kind);

    /// <summary>The own office's figure of migrant children; null where there is no such child.</summary>
    public MigrantFigure? Migrants => Figures.Migrants.FirstOrDefault(row => row.Unit == Unit && row.UnitKind == Kind);

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
public sealed class Rates(CasesDatabase database, Figures figures, Counties counties, Books books)
{
    /// <summary>As of a day, as known at a moment (null: now).</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<RatesOfOffice> OfAsync(Principal who, int schoolYear, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, day, ct);
        var found = await figures.OnAsync(who.Tenant, schoolYear, day, knownAt, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = knownAt is null ? await books.OfAsync(who.Tenant, connection, ct) : await ThenAsync(who.Tenant, knownAt, connection, ct);
        var years = book.Rolls.Select(roll => roll.SchoolYear!.Value).Append(schoolYear).Distinct().OrderDescending().ToList();
        return new(found, pack, places, years, KindOf(who.Level), who.Office);
    }

    /// <summary>How the figures went in a school year: at the end of each month and on the last day, as known at one moment.</summary>
    /// <param name="until">The last day.</param>
    public async Task<IReadOnlyList<RatesOfOffice>> TrendAsync(RatesOfOffice until, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var days = MonthsUntil(until.Figures.SchoolYear, until.Figures.AsOf);
        var packs = await counties.PacksAsync(until.Figures.County, ct);
        return [.. (await figures.OverAsync(until.Figures.County, days, knownAt, ct)).Select(of => until with { Figures = of, Pack = packs.On(of.AsOf) })];
    }

    /// <summary>The last day of every month of a school year before a day, and that day.</summary>
    public static IReadOnlyList<DateOnly> MonthsUntil(SchoolYear year, DateOnly day) =>
        [.. Enumerable.Range(1, 12).Select(month => year.First.AddMonths(month).AddDays(-1)).Where(end => end < day), day];

    private static async Task<County> ThenAsync(string tenant, DateTimeOffset? knownAt, NpgsqlConnection connection, CancellationToken ct)
    {
        var book = await RegisterBook.LoadAsync(connection, tenant, knownAt, ct);
        return new County(book, await Places.LoadAsync(connection, book, ct));
    }

    private static UnitKind KindOf(Level level) => level switch { Level.County => UnitKind.County, Level.Township => UnitKind.Township, _ => UnitKind.School };
}
