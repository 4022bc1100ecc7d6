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
        var followed = known.Told.Where(child => known.Of(child, day).Any(step => step.What == "followed_disabled")).ToList();
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

    private static (decimal Owed, decimal Given)? Hours(CountyRules rules, List<Happening> steps, DateOnly day)
    {
        var start = SchoolYears.Start(SchoolYears.Of(day));
        var stretches = new List<(DateOnly From, DateOnly Until)>();
        DateOnly? since = null;
        foreach (var step in steps)
        {
            if (step is { What: "place" or "return", Detail: "home_teaching" }) since ??= step.On;
            else if (step.What is "place" or "return" or "placement_ended" or "dropout" || step is { What: "verify", Detail: "dropped_out" })
            {
                if (since is { } from) stretches.Add((from, step.On));
                since = null;
            }
        }
        if (since is { } still) stretches.Add((still, DateOnly.MaxValue));
        if (!stretches.Any(stretch => stretch.Until >= start)) return null;

        var days = Enumerable.Range(0, 366).Select(start.AddDays).Where(on => on < start.AddYears(1) && rules.IsSchoolDay(on)).ToList();
        var owed = days.Count(on => on <= day && stretches.Any(stretch => on >= stretch.From && on <= stretch.Until));
        return (Math.Round((decimal)rules.HoursPerYear * owed / days.Count, 1, MidpointRounding.AwayFromZero),
            steps.Where(step => step.What == "session" && step.On >= start).Sum(step => step.Hours));
    }
}
