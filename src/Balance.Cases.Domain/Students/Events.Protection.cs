using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>监护情况 of a left-behind child: who cares, whether in writing, how often the parents are to be in touch (未成年人保护法 §22-23).</summary>
/// <param name="ContactDays">Days within which a parent is to be in touch; null: the pack's.</param>
/// <param name="Who">Who cares, and how they are reached.</param>
public sealed record GuardianshipRecorded(
    Caregiver Caregiver, Delegation Delegation, GuardianshipQuality? Quality, int? ContactDays, SealedText? Who, SealedText? Note) : StudentEvent;

/// <summary>A parent who is away was in touch with child or school, or could not be reached.</summary>
public sealed record ParentContactLogged(ContactOutcome Outcome, SealedText? Note) : StudentEvent;

/// <summary>关爱计划 of a child left behind or in hardship: under which programme, and how often somebody looks after the child.</summary>
/// <param name="VisitDays">Days within which the next visit is due.</param>
public sealed record CarePlanAdopted(CareProgramme Programme, int VisitDays, DateOnly? ReviewOn, SealedText? Note) : StudentEvent;

/// <summary>The guardian was admonished (未成年人保护法 §118).</summary>
/// <param name="AdmonishedBy">Who did it.</param>
/// <param name="Number">文号, where there is one.</param>
public sealed record GuardianAdmonished(AdmonishingBody AdmonishedBy, string? Number, SealedText Why) : StudentEvent;

/// <summary>侵害: bullying, neglect or violence was reported; known only to those who act on it.</summary>
public sealed record HarmReported(HarmKind Kind, IReadOnlyList<ReportSign> Signs, SealedText What) : StudentEvent;

/// <summary>Something was done to keep the child safe; known only to those who act on it.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record ProtectionStepTaken(Guid Harm, ProtectionStep Step, SealedText? Note) : StudentEvent;

/// <summary>The matter of a harm has ended; known only to those who act on it.</summary>
/// <param name="Harm">The entry that reported the harm.</param>
public sealed record HarmSettled(Guid Harm, HarmOutcome Outcome, SealedText Why) : StudentEvent;
