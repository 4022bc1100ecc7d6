using System.Globalization;

namespace Balance.Cases.Oracle;

/// <summary>
/// Services for disabled children on a day: plans in force of those followed, lesson hours at home delivered of those owed by the plan's norm.
/// The hours of a year are owed evenly over its school days, on those on which the child was to be taught at home.
/// </summary>
public static class Teaching
{
    /// <summary>Children, of them with a plan, taught at home, hours owed, delivered, delivered up to what is owed of each.</summary>
    public static string On(Known known, DateOnly day)
    {
        var followed = known.Told.Where(child => known.Of(child, day).Any(step => step is { What: "follow", Detail: "disability" })).ToList();
        var (children, planned, taught, owedInAll, givenInAll, counted) = (0, 0, 0, 0m, 0m, 0m);
        foreach (var child in followed)
        {
            var steps = known.Of(child, day).ToList();
            var placement = steps.LastOrDefault(step => step.What is "place" or "placement_ended");
            if (placement is not { What: "place", Detail: "deferred" })
            {
                children++;
                if (steps.LastOrDefault(step => step.What is "plan" or "plan_ended") is { What: "plan" }) planned++;
            }
            if (Hours(known.Facts.Rules, steps, day) is not { } hours) continue;
            taught++;
            owedInAll += hours.Owed;
            givenInAll += hours.Given;
            counted += Math.Min(hours.Owed, hours.Given);
        }
        return string.Create(CultureInfo.InvariantCulture, $"{children} {planned} {taught} {owedInAll:0.0} {givenInAll:0.0} {counted:0.0}");
    }

    /// <summary>Days on which the child was, or is, to be taught at home; without an end: it still is.</summary>
    public static List<(DateOnly From, DateOnly? Until)> Stretches(IEnumerable<Happening> steps)
    {
        var stretches = new List<(DateOnly, DateOnly?)>();
        DateOnly? since = null;
        foreach (var step in steps)
        {
            if (step is { What: "place" or "return", Detail: "home_teaching" }) since ??= step.On;
            else if (step.What is "place" or "return" or "placement_ended" || ChildFile.IsDropout(step))
            {
                if (since is { } from) stretches.Add((from, step.On));
                since = null;
            }
        }
        if (since is { } still) stretches.Add((still, null));
        return stretches;
    }

    /// <summary>The school day of the year on which a whole session is missing, if no further one is given; null: none will be.</summary>
    public static DateOnly? SessionMissingOn(CountyRules rules, IReadOnlyList<Happening> steps, DateOnly day)
    {
        var (days, taught) = DaysOf(rules, steps, day);
        var given = GivenIn(steps, day);
        for (var many = 1; many <= taught.Count; many++)
            if (rules.HoursPerYear * many >= (rules.HoursEach + given) * days) return taught[many - 1];
        return null;
    }

    /// <summary>Hours owed by the day and given, of the school year; null: not to be taught at home in it.</summary>
    public static (decimal Owed, decimal Given)? Hours(CountyRules rules, IReadOnlyList<Happening> steps, DateOnly day)
    {
        if (!Stretches(steps).Any(stretch => stretch.Until is not { } until || until >= SchoolYears.Start(SchoolYears.Of(day)))) return null;
        var (days, taught) = DaysOf(rules, steps, day);
        return (Math.Round((decimal)rules.HoursPerYear * taught.Count(on => on <= day) / days, 1, MidpointRounding.AwayFromZero), GivenIn(steps, day));
    }

    /// <summary>How many school days the year has, and on which of them the child is to be taught at home.</summary>
    private static (int All, List<DateOnly> Taught) DaysOf(CountyRules rules, IEnumerable<Happening> steps, DateOnly day)
    {
        var (start, stretches) = (SchoolYears.Start(SchoolYears.Of(day)), Stretches(steps));
        var days = Enumerable.Range(0, 366).Select(start.AddDays).Where(on => on < start.AddYears(1) && rules.IsSchoolDay(on)).ToList();
        return (days.Count, [.. days.Where(on => stretches.Any(stretch => on >= stretch.From && !(on > stretch.Until)))]);
    }

    private static decimal GivenIn(IEnumerable<Happening> steps, DateOnly day) =>
        steps.Where(step => step.What == "session" && step.On >= SchoolYears.Start(SchoolYears.Of(day))).Sum(step => step.Hours);
}
