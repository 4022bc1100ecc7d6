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
}

/// <summary>Something that is to be done by a day.</summary>
/// <param name="Until">The last day on which it is in time.</param>
/// <param name="By">The level that answers for it.</param>
public sealed record Duty(DutyKind Kind, DateOnly Until, Level By)
{
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
    /// <summary>What is due first; null: nothing.</summary>
    public Duty? Next => Duties.Count == 0 ? null : Duties[0];

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
            student.IsClosed ? [] : Students.Duties.Of(student, standing, suspicion, pack));
    }

    /// <summary>In which part of the work a case stands on a day.</summary>
    /// <param name="rolls">Every roll of the county with the child's status on each.</param>
    public static CaseStatus StatusOn(Student student, DateOnly day, IReadOnlyList<RollMark> rolls) =>
        StatusOf(student, student.StandingOn(day, rolls), student.SuspicionOn(day, rolls));

    private static CaseStatus StatusOf(Student student, Standing standing, Suspicion? suspicion)
    {
        if (student.IsClosed) return CaseStatus.Closed;
        if (standing.Out) return CaseStatus.Out;
        if (suspicion is not null) return CaseStatus.Suspected;
        if (standing.Finding is { } finding) return finding.IsFinal() ? CaseStatus.Cleared : CaseStatus.Verified;
        if (standing.StandingReturn is not null) return student.UnconfirmedReturn is null ? CaseStatus.Returned : CaseStatus.ReturnedUnconfirmed;
        return student.WasSuspected ? CaseStatus.Cleared : CaseStatus.Followed;
    }
}
