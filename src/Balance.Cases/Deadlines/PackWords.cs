using System.Globalization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Deadlines;

/// <summary>What the rules of a policy pack are called, for those who read it.</summary>
public static class PackWords
{
    private static readonly Dictionary<string, (string Chinese, string English)> Names = new()
    {
        ["lastPrimaryGrade"] = ("小学最后年级", "Last primary grade"),
        ["thresholds.absenceRunSchoolDays"] = ("连续旷课列为疑似（教学日）", "Run of absence that is suspected (school days)"),
        ["thresholds.absenceFileAgeDays"] = ("缺勤名单有效（天）", "Age up to which an absence file speaks (days)"),
        ["thresholds.suspensionDays"] = ("休学逾期（天）", "Suspension overdue after (days)"),
        ["deadlines.absenceVisitDays"] = ("缺课家访", "Visit at home after an absence"),
        ["deadlines.absenceReportDays"] = ("缺课上报", "Report of an absence upward"),
        ["deadlines.verificationDays"] = ("核查", "Verification"),
        ["deadlines.schoolDays"] = ("学校劝返", "Persuasion by the school"),
        ["deadlines.townshipDays"] = ("乡镇劝返", "Persuasion by the township"),
        ["deadlines.countyDays"] = ("县级劝返", "Persuasion by the county"),
        ["deadlines.confirmationDays"] = ("确认复学", "Confirmation of a return"),
        ["deadlines.correctionOrderDays"] = ("责令改正期限", "Deadline of a correction order"),
        ["deadlines.failedVisits"] = ("几次劝返无效即送达通知（次）", "Visits in vain before the notice (number)"),
        ["deadlines.escalationDays"] = ("逾期逐级上报间隔", "Between levels, when overdue"),
        ["deadlines.absenceVerifyDays"] = ("缺课首日起至迟核查", "Verification after the first day missed, at the latest"),
        ["deadlines.termCheckDays"] = ("开学后全面排查", "Screening after a term begins"),
        ["report"] = ("书面报告报送", "Written report goes to"),
        ["attendanceCheckDays"] = ("复学后到校核验", "Attendance check after a return"),
        ["disability.severeLevel"] = ("重度残疾等级（级）", "Severe up to level"),
        ["disability.registrationDays"] = ("关注后登记残疾", "Registration after the concern"),
        ["disability.assessmentDays"] = ("登记后评估", "Assessment after registration"),
        ["disability.placementDays"] = ("评估后安置", "Placement after assessment"),
        ["disability.disputeDays"] = ("安置争议处理", "Settling a contested placement"),
        ["disability.planDays"] = ("安置后制定个别化教育计划", "Education plan after placement"),
        ["disability.planReviewDays"] = ("复查个别化教育计划", "Review of an education plan"),
        ["disability.planSignDays"] = ("家长补签个别化教育计划", "The guardian's signature on an education plan"),
        ["disability.referralDays"] = ("医教结合转介答复", "Answer to a referral"),
        ["disability.reassessmentDays"] = ("复评周期", "Assessment again"),
        ["disability.resourceRoomPupils"] = ("应设资源教室的残疾学生数（人）", "Disabled pupils from which a resource room is due (number)"),
        ["disability.centreDays"] = ("资源中心答复移交", "A resource centre's answer to a handover"),
        ["disability.homeTeaching.visits"] = ("送教上门次数（次）", "Home-teaching sessions (number)"),
        ["disability.homeTeaching.hoursEach"] = ("每次送教课时（课时）", "Hours of a session"),
        ["disability.homeTeaching.hoursPerYear"] = ("全年送教课时（课时）", "Hours a year"),
        ["protection.contactDays"] = ("父母联系", "Parents in touch"),
        ["protection.visitDays"] = ("留守儿童走访", "Care visit"),
        ["protection.guardianshipDays"] = ("登记监护情况", "Guardianship on file"),
        ["protection.surveyDays"] = ("留守儿童调查", "Survey of left-behind children"),
        ["protection.protectionDays"] = ("侵害保护措施", "First step of protection"),
        ["moves.placeDays"] = ("随迁子女落实学位", "Place for a migrant child"),
        ["moves.transitionDays"] = ("小升初移交答复", "Answer to a handover"),
        ["moves.transferDays"] = ("转学答复", "Answer to a transfer"),
        ["moves.complaintDays"] = ("收费投诉答复", "Answer to a complaint"),
        ["help.aidDays"] = ("落实资助", "Aid granted"),
        ["help.learningPlanDays"] = ("制定学困帮扶", "Plan of learning support"),
        ["help.learningReviewDays"] = ("学困帮扶复查", "Review of learning support"),
        ["help.screeningDays"] = ("心理筛查", "Screening of mental health"),
        ["help.followUpDays"] = ("心理风险跟进", "Follow-up of a risk"),
        ["help.crisisDays"] = ("心理危机干预", "Intervention in a crisis"),
        ["ladder"] = ("依法步骤（逐级）", "Legal steps, one at a time"),
        ["disability.placements"] = ("安置方式", "Placements"),
        ["protection.leftBehind"] = ("按哪个口径跟进留守儿童", "Left-behind children are followed by"),
        ["help.aidFirst"] = ("资助对象顺序", "Whom aid looks to first"),
        ["retention"] = ("初中三年巩固率的算法", "Definition of junior retention"),
        ["returns.monthDays"] = ("月报报送", "Monthly return"),
        ["returns.quarterDays"] = ("季度复核报送", "Quarterly return"),
        ["returns.termDays"] = ("学期报送", "Return of a term"),
        ["returns.yearDays"] = ("学年报送", "Return of a school year"),
    };

    private static readonly string[] NoDays =
        ["lastPrimaryGrade", "deadlines.failedVisits", "disability.severeLevel", "disability.resourceRoomPupils", "disability.homeTeaching.visits", "disability.homeTeaching.hoursEach", "disability.homeTeaching.hoursPerYear"];

    /// <summary>The parts in the order in which they are read.</summary>
    public static IReadOnlyList<(string Title, string Prefix)> Parts =>
    [
        (T("文件", "Document"), "$.document"), (T("学制", "Grade split"), "$.lastPrimaryGrade"), (T("疑似认定", "What is suspected"), "$.thresholds"), (T("劝返期限", "The path of a dropout"), "$.deadlines"),
        (T("书面报告", "Written report"), "$.report"), (T("依法步骤", "Legal ladder"), "$.ladder"), (T("复学核验", "After a return"), "$.attendanceCheckDays"),
        (T("残疾儿童", "Disabled children"), "$.disability"), (T("留守与保护", "Left behind, protection"), "$.protection"), (T("随迁与转学", "Moves"), "$.moves"), (T("帮扶", "Help"), "$.help"), (T("指标报送", "Returns"), "$.returns"),
        (T("文书名称", "Titles of papers"), "$.papers"), (T("指标口径", "Definitions of figures"), "$.retention"), (T("目标", "Targets"), "$.targets"), (T("校历", "School calendar"), "$.calendar"),
    ];

    /// <summary>What the rule at a place of the file is called.</summary>
    public static string NameOf(string path) => Names.TryGetValue(Key(path), out var name) ? T(name.Chinese, name.English) : path;

    /// <summary>What a rule says.</summary>
    public static string Says(string path, IGrounded rule) => rule switch
    {
        Ruled number => Number(path, number),
        ReportRule report => Say(report.To),
        AidOrder order => string.Join(" → ", order.Groups.Select(Say)),
        Ladder ladder => string.Join(" → ", ladder.Rungs.Select(Rung)),
        PlacementTiers tiers => string.Join(T("、", ", "), tiers.Offered.Select(Say)),
        LeftBehindRule followed => Say(followed.Definition),
        PaperTitle paper => paper.Title,
        RetentionRule retention => Say(retention.Formula),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.GetType().Name),
    };

    private static string Rung(LadderRung rung)
    {
        var steps = string.Join(T("或", " or "), rung.Steps.Select(Say));
        return T(rung.Name == steps ? steps : $"{rung.Name}（{steps}）", steps);
    }

    private static string Number(string path, Ruled number)
    {
        var value = number.Value.ToString(CultureInfo.InvariantCulture);
        if (number.In == DayKind.School) return T($"{value} 个教学日", $"{value} school days");
        return NoDays.Contains(Key(path)) || Key(path).StartsWith("thresholds.", StringComparison.Ordinal) ? value : T($"{value} 天", $"{value} days");
    }

    private static string Key(string path) => path[2..].Split('[')[0];
}
