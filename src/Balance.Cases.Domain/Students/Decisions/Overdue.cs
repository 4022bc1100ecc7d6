using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>
/// What the clock does in a case (domain.md: «overdue work escalates by itself, visibly»): every duty that was not done in time is taken up the dual
/// line, school → township → county, a level for each of the pack's days; what the law wants at once goes to the county at once, and what a level may
/// not read goes past it. Of what the county itself answers for its bureau is told once, so that a day that was met late stays visible as late. Persuasion
/// goes on at the level that was told. Run twice, or on two nodes, it finds nothing new.
/// </summary>
public sealed record TakeUpOverdue(DateOnly OccurredOn) : StudentCommand(OccurredOn)
{
    internal override bool WhileDeparted => true;

    /// <summary>Whether anything of these duties is to be taken up on a day.</summary>
    public static bool IsDue(IReadOnlyList<Duty> duties, DateOnly day, PolicyPack pack) => duties.Any(duty => duty.IsOverdueOn(day) && IsToBeTold(duty, LevelToTell(duty, day, pack)));

    /// <summary>Whether the township is to hear of it: neither of what it may not read nor of what the bureau itself left lying.</summary>
    public static bool IsForTownship(IReadOnlyList<Duty> duties, DateOnly day, PolicyPack pack) =>
        IsDue([.. duties.Where(duty => duty.By < Level.County && Restrictions.IsReadAt(Level.Township, Restrictions.Of(duty)))], day, pack);

    internal override Decision On(Student student, DecisionContext context)
    {
        var standing = student.StandingOn(context.Today, context.Rolls);
        var overdue = Duties.Of(student, standing, student.SuspicionOn(context.Today, context.Rolls), context.Today, context.Pack).Where(duty => duty.IsOverdueOn(context.Today));
        return Decision.Of(overdue.SelectMany(duty => TakenUp(student, duty, context)).Select((happened, index) => happened with { Entry = context.EntryId(index) }));
    }

    private IEnumerable<StudentEvent> TakenUp(Student student, Duty duty, DecisionContext context)
    {
        var level = LevelToTell(duty, context.Today, context.Pack);
        if (!IsToBeTold(duty, level)) yield break;
        yield return new DutyEscalated(duty.Kind, duty.Until, duty.TakenUpTo ?? duty.By, level) { Entry = default, OccurredOn = OccurredOn, By = context.By, Part = duty.Part, Pack = context.Pack.On(duty.Until).Id };
        if (duty.Kind == DutyKind.Persuade && student.Level < level)
            yield return new PersuasionEscalated(student.Level, level, null) { Entry = default, OccurredOn = OccurredOn, By = context.By };
    }

    private static bool IsToBeTold(Duty duty, Level level) => duty.TakenUpTo is not { } told || level > told;

    private static Level LevelToTell(Duty duty, DateOnly day, PolicyPack pack)
    {
        if (duty.Kind == DutyKind.MandatoryReport) return Level.County;
        var late = day.DayNumber - duty.Until.DayNumber;
        var steps = 1 + (late - 1) / pack.On(duty.Until).Deadlines.EscalationDays.Value;
        var level = (Level)Math.Min((int)Level.County, (int)duty.By + steps);
        return Restrictions.IsReadAt(level, Restrictions.Of(duty)) ? level : level + 1;
    }
}
