using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

public static partial class Offers
{
    private static IEnumerable<StudentCommand>? FormsOfHelp(CaseAction action, Student student, DateOnly today) => action switch
    {
        CaseAction.GrantAid => [new GrantAid(today, "-", 1, AidGroup.Other, null, null)],
        CaseAction.RecordLiving => [new RecordLiving(today, true, null, null)],
        CaseAction.PlanLearningSupport => [new PlanLearningSupport(today, [WeakPoint.Chinese], "-", null, new(null, null, null, null), Filled, null, Filled)],
        CaseAction.ReviewLearningSupport => [new ReviewLearningSupport(today, student.LearningSupport?.Entry.Id ?? Guid.Empty, LearningProgress.Some, null, null)],
        CaseAction.ScreenMentalHealth => [new ScreenMentalHealth(today, MentalHealthRisk.None, null, null)],
        CaseAction.LogIntervention => [new LogIntervention(today, InterventionKind.Individual, null, null)],
        _ => null,
    };
}
