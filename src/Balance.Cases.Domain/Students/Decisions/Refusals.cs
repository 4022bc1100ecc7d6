using Balance.Cases.Domain.Students;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>The words of refusals that are no rule of procedure (those are in <see cref="Procedure"/>).</summary>
internal static partial class Refusals
{
    public static readonly Refused NoCase = new("no_case", "该学生尚未建档，请先建档。", "This student has no case yet; open one first.");
    public static readonly Refused CaseExists = new("case_exists", "该学生已建档，请在原档案中增加关注类型。", "This student already has a case; raise a further concern in it.");
    public static readonly Refused CaseClosed = new("case_closed", "档案已销号，请先重新启用。", "The case is closed; reopen it first.");
    public static readonly Refused NotClosed = new("not_closed", "档案未销号，可直接办理。", "The case is not closed; work on it as it is.");
    public static readonly Refused Erased = new("identity_erased", "该学生的身份信息已删除，不能再登记。", "This student's identity was erased; nothing more can be recorded.");
    public static readonly Refused Merged = new("file_merged", "本档案已并入同一儿童的另一份档案，请在那里办理。", "This file was merged into the child's other one; work on the case there.");
    public static readonly Refused EraseOpen = new("erase_open", "档案未销号的学生可能仍需保护，不能删除身份信息，请先销号。", "A child whose case is open may be in need and has to be found; close the case before its identity is erased.");
    public static readonly Refused InFuture = new("date_in_future", "发生日期不能晚于今天。", "The date lies in the future; give the day on which it happened.");
    public static readonly Refused BeforeBirth = new("date_before_birth", "发生日期不能早于学生出生日期。", "The date lies before the child's birth; give the day on which it happened.");
    public static readonly Refused ConcernOpen = new("concern_open", "已按该类型关注，无需重复登记。", "The child is already followed for this concern.");
    public static readonly Refused ConcernNotOpen = new("concern_not_open", "未按该类型关注。", "The child is not followed for this concern.");
    public static readonly Refused LastConcern = new("last_concern", "这是最后一项关注，请办理销号。", "This is the last concern; close the case instead.");
    public static readonly Refused NoEvidence = new("no_evidence", "缺少依据，请注明名册和日期。", "Evidence is missing: name the register and its date.");
    public static readonly Refused AbsentAfterReport = new("absent_after_report", "缺课起始日不能晚于报告日。", "The first day missed cannot be after the report.");
    public static readonly Refused UntilBeforeStart = new("until_before_start", "截止日期不能早于发生日期。", "The end date cannot be before the day itself.");
    public static readonly Refused GradeRange = new("grade_range", "年级应为 1 至 9。", "The grade is 1 to 9.");
    public static readonly Refused AboveLevel = new("above_level", "该层级尚未接手，请先逐级上报。", "That level has not taken over yet; escalate first.");
    public static readonly Refused LevelNotYours = new("level_not_yours", "案件现由上一级负责，请由该级办理。", "A higher level answers for this child now; it has to act.");
    public static readonly Refused CountyIsLast = new("county_is_last", "县级为最后一级，请依法处置或联合劝返。", "The county is the last level; go on by legal steps or joint persuasion.");
    public static readonly Refused LegalOffice = new("legal_office", "责令改正及以上步骤由乡镇或县级教育行政部门作出（义务教育法第五十八条）。", "From the correction order on, the township or the county bureau acts (Compulsory Education Law, art. 58).");
    public static readonly Refused LegalService = new("legal_service_missing", "请填写送达日期和期限。", "Give the date on which it was served and its deadline.");
    public static readonly Refused NoReturn = new("no_return", "没有这条复学记录。", "There is no such return on file.");
    public static readonly Refused ReturnFailed = new("return_failed", "该复学记录已不成立（再次辍学、未到校或不在学籍），不能确认。", "This return no longer stands: the child dropped out again, was absent or is not on the roll.");
    public static readonly Refused AlreadyConfirmed = new("already_confirmed", "该复学已确认。", "This return has already been confirmed.");
    public static readonly Refused ConfirmedBeforeReturn = new("confirmed_before_return", "确认日期不能早于复学日期。", "It cannot be confirmed before the return itself.");
    public static readonly Refused SamePerson = new("same_person", "登记人不能确认自己登记的复学，请由上一级人员确认。", "Whoever logged the return cannot confirm it; an officer of an office above has to.");
    public static readonly Refused OfficeNotAbove = new("office_not_above", "复学须由登记单位的上一级确认。", "An officer of an office above that of the one who logged it has to confirm.");
    public static readonly Refused SuspicionOpen = new("suspicion_open", "疑似辍学尚未核查，请先核查。", "A suspicion is open; verify it first.");
    public static readonly Refused StillOut = new("still_out", "学生仍在辍学，复学并确认后方可办理。", "The child is still out of school; it must be back, and the return confirmed, first.");
    public static readonly Refused ReturnUnconfirmed = new("return_unconfirmed", "复学尚未由上一级确认。", "The return has not been confirmed by an office above.");
    public static readonly Refused FindingNotFinal = new("finding_not_final", "核查结论有期限或仍在失联，到期复核并排除后方可销号。", "The finding stands only for a time, or the child is missing; verify again before closing.");
    public static readonly Refused ConcernsOpen = new("concerns_open", "还有其他关注类型未结束，请先逐项结束。", "Other concerns are still open; end them first.");
    public static readonly Refused ReportDue = new("report_due", "强制报告尚未作出，请先报告。", "The mandatory report is still due; file it first.");
    public static readonly Refused SignStays = new("sign_stays", "这条记录引起的强制报告尚未作出，不能更正或撤回：请先报告；报错了的，请县教育局更正或撤回。", "A mandatory report of this is still due, so that it is neither corrected nor withdrawn: file the report, or, where it was a mistake, ask the county bureau to put it right.");
    public static readonly Refused NotFollowed = new("concern_not_followed", "该生未按此类型关注，请先增加关注。", "The child is not followed for this; raise the concern first.");
    public static readonly Refused DaysRange = new("days_range", "天数应为 1 至 366。", "The days are from 1 to 366.");
    public static readonly Refused NoHarm = new("no_harm", "没有这条侵害报告，请先报告侵害。", "There is no such report of harm on file; report the harm first.");
    public static readonly Refused HarmSettled = new("harm_settled", "这件侵害已处置完结；有新的情况请另行报告。", "This matter has been settled; report anew what has happened since.");
    public static readonly Refused HarmOpen = new("harm_open", "侵害尚未处置完结，请先处置完结。", "A harm is not settled yet; settle it first.");
    public static readonly Refused NotProtected = new("not_protected", "尚未登记保护措施；查实的侵害须先采取保护措施再完结。", "No step of protection is on file; what was borne out is settled after the child has been protected.");
    public static readonly Refused BeforeHarm = new("before_harm", "日期不能早于侵害报告日期。", "The day cannot be before that of the report of harm.");
    public static readonly Refused NoSuchSign = new("no_such_sign", "所指的记录不需要强制报告，请选择引起报告的记录。", "That entry raises no mandatory report; name the one that does.");
    public static readonly Refused AidScheme = new("aid_scheme_missing", "请填写资助项目名称。", "Name the scheme.");
    public static readonly Refused AidAmount = new("aid_amount", "金额须大于 0 元。", "The amount must be more than 0 yuan.");
    public static readonly Refused AidTermRange = new("aid_term", "学期写作 2026-1（起始年份-第几学期）。", "Write the term as 2026-1: the year in which the school year begins, and the first or second term.");
    public static readonly Refused SaysNothing = new("says_nothing", "请至少填写一项。", "Say at least one thing.");
    public static readonly Refused NoWeakPoint = new("no_weak_point", "请至少选择一个薄弱项。", "Choose at least one weak point.");
    public static readonly Refused NoLearningSupport = new("no_learning_plan", "没有进行中的这项帮扶计划，请先制定。", "No such support is under way; plan it first.");
    public static readonly Refused NextReviewMissing = new("next_review_missing", "帮扶未结束，请填写下次复查日期。", "The support goes on: give the day of the next review.");
    public static readonly Refused FollowUpMissing = new("follow_up_missing", "有风险的须有人跟进，请填写跟进日期。", "There is a risk, so somebody has to act: give the day by which.");
    public static readonly Refused NoSuchEntry = new("no_such_entry", "没有这条记录。", "There is no such entry.");
    public static readonly Refused EntryWithdrawn = new("entry_withdrawn", "该记录已撤回，不能再更正或撤回。", "The entry has been withdrawn; it cannot be corrected or withdrawn again.");
    public static readonly Refused OtherKind = new("other_kind", "更正后的记录须与原记录同类；类别有误请撤回后重新登记。", "A correction is of the same kind; if the kind was wrong, withdraw the entry and make the right one.");
    public static readonly Refused NotYourEntry = new("not_your_entry", "只有登记单位或其上级可以更正、撤回。", "Only the office that made the entry or one above it may correct or withdraw it.");
    public static readonly Refused NothingToIssue = new("nothing_to_issue", "个案中还没有制作文书所需的记录。", "The case has no entries yet of which such a paper is made.");
    public static readonly Refused NoDocument = new("no_document", "没有这份文书。", "There is no such document on file.");
    public static readonly Refused ServedBeforeIssue = new("served_before_issue", "送达日期不能早于制发日期。", "It cannot be served before it was issued.");
    public static readonly Refused EntryStays = new("entry_stays", "建档和身份删除记录不能撤回；误建档案请办理销号。", "The opening of a case and an erasure stay on file; a case opened by mistake is closed.");

    /// <summary>The day lies after today or before the child's birth.</summary>
    public static Refused? OfDay(DateOnly day, DecisionContext context) =>
        day > context.Today ? InFuture : day < context.Born ? BeforeBirth : null;

    /// <summary>It is no grade.</summary>
    public static Refused? OfGrade(int? grade) => grade is < 1 or > 9 ? GradeRange : null;

    /// <summary>It is no number of days to wait.</summary>
    public static Refused? OfDays(int? days) => days is < 1 or > 366 ? DaysRange : null;

    /// <summary>Whether what is said happened before the entry that it is about.</summary>
    public static bool Precedes(StudentEvent said, Guid about, Student file) => said.OccurredOn < file.Find(about)?.Happened.OccurredOn;

    /// <summary>An attendance check is still due, with the day.</summary>
    public static Refused CheckDue(DateOnly day) => new("check_due",
        $"到校核验未完成，下一次应在 {day:yyyy年M月d日} 或之后核验到校。",
        $"Attendance checks are not complete: the next is due on or after {day:yyyy-MM-dd}.");
}
