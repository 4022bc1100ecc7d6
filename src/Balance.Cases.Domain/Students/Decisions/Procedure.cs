using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>One rule of procedure: an officer is refused by it, a ledger's history is taken and marked.</summary>
/// <param name="Breach">Its name.</param>
/// <param name="Words">What an officer is told.</param>
/// <param name="IsBroken">Whether an event that is about to be recorded breaks it.</param>
public sealed record ProcedureRule(Breach Breach, Refused Words, Func<Case, bool> IsBroken);

/// <summary>An event about to be recorded in a child's file.</summary>
public sealed record Case(Student Student, StudentEvent Happens, DecisionContext Context)
{
    /// <summary>Where the child stands on the day of the event, and on the day before.</summary>
    internal Standing Then => Student.StandingOn(Happens.OccurredOn, Context.Rolls);

    internal Standing DayBefore => Student.StandingOn(Happens.OccurredOn.AddDays(-1), Context.Rolls);

    /// <summary>The rest of the file: of an entry that is put right also what was recorded after it.</summary>
    internal Student Rest { get; init; } = Student;

    /// <summary>The child is known not to be at school: out, never enrolled or missing. What ended on the very day does not undo the morning.</summary>
    internal bool IsAway => IsAwayBy(Then) || IsAwayBy(DayBefore);

    /// <summary>Known to be away, or suspected of it at the time.</summary>
    internal bool IsDoubtful => IsAway || Student.OpenSuspicion is not null
        || Student.By(Happens.OccurredOn).OpenSuspicion is not null || Student.By(Happens.OccurredOn.AddDays(-1)).OpenSuspicion is not null;

    /// <summary>The child is to be taught at home on the day of the event, by a placement that has not ended.</summary>
    internal bool IsHomeTaught => Then.HomeTaught && Student.IsHomeTaughtOn(Happens.OccurredOn);

    /// <summary>The legal ladder of the pack in force on the day of the event.</summary>
    internal Ladder Ladder => Context.Pack.On(Happens.OccurredOn).Ladder;

    private static bool IsAwayBy(Standing standing) => standing.Out || standing.Finding is Finding.NeverEnrolled or Finding.Missing;
}

/// <summary>The rules of procedure (domain.md, «Rules that commands keep»), each one named check.</summary>
public static partial class Procedure
{
    /// <summary>Every rule; of several broken ones an officer is told the first.</summary>
    public static IReadOnlyList<ProcedureRule> Rules { get; } =
    [
        Rule(Breach.RecordedAfterClosing, "档案已销号，请先重新启用。", "The case is closed; reopen it first.",
            at => at.Student.IsClosed && at.Happens.From is not null),
        Rule(Breach.VerifiedWithoutSuspicion, "没有待核查的疑似辍学，请先排查或报告缺课。", "No suspicion is open; screen, or report the absence first.",
            at => at.Happens is SuspicionVerified && !IsOpenToVerification(at)),
        Rule(Breach.UntilMissing, "在外就读、缓学须填写截止日期，到期后再次核查。", "Studying elsewhere and deferral need an end date, after which they are verified again.",
            at => at.Happens is SuspicionVerified { Until: null } found && found.Finding.NeedsEnd() || at.Happens is PlacementDecided { Placement: Placement.Deferred, Until: null }),
        Rule(Breach.ProofMissing, "请提供佐证：排除结论须有材料，复学须有学校和证明。", "Evidence is missing: a finding that takes the child off the list needs it, a return needs school and document.",
            at => at.Happens switch
            {
                SuspicionVerified { Proof: null } found => found.Finding.TakesOffTheList(),
                StudentReturned { Proof: null } => true,
                StudentReturned { School: null, Placement: ReturnPlacement.Regular or ReturnPlacement.SpecialClass } => true,
                _ => false,
            }),
        Rule(Breach.ConfirmedTwice, "该生已确认辍学，请继续劝返；信息有误请更正原记录。", "The child is already a confirmed dropout; go on persuading, or correct the entry.",
            at => at.Happens is DropoutConfirmed && at.Student.LastAnswer?.Happened is DropoutConfirmed && at.Student.OpenSuspicion is null),
        Rule(Breach.ConfirmedWithoutVerification, "请先核查并得出已辍学、从未入学或失联的结论，再确认辍学。", "Verify first: the dropout is confirmed after a finding of dropped out, never enrolled or missing.",
            at => at.Happens is DropoutConfirmed && at.Student.LastAnswer?.Happened is not DropoutConfirmed && !IsVerifiedAway(at.Student) && !IsRelapse(at.Student)),
        Rule(Breach.PersuadedWithoutDropout, "该生当日未在辍学或疑似名单上；如已辍学，请先报告或确认。", "On that day the child was neither out nor suspected; report or confirm the dropout first.",
            at => at.Happens is PersuasionVisitLogged or WrittenReportFiled or PersuasionAssigned && !at.IsDoubtful
                || at.Happens is PersuasionEscalated or LegalStepTaken && !at.IsAway),
        Rule(Breach.ReportNumberMissing, "请填写书面报告文号。", "Give the number of the written report.",
            at => at.Happens is WrittenReportFiled report && string.IsNullOrWhiteSpace(report.Number)),
        Rule(Breach.EscalatedWithoutReport, "请先按要求书面报告（教育局、乡镇），再移交上一级。", "Report in writing first, to whom the pack says, then the next level takes over.",
            at => at.Happens is PersuasionEscalated { By.User: not Actor.Clock } && !IsReported(at.Student, at.Context.Pack)),
        Rule(Breach.LegalRungSkipped, "依法步骤须按政策包规定的顺序逐级进行，请先采取前一步。", "One rung at a time, in the order of the county's policy pack; take the one before first.",
            at => at.Happens is LegalStepTaken step && at.Ladder.RungOf(step.Step) is var rung && (rung == 0 || rung > at.Student.RungReachedOn(at.Ladder) + 1)),
        Rule(Breach.LegalNumberMissing, "请填写文书文号。", "Give the number of the document.",
            at => at.Happens is LegalStepTaken step && string.IsNullOrWhiteSpace(step.Number)),
        Rule(Breach.LegalDeadlineRunning, "上一步的期限未满，期满未改正方可进入下一步。", "The deadline of the rung before is still running; the next follows when it has passed in vain.",
            at => at.Happens is LegalStepTaken step && at.Student.LegalStepOn(at.Ladder) is { } before && at.Ladder.RungOf(step.Step) > at.Ladder.RungOf(before.Step) && step.OccurredOn <= before.Deadline),
        // 义务教育法 §58 says «限期» and no number; the form of the order gives the guardian the pack's days, and a shorter deadline could be contested.
        Rule(Breach.OrderDeadlineShort, "责令改正的期限短于政策包规定的天数，请从送达之日起算足天数。", "The deadline of the correction order is shorter than the policy pack's days; give the guardian those days from the day served.",
            at => at.Happens is LegalStepTaken { Step: LegalStep.CorrectionOrder, Deadline: { } deadline } order
                && deadline < at.Context.Pack.Due(order.ServedOn ?? order.OccurredOn, pack => pack.Deadlines.CorrectionOrderDays)),
        Rule(Breach.ReturnedWithoutDropout, "该生当日未在辍学或疑似名单上，无需登记复学。", "On that day the child was neither out nor suspected; there is no return to record.",
            at => at.Happens is StudentReturned && !at.IsDoubtful),
        Rule(Breach.CheckedWithoutReturn, "尚无复学记录，请先登记复学。", "There is no return on file by then; record the return first.",
            at => at.Happens is AttendanceChecked && at.Student.By(at.Happens.OccurredOn).Return is null),
        Rule(Breach.TaughtWithoutPlacement, "尚未安置送教上门，请先作出安置。", "The child is not placed in home-delivered teaching; decide the placement first.",
            at => at.Happens is HomeTeachingSessionDelivered or HomeTeachingSessionMissed or HomeTeachingScheduled && !at.IsHomeTaught),
        .. OfDisability,
        Rule(Breach.AidTwice, "该项目本学期已资助过，不能重复发放；金额有误请更正原记录。", "This scheme has been granted for that term already and is not paid twice; correct the entry if the amount was wrong.",
            at => at.Happens is AidGranted aid && at.Rest.Aid.Any(before => AidScheme.IsSame(before.Scheme, aid.Scheme) && AidTerm.Of(before) == AidTerm.Of(aid))),
    ];

    /// <summary>The rules that an event would break.</summary>
    /// <param name="student">The child's file before the event.</param>
    /// <param name="happens">The event.</param>
    /// <param name="context">By whom, when, under which pack.</param>
    /// <param name="rest">The rest of the file, where more was recorded since; null: nothing was.</param>
    public static IEnumerable<ProcedureRule> BrokenBy(Student student, StudentEvent happens, DecisionContext context, Student? rest = null)
    {
        var at = new Case(student, happens, context) { Rest = rest ?? student };
        return Rules.Where(rule => rule.IsBroken(at));
    }

    private static ProcedureRule Rule(Breach breach, string chinese, string english, Func<Case, bool> isBroken) =>
        new(breach, new Refused(breach.Code(), chinese, english), isBroken);

    // A finding can be looked into again; so can a dropout, of which it turns out that the child has moved or died.
    private static bool IsOpenToVerification(Case at) =>
        at.Student.SuspicionOn(at.Context.Today, at.Context.Rolls) is not null || at.Student.SuspicionOn(at.Happens.OccurredOn, at.Context.Rolls) is not null
        || at.Then is { Out: true } or { Finding: not null } || at.Student.StandingOn(at.Context.Today, at.Context.Rolls) is { Out: true } or { Finding: not null };

    private static bool IsVerifiedAway(Student student) => student.OpenSuspicion is null
        && student.LastAnswer?.Happened is SuspicionVerified { Finding: Finding.DroppedOut or Finding.NeverEnrolled or Finding.Missing };

    // A child that was brought back and has gone again is known; persuasion resumes at once.
    private static bool IsRelapse(Student student) => student.Return is not null;

    private static bool IsReported(Student student, PolicyPack pack)
    {
        var to = student.SinceDropout.Select(entry => entry.Happened).Reverse().TakeWhile(happened => happened is not PersuasionEscalated)
            .OfType<WrittenReportFiled>().Select(report => report.To).ToHashSet();
        return to.Contains(ReportAddressee.Both) || pack.Report.To switch
        {
            ReportAddressee.Both => to.Contains(ReportAddressee.Township) && to.Contains(ReportAddressee.Bureau),
            var addressee => to.Contains(addressee),
        };
    }
}
