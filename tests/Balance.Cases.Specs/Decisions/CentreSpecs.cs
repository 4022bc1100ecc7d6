using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Decisions.DisabilityScene;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>特殊教育资源中心: a child is handed to a centre, which answers, and on from centre to centre.</summary>
public class CentreSpecs
{
    private static readonly Actor Head = new("zhao", "5121138101", Level.School);
    private static readonly Actor AtSchool = new("qian", "Z5121138101", Level.School);
    private static readonly Actor AtTownship = new("sun", "Z211381101", Level.Township);
    private static readonly Actor AtCounty = new("zhou", "Z211381", Level.County);
    private static readonly Actor Clock = new(Actor.Clock, "211381", Level.County);

    private static AskResourceCentre Ask(Actor centre, string on) => new(Day(on), centre.Office, null);

    private static AnswerResourceCentre Answer(Scene scene, string on, CentreAnswer answer = CentreAnswer.Accepted) =>
        new(Day(on), scene.Last<ResourceCentreAsked>(), answer, answer == CentreAnswer.Returned ? Samples.Sealed : null);

    private static Scene Asked(Actor? centre = null) => AtHome().By(Head).When(Ask(centre ?? AtSchool, "2026-10-01"));

    private static Scene Held()
    {
        var scene = Asked().By(AtSchool);
        return scene.When(Answer(scene, "2026-10-05"));
    }

    [Fact]
    public void A_centre_is_asked_and_has_the_packs_days_to_answer()
    {
        var scene = Asked().Then<ResourceCentreAsked>(asked => (asked.Centre, asked.FromCentre, asked.AnswerBy).ShouldBe((AtSchool.Office, null, Day("2026-10-11"))))
            .ThenFile(student => (student.Centre.Holder, student.Centre.Addressee).ShouldBe((null, AtSchool.Office)));
        scene.Summary("2026-10-02").Duties.ShouldContain(new Duty(DutyKind.AnswerCentre, Day("2026-10-11"), Level.School) { Office = AtSchool.Office });
        Asked(AtCounty).Summary("2026-10-02").Duties.ShouldContain(duty => duty.Kind == DutyKind.AnswerCentre && duty.By == Level.County && duty.Office == AtCounty.Office);
        scene.WhenTried(Ask(AtTownship, "2026-10-02")).ThenRefused("centre_asked");
        Scene.GivenDropout().WhenTried(Ask(AtSchool, "2026-10-15")).ThenRefused("not_followed_for_disability");
    }

    [Fact]
    public void What_it_accepts_it_holds_and_what_it_returns_says_why()
    {
        Held().ThenFile(student => (student.Centre.Holder, student.Centre.Addressee).ShouldBe((AtSchool.Office, null)))
            .ThenFile(student => student.IsSettledMove(student.Find(student.Centre.Held!.Id)!).ShouldBeTrue());
        Held().Summary("2026-10-06").Disability!.HeldBy.ShouldBe(AtSchool.Office);

        var returned = Asked().By(AtSchool);
        returned.WhenTried(Answer(returned, "2026-10-05", CentreAnswer.Returned) with { Note = null }).ThenRefused("return_reason_missing");
        returned.When(Answer(returned, "2026-10-05", CentreAnswer.Returned)).Then(typeof(ResourceCentreAnswered))
            .ThenFile(student => student.Centre.ShouldBe(CentreStand.None)).WhenTried(Answer(returned, "2026-10-06")).ThenRefused("no_centre_asked");
    }

    [Fact]
    public void The_centre_that_was_asked_answers_or_the_bureau_for_it_and_nobody_else()
    {
        foreach (var other in new[] { Head, AtTownship, AtCounty, Samples.Township })
        {
            var scene = Asked().By(other);
            scene.WhenTried(Answer(scene, "2026-10-05")).ThenRefused("answer_by_centre");
        }
        var bureau = Asked().By(Samples.County);
        bureau.WhenTried(Answer(bureau, "2026-09-30")).ThenRefused("before_the_move");
        bureau.When(Answer(bureau, "2026-10-05")).ThenFile(student => student.Centre.Holder.ShouldBe(AtSchool.Office));
    }

    [Fact]
    public void Who_holds_the_child_hands_it_on_and_keeps_it_until_the_other_has_accepted()
    {
        Held().WhenTried(Ask(AtSchool, "2026-10-06")).ThenRefused("centre_holds");
        Held().By(Head).WhenTried(Ask(AtTownship, "2026-10-06")).ThenRefused("held_by_centre");
        Held().By(Samples.County).When(Ask(AtCounty, "2026-10-06")).ThenFile(student => student.Centre.Addressee.ShouldBe(AtCounty.Office));

        var scene = Held().When(Ask(AtTownship, "2026-10-06")).Then<ResourceCentreAsked>(asked => asked.FromCentre.ShouldBe(AtSchool.Office))
            .ThenFile(student => (student.Centre.Holder, student.Centre.Addressee).ShouldBe((AtSchool.Office, AtTownship.Office))).By(AtTownship);
        scene.When(Answer(scene, "2026-10-07")).ThenFile(student => (student.Centre.Holder, student.Centre.Addressee).ShouldBe((AtTownship.Office, null)));

        var back = Held().When(Ask(AtTownship, "2026-10-06")).By(AtTownship);
        back.When(Answer(back, "2026-10-07", CentreAnswer.Returned)).ThenFile(student => student.Centre.Holder.ShouldBe(AtSchool.Office));
    }

    [Fact]
    public void What_nobody_answers_the_clock_takes_back_and_it_goes_up_and_the_bureau_finds_another()
    {
        var scene = Asked().By(Clock);
        scene.WhenTried(Answer(scene, "2026-10-11", CentreAnswer.NeverAnswered)).ThenRefused("clock_takes_back");
        scene.By(AtSchool).WhenTried(Answer(scene, "2026-10-12", CentreAnswer.NeverAnswered)).ThenRefused("clock_takes_back");

        scene.By(Clock).When(Answer(scene, "2026-10-12", CentreAnswer.NeverAnswered)).Then(typeof(ResourceCentreAnswered), typeof(DutyEscalated))
            .Then<DutyEscalated>(told => (told.Duty, told.FromLevel, told.ToLevel).ShouldBe((DutyKind.AnswerCentre, Level.School, Level.Township)))
            .ThenFile(student => student.Centre.Addressee.ShouldBeNull())
            .ThenFile(student => student.UnansweredByCentres.ShouldBe([(Day("2026-10-12"), AtSchool.Office)]));
        scene.Summary("2026-10-13").Duties.ShouldContain(new Duty(DutyKind.AskAnotherCentre, Day("2026-10-22"), Level.County));

        scene.By(Samples.County).When(Ask(AtCounty, "2026-10-14")).Summary("2026-10-15").Duties.ShouldNotContain(duty => duty.Kind == DutyKind.AskAnotherCentre);
    }

    [Fact]
    public void Above_the_countys_centre_nobody_is_told_and_what_the_round_has_told_is_not_told_again()
    {
        var county = Asked(AtCounty).By(Clock);
        county.When(Answer(county, "2026-10-12", CentreAnswer.NeverAnswered)).Then(typeof(ResourceCentreAnswered));
        var told = Asked().On("2026-10-12").By(Clock).When(new TakeUpOverdue(Day("2026-10-12")));
        told.When(Answer(told, "2026-10-12", CentreAnswer.NeverAnswered)).Then(typeof(ResourceCentreAnswered));
    }

    [Fact]
    public void It_ends_with_the_placement_the_concern_or_the_case_and_not_with_being_placed_anew()
    {
        Held().By(Samples.County).When(new EndPlacement(Day("2026-11-01"), PlacementEnd.Graduated, null)).ThenFile(student => student.Centre.ShouldBe(CentreStand.None));
        Held().By(Samples.County).When(new EndPlacement(Day("2026-11-01"), PlacementEnd.PlacedAnew, null)).ThenFile(student => student.Centre.Holder.ShouldBe(AtSchool.Office));
        Held().By(Samples.County).When(new RaiseConcern(Day("2026-11-01"), Concern.Hardship, null)).When(new WithdrawConcern(Day("2026-11-02"), Concern.Disability, null))
            .ThenFile(student => student.Centre.ShouldBe(CentreStand.None))
            .When(new RaiseConcern(Day("2026-11-03"), Concern.Disability, null)).ThenFile(student => student.Centre.ShouldBe(CentreStand.None));
        Held().By(Samples.County).When(new CloseCase(Day("2026-11-01"), Samples.Sealed)).When(new ReopenCase(Day("2026-11-02"), null)).ThenFile(student => student.Centre.ShouldBe(CentreStand.None));
    }

    [Fact]
    public void An_asking_is_withdrawn_only_while_nobody_has_the_child_by_it()
    {
        var asked = Asked();
        asked.When(new WithdrawEntry(Day("2026-10-02"), asked.Last<ResourceCentreAsked>(), Samples.Sealed)).ThenFile(student => student.Centre.ShouldBe(CentreStand.None));
        var held = Held().By(Samples.County);
        held.WhenTried(new WithdrawEntry(Day("2026-10-06"), held.Last<ResourceCentreAsked>(), Samples.Sealed)).ThenRefused("move_stays");
        held.WhenTried(new WithdrawEntry(Day("2026-10-06"), held.Last<ResourceCentreAnswered>(), Samples.Sealed)).ThenRefused("move_stays");
    }

    [Fact]
    public void The_bureau_stands_above_every_centre_and_puts_right_what_one_entered()
    {
        var scene = Asked(AtCounty).By(AtCounty);
        scene.When(Answer(scene, "2026-10-05", CentreAnswer.Returned));
        Correcting.Forbids(scene.Student!, scene.Last<ResourceCentreAnswered>(), Samples.County, []).ShouldBeNull();
        Correcting.Forbids(scene.Student!, scene.Last<ResourceCentreAnswered>(), AtTownship, []).ShouldNotBeNull();
    }

    [Fact]
    public void Children_are_counted_by_the_centre_that_holds_them_was_asked_or_never_answered()
    {
        ServedChild child = new(Guid.NewGuid(), null, null, true, false, null, false, false, []);
        ServiceFigures.OfCentres([child, child with { HeldBy = "Z211381" }, child with { HeldBy = "Z211381", AskedOf = "Z211381101" }, child with { UnansweredBy = ["Z211381101", "Z211381101"] }])
            .ShouldBe([new("Z211381", 2, 0, 0), new("Z211381101", 0, 1, 1)]);
        ServiceFigures.OfCentres([child]).ShouldBeEmpty();
    }
}
