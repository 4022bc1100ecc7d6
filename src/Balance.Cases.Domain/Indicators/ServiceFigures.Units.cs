using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Indicators;

/// <summary>What one child is owed and given on a day, with the unit in which it counts.</summary>
/// <param name="Township">Of residence; of a child that the population register does not show, that of its school. Null: nothing tells.</param>
/// <param name="School">Of the last roll by the day that shows the child; null: none does.</param>
/// <param name="Disabled">On the disability register, present, of school age and not deferred (缓学).</param>
/// <param name="HasPlan">An education plan is in force.</param>
/// <param name="Hours">Hours at home of the school year; null: not to be taught at home in it.</param>
/// <param name="LeftBehind">On the survey as left behind (国发〔2016〕13号).</param>
/// <param name="Visited">A care visit was made this term.</param>
/// <param name="Overdue">The level that answers for each step that is overdue; steps of restricted parts are in no figure.</param>
public sealed record ServedChild(
    Guid Child, string? Township, string? School, bool Disabled, bool HasPlan, HomeTeachingHours? Hours, bool LeftBehind, bool Visited, IReadOnlyList<Level> Overdue)
{
    /// <summary>Code of the school in whose regular classes the child is placed; null: in none.</summary>
    public string? InRegularClassOf { get; init; }

    /// <summary>Code of the resource centre that holds the child; null: none does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Code of the resource centre that is asked to take it and has not answered.</summary>
    public string? AskedOf { get; init; }

    /// <summary>Codes of the resource centres that never answered a handover of the child in the school year.</summary>
    public IReadOnlyList<string> UnansweredBy { get; init; } = [];

    /// <summary>Whether it counts in a unit.</summary>
    public bool IsOf(string unit, UnitKind kind) => kind switch { UnitKind.County => true, UnitKind.Township => Township == unit, _ => School == unit };
}

/// <summary>Indicators of services, of a unit on a day.</summary>
/// <param name="Disabled">Disabled children of school age, without those deferred.</param>
/// <param name="WithPlan">Those of them with an education plan in force.</param>
/// <param name="HomeTaught">Children to be taught at home in the school year.</param>
/// <param name="HoursOwed">Lesson hours that they are owed by the day, by the pack's norm.</param>
/// <param name="HoursCounted">Lesson hours given, of each child at most what it was owed.</param>
/// <param name="LeftBehind">Left-behind children.</param>
/// <param name="Visited">Those of them visited this term.</param>
/// <param name="OverdueAtSchool">Steps overdue for which schools answer.</param>
/// <param name="OverdueAtTownship">Those for which townships answer.</param>
/// <param name="OverdueAtCounty">Those for which the county answers.</param>
public sealed record ServiceFigure(
    string Unit, UnitKind UnitKind, int Disabled, int WithPlan, int HomeTaught, decimal HoursOwed, decimal HoursCounted, int LeftBehind, int Visited,
    int OverdueAtSchool, int OverdueAtTownship, int OverdueAtCounty)
{
    /// <summary>Plans in force ÷ disabled children, 6 decimals; null where there are none.</summary>
    public decimal? PlanRate => Ratio.Of(WithPlan, Disabled);

    /// <summary>Hours given ÷ owed, 6 decimals; null where none are owed.</summary>
    public decimal? HoursRate => Ratio.Of(HoursCounted, HoursOwed);

    /// <summary>Visited this term ÷ left behind, 6 decimals; null where nobody is.</summary>
    public decimal? VisitRate => Ratio.Of(Visited, LeftBehind);
}

public static partial class ServiceFigures
{
    /// <summary>Rows of the county always, and of each township and school where there is such a child.</summary>
    public static List<ServiceFigure> Count(string county, IReadOnlyCollection<ServedChild> children) =>
    [
        Row(county, UnitKind.County, children),
        .. RowsOf(children, UnitKind.Township, child => child.Township),
        .. RowsOf(children, UnitKind.School, child => child.School),
    ];

    private static IEnumerable<ServiceFigure> RowsOf(IEnumerable<ServedChild> children, UnitKind kind, Func<ServedChild, string?> unitOf) => children
        .Where(child => unitOf(child) is not null).GroupBy(child => unitOf(child)!).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => Row(unit.Key, kind, [.. unit]));

    private static ServiceFigure Row(string unit, UnitKind kind, IReadOnlyCollection<ServedChild> of) => new(
        unit, kind, of.Count(child => child.Disabled), of.Count(child => child is { Disabled: true, HasPlan: true }),
        of.Count(child => child.Hours is not null), of.Sum(child => child.Hours?.Owed ?? 0), of.Sum(child => child.Hours is { } hours ? Math.Min(hours.Owed, hours.Delivered) : 0),
        of.Count(child => child.LeftBehind), of.Count(child => child is { LeftBehind: true, Visited: true }),
        Overdue(of, Level.School), Overdue(of, Level.Township), Overdue(of, Level.County));

    private static int Overdue(IEnumerable<ServedChild> of, Level level) => of.Sum(child => child.Overdue.Count(by => by == level));
}
