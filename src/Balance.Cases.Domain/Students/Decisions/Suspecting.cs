using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>疑似, by screening: with every reason that held and what shows it. What was found before, and a child with a standing answer, give nothing new.</summary>
public sealed record SuspectDropout(DateOnly OccurredOn, IReadOnlyList<Evidence> Evidence) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;
    internal override bool WhileClosed => true;
    internal override bool WhileDeparted => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Evidence.Count == 0) return Refusals.NoEvidence;
        if (student.StandingOn(OccurredOn, context.Rolls).Answered) return Decision.Nothing;
        // A day of the past is screened by what stood open on it: what has been answered since was found all the same.
        if (Holds(student.OpenSuspicion) || Holds(student.By(OccurredOn).OpenSuspicion)) return Decision.Nothing;

        var suspected = new DropoutSuspected(Evidence, context.Pack.Id) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of(Relapse.With(student, suspected, context));
    }

    private bool Holds(Suspicion? open) => open is not null && Evidence.All(piece => open.Reasons.Contains(piece.Reason));
}

/// <summary>A counselor reports that a child has stopped coming: a suspicion with the reason <c>reported</c>.</summary>
public sealed record ReportAbsence(DateOnly OccurredOn, DateOnly AbsentSince, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var reported = new AbsenceReported(AbsentSince, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of(Relapse.With(student, reported, context));
    }

    internal static Refused? Forbids(AbsenceReported said, DecisionContext context) =>
        said.AbsentSince > said.OccurredOn ? Refusals.AbsentAfterReport : Refusals.OfDay(said.AbsentSince, context);
}

/// <summary>Positive evidence ends the open suspicion: on a later roll as enrolled, or present in a later absence file. Without an open suspicion there is nothing to end.</summary>
public sealed record WithdrawSuspicion(DateOnly OccurredOn, Evidence Evidence) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!IsPositive) return Refusals.NoEvidence;
        if (student.OpenSuspicion is null) return Decision.Nothing;
        return Decision.Of(new SuspicionWithdrawn(Evidence) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    // A missing row clears nothing, except in the absence file: that is where a child at school has none.
    private bool IsPositive => Evidence.SnapshotOn is not null
        && (Evidence.Register == RegisterKind.Enrolment && Evidence.Row is not null || Evidence.Register == RegisterKind.Absence);
}

/// <summary>核查: what an officer found. A child found missing is to be reported at once (<see cref="Student.ReportsDue"/>).</summary>
public sealed record VerifySuspicion(DateOnly OccurredOn, Finding Finding, DateOnly? Until, SealedText? Proof) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        var verified = new SuspicionVerified(Finding, Until, Proof) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Finding == Finding.DroppedOut ? Decision.Of(Relapse.With(student, verified, context)) : Decision.Of(verified);
    }

    internal static Refused? Forbids(SuspicionVerified said) => said.Until < said.OccurredOn ? Refusals.UntilBeforeStart : null;
}
