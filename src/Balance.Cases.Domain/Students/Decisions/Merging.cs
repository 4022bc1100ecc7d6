using Balance.Cases.Domain.People;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>The child's identity number was wrong or not known: the file and its history stay under the right one.</summary>
public sealed record CorrectNumber(DateOnly OccurredOn, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new IdentityNumberCorrected(Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}

/// <summary>合并档案: another file proved to be of this child. Its entries are taken over as they were made; a child without a file gets one by it.</summary>
/// <param name="Other">The file that they come from.</param>
/// <param name="History">Its entries in order of recording, their narrative sealed for this child.</param>
public sealed record ReceiveHistory(DateOnly OccurredOn, Guid Other, IReadOnlyList<StudentEvent> History, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;

    internal override bool IsHistory => true;

    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of([new HistoryReceived(Other, History.Count, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By }, .. History]);
}

/// <summary>合并档案: this file proved to be of another child, whose file has its entries from now on.</summary>
/// <param name="Into">That child.</param>
public sealed record MergeFile(DateOnly OccurredOn, Guid Into, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new FileMerged(Into, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}
