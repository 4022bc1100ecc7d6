using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A roll that the county takes.</summary>
internal sealed record RollDay(SchoolYear Year, string Name, DateOnly On);

/// <summary>A row of a roll.</summary>
internal readonly record struct RollRow(DemoSchool School, int Grade, int Class, RollStatus Status, DateOnly? StatusOn, StudyMode Mode);

/// <summary>Who stands on which roll, and how.</summary>
internal sealed class Rolls(CountyShape shape, Draw draw, Places places)
{
    private const int LastGrade = 9;

    private readonly PolicyPack _pack = PolicyPack.For(shape.County);
    private readonly DateOnly _autumn = new(shape.Year.Year, 9, 10);
    private readonly DateOnly _leaving = new(shape.Year.Year, 10, 12);

    /// <summary>The rolls taken by today, in order.</summary>
    public IReadOnlyList<RollDay> Days { get; } = [.. DaysOf(shape.YearBefore, later: false).Concat(DaysOf(shape.Year, later: true)).Where(roll => roll.On <= shape.Today)];

    /// <summary>Where some go who come back to lessons of another kind.</summary>
    public DemoSchool Vocational => places.Vocational;

    /// <summary>The child's rows on a roll: none, one, or two if it changed schools.</summary>
    public IEnumerable<RollRow> RowsOf(DemoChild child, RollDay roll)
    {
        var grade = child.GradeIn(roll.Year);
        if (grade is < 1 or > LastGrade || IsUnknown(child, roll)) yield break;
        if (child.Episode is { } episode && episode.On <= roll.On && !episode.IsBackOn(roll.On))
        {
            // Some schools strike a child off the roll, others keep silent about it; the next year's roll does not name it at all.
            var isStruckOff = episode.IsOutOn(roll.On) && roll.Year.Holds(episode.On) && child.Number % 2 == 0;
            if (isStruckOff) yield return Row(child, grade, RollStatus.Withdrawn, episode.On);
            yield break;
        }
        var (status, statusOn) = StatusOf(child, roll, grade);
        var row = Row(child, grade, status, statusOn);
        var other = status == RollStatus.Enrolled && roll.Year == shape.Year ? OtherSchool(child, row.School, grade) : null;
        if (other is not null && roll.On > _leaving && draw.Share(child.Number, Lot.Transfer) < 0.003)
            yield return row with { Status = RollStatus.TransferredOut, StatusOn = _leaving };
        else if (other is not null && child.Number % 8009 == 4003) yield return row;
        else other = null;
        yield return other is null ? row : row with { School = other };
    }

    /// <summary>The school that a child goes to in a grade.</summary>
    public DemoSchool SchoolOf(DemoChild child, int grade)
    {
        if (child.Impairment is { Placement: Placement.SpecialSchool or Placement.HomeTeaching }) return places.Special;
        var stage = _pack.StageOfGrade(Math.Clamp(grade, 1, LastGrade));
        return places.SchoolBy(stage, child.Township, draw.Share(child.Number, Lot.School, (int)stage));
    }

    private static IEnumerable<RollDay> DaysOf(SchoolYear year, bool later)
    {
        yield return new(year, "autumn", new(year.Year, 9, 10));
        if (later) yield return new(year, "november", new(year.Year, 11, 10));
        yield return new(year, "spring", new(year.Year + 1, 3, 10));
        yield return new(year, "july", new(year.Year + 1, 7, 5));
    }

    private bool IsUnknown(DemoChild child, RollDay roll)
    {
        if (child.Residence == Residence.Away || child.Fate is Fate.NeverEnrolled or Fate.Unplaced) return true;
        if (child.Impairment is { OnRoll: false }) return true;
        if (roll.Year == shape.YearBefore) return child.IsNewcomer;
        return child.Status != PopulationStatus.Present || child.Fate is Fate.TransitionGap or Fate.MovedAway || (child.Fate == Fate.Vanished && roll.On > _leaving);
    }

    private (RollStatus Status, DateOnly? On) StatusOf(DemoChild child, RollDay roll, int grade)
    {
        var summer = new DateOnly(roll.Year.Year + 1, 6, 30);
        if (child.Status == PopulationStatus.Deceased && roll.On > summer) return (RollStatus.Deceased, summer.AddDays(-20));
        if (child.Fate == Fate.Suspended && SuspendedOn(child) is var since && since <= roll.On) return (RollStatus.Suspended, since);
        if (child.Fate == Fate.TransferredOut && roll.Year == shape.Year && roll.On > _leaving) return (RollStatus.TransferredOut, _leaving);
        if (roll.On > summer && (grade == LastGrade || grade == _pack.LastPrimaryGrade.Value)) return (RollStatus.Graduated, summer);
        return (RollStatus.Enrolled, roll.Year.First);
    }

    // One leave in five has lasted more than a year.
    private DateOnly SuspendedOn(DemoChild child)
    {
        var isLong = draw.Share(child.Number, Lot.FateDetail) < 0.2;
        return _autumn.AddDays(-(isLong ? 380 : 10) - draw.Number(child.Number, Lot.FateDetail, 200, turn: 1));
    }

    private RollRow Row(DemoChild child, int grade, RollStatus status, DateOnly? on)
    {
        var school = SchoolOf(child, grade);
        var stage = _pack.StageOfGrade(grade);
        var classes = school.Locality == Locality.Urban ? 4 : 2;
        return new(school, grade, 1 + draw.Number(child.Number, Lot.School, classes, turn: 2 + (int)stage), status, on, ModeOf(child, school, stage));
    }

    private StudyMode ModeOf(DemoChild child, DemoSchool school, Stage stage) => child.Impairment?.Placement switch
    {
        Placement.RegularClass => StudyMode.RegularClass,
        Placement.SpecialSchool => StudyMode.SpecialClass,
        Placement.HomeTeaching => StudyMode.HomeTeaching,
        _ => stage == Stage.Junior && school.Locality != Locality.Urban && draw.Share(child.Number, Lot.School, turn: 5) < 0.6 ? StudyMode.Boarding : StudyMode.Day,
    };

    private DemoSchool? OtherSchool(DemoChild child, DemoSchool own, int grade)
    {
        if (child.Impairment is not null) return null;
        var other = places.SchoolBy(_pack.StageOfGrade(grade), places.TownshipBy(draw.Share(child.Number, Lot.Transfer, turn: 1)), 0);
        return other == own ? null : other;
    }
}
