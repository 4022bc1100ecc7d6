namespace Balance.Cases.Oracle;

/// <summary>Who is suspected on a day, for which reasons, and who belongs to a protected group (indicators.md, «Screening»), as known at a moment.</summary>
public sealed class Screened(Known known, DateOnly day)
{
    private const int Run = 5;
    private const int OldestFile = 14;
    private const int LongestLeave = 365;

    private readonly int _year = SchoolYears.Of(day);

    private Facts Facts => known.Facts;

    /// <summary>Reasons by child, in alphabetical order.</summary>
    public IReadOnlyDictionary<int, string> Suspected()
    {
        var roll = known.RollOf(day) ?? throw new InvalidOperationException("Without a roll of the school year there is nothing to compare with.");
        var reasons = new Dictionary<int, SortedSet<string>>();
        var people = Known.Latest(known.Population, day).ToDictionary(row => row.Child);

        foreach (var person in people.Values.Where(row => row.Status == "present" && SchoolYears.IsOfSchoolAge(Facts.Born[row.Child], _year) && !IsHeld(row.Child))) Add(person.Child, "not_enrolled");
        foreach (var child in known.Rolls.Where(earlier => earlier.Year == _year && earlier.On < roll.On).SelectMany(earlier => earlier.Rows.Values.Where(row => row.Status == "enrolled")).Select(row => row.Child))
            if (!IsHeld(child)) Add(child, "dropped_from_roll");
        if (known.Rolls.LastOrDefault(before => before.Year == _year - 1) is { } last)
            foreach (var row in last.Rows.Values.Where(row => row.Grade == Facts.Rules.LastPrimaryGrade && row.Status != "deceased" && !IsHeld(row.Child))) Add(row.Child, "transition_gap");
        foreach (var row in roll.Rows.Values.Where(row => row.Status == "suspended" && day.DayNumber - (row.StatusOn ?? roll.On).DayNumber > LongestLeave)) Add(row.Child, "suspension_overdue");
        foreach (var child in Truants()) Add(child, "absence");

        return reasons.Where(child => !Stand.On(known, child.Key, day).Answered).ToDictionary(child => child.Key, child => string.Join(' ', child.Value));

        bool IsHeld(int child) => roll.StatusOf(child) is "enrolled" or "suspended" or "graduated";

        void Add(int child, string reason)
        {
            if (reason != "not_enrolled" && people.TryGetValue(child, out var person) && person.Status != "present") return;
            if (!reasons.TryGetValue(child, out var all)) reasons[child] = all = [];
            all.Add(reason);
        }
    }

    /// <summary>Sizes of the protected groups: disabled, disabled and not enrolled, left behind, left behind by the roll's definition, migrant, in hardship.</summary>
    public string Protected()
    {
        var away = Away(Young(Present));
        var disabled = Disabled();
        return string.Join(' ', disabled.Count, disabled.Count(child => !Stand.On(known, child, day).Enrolled),
            away.Count(IsLeftBehind), away.Count(IsLeftBehindByRoll),
            OfAge.Count(row => row.Residence == "migrant"), InHardship().Count);
    }

    /// <summary>On the list of disabled children, present and of school age.</summary>
    public IReadOnlyList<int> Disabled()
    {
        var listed = Known.Latest(known.Disability, day).ToHashSet();
        return [.. OfAge.Where(row => listed.Contains(row.Child)).Select(row => row.Child)];
    }

    /// <summary>The same, with those who will be of school age in the next school year.</summary>
    public IReadOnlyList<int> DisabledOrAboutToEnter()
    {
        var listed = Known.Latest(known.Disability, day).ToHashSet();
        return [.. Present.Where(row => listed.Contains(row.Child) && (SchoolYears.IsOfSchoolAge(Facts.Born[row.Child], _year) || SchoolYears.Age(Facts.Born[row.Child], _year + 1) == 6)).Select(row => row.Child)];
    }

    /// <summary>Migrant children of school age whom no roll shows at a public or purchased school, nor on leave from one.</summary>
    public IReadOnlyList<int> MigrantsWithoutPlace() => [.. OfAge.Where(row => row.Residence == "migrant" && !known.HasPlace(row.Child, day, orOnLeave: true)).Select(row => row.Child)];

    /// <summary>Left behind by the nation's definition.</summary>
    public IReadOnlyList<int> LeftBehind() => [.. Away(Young(Present)).Where(IsLeftBehind).Select(row => row.Child)];

    /// <summary>Left behind by either definition.</summary>
    public IReadOnlyList<int> LeftBehindByEither() => [.. Away(Young(Present)).Where(row => IsLeftBehind(row) || IsLeftBehindByRoll(row)).Select(row => row.Child)];

    /// <summary>Present, of school age, and entitled to assistance on the day.</summary>
    public IReadOnlyList<int> InHardship()
    {
        var helped = known.Assistance.Where(file => file.On <= day).SelectMany(file => file.Rows).Where(row => row.From <= day && !(row.Until < day)).Select(row => row.Child).ToHashSet();
        return [.. OfAge.Where(row => helped.Contains(row.Child)).Select(row => row.Child)];
    }

    private IEnumerable<PersonRow> Present => Known.Latest(known.Population, day).Where(row => row.Status == "present");

    private IEnumerable<PersonRow> OfAge => Present.Where(row => SchoolYears.IsOfSchoolAge(Facts.Born[row.Child], _year));

    private HashSet<int> Young(IEnumerable<PersonRow> present) => [.. present.Where(row => day < Facts.Born[row.Child].AddYears(16)).Select(row => row.Child)];

    private List<AwayRow> Away(HashSet<int> young) => [.. Known.Latest(known.LeftBehind, day).Where(row => young.Contains(row.Child))];

    private static bool IsLeftBehind(AwayRow row) => (row.Father && row.Mother) || ((row.Father || row.Mother) && !row.OtherCapable);

    private static bool IsLeftBehindByRoll(AwayRow row) => (row.Father || row.Mother) && row.Months >= 3;

    /// <summary>Whose run of unexcused school days ends on the latest absence file.</summary>
    private IEnumerable<int> Truants()
    {
        var files = known.Absence.Where(file => file.On <= day && SchoolYears.Of(file.On) == _year).ToList();
        if (files.Count == 0 || day.DayNumber - files[^1].On.DayNumber > OldestFile || !Facts.Rules.IsSchoolDay(files[^1].On)) return [];
        var said = new Dictionary<(int Child, DateOnly On), string>();
        foreach (var row in files.SelectMany(file => file.Rows)) said[(row.Child, row.On)] = row.Kind;
        return said.Keys.Select(row => row.Child).Distinct().Where(child => RunOf(child) >= Run).ToList();

        int RunOf(int child)
        {
            var run = 0;
            for (var on = files[^1].On; on >= SchoolYears.Start(_year); on = on.AddDays(-1))
            {
                if (!Facts.Rules.IsSchoolDay(on)) continue;
                if (!said.TryGetValue((child, on), out var kind) || kind != "unexcused") break;
                run++;
            }
            return run;
        }
    }
}
