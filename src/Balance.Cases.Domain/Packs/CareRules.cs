using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>送教上门: what a home-taught child is owed.</summary>
/// <param name="Per">The period in which sessions are counted.</param>
/// <param name="Visits">Sessions in it, at least.</param>
/// <param name="HoursEach">Lesson hours of a session, at least.</param>
/// <param name="HoursPerYear">Lesson hours of a school year, at least.</param>
public sealed record HomeTeachingNorm(SchedulePeriod Per, Ruled Visits, Ruled HoursEach, Ruled HoursPerYear);

/// <summary>安置方式 that the county has; another cannot be decided (残疾人教育条例 §17).</summary>
public sealed record PlacementTiers(IReadOnlyList<Placement> Offered, Ground Ground, string Source, string Quote, string? File = null) : IGrounded;

/// <summary>What a disabled child is owed, and by when; in calendar days.</summary>
/// <param name="SevereLevel">残疾等级 up to which a child is severely disabled: 一人一案.</param>
/// <param name="RegistrationDays">From the concern, or the case received from another county, to the registration.</param>
/// <param name="AssessmentDays">From registration to the committee's assessment.</param>
/// <param name="PlacementDays">From assessment to placement.</param>
/// <param name="DisputeDays">From a contested placement to the county's decision.</param>
/// <param name="PlanDays">From placement to a plan in force.</param>
/// <param name="PlanReviewDays">From one review of a plan to the next: each term.</param>
/// <param name="PlanSignDays">From a plan that the guardian has not signed to the signature.</param>
/// <param name="ReferralDays">From a referral (医教结合) to its answer.</param>
/// <param name="ReassessmentDays">From one assessment to the next (动态循环).</param>
/// <param name="ResourceRoomPupils">Disabled pupils of one school from which a resource room is due (a number, not days).</param>
/// <param name="CentreDays">From a handover to a resource centre to its answer; then it comes back.</param>
/// <param name="Placements">Where a disabled child can be placed.</param>
/// <param name="HomeTeaching">The norm of teaching at home.</param>
public sealed record DisabilityRules(
    Ruled SevereLevel, Ruled RegistrationDays, Ruled AssessmentDays, Ruled PlacementDays, Ruled DisputeDays, Ruled PlanDays, Ruled PlanReviewDays, Ruled PlanSignDays, Ruled ReferralDays,
    Ruled ReassessmentDays, Ruled ResourceRoomPupils, Ruled CentreDays, PlacementTiers Placements, HomeTeachingNorm HomeTeaching);

/// <summary>What a left-behind or harmed child is owed; in calendar days.</summary>
/// <param name="ContactDays">Within which a parent who is away is to be in touch (未成年人保护法 §23).</param>
/// <param name="VisitDays">Within which somebody looks after a left-behind child.</param>
/// <param name="GuardianshipDays">From the concern to the guardianship on file.</param>
/// <param name="SurveyDays">From one survey of a child to the next: yearly.</param>
/// <param name="ProtectionDays">From a harm reported, or a concern about one that nobody has reported, to the first step of protection.</param>
/// <param name="LeftBehind">Whom of a survey the county follows as left behind.</param>
public sealed record ProtectionRules(Ruled ContactDays, Ruled VisitDays, Ruled GuardianshipDays, Ruled SurveyDays, Ruled ProtectionDays, LeftBehindRule LeftBehind);

/// <summary>By which definition a county follows left-behind children; both are counted side by side whatever it says.</summary>
public sealed record LeftBehindRule(LeftBehindDefinition Definition, Ground Ground, string Source, string Quote, string? File = null) : IGrounded;

/// <summary>By when those who move are received; in calendar days.</summary>
/// <param name="PlaceDays">From the concern to a place for a migrant child.</param>
/// <param name="TransitionDays">From a handover 小升初 to its answer.</param>
/// <param name="TransferDays">From a transfer to its answer; then it comes back.</param>
/// <param name="ComplaintDays">From a complaint about fees to its answer.</param>
public sealed record MoveRules(Ruled PlaceDays, Ruled TransitionDays, Ruled TransferDays, Ruled ComplaintDays);

/// <summary>Help, and by when; in calendar days.</summary>
/// <param name="AidDays">From the concern to aid granted, within a term.</param>
/// <param name="LearningPlanDays">From the concern, or the case received from another county, to a plan of learning support.</param>
/// <param name="LearningReviewDays">From one review of learning support to the next.</param>
/// <param name="ScreeningDays">From the concern, or the case received from another county, to a screening of mental health.</param>
/// <param name="FollowUpDays">From a screening that found a risk to the first intervention.</param>
/// <param name="CrisisDays">The same of a crisis.</param>
/// <param name="AidFirst">Groups that aid looks to first, in order.</param>
public sealed record HelpRules(Ruled AidDays, Ruled LearningPlanDays, Ruled LearningReviewDays, Ruled ScreeningDays, Ruled FollowUpDays, Ruled CrisisDays, AidOrder AidFirst);

/// <summary>Whom aid looks to first.</summary>
public sealed record AidOrder(IReadOnlyList<AidGroup> Groups, Ground Ground, string Source, string Quote, string? File = null) : IGrounded;
