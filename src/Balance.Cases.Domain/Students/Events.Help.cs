using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>How a child lives at school: a fact of help, no concern of its own.</summary>
/// <param name="Boards">寄宿; null: not said.</param>
/// <param name="MealPlan">营养改善计划; null: not said.</param>
public sealed record LivingRecorded(bool? Boards, bool? MealPlan, SealedText? Note) : StudentEvent;

/// <summary>学困生成长档案: what is weak and why, what is aimed at, what is done.</summary>
/// <param name="Teacher">Account name of the teacher who helps.</param>
/// <param name="ReviewOn">Day by which it is to be reviewed.</param>
/// <param name="Cognition">认知 of the analysis in four dimensions; the others likewise.</param>
public sealed record LearningSupportPlanned(
    IReadOnlyList<WeakPoint> Weak, string Teacher, DateOnly ReviewOn, SealedText? Cognition, SealedText? Behaviour, SealedText? Feeling, SealedText? Surroundings,
    SealedText ShortGoal, SealedText? LongGoal, SealedText Measures) : StudentEvent;

/// <summary>What became of it.</summary>
/// <param name="Plan">The entry that planned it.</param>
/// <param name="NextReviewOn">Day of the next review; null: the support has ended.</param>
public sealed record LearningSupportReviewed(Guid Plan, LearningProgress Progress, DateOnly? NextReviewOn, SealedText? Note) : StudentEvent;

/// <summary>A screening of mental health; known only to those who act on it.</summary>
/// <param name="FollowUpBy">Day by which somebody is to act; null: nobody need.</param>
public sealed record MentalHealthScreened(MentalHealthRisk Risk, DateOnly? FollowUpBy, SealedText? Result) : StudentEvent;

/// <summary>Something was done about the child's mental health; known only to those who act on it.</summary>
/// <param name="NextOn">Day by which more is to be done; null: it has ended.</param>
public sealed record InterventionLogged(InterventionKind Kind, DateOnly? NextOn, SealedText? Note) : StudentEvent;
