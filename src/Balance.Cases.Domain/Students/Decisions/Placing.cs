using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>登记 of a disability (残疾人教育条例 §15). The child is followed for it from now on; a file is opened for one that has none.</summary>
public sealed record RegisterDisability(
    DateOnly OccurredOn, DisabilityCategory Category, int DisabilityLevel, RegistrationSource Source, DateOnly? CertifiedOn, SealedText? Certificate, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var registered = new DisabilityRegistered(Category, DisabilityLevel, Source, CertifiedOn, Certificate, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        if (student.Entries.Count == 0) return Decision.Of(registered, new CaseOpened(Concern.Disability, null) { Entry = context.EntryId(1), OccurredOn = OccurredOn, By = context.By });
        if (student.Concerns.Contains(Concern.Disability)) return Decision.Of(registered);
        return Decision.Of(registered, new ConcernRaised(Concern.Disability, null) { Entry = context.EntryId(1), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(DisabilityRegistered said, DecisionContext context) => said.DisabilityLevel is < 1 or > 4 ? Refusals.DisabilityLevelRange
        : said.CertifiedOn is { } certified ? Refusals.OfDay(certified, context) : null;
}

/// <summary>
/// The register of the Disabled Persons' Federation (残联) shows the child: registered by it, and followed. Whoever is registered and followed gives
/// nothing new; nor does a register no younger than the day on which the concern was ended.
/// </summary>
/// <param name="OccurredOn">The day of the register.</param>
public sealed record FollowDisabilityRegister(DateOnly OccurredOn, DisabilityCategory Category, int DisabilityLevel, DateOnly? CertifiedOn) : StudentCommand(OccurredOn)
{
    internal override bool Opens => true;
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var isFollowed = student.Concerns.Contains(Concern.Disability);
        if (isFollowed ? student.Registration is not null : student.EndedOn(Concern.Disability) >= OccurredOn) return Decision.Nothing;
        var registered = new DisabilityRegistered(Category, DisabilityLevel, RegistrationSource.Register, CertifiedOn, null, null) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of(Relapse.With(student, registered, context, Concern.Disability));
    }
}

/// <summary>评估 by the expert committee (残疾人教育条例 §20).</summary>
/// <param name="ReassessOn">Day by which it looks again; null: by the pack's days.</param>
public sealed record AssessNeeds(DateOnly OccurredOn, Placement? Advised, DateOnly? ReassessOn, SealedText Members, SealedText Result) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.Registration is null) return Refusals.NotRegistered;
        return Decision.Of(new NeedsAssessed(Advised, ReassessOn, Members, Result) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(NeedsAssessed said) => said.ReassessOn <= said.OccurredOn ? Refusals.UntilBeforeStart : null;
}

/// <summary>安置 in one of the tiers that the county's pack has (残疾人教育条例 §17), or deferral. It rests on the last assessment and takes the place of the placement before.</summary>
/// <param name="Until">Last day of a deferral.</param>
public sealed record DecidePlacement(DateOnly OccurredOn, Placement Placement, string? School, DateOnly? Until, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context) => Decision.Of(new PlacementDecided(Placement, School, Note)
    {
        Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By,
        Until = Placement == Placement.Deferred ? Until : null, Assessment = student.By(OccurredOn).Assessment?.Id,
    });

    internal static Refused? Forbids(PlacementDecided said, DecisionContext context)
    {
        if (!context.Pack.On(said.OccurredOn).Disability.Placements.Offered.Contains(said.Placement)) return Refusals.PlacementNotOffered;
        if (said.Placement is Placement.RegularClass or Placement.DesignatedSchool or Placement.SpecialSchool && said.School is null) return Refusals.SchoolMissing;
        return said.Until <= said.OccurredOn ? Refusals.UntilBeforeStart : null;
    }
}

/// <summary>Guardian or school disagrees with the placement in force: the committee assesses anew, then the county decides (残疾人教育条例 §21).</summary>
public sealed record ContestPlacement(DateOnly OccurredOn, Contestant Contestant, SealedText Why) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlacementInForce is not { } placement) return Refusals.NoPlacement;
        if (student.Contest is not null) return Refusals.AlreadyContested;
        return Decision.Of(new PlacementContested(placement.Id, Contestant, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(PlacementContested said, Student file) => Refusals.Precedes(said, said.Placement, file) ? Refusals.NoPlacement : null;
}

/// <summary>The placement in force has ended.</summary>
public sealed record EndPlacement(DateOnly OccurredOn, PlacementEnd Reason, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (student.PlacementInForce is not { } placement) return Refusals.NoPlacement;
        return Decision.Of(new PlacementEnded(placement.Id, Reason, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(PlacementEnded said, Student file) => Refusals.Precedes(said, said.Placement, file) ? Refusals.NoPlacement : null;
}
