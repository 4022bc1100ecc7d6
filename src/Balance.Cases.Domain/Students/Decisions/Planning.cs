using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>个别化教育计划 adopted; it takes the place of the version before, which is kept.</summary>
/// <param name="ReviewOn">Day by which it is reviewed; null: by the pack's days.</param>
/// <param name="Goals">At least one long-term goal; each short-term one is measurable and serves one of them.</param>
public sealed record AdoptEducationPlan(
    DateOnly OccurredOn, DateOnly? ReviewOn, SealedText LevelNow, IReadOnlyList<PlanGoal> Goals, IReadOnlyList<PlanService> Services,
    SealedText Participants, bool GuardianSigned, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context) => Decision.Of(new EducationPlanAdopted(ReviewOn ?? PlanReview.Latest(OccurredOn, context), Note)
    {
        Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By,
        LevelNow = LevelNow, Goals = Goals, Services = Services, Participants = Participants, GuardianSigned = GuardianSigned,
    });

    internal static Refused? Forbids(EducationPlanAdopted said, DecisionContext context)
    {
        if (PlanReview.Forbids(said.ReviewOn, said.OccurredOn, context) is { } review) return review;
        var longTerm = said.Goals?.Where(goal => goal.Term == GoalTerm.Long).Select(goal => goal.Number).ToHashSet();
        if (longTerm is null or { Count: 0 }) return Refusals.GoalMissing;
        var shortTerm = said.Goals!.Where(goal => goal.Term == GoalTerm.Short).ToArray();
        if (shortTerm.Any(goal => goal.Of is not { } of || !longTerm.Contains(of))) return Refusals.GoalOfNothing;
        if (shortTerm.Any(goal => goal.Measure is null)) return Refusals.MeasureMissing;
        return said.Services is null or { Count: 0 } || said.Services.Any(service => service.Times < 1 || service.Minutes < 1) ? Refusals.ServiceMissing : null;
    }
}

/// <summary>The plan in force is reviewed, each term, goal by goal.</summary>
/// <param name="Goals">One for each goal of the plan; none, where a ledger told only that there is a plan.</param>
/// <param name="NextReviewOn">Day by which it is reviewed again; null: it is to be replaced or ended.</param>
public sealed record ReviewEducationPlan(DateOnly OccurredOn, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn, bool GuardianSigned, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlanInForce is not { Happened: EducationPlanAdopted adopted } plan) return Refusals.NoPlan;
        if (!Goals.Select(goal => goal.Number).Order().SequenceEqual((adopted.Goals ?? []).Select(goal => goal.Number).Order())) return Refusals.GoalsNotReviewed;
        return Decision.Of(new EducationPlanReviewed(plan.Id, Goals, NextReviewOn, GuardianSigned, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(EducationPlanReviewed said, Student file, DecisionContext context) =>
        Refusals.Precedes(said, said.Plan, file) ? Refusals.NoPlan : PlanReview.Forbids(said.NextReviewOn, said.OccurredOn, context);
}

/// <summary>The plan in force has ended.</summary>
public sealed record EndEducationPlan(DateOnly OccurredOn, PlanEnd Reason, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlanInForce is not { } plan) return Refusals.NoPlan;
        return Decision.Of(new EducationPlanEnded(plan.Id, Reason, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(EducationPlanEnded said, Student file) => Refusals.Precedes(said, said.Plan, file) ? Refusals.NoPlan : null;
}

/// <summary>A plan is reviewed each term, by the pack's days.</summary>
internal static class PlanReview
{
    /// <summary>The last day that is in time.</summary>
    public static DateOnly Latest(DateOnly from, DecisionContext context) => context.Pack.Due(from, judging => judging.Disability.PlanReviewDays);

    /// <summary>Why a day cannot be that of the next review; null: it can.</summary>
    public static Refused? Forbids(DateOnly? next, DateOnly from, DecisionContext context) =>
        next <= from ? Refusals.UntilBeforeStart : Latest(from, context) is var latest && next > latest ? Refusals.ReviewTooLate(latest) : null;
}
