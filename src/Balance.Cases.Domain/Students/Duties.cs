using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What the pack's deadlines ask of a case (domain.md, «Deadlines»).</summary>
public static class Duties
{
    /// <summary>
    /// Every duty of a case that is not closed, earliest first; one that was not done in time says up to which level it was taken. Of a child that
    /// another county has only what is still to be reported at once.
    /// </summary>
    public static IReadOnlyList<Duty> Of(Student student, Standing standing, Suspicion? suspicion, DateOnly today, PolicyPack pack) =>
        [.. (student.Departed is null ? All(student, standing, suspicion, today, pack) : ProtectionDuties.OfReports(student, pack)).Select(duty => student.TakenUpTo(duty) is { } level ? duty with { TakenUpTo = level } : duty).OrderBy(duty => duty.Until).ThenBy(duty => duty.Kind)];

    private static IEnumerable<Duty> All(Student student, Standing standing, Suspicion? suspicion, DateOnly today, PolicyPack pack)
    {
        if (suspicion is not null)
            foreach (var duty in OfAbsence(student, suspicion, pack))
                yield return duty;
        // The township works the list of suspects (domain.md, users); a school reports and goes along.
        if (suspicion is not null && !standing.Out) yield return new(DutyKind.Verify, VerifyBy(student, suspicion, pack), Level.Township);
        if (student.FindingEndsOn is { } ends && standing.Finding is not null) yield return new(DutyKind.VerifyAgain, ends, Level.Township);
        if (standing.Out)
            foreach (var duty in OfPersuasion(student, standing, pack))
                yield return duty;
        if (standing.StandingReturn is not null && student.Return is { } back)
            foreach (var duty in OfReturn(student, back, pack))
                yield return duty;
        foreach (var duty in DisabilityDuties.Of(student, today, pack)) yield return duty;
        foreach (var duty in MoveDuties.Of(student, pack)) yield return duty;
        foreach (var duty in ProtectionDuties.Of(student, pack).Concat(HelpDuties.Of(student, pack))) yield return duty;
    }

    /// <summary>A child of whom its teacher reports that it has stopped coming: somebody goes there, then those above are told.</summary>
    private static IEnumerable<Duty> OfAbsence(Student student, Suspicion suspicion, PolicyPack pack)
    {
        if (!suspicion.Reasons.Contains(SuspicionReason.Reported)) yield break;
        var reported = LastReported(student)!;
        var since = student.Effective.Select(entry => entry.Happened).Where(happened => happened.OccurredOn >= reported.AbsentSince).ToArray();
        if (!since.Any(happened => happened is PersuasionVisitLogged)) yield return new(DutyKind.VisitHome, pack.Due(reported.AbsentSince, judging => judging.Deadlines.AbsenceVisitDays), Level.School);
        if (!since.Any(happened => happened is WrittenReportFiled)) yield return new(DutyKind.ReportAbsence, pack.Due(reported.AbsentSince, judging => judging.Deadlines.AbsenceReportDays), Level.School);
    }

    // A month of absence is a dropout in all but name (云南): who is reported late is not looked for later still.
    private static DateOnly VerifyBy(Student student, Suspicion suspicion, PolicyPack pack)
    {
        var until = pack.Due(suspicion.Since, judging => judging.Deadlines.VerificationDays);
        return suspicion.Reasons.Contains(SuspicionReason.Reported) && LastReported(student) is { } reported
            ? Earlier(until, pack.Due(reported.AbsentSince, judging => judging.Deadlines.AbsenceVerifyDays)) : until;
    }

    private static AbsenceReported? LastReported(Student student) => student.Effective.Select(entry => entry.Happened).OfType<AbsenceReported>().LastOrDefault();

    private static IEnumerable<Duty> OfPersuasion(Student student, Standing standing, PolicyPack pack)
    {
        var level = student.Level;
        var since = student.LevelSince ?? standing.LastDropout!.Value.OccurredOn;
        var happened = student.SinceDropout.Select(entry => entry.Happened).ToArray();
        var assigned = happened.OfType<PersuasionAssigned>().LastOrDefault(assignment => assignment.Level == level);
        yield return new(DutyKind.Persuade, Earlier(pack.Due(since, judging => judging.Deadlines.DaysOf(level)), assigned?.Due), level);

        var visits = happened.OfType<PersuasionVisitLogged>().ToArray();
        if (visits.LastOrDefault()?.PromisedOn is { } promised) yield return new(DutyKind.FollowPromise, promised, level);

        var legal = student.LegalStepOn(pack.Ladder);
        if (legal?.Deadline is { } deadline) yield return new(DutyKind.NextLegalStep, deadline, Level.County);

        // 义务教育法 §58: it is the township or the county bureau that orders the guardian.
        var inVain = visits.Where(visit => visit.Outcome is VisitOutcome.Refused or VisitOutcome.NotFound).ToArray();
        var enough = pack.On(student.Dropout?.Happened.OccurredOn ?? since).Deadlines.FailedVisits.Value;
        if (inVain.Length >= enough && legal is null or { Step: LegalStep.Education })
            yield return new(DutyKind.ServeNotice, inVain[enough - 1].OccurredOn, Level.Township);
    }

    private static IEnumerable<Duty> OfReturn(Student student, Entry back, PolicyPack pack)
    {
        if (student.UnconfirmedReturn is not null)
            yield return new(DutyKind.ConfirmReturn, pack.Due(back.Happened.OccurredOn, judging => judging.Deadlines.ConfirmationDays), LevelAbove(back.Happened.By.Level));
        if (AttendanceChecks.NextDueOn(student, pack) is { } check) yield return new(DutyKind.CheckAttendance, check, Level.School);
    }

    private static Level LevelAbove(Level level) => level == Level.School ? Level.Township : Level.County;

    private static DateOnly Earlier(DateOnly first, DateOnly? second) => second is { } other && other < first ? other : first;
}
