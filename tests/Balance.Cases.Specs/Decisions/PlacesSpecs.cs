using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class PlacesSpecs
{
    private const string School = "2121138101";

    private static Scene GivenMigrant() => Scene.Given().When(new OpenCase(Day("2026-09-10"), Concern.Migrant, null));

    private static SecurePlace Secure(Ownership ownership = Ownership.Public) => new(Day("2026-09-20"), School, ownership, PlaceProof.ResidencePermit, Mixed: true, null);

    [Fact]
    public void A_migrant_child_waits_for_a_place_until_one_is_secured()
    {
        var scene = GivenMigrant();
        scene.Summary("2026-09-11").Duties.ShouldBe([new Duty(DutyKind.SecurePlace, Day("2026-10-10"), Level.County)]);
        scene.When(Secure()).Then<SchoolPlaceSecured>(place => (place.School, place.Ownership, place.Proof, place.Mixed).ShouldBe((School, Ownership.Public, PlaceProof.ResidencePermit, true)));
        scene.Summary("2026-09-21").Duties.ShouldBeEmpty();
        scene.Student!.SecuredPlace!.School.ShouldBe(School);
    }

    [Fact]
    public void A_place_that_is_bought_is_one_and_a_private_one_is_none()
    {
        GivenMigrant().When(Secure(Ownership.Purchased)).Then(typeof(SchoolPlaceSecured));
        GivenMigrant().WhenTried(Secure(Ownership.Private)).ThenRefused("place_not_public");
    }

    [Fact]
    public void A_place_is_secured_for_children_who_are_followed_as_migrants() =>
        Scene.Given().When(new OpenCase(Day("2026-09-10"), Concern.LearningDifficulty, null)).WhenTried(Secure()).ThenRefused("not_migrant");

    [Fact]
    public void A_child_that_comes_again_as_a_migrant_is_owed_a_place_again()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-09-01"), Concern.DropoutRisk, null)).When(new RaiseConcern(Day("2026-09-10"), Concern.Migrant, null)).When(Secure())
            .When(new WithdrawConcern(Day("2026-10-01"), Concern.Migrant, null));
        scene.Summary("2026-10-02").Duties.ShouldBeEmpty();
        scene.When(new RaiseConcern(Day("2026-11-01"), Concern.Migrant, null)).Summary("2026-11-01").Next.ShouldBe(new Duty(DutyKind.SecurePlace, Day("2026-12-01"), Level.County));
    }

    [Fact]
    public void A_complaint_about_fees_is_due_until_it_is_answered()
    {
        var scene = GivenMigrant().When(Secure()).When(new FileFeeComplaint(Day("2026-09-25"), School, Samples.Sealed)).Then(typeof(FeeComplaintFiled));
        var complaint = scene.Last<FeeComplaintFiled>();
        scene.Summary("2026-09-26").Duties.ShouldHaveSingleItem().Kind.ShouldBe(DutyKind.AnswerComplaint);

        scene.By(Samples.County).WhenTried(new AnswerFeeComplaint(Day("2026-09-24"), complaint, ComplaintOutcome.Refunded, null)).ThenRefused("before_the_move");
        scene.When(new AnswerFeeComplaint(Day("2026-09-28"), complaint, ComplaintOutcome.Refunded, null)).Then<FeeComplaintAnswered>(answer => answer.Complaint.ShouldBe(complaint));
        scene.Summary("2026-09-29").Duties.ShouldBeEmpty();
        scene.WhenTried(new AnswerFeeComplaint(Day("2026-09-29"), complaint, ComplaintOutcome.Unfounded, null)).ThenRefused("no_complaint");
    }

    [Fact]
    public void What_is_done_about_places_is_offered_for_migrant_children_only()
    {
        CaseAction[] ofPlaces = [CaseAction.SecurePlace, CaseAction.FileFeeComplaint, CaseAction.AnswerFeeComplaint];
        GivenMigrant().Offers().Select(offer => offer.Action).Intersect(ofPlaces).ShouldBe(ofPlaces);
        Scene.GivenDropout().Offers().Select(offer => offer.Action).Intersect(ofPlaces).ShouldBeEmpty();
    }
}
