using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>What a case page can offer.</summary>
public enum CaseAction
{
    [Term("报告缺课")] ReportAbsence,
    [Term("核查")] Verify,
    [Term("确认辍学")] ConfirmDropout,
    [Term("分派劝返")] Assign,
    [Term("登记劝返")] LogVisit,
    [Term("书面报告")] FileReport,
    [Term("移交上一级")] Escalate,
    [Term("依法步骤")] TakeLegalStep,
    [Term("登记复学")] RecordReturn,
    [Term("确认复学")] ConfirmReturn,
    [Term("到校核验")] CheckAttendance,
    [Term("强制报告")] FileMandatoryReport,
    [Term("增加关注")] RaiseConcern,
    [Term("记事")] AddNote,
    [Term("销号")] Close,
    [Term("重新启用")] Reopen,
}

/// <summary>One action, and why it cannot be done now; null: it can.</summary>
public sealed record Offer(CaseAction Action, Refused? Refused);

/// <summary>Which actions the file allows someone now. Each is asked of the decision itself, with all that a form would fill in, so pages never offer what is then refused.</summary>
public static class Offers
{
    private static readonly SealedText Filled = new("-");

    /// <summary>Every action in the order of the work.</summary>
    public static IReadOnlyList<Offer> For(Student student, Actor by, DateOnly today, PolicyPack pack, IReadOnlyList<RollMark> rolls)
    {
        var context = new DecisionContext(by, today, Guid.Empty, pack, rolls, null);
        return [.. Term.All<CaseAction>().Select(action => new Offer(action, Obstacle(action)))];

        Refused? Obstacle(CaseAction action)
        {
            var answers = Forms(action, student, by.Level, today).Select(form => Casework.Decide(student, form, context).Refused).ToArray();
            return answers.Contains(null) ? null : answers[0];
        }
    }

    /// <summary>Rungs of the legal ladder that can be taken now.</summary>
    public static IReadOnlyList<LegalStep> LegalSteps(Student student, Actor by, DateOnly today, PolicyPack pack, IReadOnlyList<RollMark> rolls)
    {
        var context = new DecisionContext(by, today, Guid.Empty, pack, rolls, null);
        return [.. Term.All<LegalStep>().Where(step => Casework.Decide(student, Step(step, today), context).Refused is null)];
    }

    /// <summary>Forms filled in; the action is offered if one of them would do.</summary>
    private static IEnumerable<StudentCommand> Forms(CaseAction action, Student student, Level level, DateOnly today) => action switch
    {
        CaseAction.ReportAbsence => [new ReportAbsence(today, today, null)],
        CaseAction.Verify => [new VerifySuspicion(today, Finding.StudyingElsewhere, today, Filled)],
        CaseAction.ConfirmDropout => [new ConfirmDropout(today, DropoutReason.Other, null, null, null)],
        CaseAction.Assign => [new AssignPersuasion(today, student.Level, "-", today)],
        CaseAction.LogVisit => [new LogVisit(today, level, VisitOutcome.NotFound, null, null, null)],
        CaseAction.FileReport => [new FileWrittenReport(today, ReportAddressee.Both, "-", null)],
        CaseAction.Escalate => [new EscalatePersuasion(today, null)],
        CaseAction.TakeLegalStep => Term.All<LegalStep>().Select(step => Step(step, today)),
        CaseAction.RecordReturn => [new RecordReturn(today, ReturnPlacement.Regular, "-", null, Filled)],
        CaseAction.ConfirmReturn => [new ConfirmReturn(today, student.Return?.Id ?? Guid.Empty, null)],
        CaseAction.CheckAttendance => [new CheckAttendance(today, AttendanceResult.Present, null)],
        CaseAction.FileMandatoryReport => [new FileMandatoryReport(today, "-", null, null)],
        CaseAction.RaiseConcern => Term.All<Concern>().Select(concern => new RaiseConcern(today, concern, null)),
        CaseAction.AddNote => [new AddNote(today, Filled)],
        CaseAction.Close => [new CloseCase(today, Filled)],
        _ => [new ReopenCase(today, null)],
    };

    private static TakeLegalStep Step(LegalStep step, DateOnly today) => new(today, step, "-", today, today, null);
}
