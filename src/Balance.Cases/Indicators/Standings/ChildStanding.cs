using Balance.Cases.Domain.Standings;
using Balance.Cases.Registers.Snapshots;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Where a child with recorded steps stands on the day asked for.</summary>
/// <param name="Steps">Every step known, corrections applied.</param>
/// <param name="Rolls">What each roll known says of the child, by date.</param>
public sealed record ChildStanding(Guid Child, Standing Standing, IReadOnlyList<DatedStep> Steps, IReadOnlyList<RollRow> Rolls)
{
    /// <summary>Whether a confirmed dropout is dated in the school year, up to the day.</summary>
    public bool DroppedOutIn(SchoolYear year, DateOnly day) =>
        Steps.Any(step => step.Step is Dropout && step.OccurredOn >= year.First && step.OccurredOn <= day);

    /// <summary>School and grade of the last dropout; what it does not say, the child's latest roll row by then says.</summary>
    public (string? School, int? Grade) PlaceOfLastDropout()
    {
        if (Standing.LastDropout is not { Step: Dropout dropout } last) return (null, null);
        if (dropout is { School: not null, Grade: not null }) return (dropout.School, dropout.Grade);
        var row = Rolls.LastOrDefault(roll => roll.School is not null && roll.Mark.On <= last.OccurredOn);
        return (dropout.School ?? row.School, dropout.Grade ?? row.Grade);
    }
}
