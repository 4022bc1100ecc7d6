namespace Balance.Cases.Oracle;

/// <summary>What the county's software does by itself, worked out from the facts and told to them: what a screening finds, what a night takes back and takes up.</summary>
public sealed class Clock(Facts facts)
{
    private const int DaysToNextLevel = 5;

    private Known Now => new(facts, facts.Moment);

    /// <summary>A screening asks where each suspected child is, unless it asked for all the reasons already, and ends the questions that a register has answered.</summary>
    public void Screen(DateOnly day)
    {
        var known = Now;
        var suspected = new Screened(known, day).Suspected();
        foreach (var (child, reasons) in suspected)
            if (new ChildFile(known, child, day).Suspicion is not { } open || !reasons.Split(' ').All(open.Reasons.Contains))
                facts.Tell(new Happening(child, day, "suspect", reasons));
        foreach (var child in known.Told.Where(child => !suspected.ContainsKey(child)).ToList())
            if (IsShown(known, child, day)) facts.Tell(new Happening(child, day, "suspicion_ended"));
    }

    /// <summary>What a night does: transfers and handovers that nobody answered come back, and what is late goes up the line.</summary>
    public void Night(DateOnly day)
    {
        foreach (var file in Files(day))
            if (!file.IsClosed && !file.HasLeft && Steps.OpenTransfer(file) is { } sent && day > Steps.TransferDue(sent)) CameBack(file.Child, day, sent.Recorded, "never_answered", null);
        foreach (var file in Files(day))
            if (Steps.Of(file).Any(step => step.What == "answer_centre" && day > step.Until))
                facts.Tell(new Happening(file.Child, day, "centre_answered", "never_answered") { About = AtCentres.Of(file).Asked!.Recorded });
        foreach (var file in Files(day))
            foreach (var late in Steps.Of(file).Where(step => day > step.Until).ToList()) TakeUp(file, late, day);
    }

    /// <summary>A transfer comes back: the question is where the child is, unless that is known or asked.</summary>
    /// <param name="by">Who says so; null: the clock, since nobody did.</param>
    public int CameBack(int child, DateOnly day, int transfer, string why, Office? by)
    {
        var file = new ChildFile(Now, child, day);
        var told = facts.Tell(new Happening(child, day, "transfer_back", why) { About = transfer, By = by });
        if (!file.Stand.Answered && file.Suspicion is null) facts.Tell(new Happening(child, day, "report_absence") { Since = file.Find(transfer)!.On, By = by });
        return told;
    }

    /// <summary>The junior school says that a child has not come: a gap on the way there, the same day.</summary>
    public int NotArrived(int child, DateOnly day, int handOver, Office by)
    {
        var file = new ChildFile(Now, child, day);
        var told = facts.Tell(new Happening(child, day, "hand_over_answered", "not_arrived") { About = handOver, By = by });
        if (!file.Stand.Answered && file.Suspicion?.Reasons.Contains("transition_gap") != true) facts.Tell(new Happening(child, day, "suspect", "transition_gap"));
        return told;
    }

    private List<ChildFile> Files(DateOnly day)
    {
        var known = Now;
        return [.. known.Told.Select(child => new ChildFile(known, child, day))];
    }

    private void TakeUp(ChildFile file, Step late, DateOnly day)
    {
        var levels = 1 + (day.DayNumber - late.Until.DayNumber - 1) / DaysToNextLevel;
        var level = late.What == "mandatory_report" ? Office.County : (Office)Math.Min((int)Office.County, (int)late.By + levels);
        if (level == Office.Township && late.IsHiddenFromTownships) level = Office.County;
        if (level <= late.ToldTo) return;
        facts.Tell(new Happening(file.Child, day, "taken_up", late.Name) { Due = late.Until, To = level });
        if (late.What == "persuade" && level > Steps.PersuadedBy(file)) facts.Tell(new Happening(file.Child, day, "escalate") { To = level });
    }

    /// <summary>A later roll has it as enrolled; or it was only said to stay away, and its school's latest absence file, which has others, has it not.</summary>
    private static bool IsShown(Known known, int child, DateOnly day)
    {
        if (new ChildFile(known, child, day).Suspicion is not { } open || open.Reasons.Contains("finding_lapsed") || known.RollOf(day) is not { } roll) return false;
        if (roll.StatusOf(child) != "enrolled") return false;
        if (roll.On > open.Since) return true;
        if (!open.Reasons.All(reason => reason is "absence" or "reported") || known.Absence.LastOrDefault(file => file.On <= day) is not { Rows: { } rows } file || file.On <= open.Since) return false;
        var school = roll.Rows[child].School;
        return rows.Any(row => roll.Rows.TryGetValue(row.Child, out var pupil) && pupil.School == school) && !rows.Any(row => row.Child == child && row.On == file.On);
    }
}
