using System.Text.Json.Serialization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>台账状态: in which part of the work a case stands on a day.</summary>
public enum CaseStatus
{
    [Term("疑似待核查")] Suspected,
    [Term("已核查")] Verified,
    [Term("辍学在册")] Out,
    [Term("复学待确认")] ReturnedUnconfirmed,
    [Term("已复学")] Returned,
    [Term("已排除")] Cleared,
    [Term("关注中")] Followed,
    [Term("已转出")] Departed,
    [Term("已销号")] Closed,
}

/// <summary>What the pack's deadlines ask for next.</summary>
public enum DutyKind
{
    [Term("强制报告")] MandatoryReport,
    [Term("核查")] Verify,
    [Term("核查到期复核")] VerifyAgain,
    [Term("劝返")] Persuade,
    [Term("落实承诺返校")] FollowPromise,
    [Term("送达责令通知")] ServeNotice,
    [Term("依法步骤到期")] NextLegalStep,
    [Term("确认复学")] ConfirmReturn,
    [Term("到校核验")] CheckAttendance,
    [Term("复查教育计划")] ReviewPlan,
    [Term("缺课家访")] VisitHome,
    [Term("缺课上报")] ReportAbsence,

    // Disability.
    [Term("登记残疾")] RegisterDisability,
    [Term("专家评估")] AssessNeeds,
    [Term("作出安置")] PlaceChild,
    [Term("处理安置异议")] SettleDispute,
    [Term("制定教育计划")] AdoptPlan,
    [Term("安排送教")] ScheduleHomeTeaching,
    [Term("送教课时")] TeachAtHome,
    [Term("补课")] MakeUpSession,
    [Term("答复转介")] AnswerReferral,
    [Term("复评")] AssessAgain,
    [Term("答复资源中心移交")] AnswerCentre,
    [Term("另行移交资源中心")] AskAnotherCentre,
    [Term("家长补签教育计划")] SignPlan,

    // Places, transition, transfers.
    [Term("落实学位")] SecurePlace,
    [Term("答复小升初移交")] AnswerTransition,
    [Term("答复转学")] AnswerTransfer,
    [Term("答复收费投诉")] AnswerComplaint,
    [Term("追问外县转学")] ChaseTransfer,

    // Left behind and harmed.
    [Term("登记监护情况")] RecordGuardianship,
    [Term("父母联系")] ParentContact,
    [Term("关爱走访")] CareVisit,
    [Term("复查关爱计划")] ReviewCarePlan,
    [Term("年度留守调查")] SurveyAgain,
    [Term("采取保护措施")] Protect,
    [Term("侵害处置完结")] SettleHarm,

    // Help.
    [Term("落实资助")] GrantAid,
    [Term("制定学困帮扶")] PlanLearningSupport,
    [Term("复查学困帮扶")] ReviewLearningSupport,
    [Term("心理筛查")] ScreenMentalHealth,
    [Term("跟进心理健康")] FollowUpMentalHealth,
}

/// <summary>Something that is to be done by a day.</summary>
/// <param name="Until">The last day on which it is in time.</param>
/// <param name="By">The level that answers for it.</param>
public sealed record Duty(DutyKind Kind, DateOnly Until, Level By)
{
    /// <summary>The level that was told, up the dual line (双线责任), that it is overdue; null: none yet.</summary>
    public Level? TakenUpTo { get; init; }

    /// <summary>Code of the one office whose it is, where that is not the one that has the child; null: that of the level.</summary>
    public string? Office { get; init; }

    /// <summary>The restricted part that it tells of; null: it is open to all who read the case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestrictedPart? Part { get; init; }

    /// <summary>Its day has passed.</summary>
    public bool IsOverdueOn(DateOnly day) => day > Until;
}

/// <summary>What a list shows of a case on a day.</summary>
/// <param name="OpenedOn">When the file was opened.</param>
/// <param name="Level">The level that answers for the child.</param>
/// <param name="Concerns">Why the child is followed.</param>
/// <param name="Reasons">Why it is suspected; none where no suspicion is open.</param>
/// <param name="Finding">The finding in force.</param>
/// <param name="OutSince">The day of the last dropout of a child that is out.</param>
/// <param name="Visits">Persuasion visits ever made.</param>
/// <param name="LastVisit">The day of the last.</param>
/// <param name="LastOutcome">How it ended.</param>
/// <param name="Duties">What is due by the pack, earliest first.</param>
public sealed record CaseSummary(
    CaseStatus Status, DateOnly? OpenedOn, Level Level, IReadOnlyList<Concern> Concerns, IReadOnlyList<SuspicionReason> Reasons,
    Finding? Finding, DateOnly? OutSince, int Visits, DateOnly? LastVisit, VisitOutcome? LastOutcome, IReadOnlyList<Duty> Duties)
{
    /// <summary>The day since when a level above the school answers; null: the school does, or the child is not out.</summary>
    public DateOnly? HandedUpOn { get; init; }

    /// <summary>The officer to whom persuasion was last given at the level that answers; null: nobody in particular.</summary>
    public string? Officer { get; init; }

    /// <summary>寄宿 and 营养改善计划, as far as they were said.</summary>
    public Living Living { get; init; } = new(null, null);

    /// <summary>How it stands with a disabled child; null: the child is not followed for a disability.</summary>
    public DisabilitySummary? Disability { get; init; }

    /// <summary>What the law wants told at once and nobody has told yet.</summary>
    public IReadOnlyList<ReportDue> Reports { get; init; } = [];

    /// <summary>What is due first; null: nothing.</summary>
    public Duty? Next => Duties.Count == 0 ? null : Duties[0];

    /// <summary>Whether some of it is not for everyone who may see the case.</summary>
    public bool IsRestricted => Concerns.Any(concern => Restrictions.Of(concern) is not null) || Duties.Any(duty => Restrictions.Of(duty) is not null) || Reports.Any(report => report.Part is not null);

    /// <summary>The summary of a case.</summary>
    /// <param name="student">The child's file.</param>
    /// <param name="today">The day of the list.</param>
    /// <param name="pack">Whose deadlines count.</param>
    /// <param name="rolls">Every roll of the county with the child's status on each.</param>
    public static CaseSummary Of(Student student, DateOnly today, PolicyPack pack, IReadOnlyList<RollMark> rolls)
    {
        var standing = student.StandingOn(today, rolls);
        var suspicion = student.SuspicionOn(today, rolls);
        var visit = student.LastVisit;
        return new CaseSummary(
            StatusOf(student, standing, suspicion), student.OpenedOn, student.Level, student.Concerns, suspicion?.Reasons ?? [],
            standing.Finding, standing.Out ? standing.LastDropout?.OccurredOn : null,
            student.Visits.Count, visit?.OccurredOn, visit?.Outcome,
            student.IsClosed ? [] : Students.Duties.Of(student, standing, suspicion, today, pack))
        {
            Reports = student.IsClosed ? [] : student.ReportsDue(pack),
            HandedUpOn = standing.Out && student.Level > Level.School ? student.LevelSince : null,
            Officer = standing.Out ? student.SinceDropout.Select(entry => entry.Happened).OfType<PersuasionAssigned>().LastOrDefault(given => given.Level == student.Level)?.Officer : null,
            Living = student.Living,
            Disability = DisabilitySummary.Of(student, today, pack),
        };
    }

    /// <summary>In which part of the work a case stands on a day.</summary>
    /// <param name="rolls">Every roll of the county with the child's status on each.</param>
    public static CaseStatus StatusOn(Student student, DateOnly day, IReadOnlyList<RollMark> rolls) =>
        StatusOf(student, student.StandingOn(day, rolls), student.SuspicionOn(day, rolls));

    private static CaseStatus StatusOf(Student student, Standing standing, Suspicion? suspicion)
    {
        if (student.IsClosed) return CaseStatus.Closed;
        if (student.Departed is not null) return CaseStatus.Departed;
        if (standing.Out) return CaseStatus.Out;
        if (suspicion is not null) return CaseStatus.Suspected;
        if (standing.Finding is { } finding) return finding.IsFinal() ? CaseStatus.Cleared : CaseStatus.Verified;
        if (standing.StandingReturn is not null) return student.UnconfirmedReturn is null ? CaseStatus.Returned : CaseStatus.ReturnedUnconfirmed;
        return student.WasSuspected ? CaseStatus.Cleared : CaseStatus.Followed;
    }
}
