using Balance.Cases.Domain.People;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>An entry was wrong; this is how it should have been. It counts as though never entered wrongly, and keeps its author and its place.</summary>
/// <param name="Wrong">The entry.</param>
/// <param name="Right">The same kind of entry as it should have been; its id, author and origin are taken from the wrong one.</param>
public sealed record CorrectEntry(DateOnly OccurredOn, Guid Wrong, StudentEvent Right, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Correcting.Forbids(student, Wrong, context.By) is { } reason) return reason;
        var entry = student.Find(Wrong)!;
        if (!IsSameKind(entry.Happened)) return Refusals.OtherKind;
        if (Refusals.OfDay(Right.OccurredOn, context) is { } day) return day;
        if (Right is HomeTeachingSessionDelivered { Hours: <= 0 or > TeachingHours.Most } or HomeTeachingSessionMissed { Hours: <= 0 or > TeachingHours.Most } or HomeTeachingScheduled { HoursEach: <= 0 or > TeachingHours.Most })
            return Refusals.HoursRange;

        var right = Right with { Entry = Wrong, By = entry.Recorded.By, From = entry.Recorded.From, Breaches = null };
        var broken = Procedure.BrokenBy(student.Before(entry), right, context).ToArray();
        if (broken.Length > 0 && entry.Recorded.From is null) return broken[0].Words;
        if (broken.Length > 0) right = right with { Breaches = [.. broken.Select(rule => rule.Breach)] };
        return Decision.Of(new EntryCorrected(Wrong, right, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    private bool IsSameKind(StudentEvent wrong) => Right.GetType() == wrong.GetType() && (Right, wrong) switch
    {
        (EntryCorrected right, EntryCorrected before) => right.Wrong == before.Wrong && right.Right.GetType() == before.Right.GetType() && right.Right.Entry == before.Wrong,
        (EntryWithdrawn right, EntryWithdrawn before) => right.Wrong == before.Wrong,
        _ => true,
    };
}

/// <summary>An entry should never have been made; it counts as never entered.</summary>
public sealed record WithdrawEntry(DateOnly OccurredOn, Guid Wrong, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Correcting.Forbids(student, Wrong, context.By) is { } reason) return reason;
        var entry = student.Find(Wrong)!;
        if (entry.Recorded is CaseOpened or CaseReceived or IdentityErased or IdentityNumberCorrected or HistoryReceived) return Refusals.EntryStays;
        if (student.IsSettledMove(entry)) return MoveRefusals.MoveStays;
        return Decision.Of(new EntryWithdrawn(Wrong, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>Who may correct or withdraw what: the office that made the entry, or one above it; only an entry that still stands.</summary>
public static class Correcting
{
    /// <summary>Why an actor may not; null: he may.</summary>
    public static Refused? Forbids(Student student, Guid wrong, Actor by)
    {
        if (student.Find(wrong) is not { } entry) return Refusals.NoSuchEntry;
        if (!entry.Stands) return Refusals.EntryWithdrawn;
        return by.Office == entry.Recorded.By.Office || by.Level > entry.Recorded.By.Level || by.IsBureau() ? null : Refusals.NotYourEntry;
    }
}
