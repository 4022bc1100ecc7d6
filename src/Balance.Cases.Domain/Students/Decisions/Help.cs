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
        return Decision.Of(new AidGranted(Scheme.Trim(), Yuan, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By, Group = Group, Term = Term ?? AidTerm.Of(OccurredOn).ToString() });
    }

    internal static Refused? Forbids(AidGranted said)
    {
        if (string.IsNullOrWhiteSpace(said.Scheme)) return Refusals.AidScheme;
        if (said.Yuan is not > 0) return Refusals.AidAmount;
        return said.Term is not null && AidTerm.Read(said.Term) is null ? Refusals.AidTermRange : null;
    }
}

/// <summary>寄宿, 营养改善计划: facts of any case.</summary>
public sealed record RecordLiving(DateOnly OccurredOn, bool? Boards, bool? MealPlan, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new LivingRecorded(Boards, MealPlan, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(LivingRecorded said) => said is { Boards: null, MealPlan: null } ? Refusals.SaysNothing : null;
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
        return Decision.Of(new LearningSupportPlanned(
            [.. Weak.Distinct().Order()], Teacher, ReviewOn ?? context.Pack.Due(OccurredOn, judging => judging.Help.LearningReviewDays),
            Analysis.Cognition, Analysis.Behaviour, Analysis.Feeling, Analysis.Surroundings, ShortGoal, LongGoal, Measures) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(LearningSupportPlanned said) => said.Weak.Count == 0 ? Refusals.NoWeakPoint : said.ReviewOn < said.OccurredOn ? Refusals.UntilBeforeStart : null;
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
        DateOnly? next = Progress == LearningProgress.Done ? null : NextReviewOn ?? context.Pack.Due(OccurredOn, judging => judging.Help.LearningReviewDays);
        return Decision.Of(new LearningSupportReviewed(Plan, Progress, next, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(LearningSupportReviewed said, Student file)
    {
        if (Refusals.Precedes(said, said.Plan, file)) return Refusals.NoLearningSupport;
        if (said.NextReviewOn < said.OccurredOn) return Refusals.UntilBeforeStart;
        return said is { Progress: not LearningProgress.Done, NextReviewOn: null } ? Refusals.NextReviewMissing : null;
    }
}

/// <summary>心理筛查. A risk is followed up by the pack's days, a crisis sooner.</summary>
/// <param name="FollowUpBy">Day by which somebody is to act; null: by the pack's days, where there is a risk.</param>
public sealed record ScreenMentalHealth(DateOnly OccurredOn, MentalHealthRisk Risk, DateOnly? FollowUpBy, SealedText? Result) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.MentalHealth)) return Refusals.NotFollowed;
        DateOnly? due = Risk switch
        {
            MentalHealthRisk.None => null,
            MentalHealthRisk.Severe => context.Pack.Due(OccurredOn, judging => judging.Help.CrisisDays),
            _ => context.Pack.Due(OccurredOn, judging => judging.Help.FollowUpDays),
        };
        return Decision.Of(new MentalHealthScreened(Risk, FollowUpBy ?? due, Result) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(MentalHealthScreened said) => said.FollowUpBy < said.OccurredOn ? Refusals.UntilBeforeStart
        : said is { Risk: not MentalHealthRisk.None, FollowUpBy: null } ? Refusals.FollowUpMissing : null;
}

/// <summary>Something was done about the child's mental health, a referral (转介) among it. It is added whatever happened meanwhile.</summary>
/// <param name="NextOn">Day by which more is to be done; null: it has ended.</param>
public sealed record LogIntervention(DateOnly OccurredOn, InterventionKind Kind, DateOnly? NextOn, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (!student.Concerns.Contains(Concern.MentalHealth)) return Refusals.NotFollowed;
        return Decision.Of(new InterventionLogged(Kind, NextOn, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(InterventionLogged said) => said.NextOn < said.OccurredOn ? Refusals.UntilBeforeStart : null;
}
