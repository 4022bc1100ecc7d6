using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What is owed to a child in hardship, with learning difficulties or in need of help with its mental health.</summary>
internal static class HelpDuties
{
    /// <summary>Every one of them.</summary>
    public static IEnumerable<Duty> Of(Student student, PolicyPack pack)
    {
        if (student.FollowedSince(Concern.Hardship) is { } since) yield return new(DutyKind.GrantAid, pack.Due(AidDueOn(student, since), judging => judging.Help.AidDays), Level.County);
        if (student.LearningSupport is null && student.Awaits(Concern.LearningDifficulty, happened => happened is LearningSupportPlanned) is { } learns)
            yield return new(DutyKind.PlanLearningSupport, pack.Due(learns.Happened.OccurredOn, judging => judging.Help.LearningPlanDays), Level.School);
        if (student.Concerns.Contains(Concern.LearningDifficulty) && student.LearningReviewOn is { } review) yield return new(DutyKind.ReviewLearningSupport, review, Level.School);
        if (student.Awaits(Concern.MentalHealth, happened => happened is MentalHealthScreened or InterventionLogged) is { } troubled)
            yield return new(DutyKind.ScreenMentalHealth, pack.Due(troubled.Happened.OccurredOn, judging => judging.Help.ScreeningDays), Level.School) { Part = RestrictedPart.MentalHealth };
        if (student.Concerns.Contains(Concern.MentalHealth) && student.MentalHealthFollowUpOn is { } followUp)
            yield return new(DutyKind.FollowUpMentalHealth, followUp, Level.School) { Part = RestrictedPart.MentalHealth };
    }

    /// <summary>Aid is owed for each term: the days count from the concern, then from the first day of the term after the last that was aided.</summary>
    private static DateOnly AidDueOn(Student student, DateOnly since)
    {
        if (student.Aid.Count == 0) return since;
        var next = student.Aid.Select(AidTerm.Of).MaxBy(term => term.First).Next.First;
        return next > since ? next : since;
    }
}
