using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>建档: a child is followed from now on (未成年人保护法 §29, §43).</summary>
public sealed record OpenCase(DateOnly OccurredOn, Concern Concern, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Entries.Count > 0) return Refusals.CaseExists;
        return Decision.Of(new CaseOpened(Concern, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>A further reason to follow a child.</summary>
public sealed record RaiseConcern(DateOnly OccurredOn, Concern Concern, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new ConcernRaised(Concern, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(ConcernRaised said, Student file) => file.Concerns.Contains(said.Concern) ? Refusals.ConcernOpen : null;
}

/// <summary>A reason has gone, or was none. The last one ends by closing the case.</summary>
public sealed record WithdrawConcern(DateOnly OccurredOn, Concern Concern, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (Concern == Concern.DropoutRisk && student.Concerns.Count > 1 && student.Concerns.Contains(Concern) && Closing.HoldsOpen(student, context) is { } reason) return reason;
        return Decision.Of(new ConcernWithdrawn(Concern, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(ConcernWithdrawn said, Student file, DecisionContext context)
    {
        if (!file.Concerns.Contains(said.Concern)) return Refusals.ConcernNotOpen;
        if (file.Concerns.Count == 1) return Refusals.LastConcern;
        if (said.Concern == Concern.Harm && file.OpenHarms.Count > 0) return Refusals.HarmOpen;
        return said.Concern == Concern.DropoutRisk ? Closing.HoldsOpen(file, context with { Today = said.OccurredOn }) : null;
    }
}

/// <summary>A note, also in a closed case.</summary>
public sealed record AddNote(DateOnly OccurredOn, SealedText Text) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new NoteAdded(Text) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}
