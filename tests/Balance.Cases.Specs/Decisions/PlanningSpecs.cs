using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Decisions.DisabilityScene;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class PlanningSpecs
{
    private static ReviewEducationPlan Review(string on, string? next, params int[] goals) =>
        new(Day(on), [.. goals.Select(number => new GoalReview(number, GoalResult.PartlyMet, null))], next is null ? null : Day(next), true, null);

    [Fact]
    public void A_plan_has_goals_that_can_be_measured_and_services()
    {
        WithPlan().Then<EducationPlanAdopted>(plan => plan.ReviewOn.ShouldBe(Day("2027-02-28"), "150 days by the pack"));
        AtHome().WhenTried(Plan with { Goals = [] }).ThenRefused("goal_missing");
        AtHome().WhenTried(Plan with { Goals = [Plan.Goals[0], Plan.Goals[1] with { Of = 2 }] }).ThenRefused("goal_of_nothing");
        AtHome().WhenTried(Plan with { Goals = [Plan.Goals[0], Plan.Goals[1] with { Measure = null }] }).ThenRefused("measure_missing");
        AtHome().WhenTried(Plan with { Services = [] }).ThenRefused("service_missing");
        AtHome().WhenTried(Plan with { Services = [Plan.Services[0] with { Minutes = 0 }] }).ThenRefused("service_missing");
        AtHome().WhenTried(Plan with { ReviewOn = Day("2027-03-01") }).ThenRefused("review_too_late");
        AtHome().WhenTried(Plan with { ReviewOn = Day("2026-10-01") }).ThenRefused("until_before_start");
        Scene.GivenDropout().WhenTried(Plan).ThenRefused("not_followed_for_disability");
    }

    [Fact]
    public void A_new_version_takes_the_place_of_the_one_before_which_is_kept() =>
        WithPlan().When(Plan with { OccurredOn = Day("2026-11-01") })
            .ThenFile(student => student.Plans.Count.ShouldBe(2)).ThenFile(student => student.PlanInForce!.Happened.OccurredOn.ShouldBe(Day("2026-11-01")));

    [Fact]
    public void A_plan_is_reviewed_goal_by_goal()
    {
        WithPlan().When(Review("2026-11-20", "2027-03-01", 2, 1)).Then(typeof(EducationPlanReviewed));
        WithPlan().WhenTried(Review("2026-11-20", "2027-03-01", 1)).ThenRefused("goals_not_reviewed");
        WithPlan().WhenTried(Review("2026-11-20", "2027-03-01", 1, 2, 3)).ThenRefused("goals_not_reviewed");
        WithPlan().WhenTried(Review("2026-11-20", "2027-06-01", 1, 2)).ThenRefused("review_too_late");
        WithPlan().WhenTried(Review("2026-11-20", "2026-11-20", 1, 2)).ThenRefused("until_before_start");
        WithPlan().WhenTried(Review("2026-09-30", "2027-01-01", 1, 2)).ThenRefused("no_plan");
        AtHome().WhenTried(Review("2026-11-20", "2027-03-01", 1, 2)).ThenRefused("no_plan");
    }

    [Fact]
    public void A_plan_that_has_ended_is_in_force_no_more()
    {
        var end = new EndEducationPlan(Day("2026-11-20"), PlanEnd.GoalsMet, null);
        WithPlan().When(end).Then(typeof(EducationPlanEnded)).ThenFile(student => student.PlanInForce.ShouldBeNull()).WhenTried(end).ThenRefused("no_plan");
    }

    [Fact]
    public void A_plan_is_due_after_a_placement_and_its_review_each_term()
    {
        AtHome().Summary("2026-09-21").Duties.ShouldContain(new Duty(DutyKind.AdoptPlan, Day("2026-10-20"), Level.School));
        WithPlan().Summary("2026-10-02").Duties.ShouldContain(new Duty(DutyKind.ReviewPlan, Day("2027-02-28"), Level.School));
        WithPlan().When(Review("2026-11-20", "2027-03-01", 1, 2)).Summary("2026-11-21").Duties.ShouldContain(new Duty(DutyKind.ReviewPlan, Day("2027-03-01"), Level.School));
        WithPlan().When(Review("2026-11-20", null, 1, 2)).Summary("2026-11-21").Duties.ShouldSatisfyAllConditions(
            duties => duties.ShouldContain(new Duty(DutyKind.AdoptPlan, Day("2026-12-20"), Level.School)), duties => duties.ShouldNotContain(duty => duty.Kind == DutyKind.ReviewPlan));
        WithPlan().When(new EndEducationPlan(Day("2026-11-20"), PlanEnd.GoalsMet, null)).Summary("2026-11-21").Duties.ShouldContain(new Duty(DutyKind.AdoptPlan, Day("2026-12-20"), Level.School));
    }

    [Fact]
    public void A_child_whose_schooling_is_deferred_needs_no_plan_but_a_placement_when_that_ends() =>
        Assessed().When(PlaceAtHome with { Placement = Placement.Deferred, Until = Day("2027-08-31") }).Summary("2026-12-01").Duties.ShouldSatisfyAllConditions(
            duties => duties.ShouldNotContain(duty => duty.Kind == DutyKind.AdoptPlan), duties => duties.ShouldContain(new Duty(DutyKind.PlaceChild, Day("2027-08-31"), Level.County)));

    [Fact]
    public void A_referral_waits_for_its_answer_which_may_ask_for_an_earlier_assessment()
    {
        var scene = Assessed().When(new ReferRehabilitation(Day("2026-10-01"), RehabilitationKind.Training, null, Samples.Sealed)).Then(typeof(RehabilitationReferred));
        scene.Summary("2026-10-02").Duties.ShouldContain(new Duty(DutyKind.AnswerReferral, Day("2026-10-31"), Level.County));
        scene.WhenTried(new AnswerRehabilitation(Day("2026-09-30"), scene.Last<RehabilitationReferred>(), null, Samples.Sealed)).ThenRefused("no_referral");
        var answer = new AnswerRehabilitation(Day("2026-10-20"), scene.Last<RehabilitationReferred>(), Day("2027-01-10"), Samples.Sealed);
        scene.When(answer).Then(typeof(RehabilitationAnswered)).WhenTried(answer).ThenRefused("no_referral");
        scene.Summary("2026-10-21").Duties.ShouldSatisfyAllConditions(
            duties => duties.ShouldNotContain(duty => duty.Kind == DutyKind.AnswerReferral), duties => duties.ShouldContain(new Duty(DutyKind.AssessAgain, Day("2027-01-10"), Level.County)));
        Assessed().WhenTried(new ReferRehabilitation(Day("2026-10-01"), RehabilitationKind.Training, Day("2026-09-30"), Samples.Sealed)).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_plan_that_the_guardian_has_not_signed_is_to_be_signed()
    {
        static Duty? SignatureOf(Scene scene, string day) => scene.Summary(day).Duties.SingleOrDefault(duty => duty.Kind == DutyKind.SignPlan);
        SignatureOf(WithPlan(), "2026-10-02").ShouldBeNull();
        var unsigned = AtHome().When(Plan with { GuardianSigned = false });
        SignatureOf(unsigned, "2026-10-02").ShouldBe(new Duty(DutyKind.SignPlan, Day("2026-10-31"), Level.School));
        unsigned.When(Review("2026-10-20", "2027-02-01", 1, 2) with { GuardianSigned = false });
        SignatureOf(unsigned, "2026-10-21").ShouldNotBeNull();
        unsigned.When(Review("2026-10-25", "2027-02-01", 1, 2) with { GuardianSigned = true });
        SignatureOf(unsigned, "2026-10-26").ShouldBeNull();

        var anew = AtHome().When(Plan with { GuardianSigned = false }).When(Plan with { OccurredOn = Day("2026-10-10") });
        SignatureOf(anew, "2026-10-11").ShouldBeNull();
        // A ledger tells only that there is a plan.
        SignatureOf(Scene.Given(new CaseOpened(Concern.Disability, null) { Entry = Samples.Id(1), OccurredOn = Samples.Day, By = Samples.County },
            new EducationPlanAdopted(null, null) { Entry = Samples.Id(2), OccurredOn = Samples.Day, By = Samples.County, From = new(Samples.Id(3), 2) }), "2026-12-01").ShouldBeNull();
    }
}
