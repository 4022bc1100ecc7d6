using System.Globalization;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A dropout as the ledger tells it: visits by one level after another, reports, the legal ladder, the return and its checks.</summary>
internal sealed class DropoutStory(CountyShape shape, Draw draw, Rolls rolls)
{
    private readonly IReadOnlyList<Ruled> _checkDays = PolicyPack.For(shape.County).AttendanceCheckDays;

    public IEnumerable<StoryStep> Of(DemoChild child, Episode episode)
    {
        var grade = child.GradeIn(SchoolYear.Of(episode.On));
        var school = rolls.SchoolOf(child, grade);
        yield return new(episode.On, LedgerStep.Dropout, episode.Reason.Code()) { School = school, Grade = grade };
        foreach (var step in Persuasion(child, episode).Where(step => episode.ReturnedOn is not { } back || step.On < back).OrderBy(step => step.On))
            yield return step;
        if (episode.ReturnedOn is not { } returned) yield break;
        yield return new(returned, LedgerStep.Return, episode.Placement.Code())
        {
            School = SchoolOfReturn(child, episode, returned, school), Grade = Math.Min(9, child.GradeIn(SchoolYear.Of(returned))), Level = Level.School,
        };
        foreach (var check in ChecksAfter(child, episode, returned)) yield return check;
    }

    private IEnumerable<StoryStep> Persuasion(DemoChild child, Episode episode)
    {
        var on = episode.On;
        var ladder = draw.Share(child.Number, Lot.Ladder);
        yield return Visit(child, on.AddDays(3), Level.School, turn: 0);
        if (ladder > 0.3) yield return Visit(child, on.AddDays(6), Level.School, turn: 1);
        yield return new(on.AddDays(9), LedgerStep.Report, ReportAddressee.Both.Code()) { Document = Document("北教控辍", on, child), Level = Level.School };
        yield return Visit(child, on.AddDays(11), Level.Township, turn: 2);
        yield return new(on.AddDays(13), LedgerStep.Order, Domain.Terms.LegalStep.Education.Code()) { Level = Level.Township };
        if (ladder > 0.2) yield return Visit(child, on.AddDays(19), Level.Township, turn: 3);
        if (ladder > 0.35) yield return new(on.AddDays(24), LedgerStep.Order, Domain.Terms.LegalStep.CorrectionOrder.Code()) { Document = Document("北政责改", on, child), Level = Level.Township };
        if (ladder > 0.9) yield return new(on.AddDays(45), LedgerStep.Order, Domain.Terms.LegalStep.Penalty.Code()) { Document = Document("北政罚", on, child), Level = Level.County };
        if (ladder > 0.97) yield return new(on.AddDays(80), LedgerStep.Order, Domain.Terms.LegalStep.Court.Code()) { Document = Document("北法民", on, child), Level = Level.County };
        for (var month = 1; month <= 20; month++) yield return Visit(child, on.AddDays(38 * month), Level.County, turn: 3 + month);
    }

    private StoryStep Visit(DemoChild child, DateOnly on, Level level, int turn)
    {
        var outcome = draw.Share(child.Number, Lot.Ladder, turn: 10 + turn) switch
        {
            < 0.3 => VisitOutcome.Refused,
            < 0.55 => VisitOutcome.NotFound,
            < 0.85 => VisitOutcome.Promised,
            _ => VisitOutcome.Agreed,
        };
        return new(Fates.Weekday(on), LedgerStep.Visit, outcome.Code()) { Level = level, Note = NoteOf(outcome) };
    }

    private static string NoteOf(VisitOutcome outcome) => outcome switch
    {
        VisitOutcome.Refused => "家长表示孩子不愿再读",
        VisitOutcome.NotFound => "家中无人，已请邻居转告",
        VisitOutcome.Promised => "家长答应本月内送回学校",
        _ => "孩子同意回校，请学校安排班级",
    };

    private DemoSchool? SchoolOfReturn(DemoChild child, Episode episode, DateOnly returned, DemoSchool school) => episode.Placement switch
    {
        ReturnPlacement.Vocational => rolls.Vocational,
        ReturnPlacement.HomeTeaching => null,
        _ => SchoolYear.Of(returned) == SchoolYear.Of(episode.On) ? school : rolls.SchoolOf(child, child.GradeIn(SchoolYear.Of(returned))),
    };

    // Of returns that are none, some come to light by a check; the others only when the next roll does not show the child.
    private IEnumerable<StoryStep> ChecksAfter(DemoChild child, Episode episode, DateOnly returned)
    {
        var isCaught = !episode.BorneOut && draw.Share(child.Number, Lot.Return, turn: 3) < 0.4;
        if (!episode.BorneOut && !isCaught) yield break;
        foreach (var days in _checkDays)
        {
            var result = episode.BorneOut ? AttendanceResult.Present : AttendanceResult.Absent;
            yield return new(Fates.Weekday(returned.AddDays(days.Value)), LedgerStep.AttendanceCheck, result.Code()) { Level = Level.School };
            if (isCaught) yield break;
        }
    }

    private static string Document(string office, DateOnly on, DemoChild child) =>
        string.Create(CultureInfo.InvariantCulture, $"{office}〔{on.Year}〕{child.Number % 870 + 12}号");
}
