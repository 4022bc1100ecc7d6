using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>登记: a child is known to be disabled, if possible before school age (残疾人教育条例 §15).</summary>
/// <param name="DisabilityLevel">残疾等级 1-4, 1 the most severe.</param>
/// <param name="Certificate">残疾人证号: it contains the identity number, so that it is sealed.</param>
public sealed record DisabilityRegistered(
    DisabilityCategory Category, int DisabilityLevel, RegistrationSource Source, DateOnly? CertifiedOn, SealedText? Certificate, SealedText? Note) : StudentEvent;

/// <summary>评估 by the expert committee (专家委员会, 残疾人教育条例 §20); known only to those who act on it.</summary>
/// <param name="Advised">The placement that the committee advises.</param>
/// <param name="ReassessOn">Day by which it is to look again.</param>
/// <param name="Members">Who sat on the committee.</param>
public sealed record NeedsAssessed(Placement? Advised, DateOnly? ReassessOn, SealedText Members, SealedText Result) : StudentEvent;

/// <summary>A placement is contested by guardian or school; the committee looks at it, then the county decides (残疾人教育条例 §21).</summary>
/// <param name="Placement">The entry contested.</param>
public sealed record PlacementContested(Guid Placement, Contestant Contestant, SealedText Why) : StudentEvent;

/// <summary>A placement has ended.</summary>
/// <param name="Placement">The entry that ends.</param>
public sealed record PlacementEnded(Guid Placement, PlacementEnd Reason, SealedText? Note) : StudentEvent;

/// <summary>A goal of an education plan.</summary>
/// <param name="Number">Its number in the plan, from 1.</param>
/// <param name="Of">The number of the long-term goal that a short-term one serves; null: none.</param>
/// <param name="Measure">By what one sees that it is met.</param>
public sealed record PlanGoal(int Number, GoalTerm Term, int? Of, SealedText Text, SealedText? Measure);

/// <summary>A service of an education plan.</summary>
/// <param name="Times">How often in the period.</param>
/// <param name="Minutes">How long each time.</param>
/// <param name="Who">Who gives it.</param>
public sealed record PlanService(ServiceKind Kind, SchedulePeriod Per, int Times, int Minutes, ServicePlace Place, SealedText? Who);

/// <summary>What a review found of one goal.</summary>
/// <param name="Number">The goal's number in the plan.</param>
public sealed record GoalReview(int Number, GoalResult Result, SealedText? Note);

/// <summary>A plan was reviewed goal by goal.</summary>
/// <param name="Plan">The entry that adopted it.</param>
/// <param name="NextReviewOn">Day by which it is to be reviewed again; null: the plan is to be replaced or ended.</param>
public sealed record EducationPlanReviewed(Guid Plan, IReadOnlyList<GoalReview> Goals, DateOnly? NextReviewOn, bool GuardianSigned, SealedText? Note) : StudentEvent;

/// <summary>A plan has ended.</summary>
/// <param name="Plan">The entry that adopted it.</param>
public sealed record EducationPlanEnded(Guid Plan, PlanEnd Reason, SealedText? Note) : StudentEvent;

/// <summary>送教上门 is laid down: who comes, how often, for how long.</summary>
/// <param name="MainTeacher">Account name of the main teacher (主送教教师).</param>
/// <param name="AssistantTeacher">Account name of the assisting one.</param>
/// <param name="Visits">Sessions in the period.</param>
/// <param name="HoursEach">Lesson hours of a session.</param>
/// <param name="Until">Last day of the schedule.</param>
public sealed record HomeTeachingScheduled(
    string MainTeacher, string? AssistantTeacher, SchedulePeriod Per, int Visits, decimal HoursEach, DateOnly Until, SealedText? Note) : StudentEvent;

/// <summary>A session at home did not take place.</summary>
/// <param name="Hours">Lesson hours that were due.</param>
/// <param name="MakeUpBy">Day by which it is to be made up; null: it is not.</param>
public sealed record HomeTeachingSessionMissed(MissedReason Reason, decimal Hours, DateOnly? MakeUpBy, SealedText? Note) : StudentEvent;

/// <summary>A resource centre 特殊教育资源中心 is asked to take the child: by its school or the bureau, or by the centre that has held it until now.</summary>
/// <param name="Centre">Code of the centre that is asked.</param>
/// <param name="FromCentre">Code of the centre that hands on; null: none held the child.</param>
/// <param name="AnswerBy">Day by which it is to answer; then the handover comes back.</param>
public sealed record ResourceCentreAsked(string Centre, string? FromCentre, DateOnly AnswerBy, SealedText? Note) : StudentEvent;

/// <summary>The answer of the centre that was asked: it holds the child from now on, or the child stays where it was.</summary>
/// <param name="Handover">The entry answered.</param>
public sealed record ResourceCentreAnswered(Guid Handover, CentreAnswer Answer, SealedText? Note) : StudentEvent;

/// <summary>医教结合: the child is referred to medicine or rehabilitation; known only to those who act on it.</summary>
/// <param name="AnswerBy">Day by which an answer is expected.</param>
public sealed record RehabilitationReferred(RehabilitationKind Kind, DateOnly? AnswerBy, SealedText Why) : StudentEvent;

/// <summary>The answer to a referral; known only to those who act on it.</summary>
/// <param name="Referral">The entry answered.</param>
/// <param name="ReassessOn">Day by which the committee is to look again.</param>
public sealed record RehabilitationAnswered(Guid Referral, DateOnly? ReassessOn, SealedText Advice) : StudentEvent;
