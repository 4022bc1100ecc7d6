using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What is owed to a child left behind, in hardship or harmed, and what the law wants told at once.</summary>
internal static class ProtectionDuties
{
    /// <summary>Every one of them.</summary>
    public static IEnumerable<Duty> Of(Student student, PolicyPack pack) => [.. OfReports(student, pack), .. OfLeftBehind(student, pack), .. OfCare(student, pack), .. OfHarm(student, pack)];

    /// <summary>未成年人保护法 §11: at once. Of several signs of one part the first stands for all, so that a list shows the case once.</summary>
    public static IEnumerable<Duty> OfReports(Student student, PolicyPack pack) =>
        from report in student.ReportsDue(pack)
        group report by (report.Part, report.By) into of
        select new Duty(DutyKind.MandatoryReport, of.Min(report => report.Since), of.Key.By) { Part = of.Key.Part };

    private static IEnumerable<Duty> OfLeftBehind(Student student, PolicyPack pack)
    {
        if (student.FollowedSince(Concern.LeftBehind) is not { } since) yield break;
        var guardianship = student.Guardianship;
        if (guardianship is null or { Delegation: Delegation.NotYet })
            yield return new(DutyKind.RecordGuardianship, pack.Due(guardianship?.OccurredOn ?? since, judging => judging.Protection.GuardianshipDays), Level.School);
        else
            yield return new(DutyKind.SurveyAgain, pack.Due(guardianship.OccurredOn, judging => judging.Protection.SurveyDays), Level.School);
        if (student.ContactDueOn(pack) is { } contact) yield return new(DutyKind.ParentContact, contact, Level.School);
    }

    // A left-behind child is looked after in any case, one in hardship by the plan that was made for it.
    private static IEnumerable<Duty> OfCare(Student student, PolicyPack pack)
    {
        var (since, plan) = (student.FollowedSince(Concern.LeftBehind), student.CarePlan);
        if (!student.IsCaredFor || (since is null && plan is null)) yield break;
        var looked = Later(student.LastCareVisit?.OccurredOn, plan?.OccurredOn) ?? since!.Value;
        yield return new(DutyKind.CareVisit, plan is null ? pack.Due(looked, judging => judging.Protection.VisitDays) : looked.AddDays(plan.VisitDays), Level.School);
        if (plan?.ReviewOn is { } review) yield return new(DutyKind.ReviewCarePlan, review, Level.School);
    }

    private static IEnumerable<Duty> OfHarm(Student student, PolicyPack pack)
    {
        // Followed for a harm that nobody has reported: by what is protected against is for whoever raised it to say.
        if (student.OpenHarms.Count == 0 && student.Awaits(Concern.Harm, happened => happened is HarmReported) is { } followed)
            yield return new(DutyKind.Protect, pack.Due(followed.Happened.OccurredOn, judging => judging.Protection.ProtectionDays), followed.Happened.By.Level) { Part = RestrictedPart.Harm };
        foreach (var harm in student.OpenHarms)
        {
            var by = harm.Happened.By.Level;
            if (harm.Steps.Count == 0) yield return new(DutyKind.Protect, pack.Due(harm.Happened.OccurredOn, judging => judging.Protection.ProtectionDays), by) { Part = RestrictedPart.Harm };
            // No document sets a day: until it is settled, a harmed child is looked after as often as a left-behind one.
            else yield return new(DutyKind.SettleHarm, pack.Due(harm.Steps.Max(step => step.OccurredOn), judging => judging.Protection.VisitDays), by) { Part = RestrictedPart.Harm };
        }
    }

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;
}
