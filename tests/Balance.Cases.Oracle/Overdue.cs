namespace Balance.Cases.Oracle;

/// <summary>What was to be done by a day of the plan and was not (domain.md, «Rules that commands keep», «Deadlines»).</summary>
public static class Overdue
{
    /// <summary>Children whose return stands and whom no other officer has confirmed within the plan's days.</summary>
    public static int ReturnsToConfirm(Known known, DateOnly day, int days) => known.Told.Count(child =>
    {
        if (!Stand.On(known, child, day).ReturnStands) return false;
        var steps = known.Of(child, day).ToList();
        var back = steps.FindLastIndex(step => step.What == "return");
        return steps.FindIndex(back, step => step.What == "confirm") < 0 && day > steps[back].On.AddDays(days);
    });
}
