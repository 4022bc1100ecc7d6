using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What is owed to a child who is followed for a disability, by the pack's <see cref="DisabilityRules"/>.</summary>
internal static class DisabilityDuties
{
    /// <summary>Every duty on a day.</summary>
    public static IEnumerable<Duty> Of(Student student, DateOnly today, PolicyPack pack) =>
        !student.Concerns.Contains(Concern.Disability) ? [] :
        [.. OfPlacement(student, pack), .. OfPlan(student, pack), .. OfHomeTeaching(student, today, pack), .. OfReferrals(student, pack), .. OfCentres(student, pack)];

    // 残疾人教育条例 §20-21: the committee assesses, the county decides.
    private static IEnumerable<Duty> OfPlacement(Student student, PolicyPack pack)
    {
        var assessed = student.Assessment;
        if (student.Registration is null && student.Awaits(Concern.Disability, happened => happened is DisabilityRegistered) is { } followed)
            yield return new(DutyKind.RegisterDisability, pack.Due(DayOf(followed), judging => judging.Disability.RegistrationDays), Level.County);
        if (assessed is null && student.Registration is { } registered)
            yield return new(DutyKind.AssessNeeds, pack.Due(DayOf(registered), judging => judging.Disability.AssessmentDays), Level.County);
        if (assessed is not null && student.PlacementInForce is null && WaitsForPlacement(student))
            yield return new(DutyKind.PlaceChild, pack.Due(DayOf(assessed), judging => judging.Disability.PlacementDays), Level.County);
        // 缓学 ends: the child is to be placed by then.
        if (student.PlacementInForce is { Happened: PlacementDecided { Placement: Placement.Deferred, Until: { } until } })
            yield return new(DutyKind.PlaceChild, until, Level.County);
        if (student.Contest is { } contest)
            yield return new(DutyKind.SettleDispute, pack.Due(DayOf(contest), judging => judging.Disability.DisputeDays), Level.County);
        if (assessed is not null)
            yield return new(DutyKind.AssessAgain, ReassessmentOf(student, assessed, pack), Level.County);
    }

    private static IEnumerable<Duty> OfPlan(Student student, PolicyPack pack)
    {
        var (plan, review) = (student.PlanInForce, student.PlanReview);
        if (plan is not null && student.IsPlanUnsigned)
            yield return new(DutyKind.SignPlan, pack.Due(DayOf(plan), judging => judging.Disability.PlanSignDays), Level.School);
        if (plan is { Happened: EducationPlanAdopted adopted })
        {
            if (review is { Happened: EducationPlanReviewed { NextReviewOn: null } })
                // Reviewed, and not to be reviewed again: another has to take its place.
                yield return new(DutyKind.AdoptPlan, pack.Due(DayOf(review), judging => judging.Disability.PlanDays), Level.School);
            else
                yield return new(DutyKind.ReviewPlan, (review?.Happened as EducationPlanReviewed)?.NextReviewOn ?? adopted.ReviewOn ?? pack.Due(adopted.OccurredOn, judging => judging.Disability.PlanReviewDays), Level.School);
        }
        else if (student.PlacementInForce is { Happened: PlacementDecided { Placement: not Placement.Deferred } } placement)
        {
            var since = student.Effective.LastOrDefault(entry => entry.Happened is EducationPlanEnded) is { } ended && DayOf(ended) > DayOf(placement) ? ended : placement;
            yield return new(DutyKind.AdoptPlan, pack.Due(DayOf(since), judging => judging.Disability.PlanDays), Level.School);
        }
    }

    private static IEnumerable<Duty> OfHomeTeaching(Student student, DateOnly today, PolicyPack pack)
    {
        foreach (var missed in student.ToMakeUp)
            yield return new(DutyKind.MakeUpSession, ((HomeTeachingSessionMissed)missed.Happened).MakeUpBy!.Value, Level.School);
        if (student.HomeTaught is not [.., { Until: null } since]) yield break;

        // A schedule of before is none for a child that came back to be taught at home again.
        var schedule = student.Schedule?.Happened as HomeTeachingScheduled;
        if (schedule is null || schedule.OccurredOn < since.From) yield return new(DutyKind.ScheduleHomeTeaching, pack.Due(since.From, judging => judging.Disability.PlanDays), Level.School);
        else yield return new(DutyKind.ScheduleHomeTeaching, schedule.Until, Level.School);
        if (HomeTeachingHours.Of(student, today, pack).DueOn is { } due) yield return new(DutyKind.TeachAtHome, due, Level.School);
    }

    private static IEnumerable<Duty> OfReferrals(Student student, PolicyPack pack) =>
        from referral in student.OpenReferrals
        select new Duty(DutyKind.AnswerReferral, ((RehabilitationReferred)referral.Happened).AnswerBy ?? pack.Due(DayOf(referral), judging => judging.Disability.ReferralDays), Level.County);

    // An answer is the centre's that was asked; where it gave none, the bureau finds another.
    private static IEnumerable<Duty> OfCentres(Student student, PolicyPack pack)
    {
        var stand = student.Centre;
        if (stand.Asked?.Happened is ResourceCentreAsked asked)
            yield return new(DutyKind.AnswerCentre, asked.AnswerBy, ResourceCentre.LevelOf(asked.Centre)) { Office = asked.Centre };
        if (stand.Unanswered is { } unanswered)
            yield return new(DutyKind.AskAnotherCentre, pack.Due(DayOf(unanswered), judging => judging.Disability.CentreDays), Level.County);
    }

    // Who has graduated, moved away, recovered or died is placed no more.
    private static bool WaitsForPlacement(Student student) =>
        student.Effective.Select(entry => entry.Happened).OfType<PlacementEnded>().LastOrDefault() is null or { Reason: PlacementEnd.PlacedAnew };

    // 动态循环: as the committee said; an answer to a referral may ask for it earlier.
    private static DateOnly ReassessmentOf(Student student, Entry assessed, PolicyPack pack)
    {
        var due = ((NeedsAssessed)assessed.Happened).ReassessOn ?? pack.Due(DayOf(assessed), judging => judging.Disability.ReassessmentDays);
        var asked = student.Effective.SkipWhile(entry => entry.Id != assessed.Id).Select(entry => entry.Happened).OfType<RehabilitationAnswered>().Min(answer => answer.ReassessOn);
        return asked < due ? asked.Value : due;
    }

    private static DateOnly DayOf(Entry entry) => entry.Happened.OccurredOn;
}
