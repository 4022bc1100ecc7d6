using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

public static partial class Offers
{
    /// <summary>Forms about places, transition and transfers; null: the action is of another room.</summary>
    private static IEnumerable<StudentCommand>? FormsOfMoves(CaseAction action, Student student, DateOnly today) => action switch
    {
        CaseAction.SecurePlace => [new SecurePlace(today, "-", Ownership.Public, PlaceProof.ResidencePermit, true, null)],
        CaseAction.FileFeeComplaint => [new FileFeeComplaint(today, "-", Filled)],
        CaseAction.AnswerFeeComplaint => [new AnswerFeeComplaint(today, student.OpenComplaints is [var complaint, ..] ? complaint.Id : Guid.Empty, ComplaintOutcome.Refunded, null)],
        CaseAction.AnswerTransition => [new AnswerTransition(today, student.OpenHandOver?.Id ?? Guid.Empty, TransitionAnswer.Registered, null)],
        CaseAction.TransferStudent => [new TransferStudent(today, TransferReach.WithinCounty, null, "-", null, null), new TransferStudent(today, TransferReach.FromOtherCounty, null, "-", null, null)],
        CaseAction.AcceptTransfer => [new AcceptTransfer(today, student.OpenTransfer?.Id ?? Guid.Empty, Filled)],
        CaseAction.ReturnTransfer => [new ReturnTransfer(today, student.OpenTransfer?.Id ?? Guid.Empty, TransferReturn.Refused, null)],
        _ => null,
    };
}
