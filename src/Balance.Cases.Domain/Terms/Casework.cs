namespace Balance.Cases.Domain.Terms;

/// <summary>Why a child is followed; a stream opens with its first concern and closes when the last one ends (销号).</summary>
public enum Concern
{
    [Term("辍学风险")] DropoutRisk,
    [Term("残疾")] Disability,
    [Term("留守")] LeftBehind,
    [Term("随迁")] Migrant,
    [Term("困境")] Hardship,
    [Term("学习困难")] LearningDifficulty,
    [Term("心理健康")] MentalHealth,
    [Term("侵害")] Harm,
}

/// <summary>Why a child is suspected of being out of school (疑似失学辍学), as screening or a counselor found it.</summary>
public enum SuspicionReason
{
    [Term("户籍有、学籍无")] NotEnrolled,
    [Term("学籍消失")] DroppedFromRoll,
    [Term("小升初未衔接")] TransitionGap,
    [Term("休学逾期")] SuspensionOverdue,
    [Term("连续旷课")] Absence,
    [Term("教师报告")] Reported,
    [Term("核查到期")] FindingLapsed,
}

/// <summary>What verification (核查) of a suspected child found.</summary>
public enum Finding
{
    [Term("从未入学")] NeverEnrolled,
    [Term("已辍学")] DroppedOut,
    [Term("在外就读")] StudyingElsewhere,
    [Term("缓学")] Deferred,
    [Term("死亡")] Deceased,
    [Term("出国")] Emigrated,
    [Term("迁离")] MovedAway,
    [Term("重复")] Duplicate,
    [Term("未满龄")] UnderAge,
    [Term("已毕业")] Graduated,
    [Term("失联")] Missing,
}

/// <summary>Why a child dropped out (教基〔2020〕5号 names the first four).</summary>
public enum DropoutReason
{
    [Term("学习困难")] LearningDifficulty,
    [Term("外出打工")] Work,
    [Term("早婚早育")] EarlyMarriage,
    [Term("信教")] Religion,
    [Term("疾病")] Illness,
    [Term("家庭")] Family,
    [Term("其他")] Other,
}

/// <summary>How a persuasion visit (劝返) ended.</summary>
public enum VisitOutcome
{
    [Term("拒绝")] Refused,
    [Term("承诺")] Promised,
    [Term("未见到")] NotFound,
    [Term("同意")] Agreed,
}

/// <summary>To whom a written report (书面报告) went; 北票 asks for both.</summary>
public enum ReportAddressee
{
    [Term("乡镇")] Township,
    [Term("教育局")] Bureau,
    [Term("两者")] Both,
}

/// <summary>The legal ladder (依法控辍), one rung at a time; no rung computes a fine (义务教育法 §58 has none).</summary>
public enum LegalStep
{
    [Term("宣传教育")] Education,
    [Term("责令改正")] CorrectionOrder,
    [Term("行政处罚")] Penalty,
    [Term("强制执行")] Enforcement,
    [Term("诉讼")] Court,
}

/// <summary>Where a returned child (复学) was placed.</summary>
public enum ReturnPlacement
{
    [Term("插班")] Regular,
    [Term("专班")] SpecialClass,
    [Term("职业教育")] Vocational,
    [Term("送教上门")] HomeTeaching,
}

/// <summary>What a check of attendance after a return (到校核验) found.</summary>
public enum AttendanceResult
{
    [Term("到校")] Present,
    [Term("未到校")] Absent,
}

/// <summary>
/// Placement (安置) of a disabled child in one of four tiers (残疾人教育条例 §17): a school nearby, a school with means of its own, a special school, teaching at
/// home; or deferral (缓学, 义务教育法 §11).
/// </summary>
public enum Placement
{
    [Term("随班就读")] RegularClass,
    [Term("特教学校")] SpecialSchool,
    [Term("送教上门")] HomeTeaching,
    [Term("指定学校随班就读")] DesignatedSchool,
    [Term("缓学")] Deferred,
}

/// <summary>What a ledger's <c>place</c> may say (registers.md); the rest is decided here, with what it needs.</summary>
public static class LedgerPlacements
{
    /// <summary>The three, in the order of the page.</summary>
    public static IReadOnlyList<Placement> All { get; } = [Placement.RegularClass, Placement.SpecialSchool, Placement.HomeTeaching];
}

/// <summary>A level of the dual line of responsibility (双线责任); a higher one has the greater value.</summary>
public enum Level
{
    [Term("学校")] School,
    [Term("乡镇")] Township,
    [Term("县级")] County,
}

/// <summary>Stage of compulsory schooling; the pack's grade split says which grades and ages.</summary>
public enum Stage
{
    [Term("小学")] Primary,
    [Term("初中")] Junior,
}

/// <summary>Why a child's identity is to be forgotten (个人信息保护法 §47).</summary>
public enum ErasureBasis
{
    [Term("处理目的已实现或不再必要")] PurposeEnded,
    [Term("保存期限已届满")] RetentionExpired,
    [Term("监护人撤回同意")] ConsentWithdrawn,
    [Term("违法违规处理")] UnlawfulHandling,
}

/// <summary>A step of the ledger (控辍台账), as its column names it.</summary>
public enum LedgerStep
{
    [Term("核查")] Verify,
    [Term("辍学")] Dropout,
    [Term("劝返")] Visit,
    [Term("书面报告")] Report,
    [Term("依法")] Order,
    [Term("复学")] Return,
    [Term("到校核验")] AttendanceCheck,
    [Term("安置")] Place,
    [Term("个别化教育计划")] Plan,
    [Term("送教")] Session,
    [Term("关爱走访")] CareVisit,
    [Term("资助")] Aid,
}
