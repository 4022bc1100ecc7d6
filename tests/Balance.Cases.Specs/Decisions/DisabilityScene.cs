using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>A disabled child at each stage of what is done for it: registered 1 September, assessed 10, placed 20, with a plan from 1 October, scheduled from 5 October 2026.</summary>
internal static class DisabilityScene
{
    public static readonly RegisterDisability Register = new(Day("2026-09-01"), DisabilityCategory.Intellectual, 1, RegistrationSource.Register, null, Samples.Sealed, null);
    public static readonly AssessNeeds Assess = new(Day("2026-09-10"), Placement.HomeTeaching, null, Samples.Sealed, Samples.Sealed);
    public static readonly DecidePlacement PlaceAtHome = new(Day("2026-09-20"), Placement.HomeTeaching, "5121138101", null, null);

    public static readonly AdoptEducationPlan Plan = new(Day("2026-10-01"), null, Samples.Sealed,
        [new(1, GoalTerm.Long, null, Samples.Sealed, null), new(2, GoalTerm.Short, 1, Samples.Sealed, Samples.Sealed)],
        [new(ServiceKind.Teaching, SchedulePeriod.Week, 1, 60, ServicePlace.Home, null)], Samples.Sealed, true, null);

    public static readonly ScheduleHomeTeaching Schedule = new(Day("2026-10-05"), "zhang", "liu", SchedulePeriod.Week, 1, 2, Day("2027-01-20"), null);

    public static Scene Registered() => Scene.Given().By(Samples.County).When(Register);

    public static Scene Assessed() => Registered().When(Assess);

    public static Scene AtHome() => Assessed().When(PlaceAtHome);

    public static Scene WithPlan() => AtHome().When(Plan);

    public static Scene Scheduled() => WithPlan().When(Schedule);

    public static LogHomeTeaching Session(string on, decimal hours = 2) => new(Day(on), hours, "zhang", "liu", new TimeOnly(14, 30), [2], Samples.Sealed, true, null, null);

    public static LogMissedSession Missed(string on, string? makeUpBy) => new(Day(on), MissedReason.ChildIll, 2, makeUpBy is null ? null : Day(makeUpBy), null);
}
