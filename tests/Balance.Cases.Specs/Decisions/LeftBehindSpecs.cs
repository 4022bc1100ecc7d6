using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class LeftBehindSpecs
{
    private static readonly DateOnly September = Day("2026-09-01");

    private static Scene Followed() => Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null));

    private static Scene Cared(Delegation delegation = Delegation.Written, int? contactDays = null) =>
        Followed().When(new RecordGuardianship(Day("2026-09-05"), Caregiver.Grandparents, delegation, GuardianshipQuality.Good, contactDays, Samples.Sealed, null));

    private static Duty? DutyOf(Scene scene, DutyKind kind) => scene.Summary("2026-09-06").Duties.SingleOrDefault(duty => duty.Kind == kind);

    [Fact]
    public void Guardianship_is_recorded_and_surveyed_again_after_a_year()
    {
        DutyOf(Followed(), DutyKind.RecordGuardianship).ShouldBe(new Duty(DutyKind.RecordGuardianship, Day("2026-09-16"), Level.School));
        var scene = Cared().Then(typeof(GuardianshipRecorded));
        DutyOf(scene, DutyKind.RecordGuardianship).ShouldBeNull();
        DutyOf(scene, DutyKind.SurveyAgain).ShouldBe(new Duty(DutyKind.SurveyAgain, Day("2027-09-05"), Level.School));
    }

    [Fact]
    public void A_delegation_that_is_not_yet_in_writing_stays_to_be_recorded() =>
        DutyOf(Cared(Delegation.NotYet), DutyKind.RecordGuardianship)!.Until.ShouldBe(Day("2026-09-20"));

    [Fact]
    public void A_refused_delegation_is_to_be_reported_at_once_until_it_is()
    {
        var scene = Cared(Delegation.Refused);
        DutyOf(scene, DutyKind.MandatoryReport).ShouldBe(new Duty(DutyKind.MandatoryReport, Day("2026-09-05"), Level.School));
        scene.When(new RecordGuardianship(Day("2026-09-06"), Caregiver.Relatives, Delegation.Written, null, null, null, null))
            .WhenTried(new CloseCase(Day("2026-09-06"), Samples.Sealed)).ThenRefused("report_due");
        scene.When(new FileMandatoryReport(Day("2026-09-06"), "civil_affairs", null, Samples.Sealed)).Then(typeof(MandatoryReportFiled))
            .Then<MandatoryReportFiled>(report => report.Listed.ShouldBeNull());
        DutyOf(scene, DutyKind.MandatoryReport).ShouldNotBeNull("neither police nor bureau was told");
        scene.When(new FileMandatoryReport(Day("2026-09-06"), "police", null, null)).When(new FileMandatoryReport(Day("2026-09-06"), "education", null, null));
        DutyOf(scene, DutyKind.MandatoryReport).ShouldBeNull();
    }

    [Fact]
    public void A_child_for_whom_nobody_cares_is_to_be_reported_at_once_also_where_somebody_does_later()
    {
        var scene = Followed().When(new RecordGuardianship(Day("2026-09-05"), Caregiver.None, Delegation.NotNeeded, null, null, null, null));
        scene.When(new RecordGuardianship(Day("2026-09-06"), Caregiver.Relatives, Delegation.Written, null, null, null, null));
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().Since.ShouldBe(Day("2026-09-05"));
    }

    [Fact]
    public void A_report_that_names_an_entry_tells_of_that_one_and_one_that_names_none_of_all_before_it()
    {
        var scene = Cared(Delegation.Refused).When(new LogParentContact(Day("2026-09-06"), ContactOutcome.Refused, null));
        scene.When(new FileMandatoryReport(Day("2026-09-06"), "police", null, null) { About = scene.Last<ParentContactLogged>() });
        scene.Student!.ReportsDue(scene.Pack).Select(report => report.To.Count).ShouldBe([2, 1]);
        scene.When(new FileMandatoryReport(Day("2026-09-06"), "education", null, null)).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Police]);
        scene.When(new LogParentContact(Day("2026-09-07"), ContactOutcome.Refused, null)).Student!.ReportsDue(scene.Pack).Select(report => report.To.Count).ShouldBe([1, 2], "what came after it is told anew");
    }

    [Fact]
    public void A_parent_is_to_be_in_touch_every_week_or_as_often_as_was_agreed()
    {
        DutyOf(Followed(), DutyKind.ParentContact)!.Until.ShouldBe(Day("2026-09-08"));
        DutyOf(Cared().When(new LogParentContact(Day("2026-09-06"), ContactOutcome.Reached, null)), DutyKind.ParentContact)!.Until.ShouldBe(Day("2026-09-13"));
        DutyOf(Cared(contactDays: 3).When(new LogParentContact(Day("2026-09-06"), ContactOutcome.Reached, null)), DutyKind.ParentContact)!.Until.ShouldBe(Day("2026-09-09"));
        DutyOf(Followed().When(new LogParentContact(Day("2026-09-06"), ContactOutcome.NotReached, null)), DutyKind.ParentContact)!.Until.ShouldBe(Day("2026-09-08"));
    }

    [Fact]
    public void Parents_out_of_reach_beyond_their_days_or_who_refuse_are_to_be_reported_at_once()
    {
        var scene = Followed().When(new LogParentContact(Day("2026-09-08"), ContactOutcome.NotReached, null)).ThenFile(student => student.ReportsDue(Scene.Given().Pack).ShouldBeEmpty());
        scene.When(new LogParentContact(Day("2026-09-09"), ContactOutcome.NotReached, null)).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().Since.ShouldBe(Day("2026-09-09"));
        scene.When(new LogParentContact(Day("2026-09-10"), ContactOutcome.Reached, null)).Student!.ReportsDue(scene.Pack).ShouldBeEmpty();
        scene.When(new LogParentContact(Day("2026-09-11"), ContactOutcome.Refused, null)).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Police, ReportedTo.Education]);
        scene.When(new FileMandatoryReport(Day("2026-09-11"), "police", "1", null) { About = scene.Last<ParentContactLogged>() }).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Education]);
        scene.When(new FileMandatoryReport(Day("2026-09-11"), "education", "1", null) { About = scene.Last<ParentContactLogged>() }).Student!.ReportsDue(scene.Pack).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_agreed_with_the_guardian_afterwards_takes_no_sign_away()
    {
        var scene = Followed().When(new LogParentContact(Day("2026-09-09"), ContactOutcome.NotReached, null));
        scene.When(new RecordGuardianship(Day("2026-09-09"), Caregiver.Grandparents, Delegation.Written, null, 30, null, null)).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem();
        scene.When(new LogParentContact(Day("2026-09-10"), ContactOutcome.NotReached, null)).Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem("thirty days were agreed when it was tried again");
    }

    [Fact]
    public void A_care_plan_ends_with_the_concern_it_was_made_for()
    {
        var scene = Scene.Given().When(new OpenCase(September, Concern.Migrant, null)).When(new RaiseConcern(September, Concern.Hardship, null))
            .When(new AdoptCarePlan(Day("2026-09-02"), CareProgramme.LoveStation, 10, null, null)).When(new WithdrawConcern(Day("2026-09-03"), Concern.Hardship, null));
        scene.When(new RaiseConcern(Day("2026-09-04"), Concern.Hardship, null)).Student!.CarePlan.ShouldBeNull();
        DutyOf(scene, DutyKind.CareVisit).ShouldBeNull();
        scene.When(new AdoptCarePlan(Day("2026-09-05"), CareProgramme.LoveStation, 20, null, null));
        scene.When(new RaiseConcern(Day("2026-09-06"), Concern.LeftBehind, null)).When(new WithdrawConcern(Day("2026-09-06"), Concern.Hardship, null));
        DutyOf(scene, DutyKind.CareVisit)!.Until.ShouldBe(Day("2026-10-06"), "one that was made before the child was left behind is not its plan");
    }

    [Fact]
    public void A_care_plan_says_how_often_somebody_looks_after_the_child()
    {
        DutyOf(Followed(), DutyKind.CareVisit)!.Until.ShouldBe(Day("2026-10-01"));
        var scene = Followed().When(new AdoptCarePlan(Day("2026-09-02"), CareProgramme.HopeCottage, 10, Day("2026-12-31"), null));
        DutyOf(scene, DutyKind.CareVisit)!.Until.ShouldBe(Day("2026-09-12"));
        DutyOf(scene, DutyKind.ReviewCarePlan).ShouldBe(new Duty(DutyKind.ReviewCarePlan, Day("2026-12-31"), Level.School));
        scene.When(new LogCareVisit(Day("2026-09-06"), null, null)).Then<CareVisitLogged>(visit => visit.Programme.ShouldBe(CareProgramme.HopeCottage));
        DutyOf(scene, DutyKind.CareVisit)!.Until.ShouldBe(Day("2026-09-16"));
        Followed().When(new AdoptCarePlan(September, CareProgramme.LoveStation, null, null, null)).Then<CarePlanAdopted>(plan => plan.VisitDays.ShouldBe(30));
        Followed().WhenTried(new AdoptCarePlan(September, CareProgramme.Other, 0, null, null)).ThenRefused("days_range");
        Followed().WhenTried(new AdoptCarePlan(September, CareProgramme.Other, null, Day("2026-08-31"), null)).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_guardian_is_admonished_with_a_reason() =>
        Followed().When(new AdmonishGuardian(September, AdmonishingBody.Police, "2026-3", Samples.Sealed)).Then(typeof(GuardianAdmonished));

    [Fact]
    public void Who_is_not_followed_as_left_behind_is_not_cared_for_as_such()
    {
        foreach (var command in new StudentCommand[]
        {
            new RecordGuardianship(September, Caregiver.None, Delegation.NotYet, null, null, null, null), new LogParentContact(September, ContactOutcome.Reached, null),
            new AdmonishGuardian(September, AdmonishingBody.School, null, Samples.Sealed),
        })
            Scene.Given().When(new OpenCase(September, Concern.Hardship, null)).WhenTried(command).ThenRefused("concern_not_followed");
        Scene.Given().When(new OpenCase(September, Concern.Hardship, null)).Summary("2026-10-01").Duties.ShouldAllBe(duty => duty.Kind == DutyKind.GrantAid);
    }

    [Fact]
    public void A_child_in_hardship_is_cared_for_by_the_plan_that_is_made_for_it()
    {
        Scene Poor() => Scene.Given().When(new OpenCase(September, Concern.Hardship, null));
        DutyOf(Poor(), DutyKind.CareVisit).ShouldBeNull();
        DutyOf(Poor().When(new LogCareVisit(Day("2026-09-03"), CareProgramme.LoveStation, null)), DutyKind.CareVisit).ShouldBeNull();
        var scene = Poor().When(new AdoptCarePlan(Day("2026-09-02"), CareProgramme.LoveStation, 10, Day("2026-12-31"), null));
        DutyOf(scene, DutyKind.CareVisit).ShouldBe(new Duty(DutyKind.CareVisit, Day("2026-09-12"), Level.School));
        DutyOf(scene, DutyKind.ReviewCarePlan).ShouldBe(new Duty(DutyKind.ReviewCarePlan, Day("2026-12-31"), Level.School));
        scene.When(new LogCareVisit(Day("2026-09-06"), null, null)).Then<CareVisitLogged>(visit => visit.Programme.ShouldBe(CareProgramme.LoveStation));
        DutyOf(scene, DutyKind.CareVisit)!.Until.ShouldBe(Day("2026-09-16"));
        scene.Summary("2026-09-06").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.RecordGuardianship || duty.Kind == DutyKind.ParentContact);
        foreach (var action in new[] { CaseAction.AdoptCarePlan, CaseAction.LogCareVisit }) scene.Offers().ShouldContain(offer => offer.Action == action && offer.Refused == null);
        scene.Offers().ShouldNotContain(offer => offer.Action == CaseAction.RecordGuardianship);
        Scene.Given().When(new OpenCase(September, Concern.Migrant, null)).WhenTried(new AdoptCarePlan(September, CareProgramme.Other, null, null, null)).ThenRefused("concern_not_followed");
        Scene.Given().When(new OpenCase(September, Concern.Migrant, null)).WhenTried(new LogCareVisit(September, null, null)).ThenRefused("concern_not_followed");
    }

    [Fact]
    public void A_survey_opens_the_file_or_raises_the_concern_once()
    {
        Scene.Given().When(new FollowRegister(September, Concern.LeftBehind)).Then(typeof(CaseOpened)).When(new FollowRegister(Day("2026-10-01"), Concern.LeftBehind)).ThenNothing();
        Scene.Given().When(new OpenCase(September, Concern.Hardship, null)).When(new FollowRegister(September, Concern.LeftBehind)).Then(typeof(ConcernRaised));
    }

    [Fact]
    public void A_survey_says_nothing_against_whoever_ended_the_concern_since_and_a_later_one_does()
    {
        var closed = Followed().When(new CloseCase(Day("2026-10-01"), Samples.Sealed));
        closed.When(new FollowRegister(Day("2026-09-15"), Concern.LeftBehind)).ThenNothing();
        closed.When(new FollowRegister(Day("2026-11-01"), Concern.LeftBehind)).Then(typeof(CaseReopened)).ThenFile(student => student.Concerns.ShouldBe([Concern.LeftBehind]));
        var ended = Followed().When(new RaiseConcern(September, Concern.Hardship, null)).When(new WithdrawConcern(Day("2026-10-01"), Concern.LeftBehind, null));
        ended.When(new FollowRegister(Day("2026-10-01"), Concern.LeftBehind)).ThenNothing();
        ended.When(new FollowRegister(Day("2026-10-02"), Concern.LeftBehind)).Then(typeof(ConcernRaised));
    }
}
