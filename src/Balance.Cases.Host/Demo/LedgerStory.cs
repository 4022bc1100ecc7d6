using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A row of the ledger.</summary>
internal sealed record StoryStep(DateOnly On, LedgerStep Step, string? Detail = null)
{
    public DateOnly? Until { get; init; }
    public DemoSchool? School { get; init; }
    public int? Grade { get; init; }
    public int? Quantity { get; init; }
    public Level? Level { get; init; }
    public string? Document { get; init; }
    public string? Note { get; init; }
}

/// <summary>What offices wrote down about a child, past and still to come.</summary>
internal sealed class LedgerStory(CountyShape shape, Draw draw, Rolls rolls, Support support)
{
    private readonly DropoutStory _dropouts = new(shape, draw, rolls);
    private readonly DateOnly _autumn = shape.Year.First;

    /// <summary>Every step, in the order in which a child's steps happen where that matters.</summary>
    public IEnumerable<StoryStep> Of(DemoChild child)
    {
        if (child.Status != PopulationStatus.Present) return [];
        IEnumerable<StoryStep> steps = child.Episode is { } episode ? _dropouts.Of(child, episode) : FindingsOf(child);
        if (child.Impairment is { Placement: { } placement } && child.Residence != Residence.Away) steps = steps.Concat(TeachingOf(child, placement));
        return steps.Concat(CareOf(child)).Concat(AidOf(child));
    }

    private IEnumerable<StoryStep> FindingsOf(DemoChild child)
    {
        var share = draw.Share(child.Number, Lot.FateDetail, turn: 2);
        var on = _autumn.AddDays(20 + draw.Number(child.Number, Lot.FateDetail, 25, turn: 3));
        if (child.Late && child.Age == 7) yield return Verified(shape.YearBefore.First.AddDays(20), Finding.Deferred, shape.YearBefore.Last);
        switch (child.Fate)
        {
            case Fate.Elsewhere:
                if (child.Age > 6) yield return Verified(shape.YearBefore.First.AddDays(21), Finding.StudyingElsewhere, shape.YearBefore.Last);
                if (share < 0.92 && child.Age <= 14) yield return Verified(on, Finding.StudyingElsewhere, shape.Year.Last);
                break;
            case Fate.NeverEnrolled when share < 0.35: yield return Verified(on, Finding.NeverEnrolled, null); break;
            case Fate.NeverEnrolled when share < 0.55: yield return Verified(on, Finding.Deferred, shape.Year.Last); break;
            case Fate.TransitionGap when share < 0.25: yield return Verified(on, Finding.Missing, null); break;
            case Fate.TransitionGap when share < 0.5: yield return Verified(on, Finding.StudyingElsewhere, shape.Year.Last); break;
            case Fate.TransferredOut when share < 0.4: yield return Verified(on.AddDays(30), Finding.StudyingElsewhere, shape.Year.Last); break;
            case Fate.MovedAway when share < 0.8: yield return Verified(on, Finding.MovedAway, null); break;
            case Fate.Unplaced when share < 0.5: yield return Verified(on, Finding.NeverEnrolled, null); break;
        }
    }

    private IEnumerable<StoryStep> TeachingOf(DemoChild child, Placement placement)
    {
        if (child.Age is < 6 or > 14) yield break;
        var schoolYear = child.Age == 6 ? shape.Year : shape.YearBefore;
        yield return new(schoolYear.First.AddDays(8 + child.Number % 9), LedgerStep.Place, placement.Code())
        {
            School = placement == Placement.HomeTeaching ? null : rolls.SchoolOf(child, Math.Max(1, child.GradeIn(schoolYear))),
        };
        for (var year = schoolYear.Year; year <= shape.Year.Year; year++)
            foreach (var step in PlansOf(child, new(year)).Concat(placement == Placement.HomeTeaching ? SessionsOf(child, new(year)) : []))
                yield return step;
    }

    private IEnumerable<StoryStep> PlansOf(DemoChild child, SchoolYear year)
    {
        if (draw.Share(child.Number, Lot.Placement, turn: 2) < 0.15) yield break;
        yield return new(year.First.AddDays(18 + child.Number % 12), LedgerStep.Plan) { Until = new(year.Year + 1, 1, 31) };
        yield return new(new DateOnly(year.Year + 1, 3, 1).AddDays(child.Number % 12), LedgerStep.Plan) { Until = new(year.Year + 1, 7, 15) };
    }

    // Two visits of three lessons a week this year, one a week the year before.
    private IEnumerable<StoryStep> SessionsOf(DemoChild child, SchoolYear year)
    {
        var monday = Fates.Weekday(year.First.AddDays(12));
        while (monday.DayOfWeek != DayOfWeek.Monday) monday = monday.AddDays(1);
        for (var week = 0; week < 43; week++)
            for (var turn = 0; turn < (year == shape.Year ? 2 : 1); turn++)
            {
                var on = monday.AddDays(7 * week + child.Number % 2 + 2 * turn);
                var isHoliday = on.Month is 2 or 7 or 8 || on is { Month: 10, Day: <= 7 };
                if (!isHoliday && draw.Share(child.Number, Lot.Placement, on.DayNumber) > 0.08) yield return new(on, LedgerStep.Session) { Quantity = 3 };
            }
    }

    private IEnumerable<StoryStep> CareOf(DemoChild child)
    {
        if (support.LeftBehindOf(child) is not { IsNational: true }) yield break;
        var share = draw.Share(child.Number, Lot.CareVisit);
        if (share < 0.2) yield return new(_autumn.AddDays(22 + draw.Number(child.Number, Lot.CareVisit, 75, turn: 1)), LedgerStep.CareVisit) { Level = Level.School };
        if (share < 0.1) yield return new(_autumn.AddDays(190 + draw.Number(child.Number, Lot.CareVisit, 75, turn: 2)), LedgerStep.CareVisit) { Level = Level.Township };
    }

    private IEnumerable<StoryStep> AidOf(DemoChild child)
    {
        if (support.AssistanceOf(child) is null || child.Age is < 6 or > 14 || draw.Share(child.Number, Lot.Aid) >= 0.25) yield break;
        var yuan = child.Age < 12 ? 500 : 625;
        if (child.Age > 6) yield return new(new(_autumn.Year, 4, 16), LedgerStep.Aid, "家庭经济困难学生生活补助") { Quantity = yuan };
        yield return new(new(_autumn.Year, 10, 20), LedgerStep.Aid, "家庭经济困难学生生活补助") { Quantity = yuan };
    }

    private static StoryStep Verified(DateOnly on, Finding finding, DateOnly? until) =>
        new(Fates.Weekday(on), LedgerStep.Verify, finding.Code()) { Until = until, Level = Level.Township };
}
