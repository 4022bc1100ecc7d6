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
        var present = Known.Latest(known.Population, day).Where(row => row.Status == "present").ToList();
        var ofAge = present.Where(row => SchoolYears.IsOfSchoolAge(Facts.Born[row.Child], _year)).ToList();
        var young = Young(present);
        var disabled = Known.Latest(known.Disability, day).ToHashSet();
        var away = Away(young);
        var helped = known.Assistance.Where(file => file.On <= day).SelectMany(file => file.Rows).Where(row => row.From <= day && !(row.Until < day)).Select(row => row.Child).ToHashSet();
        var list = ofAge.Where(row => disabled.Contains(row.Child)).ToList();
        return string.Join(' ', list.Count, list.Count(row => !Stand.On(known, row.Child, day).Enrolled),
            away.Count(IsLeftBehind), away.Count(row => (row.Father || row.Mother) && row.Months >= 3),
            ofAge.Count(row => row.Residence == "migrant"), ofAge.Count(row => helped.Contains(row.Child)));
    }

    /// <summary>Left-behind children, and those of them to whom somebody came in the term of the day, which begins on 1 September or 1 February.</summary>
    public string Visited()
    {
        var term = day.Month is >= 2 and <= 8 ? new DateOnly(day.Year, 2, 1) : SchoolYears.Start(_year);
        var left = Away(Young(Known.Latest(known.Population, day).Where(row => row.Status == "present"))).Where(IsLeftBehind).ToList();
        return $"{left.Count} {left.Count(row => known.Of(row.Child, day).Any(step => step.What == "care_visit" && step.On >= term))}";
    }

    private HashSet<int> Young(IEnumerable<PersonRow> present) => [.. present.Where(row => day < Facts.Born[row.Child].AddYears(16)).Select(row => row.Child)];

    private List<AwayRow> Away(HashSet<int> young) => [.. Known.Latest(known.LeftBehind, day).Where(row => young.Contains(row.Child))];

    private static bool IsLeftBehind(AwayRow row) => (row.Father && row.Mother) || ((row.Father || row.Mother) && !row.OtherCapable);

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
