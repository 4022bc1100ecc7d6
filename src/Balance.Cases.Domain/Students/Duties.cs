using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What the pack's deadlines ask of a case (domain.md, «Deadlines»).</summary>
public static class Duties
{
    /// <summary>Every duty of a case that is not closed, earliest first.</summary>
    public static IReadOnlyList<Duty> Of(Student student, Standing standing, Suspicion? suspicion, PolicyPack pack) =>
        [.. All(student, standing, suspicion, pack).OrderBy(duty => duty.Until).ThenBy(duty => duty.Kind)];

    private static IEnumerable<Duty> All(Student student, Standing standing, Suspicion? suspicion, PolicyPack pack)
    {
        // 未成年人保护法 §11: at once.
        if (student.MandatoryReportDueSince is { } signs) yield return new(DutyKind.MandatoryReport, signs, Level.School);
        if (suspicion is not null && !standing.Out) yield return new(DutyKind.Verify, suspicion.Since.AddDays(pack.Deadlines.VerificationDays), Level.School);
        if (student.FindingEndsOn is { } ends && standing.Finding is not null) yield return new(DutyKind.VerifyAgain, ends, Level.School);
        if (standing.Out)
            foreach (var duty in OfPersuasion(student, standing, pack))
                yield return duty;
        if (standing.StandingReturn is not null && student.Return is { } back)
            foreach (var duty in OfReturn(student, back, pack))
                yield return duty;
        if (student.Plan?.ReviewOn is { } review) yield return new(DutyKind.ReviewPlan, review, Level.County);
    }

    private static IEnumerable<Duty> OfPersuasion(Student student, Standing standing, PolicyPack pack)
    {
        var level = student.Level;
        var since = student.LevelSince ?? standing.LastDropout!.Value.OccurredOn;
        var happened = student.SinceDropout.Select(entry => entry.Happened).ToArray();
        var assigned = happened.OfType<PersuasionAssigned>().LastOrDefault(assignment => assignment.Level == level);
        yield return new(DutyKind.Persuade, Earlier(since.AddDays(pack.Deadlines.DaysOf(level)), assigned?.Due), level);

        var visits = happened.OfType<PersuasionVisitLogged>().ToArray();
        if (visits.LastOrDefault()?.PromisedOn is { } promised) yield return new(DutyKind.FollowPromise, promised, level);

        var legal = student.LegalStep;
        if (legal?.Deadline is { } deadline) yield return new(DutyKind.NextLegalStep, deadline, Level.County);

        // 义务教育法 §58: it is the township or the county bureau that orders the guardian.
        var inVain = visits.Where(visit => visit.Outcome is VisitOutcome.Refused or VisitOutcome.NotFound).ToArray();
        var enough = pack.Deadlines.FailedVisits.Value;
        if (inVain.Length >= enough && (legal is null || legal.Step.Rung() < LegalStep.CorrectionOrder.Rung()))
            yield return new(DutyKind.ServeNotice, inVain[enough - 1].OccurredOn, Level.Township);
    }

    private static IEnumerable<Duty> OfReturn(Student student, Entry back, PolicyPack pack)
    {
        if (student.UnconfirmedReturn is not null)
            yield return new(DutyKind.ConfirmReturn, back.Happened.OccurredOn.AddDays(pack.Deadlines.ConfirmationDays), LevelAbove(back.Happened.By.Level));
        if (AttendanceChecks.NextDueOn(student, pack) is { } check) yield return new(DutyKind.CheckAttendance, check, Level.School);
    }

    private static Level LevelAbove(Level level) => level == Level.School ? Level.Township : Level.County;

    private static DateOnly Earlier(DateOnly first, DateOnly? second) => second is { } other && other < first ? other : first;
}
