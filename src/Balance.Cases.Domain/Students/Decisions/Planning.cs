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
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        var latest = context.Pack.Due(OccurredOn, judging => judging.Disability.PlanReviewDays);
        if (ReviewOn <= OccurredOn) return Refusals.UntilBeforeStart;
        if (ReviewOn > latest) return Refusals.ReviewTooLate(latest);
        var longTerm = Goals.Where(goal => goal.Term == GoalTerm.Long).Select(goal => goal.Number).ToHashSet();
        var shortTerm = Goals.Where(goal => goal.Term == GoalTerm.Short).ToArray();
        if (longTerm.Count == 0) return Refusals.GoalMissing;
        if (shortTerm.Any(goal => goal.Of is not { } of || !longTerm.Contains(of))) return Refusals.GoalOfNothing;
        if (shortTerm.Any(goal => goal.Measure is null)) return Refusals.MeasureMissing;
        if (Services.Count == 0 || Services.Any(service => service.Times < 1 || service.Minutes < 1)) return Refusals.ServiceMissing;
        return Decision.Of(new EducationPlanAdopted(ReviewOn ?? latest, Note)
        {
            Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By,
            LevelNow = LevelNow, Goals = Goals, Services = Services, Participants = Participants, GuardianSigned = GuardianSigned,
        });
    }
}

/// <summary>The plan in force is reviewed, each term, goal by goal.</summary>
/// <param name="Goals">One for each goal of the plan; none, where a ledger told only that there is a plan.</param>
/// <param name="NextReviewOn">Day by which it is reviewed again; null: it is to be replaced or ended.</param>
public sealed record ReviewEducationPlan(DateOnly OccurredOn, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn, bool GuardianSigned, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlanInForce is not { Happened: EducationPlanAdopted adopted } plan || OccurredOn < adopted.OccurredOn) return Refusals.NoPlan;
        if (!Goals.Select(goal => goal.Number).Order().SequenceEqual((adopted.Goals ?? []).Select(goal => goal.Number).Order())) return Refusals.GoalsNotReviewed;
        if (NextReviewOn <= OccurredOn) return Refusals.UntilBeforeStart;
        if (context.Pack.Due(OccurredOn, judging => judging.Disability.PlanReviewDays) is var latest && NextReviewOn > latest) return Refusals.ReviewTooLate(latest);
        return Decision.Of(new EducationPlanReviewed(plan.Id, Goals, NextReviewOn, GuardianSigned, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>The plan in force has ended.</summary>
public sealed record EndEducationPlan(DateOnly OccurredOn, PlanEnd Reason, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlanInForce is not { } plan || OccurredOn < plan.Happened.OccurredOn) return Refusals.NoPlan;
        return Decision.Of(new EducationPlanEnded(plan.Id, Reason, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}
