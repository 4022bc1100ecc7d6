using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>销号: the last concern has ended. A child that was out needs a confirmed return and the pack's attendance checks, or a finding that stands for good.</summary>
public sealed record CloseCase(DateOnly OccurredOn, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (Closing.HoldsOpen(student, context) is { } reason) return reason;
        if (student.Concerns.Count > 1) return Refusals.ConcernsOpen;
        return Decision.Of(new CaseClosed(Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>The case is open again, because it was closed wrongly.</summary>
public sealed record ReopenCase(DateOnly OccurredOn, SealedText? Why) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.IsClosed) return Refusals.NotClosed;
        return Decision.Of(new CaseReopened(Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

internal static class Closing
{
    /// <summary>Why the question whether the child is at school is not settled; null: it is.</summary>
    public static Refused? HoldsOpen(Student student, DecisionContext context)
    {
        var standing = student.StandingOn(context.Today, context.Rolls);
        if (student.ReportsDue(context.Pack).Count > 0) return Refusals.ReportDue;
        if (student.OpenHarms.Count > 0) return Refusals.HarmOpen;
        if (Moves.IsOpen(student)) return MoveRefusals.MoveOpen;
        if (student.SuspicionOn(context.Today, context.Rolls) is not null) return Refusals.SuspicionOpen;
        if (standing.Out) return Refusals.StillOut;
        if (standing.Finding is { } finding) return finding.IsFinal() ? null : Refusals.FindingNotFinal;
        if (student.Return is null) return null;
        if (student.UnconfirmedReturn is not null) return Refusals.ReturnUnconfirmed;
        return AttendanceChecks.NextDueOn(student, context.Pack) is { } day ? Refusals.CheckDue(day) : null;
    }
}
