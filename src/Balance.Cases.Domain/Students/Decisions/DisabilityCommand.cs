using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>Something that is done for a child while it is followed for a disability.</summary>
public abstract record DisabilityCommand(DateOnly OccurredOn) : StudentCommand(OccurredOn)
{
    internal sealed override Decision On(Student student, DecisionContext context) =>
        student.Concerns.Contains(Concern.Disability) ? OfDisabled(student, context) : Refusals.NotFollowedForDisability;

    /// <summary>What comes of it, the child being followed for a disability.</summary>
    internal abstract Decision OfDisabled(Student student, DecisionContext context);
}
