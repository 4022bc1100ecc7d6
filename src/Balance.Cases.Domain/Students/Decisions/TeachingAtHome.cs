using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>送教上门 is laid down, at least by the pack's norm; the latest schedule counts.</summary>
/// <param name="MainTeacher">Account name.</param>
/// <param name="AssistantTeacher">Account name; a severely disabled child has one.</param>
public sealed record ScheduleHomeTeaching(
    DateOnly OccurredOn, string MainTeacher, string? AssistantTeacher, SchedulePeriod Per, int Visits, decimal HoursEach, DateOnly Until, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    private const int WeeksOfMonth = 4;

    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (AssistantTeacher == MainTeacher) return Refusals.SameTeacher;
        if (Until <= OccurredOn) return Refusals.UntilBeforeStart;
        if (HoursEach is <= 0 or > TeachingHours.Most) return Refusals.HoursRange;
        var norm = context.Pack.On(OccurredOn).Disability.HomeTeaching;
        if (HoursOfMonth(Per, Visits, HoursEach) < HoursOfMonth(norm.Per, norm.Visits, norm.HoursEach.Value)) return Refusals.BelowNorm(norm);
        return Decision.Of(new HomeTeachingScheduled(MainTeacher, AssistantTeacher, Per, Visits, HoursEach, Until, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    private static decimal HoursOfMonth(SchedulePeriod per, int visits, decimal hoursEach) => visits * hoursEach * (per == SchedulePeriod.Week ? WeeksOfMonth : 1);
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
        if (Hours is <= 0 or > TeachingHours.Most) return Refusals.HoursRange;
        if (AssistantTeacher == MainTeacher) return Refusals.SameTeacher;
        if (MakesUp is { } missed && !student.ToMakeUp.Any(entry => entry.Id == missed && entry.Happened.OccurredOn <= OccurredOn)) return Refusals.NothingToMakeUp;
        var known = (student.By(OccurredOn).PlanInForce?.Happened as EducationPlanAdopted)?.Goals ?? [];
        if (Goals.Except(known.Select(goal => goal.Number)).Any()) return Refusals.NoSuchGoal;
        return Decision.Of(new HomeTeachingSessionDelivered(Hours, Note)
        {
            Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By,
            MainTeacher = MainTeacher, AssistantTeacher = AssistantTeacher, StartedAt = StartedAt, Goals = Goals, Performance = Performance, GuardianSigned = GuardianSigned, MakesUp = MakesUp,
        });
    }
}

/// <summary>A session that did not take place, with the day by which it is made up.</summary>
public sealed record LogMissedSession(DateOnly OccurredOn, MissedReason Reason, decimal Hours, DateOnly? MakeUpBy, SealedText? Note) : DisabilityCommand(OccurredOn)
{
    internal override Decision OfDisabled(Student student, DecisionContext context)
    {
        if (Hours is <= 0 or > TeachingHours.Most) return Refusals.HoursRange;
        if (MakeUpBy < OccurredOn) return Refusals.UntilBeforeStart;
        return Decision.Of(new HomeTeachingSessionMissed(Reason, Hours, MakeUpBy, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

internal static class TeachingHours
{
    /// <summary>Lesson hours of one session, at most.</summary>
    public const decimal Most = 12;
}
