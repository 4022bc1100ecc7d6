using Balance.Cases.Domain.People;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>
/// An entry was wrong; this is how it should have been. It counts as though never entered wrongly, and keeps its author and its place. It is held to
/// what its own command and procedure ask: an officer's entry to all of it, history to what it kept before.
/// </summary>
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
        var (right, refused) = PutRight(student, entry, Right, context);
        if (refused is not null) return refused;
        var corrected = new EntryCorrected(Wrong, right, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Correcting.Hides(student, corrected, context) is { } hidden ? hidden : Decision.Of(corrected);
    }

    /// <summary>The entry as it is to count, or why it cannot. A correction that is itself put right is asked about the entry that it corrects.</summary>
    private static (StudentEvent Right, Refused? Refused) PutRight(Student student, Entry entry, StudentEvent said, DecisionContext context)
    {
        var right = said with { Entry = entry.Id, By = entry.Recorded.By, From = entry.Recorded.From, Breaches = null };
        if (Refusals.OfDay(right.OccurredOn, context) is { } day) return (right, day);
        if (right is EntryCorrected correction)
        {
            var (inner, refused) = PutRight(student, student.Find(correction.Wrong)!, correction.Right, context);
            return (correction with { Right = inner }, refused);
        }

        var (file, isHistory) = (student.Before(entry), entry.Recorded.From is not null);
        // A ledger has fewer columns than a form: what its row never said is asked of nobody who puts another part of it right.
        if (EntryRules.Forbids(right, file, context) is { } forbidden && (!isHistory || EntryRules.Forbids(entry.Happened, file, context)?.Code != forbidden.Code)) return (right, forbidden);
        var broken = Procedure.BrokenBy(file, right, context, student.Without(entry)).ToArray();
        if (broken.Length == 0) return (right, null);
        return (right with { Breaches = [.. broken.Select(rule => rule.Breach)] }, isHistory ? null : broken[0].Words);
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
