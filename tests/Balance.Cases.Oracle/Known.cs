namespace Balance.Cases.Oracle;

/// <summary>The facts as they were known at a moment: what was recorded later does not exist, registers and corrections alike.</summary>
public sealed class Known
{
    private readonly ILookup<int, Happening> _steps;

    public Known(Facts facts, int moment)
    {
        Facts = facts;
        Rolls = [.. facts.Rolls.Where(roll => roll.Recorded <= moment).GroupBy(roll => (roll.On, roll.Year)).OrderBy(file => file.Key.On).ThenBy(file => file.Key.Year)
            .Select(file => new KnownRoll(file.Key.Year, file.Key.On, RowsThatCount(file.OrderBy(part => part.Recorded))))];
        Population = Merged(facts.Population, moment, row => row.Child);
        Disability = Merged(facts.Disability, moment, child => child);
        LeftBehind = Merged(facts.LeftBehind, moment, row => row.Child);
        Assistance = Merged(facts.Assistance, moment, row => (row.Child, row.From));
        Absence = Merged(facts.Absence, moment, row => (row.Child, row.On));
        Schools = facts.Schools.Where(school => school.Recorded <= moment).GroupBy(school => school.Code).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Recorded)!);
        var right = facts.Corrections.Where(change => change.Recorded <= moment).GroupBy(change => change.Wrong).ToDictionary(changes => changes.Key, changes => changes.MaxBy(change => change.Recorded)!.Right);
        _steps = facts.Happened.Where(step => step.Recorded <= moment)
            .Select(step => right.TryGetValue(step.Recorded, out var instead) ? instead is null ? null : instead with { Recorded = step.Recorded } : step)
            .OfType<Happening>().OrderBy(step => step.On).ThenBy(step => step.Recorded).ToLookup(step => step.Child);
    }

    public Facts Facts { get; }

    public IReadOnlyList<KnownRoll> Rolls { get; }

    public IReadOnlyList<(DateOnly On, IReadOnlyList<PersonRow> Rows)> Population { get; }

    public IReadOnlyList<(DateOnly On, IReadOnlyList<int> Rows)> Disability { get; }

    public IReadOnlyList<(DateOnly On, IReadOnlyList<AwayRow> Rows)> LeftBehind { get; }

    public IReadOnlyList<(DateOnly On, IReadOnlyList<AssistanceRow> Rows)> Assistance { get; }

    public IReadOnlyList<(DateOnly On, IReadOnlyList<AbsenceRow> Rows)> Absence { get; }

    public IReadOnlyDictionary<string, SchoolRow> Schools { get; }

    /// <summary>Children of whom anything is told.</summary>
    public IEnumerable<int> Told => _steps.Select(child => child.Key);

    /// <summary>What happened to a child by a day, in the order in which it happened; on one day in that of recording.</summary>
    public IEnumerable<Happening> Of(int child, DateOnly day) => _steps[child].TakeWhile(step => step.On <= day);

    /// <summary>The roll of a day: the latest of its school year; null before the first.</summary>
    public KnownRoll? RollOf(DateOnly day) => Rolls.LastOrDefault(roll => roll.Year == SchoolYears.Of(day) && roll.On <= day);

    /// <summary>Whether the roll of a day shows a child at a public or purchased school.</summary>
    /// <param name="orOnLeave">Also one that is on leave from it.</param>
    public bool HasPlace(int child, DateOnly day, bool orOnLeave = false) => RollOf(day) is { } roll && roll.Rows.TryGetValue(child, out var row) && (row.Status is "enrolled" or "graduated" || (orOnLeave && row.Status == "suspended"))
        && Schools.TryGetValue(row.School, out var school) && school.Ownership is "public" or "purchased";

    /// <summary>Of a register without a school year the latest by a day.</summary>
    public static IReadOnlyList<TRow> Latest<TRow>(IReadOnlyList<(DateOnly On, IReadOnlyList<TRow> Rows)> register, DateOnly day) =>
        register.LastOrDefault(file => file.On <= day).Rows ?? [];

    // A second file of a day completes the first: equal keys are replaced, others added, none removed.
    private static List<(DateOnly, IReadOnlyList<TRow>)> Merged<TRow, TKey>(IEnumerable<Register<TRow>> files, int moment, Func<TRow, TKey> key) where TKey : notnull =>
    [
        .. files.Where(file => file.Recorded <= moment).GroupBy(file => file.On).OrderBy(file => file.Key).Select(day =>
            (day.Key, (IReadOnlyList<TRow>)[.. day.OrderBy(file => file.Recorded).SelectMany(file => file.Rows).GroupBy(key).Select(rows => rows.Last())])),
    ];

    private static Dictionary<int, PupilRow> RowsThatCount(IEnumerable<Roll> parts)
    {
        var rows = new Dictionary<(int, string), PupilRow>();
        foreach (var row in parts.SelectMany(part => part.Rows)) rows[(row.Child, row.School)] = row;
        var count = new Dictionary<int, PupilRow>();
        foreach (var row in rows.Values)
            if (!count.TryGetValue(row.Child, out var best) || Rank(row) <= Rank(best)) count[row.Child] = row;
        return count;

        static int Rank(PupilRow row) => Array.IndexOf(["enrolled", "suspended", "graduated", "transferred_out", "withdrawn", "deceased"], row.Status);
    }
}

/// <summary>A roll with the one row of each child that counts.</summary>
public sealed record KnownRoll(int Year, DateOnly On, IReadOnlyDictionary<int, PupilRow> Rows)
{
    /// <summary>Null: not on it.</summary>
    public string? StatusOf(int child) => Rows.TryGetValue(child, out var row) ? row.Status : null;
}

/// <summary>School year Y: 1 September Y to 31 August Y+1.</summary>
public static class SchoolYears
{
    public static int Of(DateOnly day) => day.Month >= 9 ? day.Year : day.Year - 1;

    public static DateOnly Start(int year) => new(year, 9, 1);

    /// <summary>The next 31 August on or after a day.</summary>
    public static DateOnly NextEnd(DateOnly day) => new(Of(day) + 1, 8, 31);

    /// <summary>Age in whole years on 31 August of the school year's first calendar year.</summary>
    public static int Age(DateOnly born, int year) => year - born.Year - ((born.Month, born.Day).CompareTo((8, 31)) > 0 ? 1 : 0);

    public static bool IsOfSchoolAge(DateOnly born, int year) => Age(born, year) is >= 6 and <= 14;
}
