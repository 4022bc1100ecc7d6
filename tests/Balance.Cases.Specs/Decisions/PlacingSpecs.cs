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

public class PlacingSpecs
{
    private static readonly ContestPlacement Contest = new(Day("2026-09-25"), Contestant.Guardian, Samples.Sealed);

    [Fact]
    public void A_registration_follows_the_child_from_then_on()
    {
        Registered().Then(typeof(DisabilityRegistered), typeof(CaseOpened)).ThenFile(student => student.Concerns.ShouldBe([Concern.Disability]));
        Scene.GivenDropout().When(Register).Then(typeof(DisabilityRegistered), typeof(ConcernRaised)).ThenFile(student => student.Concerns.ShouldBe([Concern.DropoutRisk, Concern.Disability]));
        Registered().When(Register with { DisabilityLevel = 3 }).Then(typeof(DisabilityRegistered)).ThenFile(student => student.IsSevere(Domain.Packs.PolicyPack.Load("national")).ShouldBeFalse());
        Scene.Given().WhenTried(Register with { DisabilityLevel = 5 }).ThenRefused("disability_level_range");
        Scene.Given().WhenTried(Register with { CertifiedOn = Day("2030-01-01") }).ThenRefused("date_in_future");
    }

    [Fact]
    public void Nothing_is_done_for_a_disability_for_which_the_child_is_not_followed()
    {
        Scene.GivenDropout().WhenTried(Assess).ThenRefused("not_followed_for_disability");
        Scene.GivenDropout().WhenTried(PlaceAtHome).ThenRefused("not_followed_for_disability");
        Scene.Given().WhenTried(Assess).ThenRefused("no_case");
    }

    [Fact]
    public void A_child_followed_for_a_disability_is_to_be_registered_by_the_county_also_where_a_ledger_has_placed_it()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-08-25"), Concern.Disability, null));
        scene.Summary("2026-09-01").Duties.ShouldBe([new Duty(DutyKind.RegisterDisability, Day("2026-09-09"), Level.County)]);
        scene.By(Samples.County).When(Register).Summary("2026-09-01").Duties.ShouldHaveSingleItem().Kind.ShouldBe(DutyKind.AssessNeeds);
        var placed = Samples.After(FromLedger.Decide(null, Samples.Child, [new(2, Day("2026-09-01"), LedgerStep.Place, "home_teaching", School: "5121000001")], scene.Context(1)));
        CaseSummary.Of(placed, Day("2026-09-02"), scene.Pack, []).Duties.ShouldContain(new Duty(DutyKind.RegisterDisability, Day("2026-09-16"), Level.County));
    }

    [Fact]
    public void The_committee_assesses_a_registered_child()
    {
        Assessed().Then(typeof(NeedsAssessed)).ThenFile(student => student.Assessment.ShouldNotBeNull());
        Scene.Given().When(new OpenCase(Day("2026-09-01"), Concern.Disability, null)).WhenTried(Assess).ThenRefused("not_registered");
        Registered().WhenTried(Assess with { ReassessOn = Day("2026-09-10") }).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_placement_rests_on_the_assessment()
    {
        var scene = AtHome();
        scene.Then<PlacementDecided>(placed => placed.Assessment.ShouldBe(scene.Last<NeedsAssessed>()));
        scene.Student!.StandingOn(Day("2026-09-20"), []).HomeTaught.ShouldBeTrue();
        Registered().WhenTried(PlaceAtHome).ThenRefused("placed_without_assessment");
        Assessed().WhenTried(PlaceAtHome with { OccurredOn = Day("2026-09-09") }).ThenRefused("placed_without_assessment");
    }

    [Fact]
    public void A_placement_is_one_that_the_countys_pack_has()
    {
        var national = PolicyPack.Load("national");
        var schoolsAlone = national with { Disability = national.Disability with { Placements = national.Disability.Placements with { Offered = [Placement.RegularClass, Placement.SpecialSchool] } } };
        Assessed().Under(schoolsAlone).WhenTried(PlaceAtHome).ThenRefused("placement_not_offered");
        Assessed().Under(schoolsAlone).Offers().Single(offer => offer.Action == CaseAction.DecidePlacement).Refused.ShouldBeNull("a place in a school can be decided");
        Assessed().Under(schoolsAlone).When(PlaceAtHome with { Placement = Placement.SpecialSchool, School = "5121138101" }).Then(typeof(PlacementDecided));
        foreach (var pack in PolicyPack.Shipped.Values) pack.Disability.Placements.Offered.ShouldBe(Term.All<Placement>(), ignoreOrder: true, pack.Name);
    }

    [Fact]
    public void A_place_in_a_school_names_the_school_and_a_deferral_its_last_day()
    {
        Assessed().WhenTried(PlaceAtHome with { Placement = Placement.RegularClass, School = null }).ThenRefused("school_missing");
        Assessed().WhenTried(PlaceAtHome with { Placement = Placement.Deferred }).ThenRefused("until_missing");
        Assessed().WhenTried(PlaceAtHome with { Placement = Placement.Deferred, Until = Day("2026-09-20") }).ThenRefused("until_before_start");
        Assessed().When(PlaceAtHome with { Placement = Placement.Deferred, Until = Day("2027-08-31") })
            .ThenFile(student => student.StandingOn(Day("2026-10-01"), []).Finding.ShouldBe(Finding.Deferred));
    }

    [Fact]
    public void A_contested_placement_is_decided_anew_only_after_a_new_assessment()
    {
        var scene = AtHome().When(Contest).Then(typeof(PlacementContested));
        scene.WhenTried(Contest).ThenRefused("already_contested");
        var anew = PlaceAtHome with { OccurredOn = Day("2026-10-05"), Placement = Placement.SpecialSchool };
        scene.WhenTried(anew).ThenRefused("contested_without_reassessment");
        scene.When(Assess with { OccurredOn = Day("2026-10-01") }).When(anew).Then(typeof(PlacementDecided)).ThenFile(student => student.Contest.ShouldBeNull())
            .ThenFile(student => student.IsHomeTaughtOn(Day("2026-10-06")).ShouldBeFalse());
        Assessed().WhenTried(Contest).ThenRefused("no_placement");
    }

    [Fact]
    public void A_placement_that_has_ended_is_in_force_no_more()
    {
        var end = new EndPlacement(Day("2026-11-01"), PlacementEnd.Recovered, null);
        Scheduled().When(end).Then(typeof(PlacementEnded)).ThenFile(student => student.PlacementInForce.ShouldBeNull())
            .WhenTried(Session("2026-11-02")).ThenRefused("taught_without_placement")
            .WhenTried(end).ThenRefused("no_placement");
        Assessed().WhenTried(end).ThenRefused("no_placement");
    }

    [Fact]
    public void Assessment_placement_and_dispute_each_have_their_day()
    {
        Registered().Summary("2026-09-05").Duties.ShouldBe([new Duty(DutyKind.AssessNeeds, Day("2026-10-02"), Level.County)]);
        Assessed().Summary("2026-09-15").Duties.ShouldBe([new Duty(DutyKind.PlaceChild, Day("2026-11-09"), Level.County), new Duty(DutyKind.AssessAgain, Day("2027-09-10"), Level.County)]);
        AtHome().When(Contest).Summary("2026-09-26").Duties.ShouldContain(new Duty(DutyKind.SettleDispute, Day("2026-10-25"), Level.County));
        AtHome().When(new EndPlacement(Day("2026-11-01"), PlacementEnd.PlacedAnew, null)).Summary("2026-11-02").Duties.ShouldContain(duty => duty.Kind == DutyKind.PlaceChild);
        AtHome().When(new EndPlacement(Day("2026-11-01"), PlacementEnd.Graduated, null)).Summary("2026-11-02").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.PlaceChild);
    }

    [Fact]
    public void What_a_ledger_tells_of_placements_is_taken_and_marked()
    {
        var scene = Scene.Given();
        var events = FromLedger.Decide(null, Samples.Child, [new(2, Day("2026-09-01"), LedgerStep.Place, "home_teaching", School: "5121000001")], scene.Context(1));
        events.OfType<PlacementDecided>().ShouldHaveSingleItem().Breaches.ShouldBe([Breach.PlacedWithoutAssessment]);
    }

    [Fact]
    public void Nothing_is_owed_to_a_child_that_is_not_followed_for_it_any_more()
    {
        var scene = Scheduled().When(new RaiseConcern(Day("2026-10-06"), Concern.DropoutRisk, null)).When(new WithdrawConcern(Day("2026-10-06"), Concern.Disability, null));
        scene.Summary("2026-12-01").Duties.ShouldBeEmpty();
        scene.Summary("2026-12-01").Disability.ShouldBeNull();
    }
}
