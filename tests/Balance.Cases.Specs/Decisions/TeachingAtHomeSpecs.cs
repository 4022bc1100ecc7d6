using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Decisions.DisabilityScene;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class TeachingAtHomeSpecs
{
    [Fact]
    public void Teaching_at_home_is_laid_down_on_a_placement_and_a_plan()
    {
        Scheduled().Then(typeof(HomeTeachingScheduled)).ThenFile(student => student.HomeTeachers.ShouldBe(["zhang", "liu"]))
            .ThenFile(student => student.AssignedTo.ShouldBe(["zhang", "liu"]));
        AtHome().WhenTried(Schedule).ThenRefused("scheduled_without_plan");
        Assessed().When(PlaceAtHome with { Placement = Placement.SpecialSchool }).When(Plan).WhenTried(Schedule).ThenRefused("taught_without_placement");
    }

    [Fact]
    public void Every_child_taught_at_home_has_two_teachers()
    {
        WithPlan().WhenTried(Schedule with { AssistantTeacher = null }).ThenRefused("assistant_missing");
        WithPlan().WhenTried(Schedule with { AssistantTeacher = "zhang" }).ThenRefused("same_teacher");
        WithPlan().When(Register with { OccurredOn = Day("2026-10-02"), DisabilityLevel = 3 }).WhenTried(Schedule with { AssistantTeacher = null }).ThenRefused("assistant_missing");
    }

    [Fact]
    public void A_schedule_is_at_least_the_packs_norm()
    {
        WithPlan().WhenTried(Schedule with { HoursEach = 1.5m }).ThenRefused("below_norm");
        WithPlan().WhenTried(Schedule with { Per = SchedulePeriod.Month, Visits = 3 }).ThenRefused("below_norm");
        WithPlan().When(Schedule with { Per = SchedulePeriod.Month, Visits = 4 }).Then(typeof(HomeTeachingScheduled));
        // One long visit a month is not one a week, nor are many short ones as long.
        WithPlan().WhenTried(Schedule with { Per = SchedulePeriod.Month, Visits = 1, HoursEach = 8 }).ThenRefused("below_norm");
        WithPlan().WhenTried(Schedule with { Visits = 2, HoursEach = 1 }).ThenRefused("below_norm");
        WithPlan().WhenTried(Schedule with { Per = SchedulePeriod.Month, Visits = 1, HoursEach = 8 })
            .ThenRefused(refused => refused.ShouldSatisfyAllConditions(said => said.Chinese.ShouldContain("每周至少 1 次、每次 2 课时"), said => said.English.ShouldContain("1 times a week, 2 lesson hours each")));
        WithPlan().Under("binzhou-2023").WhenTried(Schedule).ThenRefused("below_norm");
        WithPlan().Under("binzhou-2023").When(Schedule with { Visits = 2, HoursEach = 3 }).Then(typeof(HomeTeachingScheduled));
        WithPlan().WhenTried(Schedule with { HoursEach = 13 }).ThenRefused("hours_range");
        WithPlan().WhenTried(Schedule with { Until = Day("2026-10-05") }).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_session_works_on_goals_of_the_plan()
    {
        Scheduled().When(Session("2026-10-08")).Then<HomeTeachingSessionDelivered>(session => session.Goals.ShouldBe([2]));
        Scheduled().WhenTried(Session("2026-10-08") with { Goals = [3] }).ThenRefused("no_such_goal");
        Scheduled().WhenTried(Session("2026-09-25")).ThenRefused("no_such_goal");
        Scheduled().WhenTried(Session("2026-10-08", 0)).ThenRefused("hours_range");
        Scheduled().WhenTried(Session("2026-10-08") with { AssistantTeacher = "zhang" }).ThenRefused("same_teacher");
        Assessed().WhenTried(Session("2026-10-08") with { Goals = [] }).ThenRefused("taught_without_placement");
        Assessed().WhenTried(Missed("2026-10-08", null)).ThenRefused("taught_without_placement");
    }

    [Fact]
    public void A_missed_session_is_made_up_once()
    {
        var scene = Scheduled().When(Missed("2026-10-08", "2026-10-15"));
        scene.Summary("2026-10-09").Duties.ShouldContain(new Duty(DutyKind.MakeUpSession, Day("2026-10-15"), Level.School));
        var madeUp = Session("2026-10-14") with { MakesUp = scene.Last<HomeTeachingSessionMissed>() };
        scene.When(madeUp).Then(typeof(HomeTeachingSessionDelivered)).ThenFile(student => student.ToMakeUp.ShouldBeEmpty());
        scene.WhenTried(madeUp).ThenRefused("nothing_to_make_up");
        scene.Summary("2026-10-15").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.MakeUpSession);
        Scheduled().When(Missed("2026-10-08", null)).ThenFile(student => student.ToMakeUp.ShouldBeEmpty());
        Scheduled().WhenTried(Missed("2026-10-08", "2026-10-07")).ThenRefused("until_before_start");
    }

    [Fact]
    public void Teaching_at_home_is_to_be_scheduled_and_scheduled_again_when_it_runs_out()
    {
        WithPlan().Summary("2026-10-02").Duties.ShouldContain(new Duty(DutyKind.ScheduleHomeTeaching, Day("2026-10-20"), Level.School));
        Scheduled().Summary("2026-10-06").Duties.ShouldContain(new Duty(DutyKind.ScheduleHomeTeaching, Day("2027-01-20"), Level.School));
    }

    [Fact]
    public void Hours_of_a_year_are_owed_evenly_over_its_school_days_from_the_placement_on()
    {
        var pack = PolicyPack.Load("national");
        var year = new Domain.Standings.SchoolYear(2026);
        var schoolDays = Enumerable.Range(0, 365).Select(year.First.AddDays).Where(pack.SchoolCalendar.IsSchoolDay).ToArray();
        var each = 72m / schoolDays.Length;
        HomeTeachingHours Hours(Scene scene, string day) => HomeTeachingHours.Of(scene.Student!, Day(day), pack);

        var scene = Scheduled();
        Hours(scene, "2026-09-19").Owed.ShouldBe(0);
        Hours(scene, "2026-11-30").Owed.ShouldBe(Math.Round(each * schoolDays.Count(on => on >= Day("2026-09-20") && on <= Day("2026-11-30")), 1, MidpointRounding.AwayFromZero));
        // The next is due on the school day on which a whole session of two hours is missing.
        var due = schoolDays.Where(on => on >= Day("2026-09-20")).ElementAt((int)Math.Ceiling(2 / each) - 1);
        scene.Summary("2026-10-06").Duties.ShouldContain(new Duty(DutyKind.TeachAtHome, due, Level.School));

        scene.When(Session("2026-10-08")).When(Session("2026-10-15", 1.5m));
        Hours(scene, "2026-10-14").Delivered.ShouldBe(2);
        Hours(scene, "2026-10-15").Delivered.ShouldBe(3.5m);
        Hours(scene, "2027-10-15").Delivered.ShouldBe(0, "another school year");
        scene.Summary("2026-10-16").Duties.Single(duty => duty.Kind == DutyKind.TeachAtHome).Until.ShouldBeGreaterThan(due);
    }

    [Fact]
    public void A_whole_year_owes_whole_hours_so_that_the_last_session_is_due_too()
    {
        var placed = new PlacementDecided(Placement.HomeTeaching, null, null) { Entry = Samples.Id(72), OccurredOn = Day("2026-08-31"), By = Samples.County };
        var given = new HomeTeachingSessionDelivered(70, null) { Entry = Samples.Id(73), OccurredOn = Day("2026-09-20"), By = Samples.Teacher };
        var student = Student.Evolve(Student.Evolve(null, Samples.Child, 1, placed), Samples.Child, 2, given);
        HomeTeachingHours.Of(student, Day("2027-07-09"), PolicyPack.Load("national")).ShouldBe(new HomeTeachingHours(72, 70, Day("2027-07-09")));
    }

    [Fact]
    public void No_hours_are_owed_after_the_placement_has_ended()
    {
        var scene = Scheduled().When(new EndPlacement(Day("2026-10-30"), PlacementEnd.MovedAway, null));
        var owed = scene.Summary("2026-10-30").Disability!.Hours!.Owed;
        owed.ShouldBePositive();
        scene.Summary("2026-12-01").Disability!.Hours!.Owed.ShouldBe(owed);
        scene.Summary("2026-12-01").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.TeachAtHome || duty.Kind == DutyKind.ScheduleHomeTeaching);
        scene.Student!.HomeTeachers.ShouldBeEmpty();
    }

    [Fact]
    public void A_late_entry_and_a_correction_mean_the_same_everywhere()
    {
        var scene = Scheduled().When(Session("2026-10-15")).When(Session("2026-10-08"));
        scene.Summary("2026-10-16").Disability!.Hours!.Delivered.ShouldBe(4);
        scene.When(new WithdrawEntry(Day("2026-10-16"), scene.Last<HomeTeachingSessionDelivered>(), Samples.Sealed));
        scene.Summary("2026-10-16").Disability!.Hours!.Delivered.ShouldBe(2);
    }

    [Fact]
    public void Services_are_counted_against_what_is_owed_and_ones_surplus_teaches_no_other()
    {
        static DisabilitySummary Child(Placement? placement, bool hasPlan, HomeTeachingHours? hours) => new(placement, null, false, false, hasPlan, null, hours, []);
        var figure = ServiceFigures.OfDisability(
        [
            Child(Placement.HomeTeaching, true, new HomeTeachingHours(10, 15, null)), Child(Placement.HomeTeaching, false, new HomeTeachingHours(10, 4, null)),
            Child(Placement.RegularClass, true, null), Child(Placement.Deferred, false, null),
        ]);
        figure.ShouldBe(new DisabilityService(3, 2, 2, 20, 19, 14));
        (figure.PlanRate, figure.HoursRate).ShouldBe((0.666667m, 0.7m));
        ServiceFigures.OfDisability([]).ShouldSatisfyAllConditions(none => none.PlanRate.ShouldBeNull(), none => none.HoursRate.ShouldBeNull());
    }
}
