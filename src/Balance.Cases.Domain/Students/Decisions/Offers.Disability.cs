using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

public static partial class Offers
{
    /// <summary>Forms of what is done for a disabled child, filled in as well as anybody could.</summary>
    private static StudentCommand FormOfDisability(CaseAction action, Student student, DateOnly today, PolicyPack pack) => action switch
    {
        CaseAction.RegisterDisability => new RegisterDisability(today, DisabilityCategory.Intellectual, 1, RegistrationSource.School, null, null, null),
        CaseAction.AssessNeeds => new AssessNeeds(today, null, null, Filled, Filled),
        CaseAction.DecidePlacement => new DecidePlacement(today, pack.Disability.Placements.Offered[0], "-", today.AddDays(1), null),
        CaseAction.ContestPlacement => new ContestPlacement(today, Contestant.Guardian, Filled),
        CaseAction.EndPlacement => new EndPlacement(today, PlacementEnd.PlacedAnew, null),
        CaseAction.AdoptEducationPlan => new AdoptEducationPlan(today, null, Filled, [new(1, GoalTerm.Long, null, Filled, null)],
            [new(ServiceKind.Teaching, SchedulePeriod.Week, 1, 1, ServicePlace.Home, null)], Filled, true, null),
        CaseAction.ReviewEducationPlan => new ReviewEducationPlan(today,
            [.. ((student.PlanInForce?.Happened as EducationPlanAdopted)?.Goals ?? []).Select(goal => new GoalReview(goal.Number, GoalResult.Met, null))], null, true, null),
        CaseAction.EndEducationPlan => new EndEducationPlan(today, PlanEnd.GoalsMet, null),
        CaseAction.ScheduleHomeTeaching => new ScheduleHomeTeaching(today, "-", "=", pack.Disability.HomeTeaching.Per, pack.Disability.HomeTeaching.Visits,
            pack.Disability.HomeTeaching.HoursEach.Value, today.AddDays(1), null),
        CaseAction.LogHomeTeaching => new LogHomeTeaching(today, 1, "-", null, null, [], null, true, null, null),
        CaseAction.LogMissedSession => new LogMissedSession(today, MissedReason.Other, 1, null, null),
        CaseAction.ReferRehabilitation => new ReferRehabilitation(today, RehabilitationKind.Treatment, null, Filled),
        CaseAction.AnswerRehabilitation => new AnswerRehabilitation(today, student.OpenReferrals is [var open, ..] ? open.Id : Guid.Empty, null, Filled),
        CaseAction.AskResourceCentre => new AskResourceCentre(today, "-", null),
        CaseAction.AnswerResourceCentre => new AnswerResourceCentre(today, student.Centre.Asked?.Id ?? Guid.Empty, CentreAnswer.Accepted, null),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not done for a disability."),
    };
}
