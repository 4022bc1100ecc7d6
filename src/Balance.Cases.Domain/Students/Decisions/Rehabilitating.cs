using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>医教结合: the child is referred to medicine or rehabilitation.</summary>
/// <param name="AnswerBy">Day by which an answer is expected; null: by the pack's days.</param>
public sealed record ReferRehabilitation(DateOnly OccurredOn, RehabilitationKind Kind, DateOnly? AnswerBy, SealedText Why) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context) =>
        Decision.Of(new RehabilitationReferred(Kind, AnswerBy, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(RehabilitationReferred said) => said.AnswerBy < said.OccurredOn ? Refusals.UntilBeforeStart : null;
}

/// <summary>The answer to a referral; the committee may have to look again by it.</summary>
/// <param name="Referral">The entry answered.</param>
public sealed record AnswerRehabilitation(DateOnly OccurredOn, Guid Referral, DateOnly? ReassessOn, SealedText Advice) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (!student.OpenReferrals.Any(referral => referral.Id == Referral)) return Refusals.NoReferral;
        return Decision.Of(new RehabilitationAnswered(Referral, ReassessOn, Advice) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(RehabilitationAnswered said, Student file) =>
        Refusals.Precedes(said, said.Referral, file) ? Refusals.NoReferral : said.ReassessOn < said.OccurredOn ? Refusals.UntilBeforeStart : null;
}
