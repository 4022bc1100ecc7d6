using System.Text.Json.Serialization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>How a child lives at school, by what was said last of each.</summary>
public sealed record Living(bool? Boards, bool? MealPlan);

public sealed partial record Student
{
    /// <summary>Aid ever granted, in the order in which it was.</summary>
    [JsonIgnore]
    public IReadOnlyList<AidGranted> Aid => [.. All<AidGranted>().Select(aid => aid.Happened)];

    /// <summary>寄宿 and 营养改善计划.</summary>
    [JsonIgnore]
    public Living Living
    {
        get
        {
            var said = All<LivingRecorded>().Select(living => living.Happened).ToArray();
            return new(said.LastOrDefault(living => living.Boards is not null)?.Boards, said.LastOrDefault(living => living.MealPlan is not null)?.MealPlan);
        }
    }

    /// <summary>学困帮扶 that is under way, with its plan's entry; null: none is.</summary>
    [JsonIgnore]
    public (Entry Entry, LearningSupportPlanned Plan)? LearningSupport =>
        All<LearningSupportPlanned>().LastOrDefault() is { Entry: { } entry, Happened: var plan } && LastReviewOf(entry.Id) is not { NextReviewOn: null } ? (entry, plan) : null;

    /// <summary>The day by which it is to be reviewed; null: none is under way.</summary>
    [JsonIgnore]
    public DateOnly? LearningReviewOn => LearningSupport is { } support ? LastReviewOf(support.Entry.Id)?.NextReviewOn ?? support.Plan.ReviewOn : null;

    /// <summary>The day by which somebody is to act on the child's mental health; null: nobody need. A later screening takes no crisis away: only what is done does.</summary>
    [JsonIgnore]
    public DateOnly? MentalHealthFollowUpOn
    {
        get
        {
            DateOnly? due = null;
            foreach (var entry in Effective)
                due = entry.Happened switch
                {
                    MentalHealthScreened { FollowUpBy: { } by } => due < by ? due : by,
                    ConcernRaised { FollowUpBy: { } by } => due < by ? due : by,
                    InterventionLogged done => done.NextOn,
                    _ => due,
                };
            return due;
        }
    }

    /// <summary>A crisis was found, or the child came in one, and what was done about it has not ended.</summary>
    [JsonIgnore]
    public bool IsInCrisis
    {
        get
        {
            var isInCrisis = false;
            foreach (var entry in Effective)
                isInCrisis = entry.Happened switch
                {
                    MentalHealthScreened { Risk: MentalHealthRisk.Severe } or ConcernRaised { FollowUpBy: not null } => true,
                    InterventionLogged { NextOn: null } => false,
                    _ => isInCrisis,
                };
            return isInCrisis && Concerns.Contains(Concern.MentalHealth);
        }
    }

    private LearningSupportReviewed? LastReviewOf(Guid plan) => All<LearningSupportReviewed>().LastOrDefault(review => review.Happened.Plan == plan).Happened;
}
