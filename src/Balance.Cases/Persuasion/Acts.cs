using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Persuasion;

/// <summary>What is done on the path of a dropout, from the report to the return.</summary>
internal static class Acts
{
    /// <summary>In the order of the work.</summary>
    public static IEnumerable<CaseAct> All =>
    [
        Act(Right.ReportAbsence, "note", act => act.SendAsync(new ReportAbsence(act.Id, act.Child, act.On, act.Posted.Day("absentSince"), act.Told("note")))),
        Act(Right.Verify, "user-search", act => act.SendAsync(new VerifySuspicion(act.Id, act.Child, act.Version, act.On, act.Choice<Finding>("finding"), act.DayOrNone("until"), act.Told("proof"))))
            with { Day = () => T("核查日期", "Checked on") },
        Act(Right.ConfirmDropout, "alert-circle", act => act.SendAsync(new ConfirmDropout(act.Id, act.Child, act.Version, act.On, act.Choice<DropoutReason>("reason"), act.Told("school"), act.Grade(), act.Told("note"))))
            with { Day = () => T("辍学日期", "Day of the dropout") },
        Act(Right.Assign, "flag", act => act.SendAsync(Assignment(act))),
        Act(Right.LogVisit, "walk", act => act.SendAsync(new LogVisit(act.Id, act.Child, act.On, null, act.Choice<VisitOutcome>("outcome"), act.DayOrNone("promisedOn"), act.Told("who"), act.Told("note"))))
            with { Day = () => T("走访日期", "Day of the visit") },
        Act(Right.FileReport, "file-text", act => act.SendAsync(new FileWrittenReport(act.Id, act.Child, act.Version, act.On, act.Choice<ReportAddressee>("to"), act.Told("number"), act.Told("note")))),
        Act(Right.Escalate, "arrow-up-right", act => act.SendAsync(new EscalatePersuasion(act.Id, act.Child, act.Version, act.On, act.Told("why")))),
        Act(Right.TakeLegalStep, "gavel", act => act.SendAsync(new TakeLegalStep(act.Id, act.Child, act.Version, act.On, act.Choice<LegalStep>("step"), act.Told("number"), act.Posted.Day("servedOn"), act.Posted.Day("deadline"), act.Told("note")))),
        Act(Right.RecordReturn, "door-enter", act => act.SendAsync(new RecordReturn(act.Id, act.Child, act.Version, act.On, act.Choice<ReturnPlacement>("placement"), act.Told("school"), act.Grade(), act.Told("proof"))))
            with { Day = () => T("返校日期", "Back at school on") },
        Act(Right.ConfirmReturn, "circle-check", act => act.SendAsync(new ConfirmReturn(act.Id, act.Child, act.Version, act.On, act.Entry("return"), act.Told("note")))),
        Act(Right.CheckAttendance, "circle-check", act => act.SendAsync(new CheckAttendance(act.Id, act.Child, act.On, act.Choice<AttendanceResult>("result"), act.Told("note"))))
            with { Day = () => T("核查日期", "Checked on") },
    ];

    private static CaseAct Act(Right use, string icon, Func<SentAct, Task<Storage.Desk.Receipt?>> send) => new(use, icon, typeof(PersuasionFields), send);

    private static AssignPersuasion Assignment(SentAct act)
    {
        var (level, user) = OfficerChoice.Read(act.Posted);
        return new(act.Id, act.Child, act.Version, act.On, level, user, act.Posted.Day("due"));
    }
}
