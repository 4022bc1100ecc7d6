using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Decisions;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Students;

public class CaseSummarySpecs
{
    private static Scene Reported() => Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null));

    [Fact]
    public void A_child_whose_absence_is_reported_late_is_verified_within_the_month_of_the_absence()
    {
        DateOnly VerifyBy(string reported, string since) => Scene.Given().When(new ReportAbsence(Day(reported), Day(since), null)).Summary(reported).Duties.Single(duty => duty.Kind == DutyKind.Verify).Until;
        VerifyBy("2026-10-09", "2026-10-08").ShouldBe(Day("2026-10-19"), "ten days after the suspicion");
        VerifyBy("2026-10-09", "2026-09-15").ShouldBe(Day("2026-10-15"), "thirty days after the first day missed");
        VerifyBy("2026-10-20", "2026-09-01").ShouldBe(Day("2026-10-01"), "more than a month away: at once");
    }

    [Fact]
    public void A_suspected_child_is_to_be_verified_within_the_packs_days()
    {
        var summary = Reported().Summary("2026-10-10");
        summary.Status.ShouldBe(CaseStatus.Suspected);
        summary.OpenedOn.ShouldBe(Day("2026-10-09"));
        summary.Reasons.ShouldBe([SuspicionReason.Reported]);
        var verify = summary.Duties.Single(duty => duty.Kind == DutyKind.Verify);
        verify.ShouldBe(new Duty(DutyKind.Verify, Day("2026-10-19"), Level.Township));
        verify.IsOverdueOn(Day("2026-10-19")).ShouldBeFalse();
        verify.IsOverdueOn(Day("2026-10-20")).ShouldBeTrue();
    }

    [Fact]
    public void A_child_reported_absent_is_visited_the_next_school_day_and_reported_on_the_third()
    {
        var scene = Reported();
        var since = scene.Student!.Entries.Select(entry => entry.Recorded).OfType<AbsenceReported>().Single().AbsentSince;
        var pack = scene.Pack;
        scene.Summary("2026-10-10").Duties.ShouldContain(new Duty(DutyKind.VisitHome, pack.SchoolCalendar.After(since, 1), Level.School));
        scene.Summary("2026-10-10").Duties.ShouldContain(new Duty(DutyKind.ReportAbsence, pack.SchoolCalendar.After(since, 3), Level.School));
        scene.When(new LogVisit(Day("2026-10-10"), Level.School, VisitOutcome.NotFound, null, null, null)).Summary("2026-10-10").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.VisitHome);
        scene.When(new FileWrittenReport(Day("2026-10-10"), ReportAddressee.Both, "2026-3", null)).Summary("2026-10-10").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.ReportAbsence);
    }

    [Fact]
    public void A_finding_for_a_time_is_verified_and_to_be_looked_into_when_it_ends()
    {
        var scene = Reported().When(new VerifySuspicion(Day("2026-10-10"), Finding.StudyingElsewhere, Day("2027-01-31"), Samples.Sealed));
        scene.Summary("2026-10-10").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Verified),
            s => s.Finding.ShouldBe(Finding.StudyingElsewhere),
            s => s.Next.ShouldBe(new Duty(DutyKind.VerifyAgain, Day("2027-01-31"), Level.Township)));
        scene.Summary("2027-02-01").Status.ShouldBe(CaseStatus.Suspected);
        scene.Summary("2027-02-01").Next.ShouldBe(new Duty(DutyKind.Verify, Day("2027-02-11"), Level.Township));
    }

    [Fact]
    public void A_finding_for_good_clears_the_case() =>
        Reported().When(new VerifySuspicion(Day("2026-10-10"), Finding.Emigrated, null, Samples.Sealed)).Summary("2026-11-01")
            .ShouldSatisfyAllConditions(s => s.Status.ShouldBe(CaseStatus.Cleared), s => s.Duties.ShouldBeEmpty());

    [Fact]
    public void A_withdrawn_suspicion_clears_the_case_too() =>
        Reported().When(new WithdrawSuspicion(Day("2026-10-12"), new(SuspicionReason.Absence, RegisterKind.Absence, null, null, Day("2026-10-12")))).Summary("2026-11-01")
            .Status.ShouldBe(CaseStatus.Cleared);

    [Fact]
    public void A_child_followed_for_another_concern_is_followed() =>
        Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.LeftBehind, null)).Summary("2026-11-01").Status.ShouldBe(CaseStatus.Followed);

    [Fact]
    public void A_child_that_is_out_is_to_be_persuaded_by_the_level_that_answers_for_it()
    {
        var scene = Scene.GivenDropout();
        // The day of the finding is the day of the dropout that began it.
        scene.Summary("2026-10-13").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Out), s => s.OutSince.ShouldBe(Day("2026-10-12")), s => s.Level.ShouldBe(Level.School),
            s => s.Next.ShouldBe(new Duty(DutyKind.Persuade, Day("2026-10-20"), Level.School)));
        scene.When(new AssignPersuasion(Day("2026-10-13"), Level.School, "zhang", Day("2026-10-15"))).Summary("2026-10-13").Next!.Until.ShouldBe(Day("2026-10-15"));
        scene.When(new FileWrittenReport(Day("2026-10-16"), ReportAddressee.Bureau, "1", null)).When(new EscalatePersuasion(Day("2026-10-16"), null))
            .Summary("2026-10-17").Next.ShouldBe(new Duty(DutyKind.Persuade, Day("2026-10-31"), Level.Township));
    }

    [Fact]
    public void Visits_are_counted_and_three_in_vain_ask_for_the_notice()
    {
        var scene = Scene.GivenDropout().When(new LogVisit(Day("2026-10-13"), Level.School, VisitOutcome.Promised, Day("2026-10-14"), null, null));
        scene.Summary("2026-10-13").Next.ShouldBe(new Duty(DutyKind.FollowPromise, Day("2026-10-14"), Level.School));
        foreach (var day in new[] { "2026-10-15", "2026-10-16" }) scene.When(new LogVisit(Day(day), Level.School, VisitOutcome.Refused, null, null, null));
        scene.Summary("2026-10-16").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.ServeNotice);

        var summary = scene.When(new LogVisit(Day("2026-10-17"), Level.School, VisitOutcome.NotFound, null, null, null)).Summary("2026-10-17");
        summary.Next.ShouldBe(new Duty(DutyKind.ServeNotice, Day("2026-10-17"), Level.Township));
        (summary.Visits, summary.LastVisit, summary.LastOutcome).ShouldBe((4, Day("2026-10-17"), VisitOutcome.NotFound));
    }

    [Fact]
    public void A_legal_step_that_ran_out_asks_for_the_next() =>
        Scene.GivenDropout().When(new TakeLegalStep(Day("2026-10-13"), LegalStep.Education, "1", Day("2026-10-13"), Day("2026-10-18"), null))
            .Summary("2026-10-14").Duties.ShouldContain(new Duty(DutyKind.NextLegalStep, Day("2026-10-18"), Level.County));

    [Fact]
    public void A_return_is_to_be_confirmed_and_then_checked_on_the_packs_days()
    {
        var scene = Scene.GivenReturn();
        scene.Summary("2026-10-21").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.ReturnedUnconfirmed),
            s => s.Duties.ShouldBe([new Duty(DutyKind.CheckAttendance, Day("2026-10-27"), Level.School), new Duty(DutyKind.ConfirmReturn, Day("2026-10-30"), Level.Township)]));
        scene.When(new CheckAttendance(Day("2026-10-27"), AttendanceResult.Present, null)).By(Samples.Township).When(new ConfirmReturn(Day("2026-10-28"), scene.Last<StudentReturned>(), null));
        scene.Summary("2026-10-28").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Returned), s => s.Duties.ShouldBe([new Duty(DutyKind.CheckAttendance, Day("2026-11-19"), Level.School)]));
        scene.By(Samples.Teacher).When(new CheckAttendance(Day("2026-11-19"), AttendanceResult.Present, null)).Summary("2026-11-19").Duties.ShouldBeEmpty();
        scene.When(new CloseCase(Day("2026-11-20"), Samples.Sealed)).Summary("2026-11-20").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Closed), s => s.Duties.ShouldBeEmpty(), s => s.Concerns.ShouldBeEmpty());
    }

    [Fact]
    public void A_false_return_comes_to_light_by_itself()
    {
        var scene = Scene.GivenReturn().Roll("2026-11-15", null);
        scene.Summary("2026-11-14").Status.ShouldBe(CaseStatus.ReturnedUnconfirmed);
        scene.Summary("2026-11-15").Status.ShouldBe(CaseStatus.Out);
    }

    [Fact]
    public void A_plan_is_to_be_reviewed_by_its_day()
    {
        var scene = Scene.Given(Samples.EveryType[0], Samples.EveryType[17]).When(new RaiseConcern(Day("2026-10-12"), Concern.Disability, null));
        scene.Summary("2026-11-01").Duties.ShouldContain(new Duty(DutyKind.ReviewPlan, Samples.Day.AddDays(120), Level.School));
    }
}
