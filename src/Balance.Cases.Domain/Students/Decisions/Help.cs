using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>资助: by scheme, amount and term. One scheme is paid once for a term.</summary>
/// <param name="Term">Such as <c>2026-1</c>; null: that of the day.</param>
public sealed record GrantAid(DateOnly OccurredOn, string Scheme, decimal Yuan, AidGroup Group, string? Term, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.Hardship)) return Refusals.NotFollowed;
        var scheme = Scheme.Trim();
        if (scheme.Length == 0) return Refusals.AidScheme;
        if (Yuan <= 0) return Refusals.AidAmount;
        if (Term is not null && AidTerm.Read(Term) is null) return Refusals.AidTermRange;
        var term = AidTerm.Read(Term) ?? AidTerm.Of(OccurredOn);
        if (student.Aid.Any(aid => AidTerm.Of(aid) == term && string.Equals(aid.Scheme.Trim(), scheme, StringComparison.OrdinalIgnoreCase))) return Refusals.AidTwice;
        return Decision.Of(new AidGranted(scheme, Yuan, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By, Group = Group, Term = term.ToString() });
    }
}

/// <summary>寄宿, 营养改善计划: facts of any case.</summary>
public sealed record RecordLiving(DateOnly OccurredOn, bool? Boards, bool? MealPlan, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (Boards is null && MealPlan is null) return Refusals.SaysNothing;
        return Decision.Of(new LivingRecorded(Boards, MealPlan, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>学困生成长档案: what is weak and why, what is aimed at, what is done; a new plan takes the place of the one before.</summary>
/// <param name="Teacher">Account name of the teacher who helps.</param>
/// <param name="ReviewOn">Day by which it is to be reviewed; null: by the pack's days.</param>
public sealed record PlanLearningSupport(
    DateOnly OccurredOn, IReadOnlyList<WeakPoint> Weak, string Teacher, DateOnly? ReviewOn, LearningAnalysis Analysis, SealedText ShortGoal, SealedText? LongGoal, SealedText Measures)
    : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.LearningDifficulty)) return Refusals.NotFollowed;
        if (Weak.Count == 0) return Refusals.NoWeakPoint;
        if (ReviewOn < OccurredOn) return Refusals.UntilBeforeStart;
        return Decision.Of(new LearningSupportPlanned(
            [.. Weak.Distinct().Order()], Teacher, ReviewOn ?? context.Pack.Due(OccurredOn, judging => judging.Help.LearningReviewDays),
            Analysis.Cognition, Analysis.Behaviour, Analysis.Feeling, Analysis.Surroundings, ShortGoal, LongGoal, Measures) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>Why it is weak, in four dimensions: 认知, 行为, 情感, 环境.</summary>
public sealed record LearningAnalysis(SealedText? Cognition, SealedText? Behaviour, SealedText? Feeling, SealedText? Surroundings);

/// <summary>What became of the support that is under way. With its goal reached it ends.</summary>
/// <param name="Plan">The entry that planned it.</param>
/// <param name="NextReviewOn">Day of the next review; null: by the pack's days.</param>
public sealed record ReviewLearningSupport(DateOnly OccurredOn, Guid Plan, LearningProgress Progress, DateOnly? NextReviewOn, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.LearningDifficulty)) return Refusals.NotFollowed;
        if (student.LearningSupport is not { } support || support.Entry.Id != Plan) return Refusals.NoLearningSupport;
        if (NextReviewOn < OccurredOn) return Refusals.UntilBeforeStart;
        DateOnly? next = Progress == LearningProgress.Done ? null : NextReviewOn ?? context.Pack.Due(OccurredOn, judging => judging.Help.LearningReviewDays);
        return Decision.Of(new LearningSupportReviewed(Plan, Progress, next, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>心理筛查. A risk is followed up by the pack's days, a crisis sooner.</summary>
/// <param name="FollowUpBy">Day by which somebody is to act; null: by the pack's days, where there is a risk.</param>
public sealed record ScreenMentalHealth(DateOnly OccurredOn, MentalHealthRisk Risk, DateOnly? FollowUpBy, SealedText? Result) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.MentalHealth)) return Refusals.NotFollowed;
        if (FollowUpBy < OccurredOn) return Refusals.UntilBeforeStart;
        DateOnly? due = Risk switch
        {
            MentalHealthRisk.None => null,
            MentalHealthRisk.Severe => context.Pack.Due(OccurredOn, judging => judging.Help.CrisisDays),
            _ => context.Pack.Due(OccurredOn, judging => judging.Help.FollowUpDays),
        };
        return Decision.Of(new MentalHealthScreened(Risk, FollowUpBy ?? due, Result) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>Something was done about the child's mental health, a referral (转介) among it. It is added whatever happened meanwhile.</summary>
/// <param name="NextOn">Day by which more is to be done; null: it has ended.</param>
public sealed record LogIntervention(DateOnly OccurredOn, InterventionKind Kind, DateOnly? NextOn, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.MentalHealth)) return Refusals.NotFollowed;
        if (NextOn < OccurredOn) return Refusals.UntilBeforeStart;
        return Decision.Of(new InterventionLogged(Kind, NextOn, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}
