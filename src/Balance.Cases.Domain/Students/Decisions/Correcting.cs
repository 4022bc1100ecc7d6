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
        if (Correcting.Forbids(student, Wrong, context.By, student.ReportsDue(context.Pack)) is { } reason) return reason;
        var entry = student.Find(Wrong)!;
        if (!IsSameKind(entry.Happened)) return Refusals.OtherKind;
        if (Refusals.OfDay(Right.OccurredOn, context) is { } day) return day;
        if (Right is HomeTeachingSessionDelivered { Hours: <= 0 or > TeachingHours.Most } or HomeTeachingSessionMissed { Hours: <= 0 or > TeachingHours.Most } or HomeTeachingScheduled { HoursEach: <= 0 or > TeachingHours.Most })
            return Refusals.HoursRange;

        var right = Right with { Entry = Wrong, By = entry.Recorded.By, From = entry.Recorded.From, Breaches = null };
        var broken = Procedure.BrokenBy(student.Before(entry), right, context).ToArray();
        if (broken.Length > 0 && entry.Recorded.From is null) return broken[0].Words;
        if (broken.Length > 0) right = right with { Breaches = [.. broken.Select(rule => rule.Breach)] };
        var corrected = new EntryCorrected(Wrong, right, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Correcting.Hides(student, corrected, context) is { } hidden ? hidden : Decision.Of(corrected);
    }

    private bool IsSameKind(StudentEvent wrong) => Right.GetType() == wrong.GetType() && (Right, wrong) switch
    {
        (EntryCorrected right, EntryCorrected before) => right.Wrong == before.Wrong && right.Right.GetType() == before.Right.GetType() && right.Right.Entry == before.Wrong,
        (EntryWithdrawn right, EntryWithdrawn before) => right.Wrong == before.Wrong,
        _ => true,
    };
}

/// <summary>An entry should never have been made; it counts as never entered. Once another county has the child, only one of which a report is due: harm of the wrong child.</summary>
public sealed record WithdrawEntry(DateOnly OccurredOn, Guid Wrong, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;
    internal override bool WhileDeparted => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var due = student.ReportsDue(context.Pack);
        if (student is { IsClosed: false, Departed: not null } && !due.Any(report => report.About == Wrong)) return MoveRefusals.Departed;
        if (Correcting.Forbids(student, Wrong, context.By, due) is { } reason) return reason;
        var entry = student.Find(Wrong)!;
        if (entry.Recorded is CaseOpened or CaseReceived or IdentityErased or IdentityNumberCorrected or HistoryReceived) return Refusals.EntryStays;
        if (student.IsSettledMove(entry)) return MoveRefusals.MoveStays;
        var withdrawn = new EntryWithdrawn(Wrong, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Correcting.Hides(student, withdrawn, context) is { } hidden ? hidden : Decision.Of(withdrawn);
    }
}

/// <summary>
/// Who may correct or withdraw what: the office that made the entry, or one above it; only an entry that still stands. What the law wants reported
/// at once is taken back by the county bureau alone, since nobody would hear of it otherwise.
/// </summary>
public static class Correcting
{
    /// <summary>Why an actor may not; null: he may.</summary>
    /// <param name="due">What is still to be reported (<see cref="Student.ReportsDue"/>).</param>
    public static Refused? Forbids(Student student, Guid wrong, Actor by, IReadOnlyList<ReportDue> due)
    {
        if (student.Find(wrong) is not { } entry) return Refusals.NoSuchEntry;
        if (!entry.Stands) return Refusals.EntryWithdrawn;
        if (by.IsBureau()) return null;
        if (by.Office != entry.Recorded.By.Office && by.Level <= entry.Recorded.By.Level) return Refusals.NotYourEntry;
        var meant = Meant(student, entry);
        return due.Any(report => report.About == meant) ? Refusals.SignStays : null;
    }

    /// <summary>Why a correction or withdrawal may not be made for what would be reported no more, or become due in a closed case, where nobody would see it; null: it may.</summary>
    internal static Refused? Hides(Student student, StudentEvent correction, DecisionContext context)
    {
        var after = Student.Evolve(student, student.Id, student.LastVersion + 1, correction);
        var (due, dueAfter) = (About(student), About(after));
        if (!context.By.IsBureau() && due.Except(after.Signs(context.Pack).Select(sign => sign.Id)).Any()) return Refusals.SignStays;
        return after.IsClosed && dueAfter.Except(due).Any() ? Refusals.CaseClosed : null;

        Guid[] About(Student file) => [.. file.ReportsDue(context.Pack).Select(report => report.About)];
    }

    // A correction of a correction is of the entry that both are about.
    private static Guid Meant(Student student, Entry entry) => entry.Happened is EntryCorrected corrected && student.Find(corrected.Wrong) is { } wrong ? Meant(student, wrong) : entry.Id;
}
