using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>What the clock does about what is overdue.</summary>
public class OverdueSpecs
{
    private static readonly Actor Clock = new(Actor.Clock, "211381", Level.County);

    private static Scene Suspected() => Scene.Given().By(Samples.Teacher)
        .When(new OpenCase(Day("2026-10-08"), Concern.DropoutRisk, null))
        .When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null))
        .When(new LogVisit(Day("2026-10-09"), Level.School, VisitOutcome.NotFound, null, null, null))
        .When(new FileWrittenReport(Day("2026-10-09"), ReportAddressee.Both, "2026-1", null)).By(Clock);

    private static Scene Sweep(Scene scene, string day) => scene.On(day).When(new TakeUpOverdue(Day(day)));

    [Fact]
    public void What_is_in_time_is_left_alone() =>
        Sweep(Suspected(), "2026-10-19").ThenNothing();

    [Fact]
    public void The_day_after_its_last_day_a_duty_is_taken_up_one_level() =>
        Sweep(Suspected(), "2026-10-20").Then<DutyEscalated>(told =>
        {
            (told.Duty, told.Due).ShouldBe((DutyKind.Verify, Day("2026-10-19")));
            (told.FromLevel, told.ToLevel).ShouldBe((Level.Township, Level.County));
            told.Pack.ShouldBe("national/1", "it says by whose days");
        });

    [Fact]
    public void The_next_sweep_finds_nothing_new() =>
        Sweep(Sweep(Suspected(), "2026-10-20"), "2026-10-21").ThenNothing();

    [Fact]
    public void A_school_is_first_told_of_to_the_township_and_five_days_later_to_the_county()
    {
        var scene = Scene.Given().By(Samples.Teacher)
            .When(new OpenCase(Day("2026-10-12"), Concern.DropoutRisk, null)).When(new ReportAbsence(Day("2026-10-12"), Day("2026-10-12"), null)).By(Clock);
        Sweep(scene, "2026-10-14").Then<DutyEscalated>(told => (told.Duty, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.VisitHome, Level.School, Level.Township)));
        Sweep(scene, "2026-10-18").Then<DutyEscalated>(told => (told.Duty, told.ToLevel).ShouldBe((DutyKind.ReportAbsence, Level.Township)));
        Sweep(scene, "2026-10-19").Then<DutyEscalated>(told => (told.Duty, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.VisitHome, Level.Township, Level.County)));
    }

    [Fact]
    public void After_an_outage_the_level_that_should_know_by_now_is_told_at_once() =>
        Sweep(Scene.Given().By(Samples.Teacher).When(new OpenCase(Day("2026-10-12"), Concern.DropoutRisk, null)).When(new ReportAbsence(Day("2026-10-12"), Day("2026-10-12"), null)).By(Clock), "2026-10-22")
            .ThenFile(file => file.Entries.Select(entry => entry.Recorded).OfType<DutyEscalated>().ShouldAllBe(told => told.ToLevel == Level.County));

    [Fact]
    public void What_the_law_wants_at_once_goes_to_the_county_the_next_day() =>
        Sweep(Suspected().By(Samples.Township).When(new VerifySuspicion(Day("2026-10-12"), Finding.Missing, null, null)).By(Clock), "2026-10-13")
            .Then<DutyEscalated>(told => (told.Duty, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.MandatoryReport, Level.Township, Level.County)));

    [Fact]
    public void Of_what_the_county_answers_for_its_bureau_is_told_once_and_a_day_met_late_stays_visible()
    {
        var scene = Scene.Given().By(Samples.County).When(new OpenCase(Day("2026-03-01"), Concern.Hardship, null)).By(Clock);
        var due = scene.Summary("2026-03-02").Duties.Single(duty => duty.Kind == DutyKind.GrantAid);
        var day = due.Until.AddDays(1).ToString("yyyy-MM-dd", null);
        TakeUpOverdue.IsDue([due], due.Until.AddDays(1), scene.Pack).ShouldBeTrue();
        TakeUpOverdue.IsForTownship([due], due.Until.AddDays(1), scene.Pack).ShouldBeFalse();
        Sweep(scene, day).Then<DutyEscalated>(told => (told.Duty, told.Due, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.GrantAid, due.Until, Level.County, Level.County)));
        TakeUpOverdue.IsDue(scene.Summary(day).Duties, due.Until.AddDays(60), scene.Pack).ShouldBeFalse();
        Sweep(scene, due.Until.AddDays(60).ToString("yyyy-MM-dd", null)).ThenNothing();
        scene.By(Samples.County).When(new GrantAid(due.Until.AddDays(30), "-", 1, AidGroup.Other, null, null)).ThenFile(file => file.Entries.ShouldContain(entry => entry.Recorded is DutyEscalated));
    }

    [Fact]
    public void What_a_township_may_not_read_goes_past_it_to_the_county_and_a_crisis_the_next_day()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-10-01"), Concern.MentalHealth, null)).When(new ScreenMentalHealth(Day("2026-10-01"), MentalHealthRisk.Severe, null, null)).By(Clock);
        var crisis = scene.Summary("2026-10-03").Duties.ShouldHaveSingleItem();
        TakeUpOverdue.IsForTownship([crisis], Day("2026-10-03"), scene.Pack).ShouldBeFalse();
        Sweep(scene, "2026-10-03").Then<DutyEscalated>(told =>
        {
            (told.Duty, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.FollowUpMentalHealth, Level.School, Level.County));
            Restrictions.Of(told).ShouldBe(RestrictedPart.MentalHealth);
        });
        Sweep(scene, "2026-10-30").ThenNothing();
    }

    [Fact]
    public void Of_harm_a_township_hears() =>
        TakeUpOverdue.IsForTownship(Scene.Given().When(new ReportHarm(Day("2026-10-01"), HarmKind.Bullying, [], Samples.Sealed)).Summary("2026-10-05").Duties, Day("2026-10-05"), Domain.Packs.PolicyPack.Load("national")).ShouldBeTrue();

    [Fact]
    public void Persuasion_that_was_not_done_goes_on_at_the_level_that_was_told()
    {
        var scene = Sweep(Scene.GivenDropout().By(Clock), "2026-10-23");
        scene.Then(typeof(DutyEscalated), typeof(PersuasionEscalated)).ThenFile(file => file.Level.ShouldBe(Level.Township));
        Sweep(scene, "2026-11-09").Then(typeof(DutyEscalated), typeof(PersuasionEscalated)).ThenFile(file => file.Level.ShouldBe(Level.County));
    }

    [Fact]
    public void Done_late_it_is_no_longer_due_and_stays_on_file_as_late()
    {
        var scene = Sweep(Suspected(), "2026-10-20").By(Samples.Township).When(new VerifySuspicion(Day("2026-10-20"), Finding.StudyingElsewhere, Day("2027-06-30"), Samples.Sealed));
        scene.Summary("2026-10-21").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.Verify);
        scene.ThenFile(file => file.Entries.ShouldContain(entry => entry.Recorded is DutyEscalated));
    }

    [Fact]
    public void The_duty_says_up_to_whom_it_was_taken() =>
        Sweep(Suspected(), "2026-10-20").Summary("2026-10-21").Duties.Single(duty => duty.Kind == DutyKind.Verify).TakenUpTo.ShouldBe(Level.County);

    [Fact]
    public void Days_of_school_pass_over_weekends_and_holidays_but_for_those_on_which_lessons_are_made_up()
    {
        var pack = Domain.Packs.PolicyPack.Load("national");
        pack.Due(Day("2026-09-30"), judging => judging.Deadlines.AbsenceVisitDays).ShouldBe(Day("2026-10-08"));
        pack.Due(Day("2026-10-08"), judging => judging.Deadlines.AbsenceReportDays).ShouldBe(Day("2026-10-12"), "the Saturday makes up for a holiday");
    }
}
