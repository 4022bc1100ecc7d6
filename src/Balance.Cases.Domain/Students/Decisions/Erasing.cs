using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>Who this child is shall be forgotten. Only where the case is closed, or another county has the child: one who may be in need has to be found, and one of whom a report is due is to be named in it. Once more, or without a file, nothing is recorded.</summary>
public sealed record EraseIdentity(DateOnly OccurredOn, ErasureBasis Basis) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;

    internal override bool WhileClosed => true;

    internal override bool WhileDeparted => true;

    internal override bool WhileErased => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.IsErased || student.Entries.Count == 0) return Decision.Nothing;
        if (!student.IsClosed && student.Departed is null) return Refusals.EraseOpen;
        if (!student.IsClosed && student.ReportsDue(context.Pack).Count > 0) return Refusals.ReportDue;
        return Decision.Of(new IdentityErased(Basis.Code()) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}
