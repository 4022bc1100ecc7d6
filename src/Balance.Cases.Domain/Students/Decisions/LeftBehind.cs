using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>监护情况 of a left-behind child (未成年人保护法 §22): who cares, and whether that is in writing. A refused delegation is to be reported at once.</summary>
/// <param name="ContactDays">Days within which a parent is to be in touch; null: the pack's.</param>
public sealed record RecordGuardianship(
    DateOnly OccurredOn, Caregiver Caregiver, Delegation Delegation, GuardianshipQuality? Quality, int? ContactDays, SealedText? Who, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.LeftBehind)) return Refusals.NotFollowed;
        return Decision.Of(new GuardianshipRecorded(Caregiver, Delegation, Quality, ContactDays, Who, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(GuardianshipRecorded said) => Refusals.OfDays(said.ContactDays);
}

/// <summary>A parent who is away was in touch, or could not be reached. Refused, or in vain beyond the days that a parent has, it is to be reported at once.</summary>
public sealed record LogParentContact(DateOnly OccurredOn, ContactOutcome Outcome, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.LeftBehind)) return Refusals.NotFollowed;
        return Decision.Of(new ParentContactLogged(Outcome, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>关爱计划 of a child left behind or in hardship: under which programme, and how often somebody looks after it.</summary>
/// <param name="VisitDays">Days within which the next visit is due; null: the pack's.</param>
public sealed record AdoptCarePlan(DateOnly OccurredOn, CareProgramme Programme, int? VisitDays, DateOnly? ReviewOn, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.IsCaredFor) return Refusals.NotFollowed;
        return Decision.Of(new CarePlanAdopted(Programme, VisitDays ?? context.Pack.On(OccurredOn).Protection.VisitDays, ReviewOn, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(CarePlanAdopted said) => Refusals.OfDays(said.VisitDays) ?? (said.ReviewOn < said.OccurredOn ? Refusals.UntilBeforeStart : null);
}

/// <summary>关爱走访 of a child left behind or in hardship. It is added whatever happened meanwhile.</summary>
/// <param name="Programme">Under which somebody went; null: that of the plan.</param>
public sealed record LogCareVisit(DateOnly OccurredOn, CareProgramme? Programme, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.IsCaredFor) return Refusals.NotFollowed;
        return Decision.Of(new CareVisitLogged(Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By, Programme = Programme ?? student.CarePlan?.Programme });
    }
}

/// <summary>训诫监护人 (未成年人保护法 §118).</summary>
/// <param name="Number">文号, where there is one.</param>
public sealed record AdmonishGuardian(DateOnly OccurredOn, AdmonishingBody AdmonishedBy, string? Number, SealedText Why) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.LeftBehind)) return Refusals.NotFollowed;
        return Decision.Of(new GuardianAdmonished(AdmonishedBy, Number, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>
/// A register of a day shows the child as one to be followed for a concern. Who is followed for it gives nothing new; nor does a register
/// that is no younger than the day on which the concern was ended, since whoever ended it knew better.
/// </summary>
/// <param name="OccurredOn">The day of the register.</param>
public sealed record FollowRegister(DateOnly OccurredOn, Concern Concern) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Concerns.Contains(Concern) || student.EndedOn(Concern) >= OccurredOn) return Decision.Nothing;
        return Decision.Of(Relapse.Follow(student, Concern, OccurredOn, context));
    }
}
