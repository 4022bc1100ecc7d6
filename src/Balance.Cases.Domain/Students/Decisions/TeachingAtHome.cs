using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>送教上门 is laid down, at least by the pack's norm; the latest schedule counts.</summary>
/// <param name="MainTeacher">Account name.</param>
/// <param name="AssistantTeacher">Account name; every home-taught child has one.</param>
public sealed record ScheduleHomeTeaching(
    DateOnly OccurredOn, string MainTeacher, string? AssistantTeacher, SchedulePeriod Per, int Visits, decimal HoursEach, DateOnly Until, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    private const int WeeksOfMonth = 4;

    internal override Decision OfDisabled(Student student, DecisionContext context) =>
        Decision.Of(new HomeTeachingScheduled(MainTeacher, AssistantTeacher, Per, Visits, HoursEach, Until, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(HomeTeachingScheduled said, DecisionContext context)
    {
        if (said.AssistantTeacher == said.MainTeacher) return Refusals.SameTeacher;
        if (said.Until <= said.OccurredOn) return Refusals.UntilBeforeStart;
        if (TeachingHours.Forbids(said.HoursEach) is { } range) return range;
        var norm = context.Pack.On(said.OccurredOn).Disability.HomeTeaching;
        // One long visit is not several short ones: how often somebody comes and how long stand each for itself.
        return VisitsOfMonth(said.Per, said.Visits) < VisitsOfMonth(norm.Per, norm.Visits) || said.HoursEach < norm.HoursEach.Value ? Refusals.BelowNorm(norm) : null;
    }

    private static int VisitsOfMonth(SchedulePeriod per, int visits) => visits * (per == SchedulePeriod.Week ? WeeksOfMonth : 1);
}

/// <summary>A session given. It is added whatever happened meanwhile, so that one noted without signal is never lost.</summary>
/// <param name="Goals">Numbers of the goals worked on, of the plan that was in force on that day.</param>
/// <param name="MakesUp">The missed session that it makes up for.</param>
public sealed record LogHomeTeaching(
    DateOnly OccurredOn, decimal Hours, string MainTeacher, string? AssistantTeacher, TimeOnly? StartedAt, IReadOnlyList<int> Goals, SealedText? Performance,
    bool GuardianSigned, Guid? MakesUp, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (MakesUp is { } missed && !student.ToMakeUp.Any(entry => entry.Id == missed)) return Refusals.NothingToMakeUp;
        return Decision.Of(new HomeTeachingSessionDelivered(Hours, Note)
        {
            Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By,
            MainTeacher = MainTeacher, AssistantTeacher = AssistantTeacher, StartedAt = StartedAt, Goals = Goals, Performance = Performance, GuardianSigned = GuardianSigned, MakesUp = MakesUp,
        });
    }

    internal static Refused? Forbids(HomeTeachingSessionDelivered said, Student file)
    {
        if (TeachingHours.Forbids(said.Hours) is { } range) return range;
        if (said.MainTeacher is not null && said.AssistantTeacher == said.MainTeacher) return Refusals.SameTeacher;
        if (said.MakesUp is { } missed && Refusals.Precedes(said, missed, file)) return Refusals.NothingToMakeUp;
        var known = (file.By(said.OccurredOn).PlanInForce?.Happened as EducationPlanAdopted)?.Goals ?? [];
        return (said.Goals ?? []).Except(known.Select(goal => goal.Number)).Any() ? Refusals.NoSuchGoal : null;
    }
}

/// <summary>A session that did not take place, with the day by which it is made up.</summary>
public sealed record LogMissedSession(DateOnly OccurredOn, MissedReason Reason, decimal Hours, DateOnly? MakeUpBy, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context) =>
        Decision.Of(new HomeTeachingSessionMissed(Reason, Hours, MakeUpBy, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(HomeTeachingSessionMissed said) =>
        TeachingHours.Forbids(said.Hours) ?? (said.MakeUpBy < said.OccurredOn ? Refusals.UntilBeforeStart : null);
}

internal static class TeachingHours
{
    // Lesson hours of one session, at most.
    private const decimal Most = 12;

    /// <summary>Why these cannot be the lesson hours of one session; null: they can.</summary>
    public static Refused? Forbids(decimal hours) => hours is <= 0 or > Most ? Refusals.HoursRange : null;
}
