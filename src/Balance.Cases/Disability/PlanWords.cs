using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Disability;

/// <summary>A goal of the plan in force, opened.</summary>
/// <param name="Label">Its reach and number.</param>
internal sealed record GoalSaid(int Number, GoalTerm Term, string Label, string Text);

/// <summary>What the plan in force says; its narrative is opened by the timeline, which knows who may read it.</summary>
internal static class PlanWords
{
    /// <summary>The timeline's entry of the plan in force; null: none is.</summary>
    public static TimelineEntry? EntryOf(CaseView view) => view.Student.PlanInForce is { } plan ? view.Timeline.FirstOrDefault(entry => entry.Id == plan.Id) : null;

    /// <summary>Its goals by number; none, where a ledger told only that there is a plan.</summary>
    public static IReadOnlyList<GoalSaid> GoalsOf(CaseView view)
    {
        if (EntryOf(view) is not { Happened: EducationPlanAdopted { Goals: { } goals } } entry) return [];
        return [.. goals.Select(goal => (Goal: goal, Label: $"{EntryWords.Say(goal.Term)} {goal.Number}")).Select(one =>
            new GoalSaid(one.Goal.Number, one.Goal.Term, one.Label, entry.Says.Narrative.FirstOrDefault(told => told.Label == one.Label)?.Value ?? ""))];
    }
}
