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
    [Term("报告侵害")] ReportHarm,
    [Term("强制报告")] FileMandatoryReport,
    [Term("增加关注")] RaiseConcern,
    [Term("记事")] AddNote,
    [Term("附上材料")] AttachEvidence,
    [Term("销号")] Close,
    [Term("重新启用")] Reopen,
    [Term("更正身份证号")] CorrectNumber,
    [Term("合并档案")] MergeFile,

    // Disability.
    [Term("登记残疾")] RegisterDisability,
    [Term("登记评估")] AssessNeeds,
    [Term("作出安置")] DecidePlacement,
    [Term("登记安置异议")] ContestPlacement,
    [Term("结束安置")] EndPlacement,
    [Term("制定教育计划")] AdoptEducationPlan,
    [Term("复查教育计划")] ReviewEducationPlan,
    [Term("结束教育计划")] EndEducationPlan,
    [Term("安排送教")] ScheduleHomeTeaching,
    [Term("登记送教")] LogHomeTeaching,
    [Term("登记未送教")] LogMissedSession,
    [Term("医教结合转介")] ReferRehabilitation,
    [Term("答复转介")] AnswerRehabilitation,
    [Term("移交资源中心")] AskResourceCentre,
    [Term("答复资源中心移交")] AnswerResourceCentre,

    // Places, transition, transfers.
    [Term("落实学位")] SecurePlace,
    [Term("投诉多收费")] FileFeeComplaint,
    [Term("答复收费投诉")] AnswerFeeComplaint,
    [Term("答复小升初移交")] AnswerTransition,
    [Term("转学")] TransferStudent,
    [Term("接收转学")] AcceptTransfer,
    [Term("退回转学")] ReturnTransfer,

    // Left behind and harmed.
    [Term("登记监护情况")] RecordGuardianship,
    [Term("登记父母联系")] LogParentContact,
    [Term("制定关爱计划")] AdoptCarePlan,
    [Term("登记关爱走访")] LogCareVisit,
    [Term("训诫监护人")] AdmonishGuardian,
    [Term("登记保护措施")] TakeProtectionStep,
    [Term("侵害处置完结")] SettleHarm,

    // Help.
    [Term("登记资助")] GrantAid,
    [Term("登记食宿")] RecordLiving,
    [Term("制定学困帮扶")] PlanLearningSupport,
    [Term("复查学困帮扶")] ReviewLearningSupport,
    [Term("登记心理筛查")] ScreenMentalHealth,
    [Term("登记心理干预")] LogIntervention,

    // Papers.
    [Term("制发文书")] IssueDocument,
    [Term("登记送达")] ServeDocument,
}

/// <summary>One action, and why it cannot be done now; null: it can.</summary>
public sealed record Offer(CaseAction Action, Refused? Refused);

/// <summary>Which actions the file allows someone now. Each is asked of the decision itself, with all that a form would fill in, so pages never offer what is then refused.</summary>
public static partial class Offers
{
    private static readonly SealedText Filled = new("-");

    /// <summary>Every action in the order of the work; one that belongs to a concern only where the child is followed for it.</summary>
    public static IReadOnlyList<Offer> For(Student student, Actor by, DateOnly today, PolicyPack pack, IReadOnlyList<RollMark> rolls)
    {
        var context = new DecisionContext(by, today, Guid.Empty, pack, rolls, null);
        var concerns = student.Concerns;
        return [.. Term.All<CaseAction>().Where(action => IsFor(action, concerns)).Select(action => new Offer(action, Obstacle(action)))];

        Refused? Obstacle(CaseAction action)
        {
            var answers = Forms(action, student, by.Level, today, pack).Select(form => Casework.Decide(student, form, context).Refused).ToArray();
            return answers.Contains(null) ? null : answers[0];
        }
    }

    /// <summary>The concern that an action belongs to; null: it is done in any case, or on the path of a dropout, which any case can come to.</summary>
    public static Concern? ConcernOf(CaseAction action) => action switch
    {
        // Disability.
        CaseAction.RegisterDisability or CaseAction.AssessNeeds or CaseAction.DecidePlacement or CaseAction.ContestPlacement or CaseAction.EndPlacement
            or CaseAction.AdoptEducationPlan or CaseAction.ReviewEducationPlan or CaseAction.EndEducationPlan or CaseAction.ScheduleHomeTeaching
            or CaseAction.LogHomeTeaching or CaseAction.LogMissedSession or CaseAction.ReferRehabilitation or CaseAction.AnswerRehabilitation
            or CaseAction.AskResourceCentre or CaseAction.AnswerResourceCentre => Concern.Disability,
        // Places.
        CaseAction.SecurePlace or CaseAction.FileFeeComplaint or CaseAction.AnswerFeeComplaint => Concern.Migrant,
        // Left behind and harmed.
        CaseAction.RecordGuardianship or CaseAction.LogParentContact or CaseAction.AdoptCarePlan or CaseAction.LogCareVisit or CaseAction.AdmonishGuardian => Concern.LeftBehind,
        CaseAction.TakeProtectionStep or CaseAction.SettleHarm => Concern.Harm,
        // Help.
        CaseAction.GrantAid => Concern.Hardship,
        CaseAction.PlanLearningSupport or CaseAction.ReviewLearningSupport => Concern.LearningDifficulty,
        CaseAction.ScreenMentalHealth or CaseAction.LogIntervention => Concern.MentalHealth,
        _ => null,
    };

    // Care plans and visits are also for a child in hardship.
    private static bool IsFor(CaseAction action, IReadOnlyList<Concern> concerns) => ConcernOf(action) is not { } concern || concerns.Contains(concern)
        || action is CaseAction.AdoptCarePlan or CaseAction.LogCareVisit && concerns.Contains(Concern.Hardship);

    /// <summary>Rungs of the legal ladder that can be taken now.</summary>
    public static IReadOnlyList<LegalStep> LegalSteps(Student student, Actor by, DateOnly today, PolicyPack pack, IReadOnlyList<RollMark> rolls)
    {
        var context = new DecisionContext(by, today, Guid.Empty, pack, rolls, null);
        return [.. Term.All<LegalStep>().Where(step => Casework.Decide(student, Step(step, today, pack), context).Refused is null)];
    }

    /// <summary>Forms filled in; the action is offered if one of them would do.</summary>
    private static IEnumerable<StudentCommand> Forms(CaseAction action, Student student, Level level, DateOnly today, PolicyPack pack) => ConcernOf(action) switch
    {
        Concern.Disability => [FormOfDisability(action, student, today, pack)],
        _ => FormsOfAny(action, student, level, today, pack),
    };

    private static IEnumerable<StudentCommand> FormsOfAny(CaseAction action, Student student, Level level, DateOnly today, PolicyPack pack) => action switch
    {
        CaseAction.ReportAbsence => [new ReportAbsence(today, today, null)],
        CaseAction.Verify => [new VerifySuspicion(today, Finding.StudyingElsewhere, today, Filled)],
        CaseAction.ConfirmDropout => [new ConfirmDropout(today, DropoutReason.Other, null, null, null)],
        CaseAction.Assign => [new AssignPersuasion(today, student.Level, "-", today)],
        CaseAction.LogVisit => [new LogVisit(today, level, VisitOutcome.NotFound, null, null, null)],
        CaseAction.FileReport => [new FileWrittenReport(today, ReportAddressee.Both, "-", null)],
        CaseAction.Escalate => [new EscalatePersuasion(today, null)],
        CaseAction.TakeLegalStep => Term.All<LegalStep>().Select(step => Step(step, today, pack)),
        CaseAction.RecordReturn => [new RecordReturn(today, ReturnPlacement.Regular, "-", null, Filled)],
        CaseAction.ConfirmReturn => [new ConfirmReturn(today, student.Return?.Id ?? Guid.Empty, null)],
        CaseAction.CheckAttendance => [new CheckAttendance(today, AttendanceResult.Present, null)],
        CaseAction.FileMandatoryReport => [new FileMandatoryReport(today, "-", null, null)],
        CaseAction.RaiseConcern => Term.All<Concern>().Select(concern => new RaiseConcern(today, concern, null)),
        CaseAction.AddNote => [new AddNote(today, Filled)],
        CaseAction.AttachEvidence => [new AttachEvidence(today, Guid.Empty, "-", 1, "-", null, null, null)],
        CaseAction.Close => [new CloseCase(today, Filled)],
        CaseAction.IssueDocument => Term.All<DocumentKind>().Select(kind => new IssueDocument(today, kind, Guid.Empty, "-", "-")),
        CaseAction.ServeDocument => student.Entries.Where(entry => entry is { Stands: true, Happened: DocumentIssued }).Select(entry => entry.Id).DefaultIfEmpty(Guid.Empty).Select(document => new ServeDocument(today, document, null)),
        CaseAction.Reopen => [new ReopenCase(today, null)],
        CaseAction.CorrectNumber => [new CorrectNumber(today, Filled)],
        CaseAction.MergeFile => [new MergeFile(today, Guid.Empty, Filled)],
        _ => FormsOfMoves(action, student, today) ?? FormsOfProtection(action, student, today) ?? FormsOfHelp(action, student, today) ?? [],
    };

    private static TakeLegalStep Step(LegalStep step, DateOnly today, PolicyPack pack) => new(today, step, "-", today, pack.Due(today, judging => judging.Deadlines.CorrectionOrderDays), null);
}
