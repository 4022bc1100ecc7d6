using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What is due where a child moves, and to a migrant child.</summary>
internal static class MoveDuties
{
    /// <summary>By whom and by when; an answer is the receiving school's, and nobody else's.</summary>
    public static IEnumerable<Duty> Of(Student student, PolicyPack pack)
    {
        if (student.PlaceDueSince is { } since && student.Concerns.Contains(Concern.Migrant))
            yield return new(DutyKind.SecurePlace, pack.Due(since, judging => judging.Moves.PlaceDays), Level.County);
        foreach (var complaint in student.OpenComplaints)
            yield return new(DutyKind.AnswerComplaint, pack.Due(complaint.Happened.OccurredOn, judging => judging.Moves.ComplaintDays), Level.County);
        // Received is a first answer; that the child has come, or has not, is said within as many days again.
        if (student.OpenHandOver?.Happened is TransitionHandedOver handed)
            yield return new(DutyKind.AnswerTransition, student.HandOverReceivedOn is { } received ? pack.Due(received, judging => judging.Moves.TransitionDays) : handed.AnswerBy, Level.School) { Office = handed.ToSchool };
        if (student.OpenTransfer?.Happened is StudentTransferred sent)
            yield return sent.Reach == TransferReach.ToOtherCounty
                ? new(DutyKind.AnswerTransfer, sent.AnswerBy, Level.County) { Office = sent.CountyAnswers == true ? sent.ToCounty : null }
                : new(DutyKind.AnswerTransfer, sent.AnswerBy, Level.School) { Office = sent.ToSchool };
        if (student.UnansweredByCounty is { } back)
            yield return new(DutyKind.ChaseTransfer, pack.Due(back.Happened.OccurredOn, judging => judging.Deadlines.VerificationDays), Level.County);
    }
}
