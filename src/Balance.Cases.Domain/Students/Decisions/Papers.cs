using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>附上材料: a file was attached, sealed under the child's key; also to a closed case.</summary>
/// <param name="File">The sealed bytes.</param>
/// <param name="Sha256">Digest of the bytes as they were sent.</param>
/// <param name="About">The entry that it shows; null: the case.</param>
public sealed record AttachEvidence(DateOnly OccurredOn, Guid File, string Sha256, long Bytes, string MediaType, Guid? About, SealedText? Name, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context) => About is { } entry && student.Find(entry) is not { Stands: true }
        ? Refusals.NoSuchEntry
        : Decision.Of(new EvidenceAttached(File, Sha256, Bytes, MediaType, About, Name, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}

/// <summary>制发文书: a paper was made of the case and numbered; also of a closed one.</summary>
public sealed record IssueDocument(DateOnly OccurredOn, DocumentKind Kind, Guid Document, string Number, string Sha256) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (Kind == DocumentKind.CorrectionOrder && context.By.Level == Level.School) return Refusals.LegalOffice;
        return DocumentKinds.Of(student, context.Pack.Ladder, student.StandingOn(context.Today, context.Rolls).Out, context.By.Level).Contains(Kind)
            ? Decision.Of(new DocumentIssued(Kind, Document, Number, Sha256, null) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By })
            : Refusals.NothingToIssue;
    }
}

/// <summary>送达: a paper that was issued was handed over.</summary>
/// <param name="Document">The entry that issued it.</param>
public sealed record ServeDocument(DateOnly OccurredOn, Guid Document, SealedText? Receipt) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Find(Document) is not { Stands: true, Happened: DocumentIssued }) return Refusals.NoDocument;
        return Decision.Of(new DocumentServed(Document, Receipt) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(DocumentServed said, Student file) => Refusals.Precedes(said, said.Document, file) ? Refusals.ServedBeforeIssue : null;
}
