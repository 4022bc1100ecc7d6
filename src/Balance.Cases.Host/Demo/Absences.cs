using Balance.Cases.Domain.Calendar;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A month's absence file: the school days that it covers, the last of which is its date.</summary>
internal sealed record AbsenceMonth(IReadOnlyList<DateOnly> Days)
{
    public DateOnly AsOf => Days[^1];
}

/// <summary>Who was not at school on which day of this year.</summary>
internal sealed class Absences
{
    private readonly CountyShape _shape;
    private readonly Draw _draw;
    private readonly DateOnly[] _days;

    public Absences(CountyShape shape, Draw draw)
    {
        (_shape, _draw) = (shape, draw);
        var calendar = PolicyPack.For(shape.County).SchoolCalendar;
        var until = shape.Today < shape.Year.Last ? shape.Today : shape.Year.Last;
        _days = [.. Enumerable.Range(0, until.DayNumber - shape.Year.First.DayNumber + 1).Select(shape.Year.First.AddDays).Where(day => IsTermDay(calendar, day))];
        Months = [.. _days.GroupBy(day => (day.Year, day.Month)).Select(month => new AbsenceMonth([.. month]))];
    }

    /// <summary>The files sent by today.</summary>
    public IReadOnlyList<AbsenceMonth> Months { get; }

    /// <summary>The child's absences in a month.</summary>
    public IEnumerable<(DateOnly Day, AbsenceKind Kind)> Of(DemoChild child, AbsenceMonth month)
    {
        if (!IsAtSchool(child)) yield break;
        var isJunior = child.Age >= 12;
        foreach (var day in month.Days)
            if (KindOn(child, day, isJunior) is { } kind) yield return (day, kind);
    }

    private AbsenceKind? KindOn(DemoChild child, DateOnly day, bool isJunior)
    {
        if (child.Episode is { } episode && _shape.Year.Holds(episode.On) && day >= episode.On.AddDays(-12))
            return day < episode.On ? AbsenceKind.Unexcused : null;
        if (child.Fate == Fate.Absent && day >= FirstMissed(child)) return AbsenceKind.Unexcused;
        return _draw.Share(child.Number, Lot.Absence, day.DayNumber) switch
        {
            < 0.006 => AbsenceKind.Sick,
            < 0.008 => AbsenceKind.Leave,
            < 0.0086 when isJunior => AbsenceKind.Unexcused,
            _ => null,
        };
    }

    // Six to twelve school days before the end of the last file.
    private DateOnly FirstMissed(DemoChild child) => _days[Math.Max(0, _days.Length - 6 - _draw.Number(child.Number, Lot.FateDetail, 7))];

    private bool IsAtSchool(DemoChild child) =>
        child.GradeIn(_shape.Year) is >= 1 and <= 9 && child.Residence != Residence.Away && child.Status == PopulationStatus.Present && child.Impairment is null
        && child.Fate is Fate.Settled or Fate.Absent or Fate.DropsOut;

    // A year that the pack has no calendar for still has its long holidays.
    private static bool IsTermDay(SchoolCalendar calendar, DateOnly day) =>
        calendar.IsSchoolDay(day) && day is not ({ Month: 2 or 8 } or { Month: 1, Day: > 22 } or { Month: 7, Day: > 9 });
}
