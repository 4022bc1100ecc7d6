using System.Globalization;

namespace Balance.Cases.Oracle;

/// <summary>What is given to children of what they are owed, by unit (docs/indicators.md, «Further figures»).</summary>
public static class Further
{
    private const int PupilsForRoom = 5;

    /// <summary>
    /// A line of the county, and of each township and school where there is such a child: disabled children, with a plan, taught at home, hours owed,
    /// hours given up to what is owed, left behind, visited this term, steps overdue at school, township and county.
    /// </summary>
    public static IEnumerable<string> Services(Known known, DateOnly day)
    {
        var rows = new Dictionary<string, decimal[]> { [known.Facts.County] = new decimal[10] };
        var screened = new Screened(known, day);
        var (disabled, leftBehind) = (screened.Disabled().ToHashSet(), screened.LeftBehind().ToHashSet());
        var term = day.Month is >= 2 and <= 8 ? new DateOnly(day.Year, 2, 1) : SchoolYears.Start(SchoolYears.Of(day));
        foreach (var file in known.Told.Union(disabled).Union(leftBehind).Select(child => new ChildFile(known, child, day)))
        {
            var counts = new decimal[10];
            if (disabled.Contains(file.Child) && file.Stand.Finding != "deferred")
            {
                counts[0] = 1;
                if (file.Last("plan", "plan_ended") is { What: "plan" }) counts[1] = 1;
            }
            var hours = file.Followed("disability") is null || file.IsClosed ? null : Teaching.Hours(file.Rules, file.Happened, day);
            if (hours is { } taught) (counts[2], counts[3], counts[4]) = (1, taught.Owed, Math.Min(taught.Owed, taught.Given));
            if (leftBehind.Contains(file.Child))
            {
                counts[5] = 1;
                if (file.All("care_visit").Any(visit => visit.On >= term)) counts[6] = 1;
            }
            foreach (var late in Steps.Of(file).Where(step => step is { IsRestricted: false } && day > step.Until)) counts[7 + (int)late.By]++;
            if (counts.All(count => count == 0) && hours is null && RegularClassOf(file) is null && !IsCentres(file)) continue;
            foreach (var unit in UnitsOf(known, file.Child, day)) Add(unit, counts);
        }
        return rows.Select(row => $"service {row.Key}: {string.Join(' ', row.Value.Select((count, column) => count.ToString(column is 3 or 4 ? "0.0" : "0", CultureInfo.InvariantCulture)))}");

        void Add(string unit, decimal[] counts)
        {
            if (!rows.TryGetValue(unit, out var row)) rows[unit] = row = new decimal[10];
            for (var column = 0; column < row.Length; column++) row[column] += counts[column];
        }
    }

    /// <summary>A line of each school where five disabled pupils or more are placed in regular classes.</summary>
    public static IEnumerable<string> RoomsDue(Known known, DateOnly day) => known.Told.Select(child => RegularClassOf(new ChildFile(known, child, day))).OfType<string>()
        .CountBy(school => school).Where(school => school.Value >= PupilsForRoom).Select(school => $"room {school.Key}: {school.Value}");

    private static string? RegularClassOf(ChildFile file) => !file.IsClosed && file.Followed("disability") is not null
        && file.Last("place", "placement_ended") is { What: "place", Detail: "regular_class" or "designated_school" } placed ? placed.School : null;

    private static bool IsCentres(ChildFile file) =>
        AtCentres.Of(file) is { Held: not null } or { Asked: not null } || file.All("centre_answered").Any(answer => answer.Detail == "never_answered" && answer.On >= SchoolYears.Start(SchoolYears.Of(file.Day)));

    /// <summary>The county; the township where the child lives, else that of its school; the school of the last roll that shows it at one.</summary>
    private static IEnumerable<string> UnitsOf(Known known, int child, DateOnly day)
    {
        var school = known.Rolls.LastOrDefault(roll => roll.On <= day && roll.Rows.ContainsKey(child))?.Rows[child].School;
        var township = Known.Latest(known.Population, day).FirstOrDefault(row => row.Child == child)?.Township
            ?? (school is not null && known.Schools.TryGetValue(school, out var of) ? of.Township : null);
        return new[] { known.Facts.County, township, school }.OfType<string>();
    }
}
