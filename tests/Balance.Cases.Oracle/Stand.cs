namespace Balance.Cases.Oracle;

/// <summary>Where a child stands on a day (indicators.md, «A child's standing on day D»).</summary>
public sealed class Stand
{
    private static readonly string[] ForGood = ["deceased", "emigrated", "moved_away", "duplicate", "graduated"];

    /// <summary>The finding in force; null: none.</summary>
    public string? Finding { get; private set; }

    public bool Out { get; private set; }

    public bool Returned { get; private set; }

    public bool HomeTaught { get; private set; }

    /// <summary>A return to a vocational school, which no roll of the county has to bear out.</summary>
    public bool AtVocationalSchool { get; private set; }

    /// <summary>On the roll of the day; null: not on it.</summary>
    public string? OnRoll { get; private set; }

    /// <summary>The last dropout by the day, whether or not it was answered.</summary>
    public Happening? LastDropout { get; private set; }

    /// <summary>A return that stands.</summary>
    public bool ReturnStands { get; private set; }

    /// <summary>Any confirmed dropout dated in the school year by the day.</summary>
    public bool DroppedOutThisYear { get; private set; }

    public bool Enrolled => !Out && (OnRoll is "enrolled" or "graduated" || Returned || HomeTaught || Finding is "studying_elsewhere" or "graduated");

    /// <summary>A standing answer to the question where the child is.</summary>
    public bool Answered => Out || Returned || HomeTaught || Finding is not (null or "missing");

    public static Stand On(Known known, int child, DateOnly day)
    {
        Happening? dropout = null, back = null, check = null, home = null, found = null;
        var stand = new Stand();
        foreach (var step in known.Of(child, day))
        {
            if (ChildFile.IsDropout(step))
            {
                (dropout, back, check, home, found) = (step, null, null, null, null);
                stand.DroppedOutThisYear |= step.On >= SchoolYears.Start(SchoolYears.Of(day));
            }
            else if (step.What == "verify") found = step;
            else if (step.What == "return") (back, check, home, found) = (step, null, step, null);
            else if (step.What == "check") check = step;
            else if (step.What == "place")
            {
                home = step;
                // 缓学 that was decided as a placement is the same answer as 缓学 that was found.
                if (step.Detail == "deferred") found = step;
            }
        }

        var roll = known.RollOf(day);
        stand.OnRoll = roll?.StatusOf(child);
        stand.LastDropout = dropout;
        stand.Finding = found is not null && IsInForce(found, day) ? found.Detail : null;
        stand.ReturnStands = back is not null && check?.Detail != "absent" && IsBorneOut(known, back, day);
        stand.Out = dropout is not null && !stand.ReturnStands && !ForGood.Contains(stand.Finding) && stand.Finding != "studying_elsewhere";
        stand.Returned = stand.ReturnStands && (roll is null || roll.On <= back!.On || back.Detail == "vocational");
        stand.AtVocationalSchool = stand.ReturnStands && back!.Detail == "vocational";
        stand.HomeTaught = home?.Detail == "home_teaching" && (home.What == "place" || stand.ReturnStands);
        return stand;
    }

    /// <summary>The last day of what was found; null: it stands for good, or is no answer.</summary>
    public static DateOnly? LastDayOf(Happening found)
    {
        if (ForGood.Contains(found.Detail) || found.Detail is "missing" or "dropped_out") return null;
        var end = SchoolYears.NextEnd(found.On);
        return found.Until < end ? found.Until : end;
    }

    private static bool IsInForce(Happening found, DateOnly day) => !(day > LastDayOf(found));

    private static bool IsBorneOut(Known known, Happening back, DateOnly day)
    {
        if (back.Detail is "vocational" or "home_teaching") return true;
        var first = known.Rolls.FirstOrDefault(roll => roll.On > back.On && roll.On <= day);
        return first is null || first.StatusOf(back.Child) is not (null or "withdrawn");
    }
}
