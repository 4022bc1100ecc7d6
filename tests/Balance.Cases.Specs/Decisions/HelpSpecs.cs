using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class HelpSpecs
{
    private static readonly DateOnly September = Day("2026-09-10");
    private static readonly LearningAnalysis Unsaid = new(null, null, null, null);

    private static Scene Followed(Concern concern) => Scene.Given().When(new OpenCase(September, concern, null));

    private static GrantAid Aid(string on = "2026-09-20", string scheme = "寄宿生生活补助", string? term = null) => new(Day(on), scheme, 625, AidGroup.Orphan, term, null);

    private static PlanLearningSupport Plan(DateOnly? review = null) =>
        new(September, [WeakPoint.Mathematics, WeakPoint.Chinese, WeakPoint.Mathematics], "zhang", review, Unsaid, Samples.Sealed, null, Samples.Sealed);

    [Fact]
    public void Aid_is_granted_for_the_term_of_its_day_unless_another_is_named()
    {
        Followed(Concern.Hardship).When(Aid()).Then<AidGranted>(aid => aid.ShouldSatisfyAllConditions(() => aid.Term.ShouldBe("2026-1"), () => aid.Group.ShouldBe(AidGroup.Orphan), () => aid.Yuan.ShouldBe(625)));
        Followed(Concern.Hardship).When(Aid(term: "2025-2")).Then<AidGranted>(aid => aid.Term.ShouldBe("2025-2"));
    }

    [Fact]
    public void One_scheme_is_not_paid_twice_for_a_term()
    {
        var scene = Followed(Concern.Hardship).When(Aid());
        scene.WhenTried(Aid("2026-11-01", " 寄宿生生活补助 ")).ThenRefused("aid_twice");
        scene.WhenTried(Aid("2026-11-01", "寄宿生　生活 补助")).ThenRefused("aid_twice");
        scene.When(Aid("2026-10-01", "雨露计划（A）")).WhenTried(Aid("2026-10-02", "雨露计划 (ａ)")).ThenRefused("aid_twice");
        scene.When(Aid("2026-11-01", term: "2026-2")).When(Aid("2026-11-01", "营养餐补助")).Then(typeof(AidGranted));
    }

    [Fact]
    public void What_a_ledger_granted_counts_for_the_term_of_its_day() =>
        Scene.Given(new CaseOpened(Concern.Hardship, null) { Entry = Samples.Id(1), OccurredOn = September, By = Samples.Teacher },
                new AidGranted("寄宿生生活补助", 500, null) { Entry = Samples.Id(2), OccurredOn = Day("2026-09-15"), By = Samples.Teacher, From = new(Samples.Id(3), 2) })
            .WhenTried(Aid()).ThenRefused("aid_twice");

    [Fact]
    public void A_withdrawn_payment_can_be_made_anew()
    {
        var scene = Followed(Concern.Hardship).When(Aid());
        scene.When(new WithdrawEntry(September, scene.Last<AidGranted>(), Samples.Sealed)).When(Aid()).Then(typeof(AidGranted));
    }

    [Fact]
    public void Aid_names_scheme_amount_and_term_and_goes_to_a_child_in_hardship()
    {
        Followed(Concern.Hardship).WhenTried(Aid(scheme: " ")).ThenRefused("aid_scheme_missing");
        Followed(Concern.Hardship).WhenTried(Aid() with { Yuan = 0 }).ThenRefused("aid_amount");
        Followed(Concern.Hardship).WhenTried(Aid(term: "2026-3")).ThenRefused("aid_term");
        Followed(Concern.LeftBehind).WhenTried(Aid()).ThenRefused("concern_not_followed");
    }

    [Fact]
    public void Aid_is_owed_from_the_concern_on_and_anew_for_the_next_term()
    {
        var scene = Followed(Concern.Hardship);
        scene.Summary("2026-09-20").Next.ShouldBe(new Duty(DutyKind.GrantAid, Day("2027-01-08"), Level.County));
        scene.When(Aid()).Summary("2026-09-20").Next.ShouldBe(new Duty(DutyKind.GrantAid, Day("2027-06-01"), Level.County));
        scene.WhenTried(Aid("2026-11-01", "寄宿生　生活 补助")).ThenRefused("aid_twice");
        scene.When(Aid("2026-10-01", "雨露计划（A）")).WhenTried(Aid("2026-10-02", "雨露计划 (ａ)")).ThenRefused("aid_twice");
        scene.When(Aid("2026-11-01", term: "2026-2")).Summary("2026-11-02").Next.ShouldBe(new Duty(DutyKind.GrantAid, Day("2027-12-30"), Level.County));
    }

    [Theory]
    [InlineData("2026-09-01", "2026-1")]
    [InlineData("2027-01-31", "2026-1")]
    [InlineData("2027-02-01", "2026-2")]
    [InlineData("2027-08-31", "2026-2")]
    public void A_day_lies_in_a_term_and_a_term_begins_on_a_day(string day, string term)
    {
        AidTerm.Of(Day(day)).ToString().ShouldBe(term);
        AidTerm.Read(term).ShouldBe(AidTerm.Of(Day(day)));
        AidTerm.Of(AidTerm.Of(Day(day)).First).ToString().ShouldBe(term);
    }

    [Fact]
    public void Board_and_meals_are_facts_of_any_case_and_what_is_not_said_stays()
    {
        var scene = Followed(Concern.LeftBehind).When(new RecordLiving(September, true, null, null)).When(new RecordLiving(September, null, false, null));
        scene.Student!.Living.ShouldBe(new Living(true, false));
        scene.WhenTried(new RecordLiving(September, null, null, null)).ThenRefused("says_nothing");
    }

    [Fact]
    public void Learning_support_is_planned_and_reviewed_by_the_packs_days_until_its_goal_is_reached()
    {
        var scene = Followed(Concern.LearningDifficulty).When(Plan()).Then<LearningSupportPlanned>(plan => plan.Weak.ShouldBe([WeakPoint.Chinese, WeakPoint.Mathematics]));
        var plan = scene.Last<LearningSupportPlanned>();
        scene.Summary("2026-09-20").Next.ShouldBe(new Duty(DutyKind.ReviewLearningSupport, Day("2026-11-09"), Level.School));
        scene.When(new ReviewLearningSupport(Day("2026-10-01"), plan, LearningProgress.Some, Day("2026-10-20"), null)).Summary("2026-10-02").Next!.Until.ShouldBe(Day("2026-10-20"));
        scene.When(new ReviewLearningSupport(Day("2026-10-20"), plan, LearningProgress.None, null, null)).Summary("2026-10-21").Next!.Until.ShouldBe(Day("2026-12-19"));
        scene.When(new ReviewLearningSupport(Day("2026-11-20"), plan, LearningProgress.Done, null, null)).Summary("2026-11-21").Duties.ShouldBeEmpty();
        scene.WhenTried(new ReviewLearningSupport(Day("2026-11-21"), plan, LearningProgress.Some, null, null)).ThenRefused("no_learning_plan");
    }

    [Fact]
    public void A_plan_names_what_is_weak_and_a_new_one_takes_the_place_of_the_one_before()
    {
        Followed(Concern.LearningDifficulty).WhenTried(Plan() with { Weak = [] }).ThenRefused("no_weak_point");
        Followed(Concern.LearningDifficulty).WhenTried(Plan(Day("2026-09-09"))).ThenRefused("until_before_start");
        Followed(Concern.Hardship).WhenTried(Plan()).ThenRefused("concern_not_followed");
        var scene = Followed(Concern.LearningDifficulty).When(Plan());
        var old = scene.Last<LearningSupportPlanned>();
        scene.When(Plan(Day("2026-10-01"))).WhenTried(new ReviewLearningSupport(September, old, LearningProgress.Some, null, null)).ThenRefused("no_learning_plan");
        scene.Summary("2026-09-20").Next!.Until.ShouldBe(Day("2026-10-01"));
        scene.WhenTried(new ReviewLearningSupport(September, scene.Last<LearningSupportPlanned>(), LearningProgress.Some, Day("2026-09-09"), null)).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_child_followed_for_learning_difficulties_is_owed_a_plan_and_one_followed_for_its_mental_health_a_screening()
    {
        var scene = Followed(Concern.LearningDifficulty);
        scene.Summary("2026-09-20").Duties.ShouldHaveSingleItem().Kind.ShouldBe(DutyKind.PlanLearningSupport);
        scene.When(new RaiseConcern(Day("2026-09-12"), Concern.MentalHealth, null)).Summary("2026-09-20").Duties
            .ShouldContain(new Duty(DutyKind.ScreenMentalHealth, Day("2026-09-19"), Level.School) { Part = RestrictedPart.MentalHealth });
        // A screening of before the concern that is entered now, and something done without one, are acts too.
        scene.When(new ScreenMentalHealth(Day("2026-09-11"), MentalHealthRisk.None, null, null)).Summary("2026-09-20").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.ScreenMentalHealth);
        Followed(Concern.MentalHealth).When(new LogIntervention(Day("2026-09-12"), InterventionKind.Family, null, null)).Summary("2026-09-20").Duties.ShouldBeEmpty();
    }

    [Fact]
    public void A_concern_that_is_raised_again_is_begun_again()
    {
        var scene = Followed(Concern.MentalHealth).When(new ScreenMentalHealth(September, MentalHealthRisk.None, null, null)).When(new RaiseConcern(September, Concern.DropoutRisk, null))
            .When(new WithdrawConcern(Day("2026-09-20"), Concern.MentalHealth, null));
        scene.Summary("2026-09-21").Duties.ShouldBeEmpty();
        scene.When(new RaiseConcern(Day("2026-11-01"), Concern.MentalHealth, null)).Summary("2026-11-01").Duties.ShouldHaveSingleItem().Until.ShouldBe(Day("2026-11-08"));
    }

    [Fact]
    public void A_risk_is_followed_up_within_the_packs_days_and_a_crisis_by_the_next()
    {
        DateOnly? Due(MentalHealthRisk risk, DateOnly? by = null) => Followed(Concern.MentalHealth).When(new ScreenMentalHealth(September, risk, by, null)).Summary("2026-09-10").Next?.Until;
        Due(MentalHealthRisk.None).ShouldBeNull();
        Due(MentalHealthRisk.Moderate).ShouldBe(Day("2026-09-17"));
        Due(MentalHealthRisk.Severe).ShouldBe(Day("2026-09-11"));
        Due(MentalHealthRisk.Mild, Day("2026-09-30")).ShouldBe(Day("2026-09-30"));
        Followed(Concern.MentalHealth).WhenTried(new ScreenMentalHealth(September, MentalHealthRisk.Mild, Day("2026-09-09"), null)).ThenRefused("until_before_start");
    }

    [Fact]
    public void Only_what_is_done_takes_a_crisis_away_and_an_intervention_says_when_more_is_due()
    {
        var scene = Followed(Concern.MentalHealth).When(new ScreenMentalHealth(September, MentalHealthRisk.Severe, null, null)).When(new ScreenMentalHealth(Day("2026-09-11"), MentalHealthRisk.None, null, null));
        scene.Summary("2026-09-11").Next.ShouldBe(new Duty(DutyKind.FollowUpMentalHealth, Day("2026-09-11"), Level.School) { Part = RestrictedPart.MentalHealth });
        scene.When(new LogIntervention(Day("2026-09-11"), InterventionKind.Crisis, Day("2026-09-14"), null)).Summary("2026-09-12").Next!.Until.ShouldBe(Day("2026-09-14"));
        scene.When(new LogIntervention(Day("2026-09-14"), InterventionKind.Referral, null, null)).Summary("2026-09-15").Duties.ShouldBeEmpty();
        scene.WhenTried(new LogIntervention(Day("2026-09-14"), InterventionKind.Family, Day("2026-09-13"), null)).ThenRefused("until_before_start");
        Followed(Concern.Hardship).WhenTried(new LogIntervention(September, InterventionKind.Family, null, null)).ThenRefused("concern_not_followed");
        Followed(Concern.Hardship).WhenTried(new ScreenMentalHealth(September, MentalHealthRisk.None, null, null)).ThenRefused("concern_not_followed");
    }

    [Fact]
    public void A_child_with_several_concerns_is_one_file_and_each_ends_by_itself()
    {
        var scene = Followed(Concern.LeftBehind).When(new RaiseConcern(September, Concern.Hardship, null)).When(new RaiseConcern(September, Concern.LearningDifficulty, null)).When(Plan()).When(Aid());
        scene.Summary("2026-09-20").Duties.Select(duty => duty.Kind).ShouldBe(
            [DutyKind.ParentContact, DutyKind.RecordGuardianship, DutyKind.CareVisit, DutyKind.ReviewLearningSupport, DutyKind.GrantAid]);
        scene.When(new WithdrawConcern(Day("2026-09-21"), Concern.LeftBehind, null)).When(new WithdrawConcern(Day("2026-09-21"), Concern.LearningDifficulty, null));
        scene.Summary("2026-09-21").Duties.Select(duty => duty.Kind).ShouldBe([DutyKind.GrantAid]);
    }
}
