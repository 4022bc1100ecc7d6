using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>落实学位: a migrant child has a place at a public or purchased school (北票: 以居住证为主要依据, 混合编班).</summary>
public sealed record SecurePlace(DateOnly OccurredOn, string School, Ownership Ownership, PlaceProof Proof, bool Mixed, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.Migrant)) return MoveRefusals.NotMigrant;
        return Decision.Of(new SchoolPlaceSecured(School, Ownership, Proof, Mixed, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(SchoolPlaceSecured said) => said.Ownership == Ownership.Private ? MoveRefusals.PlaceNotPublic : null;
}

/// <summary>A school asked a migrant child for fees that others do not pay (北票: 不得收取有别于本地户籍学生的任何费用).</summary>
public sealed record FileFeeComplaint(DateOnly OccurredOn, string School, SealedText What) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.Migrant)) return MoveRefusals.NotMigrant;
        return Decision.Of(new FeeComplaintFiled(School, What) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>What became of a complaint about fees.</summary>
/// <param name="Complaint">The entry answered.</param>
public sealed record AnswerFeeComplaint(DateOnly OccurredOn, Guid Complaint, ComplaintOutcome Outcome, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.OpenComplaints.Any(filed => filed.Id == Complaint)) return MoveRefusals.NoComplaint;
        return Decision.Of(new FeeComplaintAnswered(Complaint, Outcome, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(FeeComplaintAnswered said, Student file) => Refusals.Precedes(said, said.Complaint, file) ? MoveRefusals.BeforeTheMove : null;
}
