using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>小升初: a primary school hands a child over to a junior one, on a list. Both read the case until the child is registered.</summary>
/// <param name="List">The list, one for the two schools and the year.</param>
/// <param name="SchoolYear">First calendar year of the school year that the child enters.</param>
public sealed record HandOver(DateOnly OccurredOn, Guid List, string FromSchool, string ToSchool, int SchoolYear) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (Moves.IsOpen(student)) return MoveRefusals.MoveOpen;
        if (student.Entries.Any(entry => entry is { Stands: true, Happened: TransitionHandedOver handed } && handed.SchoolYear == SchoolYear && student.IsSettledMove(entry)))
            return MoveRefusals.HandedOverThisYear;
        return Decision.Of(new TransitionHandedOver(List, FromSchool, ToSchool, SchoolYear, context.Pack.Due(OccurredOn, judging => judging.Moves.TransitionDays))
            { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(TransitionHandedOver said) => said.FromSchool == said.ToSchool ? MoveRefusals.SameSchool : null;
}

/// <summary>
/// The receiving school's answer. Registered, the child is its own; not arrived is a suspicion the same day, for the reason that screening
/// has for it: <see cref="SuspicionReason.TransitionGap"/>, shown by the last roll that has the child.
/// </summary>
/// <param name="Handed">The entry answered.</param>
public sealed record AnswerTransition(DateOnly OccurredOn, Guid Handed, TransitionAnswer Answer, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.OpenHandOver is not { Happened: TransitionHandedOver handed } open || open.Id != Handed) return MoveRefusals.NoHandOver;
        if (!Moves.IsReceiver(context.By, handed.ToSchool)) return MoveRefusals.AnswerByReceiver;
        if (Answer == TransitionAnswer.Received && student.HandOverReceivedOn is not null) return MoveRefusals.ReceivedAlready;

        var answered = new TransitionAnswered(Handed, Answer, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of([answered, .. Answer == TransitionAnswer.NotArrived ? Gap(student, context) : []]);
    }

    internal static Refused? Forbids(TransitionAnswered said, Student file) => Refusals.Precedes(said, said.HandOver, file) ? MoveRefusals.BeforeTheMove : null;

    private IEnumerable<StudentEvent> Gap(Student student, DecisionContext context)
    {
        if (student.StandingOn(OccurredOn, context.Rolls).Answered || student.OpenSuspicion?.Reasons.Contains(SuspicionReason.TransitionGap) == true) return [];
        var shown = context.Rolls.Where(roll => roll.On <= OccurredOn && roll.Status is RollStatus.Enrolled or RollStatus.Graduated).OrderBy(roll => roll.On).Select(roll => (DateOnly?)roll.On).LastOrDefault();
        var suspected = new DropoutSuspected([new(SuspicionReason.TransitionGap, RegisterKind.Enrolment, null, null, shown)], context.Pack.Id)
            { Entry = context.EntryId(Moves.Question), OccurredOn = OccurredOn, By = context.By };
        return Relapse.With(student, suspected, context);
    }
}

/// <summary>
/// 转学: the child leaves for another school or county. The case stays with the sender until the other side accepts. What the law wants reported at
/// once is reported before the child leaves the county.
/// </summary>
/// <param name="ToSchool">Receiving school; of a move to another county where it is known.</param>
/// <param name="ToCounty">Receiving county, for a move out of the county.</param>
public sealed record TransferStudent(DateOnly OccurredOn, TransferReach Reach, string? FromSchool, string? ToSchool, string? ToCounty, SealedText? Note) : StudentCommand(OccurredOn)
{
    /// <summary>The receiving county works here too, and answers itself.</summary>
    public bool CountyAnswers { get; init; }

    internal override bool WhileDeparted => Reach == TransferReach.FromOtherCounty;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Moves.IsOpen(student)) return MoveRefusals.MoveOpen;
        if (Reach == TransferReach.ToOtherCounty && student.ReportsDue(context.Pack).Count > 0) return Refusals.ReportDue;
        return Decision.Of(new StudentTransferred(Reach, FromSchool, ToSchool, ToCounty, context.Pack.Due(OccurredOn, judging => judging.Moves.TransferDays), Note)
            { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By, CountyAnswers = CountyAnswers && Reach == TransferReach.ToOtherCounty ? true : null });
    }

    internal static Refused? Forbids(StudentTransferred said)
    {
        if (said.Reach == TransferReach.ToOtherCounty ? said.ToCounty is null : said.ToSchool is null || said.ToCounty is not null) return MoveRefusals.ReceiverMissing;
        return said.ToSchool is not null && said.FromSchool == said.ToSchool ? MoveRefusals.SameSchool : null;
    }
}

/// <summary>
/// 接收: the other side has the child and answers for it from now on. Of another county its own bureau accepts where it works here too; else the
/// sending bureau records the answer with its proof. That another county has the child also answers where it is, where that was asked.
/// </summary>
/// <param name="Transfer">The entry accepted.</param>
/// <param name="Note">Of a recorded answer: what shows it.</param>
public sealed record AcceptTransfer(DateOnly OccurredOn, Guid Transfer, SealedText? Note) : StudentCommand(OccurredOn)
{
    /// <summary>The school that has the child; null: the one that was asked.</summary>
    public string? School { get; init; }

    /// <summary>What shows that another county has the child; null: the note does.</summary>
    public SealedText? Proof { get; init; }

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Moves.OpenTransfer(student, Transfer) is not { } sent) return MoveRefusals.NoTransfer;
        if (Moves.ForbidsAnswer(sent, context.By) is { } reason) return reason;
        var leaves = sent.Reach == TransferReach.ToOtherCounty;
        if (leaves && student.ReportsDue(context.Pack).Count > 0) return sent.CountyAnswers == true ? MoveRefusals.ReportDueThere : Refusals.ReportDue;
        if (leaves && (Note ?? Proof) is null) return MoveRefusals.AcceptanceUnproven;
        var accepted = new TransferAccepted(Transfer, School ?? sent.ToSchool, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of([accepted, .. leaves ? Found(student, context) : []]);
    }

    // Where the receiving county answers itself, its own file shows that it has the child.
    internal static Refused? Forbids(TransferAccepted said, Student file)
    {
        if (Refusals.Precedes(said, said.Transfer, file)) return MoveRefusals.BeforeTheMove;
        return said.Note is null && file.Find(said.Transfer)?.Happened is StudentTransferred { Reach: TransferReach.ToOtherCounty, CountyAnswers: not true } ? MoveRefusals.AcceptanceUnproven : null;
    }

    private IEnumerable<StudentEvent> Found(Student student, DecisionContext context) =>
        student.StandingOn(OccurredOn, context.Rolls).Out || student.SuspicionOn(OccurredOn, context.Rolls) is not null
            ? [new SuspicionVerified(Finding.MovedAway, null, Note ?? Proof) { Entry = context.EntryId(Moves.Answered), OccurredOn = OccurredOn, By = context.By }] : [];
}

/// <summary>
/// A transfer comes back: the other side refuses, or the child has not come, or nobody answered and the clock returns it. The sender answers
/// for the child again, and asks where it is: a suspicion, unless that is known or asked already. One that nobody answered is also taken up the line.
/// </summary>
/// <param name="Transfer">The entry that comes back.</param>
public sealed record ReturnTransfer(DateOnly OccurredOn, Guid Transfer, TransferReturn Reason, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (Moves.OpenTransfer(student, Transfer) is not { } sent) return MoveRefusals.NoTransfer;
        if (Reason != TransferReturn.NeverAnswered && Moves.ForbidsAnswer(sent, context.By) is { } reason) return reason;

        var returned = new TransferReturned(Transfer, Reason, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of([returned, .. Reason == TransferReturn.NeverAnswered ? Escalation(student, sent, context) : [], .. Question(student, sent, context)]);
    }

    internal static Refused? Forbids(TransferReturned said, Student file)
    {
        if (Refusals.Precedes(said, said.Transfer, file)) return MoveRefusals.BeforeTheMove;
        var answerBy = (file.Find(said.Transfer)?.Happened as StudentTransferred)?.AnswerBy;
        return said.Reason == TransferReturn.NeverAnswered && (said.By.User != Actor.Clock || said.OccurredOn <= answerBy) ? MoveRefusals.ClockReturns : null;
    }

    // Unless the round of what is overdue was there before.
    private IEnumerable<StudentEvent> Escalation(Student student, StudentTransferred sent, DecisionContext context)
    {
        if (student.TakenUpTo(new(DutyKind.AnswerTransfer, sent.AnswerBy, Level.School)) is not null) yield break;
        // What another county leaves unanswered is for the bureaus to settle.
        yield return new DutyEscalated(DutyKind.AnswerTransfer, sent.AnswerBy, Level.School, sent.Reach == TransferReach.ToOtherCounty ? Level.County : Level.Township)
            { Entry = context.EntryId(Moves.Escalated), OccurredOn = OccurredOn, By = context.By, Pack = context.Pack.On(sent.OccurredOn).Id };
    }

    private IEnumerable<StudentEvent> Question(Student student, StudentTransferred sent, DecisionContext context) =>
        student.StandingOn(OccurredOn, context.Rolls).Answered || student.OpenSuspicion is not null ? [] :
            Relapse.With(student, new AbsenceReported(sent.OccurredOn, null) { Entry = context.EntryId(Moves.Question), OccurredOn = OccurredOn, By = context.By }, context);
}

/// <summary>What transition and transfer have in common.</summary>
internal static class Moves
{
    /// <summary>Numbers of a move's further entries, beside those of <see cref="Relapse"/>.</summary>
    public const int Question = 3, Escalated = 4, Answered = 5;

    /// <summary>Some side is asked to take the child and has not answered.</summary>
    public static bool IsOpen(Student student) => student.OpenHandOver is not null || student.OpenTransfer is not null;

    /// <summary>That transfer, while it waits.</summary>
    public static StudentTransferred? OpenTransfer(Student student, Guid transfer) => student.OpenTransfer is { } open && open.Id == transfer ? (StudentTransferred)open.Happened : null;

    /// <summary>Whether an actor may answer for a school that receives.</summary>
    public static bool IsReceiver(Actor by, string? school) => by.Level == Level.County || by.Office == school;

    /// <summary>Why an actor may not say what became of a transfer; null: he may.</summary>
    public static Refused? ForbidsAnswer(StudentTransferred sent, Actor by) => sent switch
    {
        { CountyAnswers: true } => by.Level == Level.County && by.Office == sent.ToCounty ? null : MoveRefusals.AnswerByOtherCounty,
        { Reach: TransferReach.ToOtherCounty } => by.Level == Level.County ? null : MoveRefusals.AnswerByBureau,
        _ => IsReceiver(by, sent.ToSchool) ? null : MoveRefusals.AnswerByReceiver,
    };
}
