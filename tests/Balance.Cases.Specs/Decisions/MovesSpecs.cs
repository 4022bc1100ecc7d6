using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class MovesSpecs
{
    private const string Primary = "2121138101";
    private const string Junior = "3121138102";
    private static readonly Actor Receiver = new("zhao", Junior, Level.School);
    private static readonly Actor House = new(Actor.Clock, "211381", Level.County);

    private static Scene GivenFollowed() => Scene.GivenFollowed("2026-06-01");

    private static HandOver Hand(string on = "2026-08-20", string to = Junior) => new(Day(on), Samples.Id(77), Primary, to, 2026);

    private static Scene GivenHandedOver() => GivenFollowed().When(Hand());

    private static AnswerTransition Answer(Scene scene, string on, TransitionAnswer answer) => new(Day(on), scene.Last<TransitionHandedOver>(), answer, null);

    private static Scene GivenTransferred() => GivenFollowed().When(new TransferStudent(Day("2026-10-01"), TransferReach.WithinCounty, Primary, Junior, null, null));

    private static AcceptTransfer Accept(Scene scene, string on = "2026-10-05") => new(Day(on), scene.Last<StudentTransferred>(), null);

    private static ReturnTransfer Return(Scene scene, TransferReturn reason, string on = "2026-10-05") => new(Day(on), scene.Last<StudentTransferred>(), reason, null);

    [Fact]
    public void A_child_handed_over_is_to_be_answered_for_by_the_receiving_school()
    {
        var scene = GivenHandedOver();
        scene.Then<TransitionHandedOver>(handed => (handed.List, handed.FromSchool, handed.ToSchool, handed.AnswerBy).ShouldBe((Samples.Id(77), Primary, Junior, Day("2026-08-30"))));
        scene.Summary("2026-08-21").Duties.ShouldBe([new Duty(DutyKind.AnswerTransition, Day("2026-08-30"), Level.School) { Office = Junior }]);
        scene.ThenFile(file => file.HandedTo.ShouldBe(Junior)).ThenFile(file => file.TransitionIn(2026).ShouldBe(TransitionStep.HandedOver));
    }

    [Fact]
    public void Received_is_a_first_answer_and_registered_the_last()
    {
        var scene = GivenHandedOver().By(Receiver);
        scene.When(Answer(scene, "2026-08-25", TransitionAnswer.Received)).Then(typeof(TransitionAnswered)).ThenFile(file => file.HandedTo.ShouldBe(Junior));
        scene.Summary("2026-08-26").Duties.ShouldBe([new Duty(DutyKind.AnswerTransition, Day("2026-09-04"), Level.School) { Office = Junior }]);
        scene.WhenTried(Answer(scene, "2026-08-26", TransitionAnswer.Received)).ThenRefused("received_already");
        scene.When(Answer(scene, "2026-09-01", TransitionAnswer.Registered)).Then(typeof(TransitionAnswered));
        scene.ThenFile(file => file.HandedTo.ShouldBeNull()).ThenFile(file => file.TransitionIn(2026).ShouldBe(TransitionStep.Registered));
        scene.Summary("2026-09-02").Duties.ShouldBeEmpty();
        scene.WhenTried(Answer(scene, "2026-09-02", TransitionAnswer.NotArrived)).ThenRefused("no_hand_over");
        scene.WhenTried(Hand("2026-09-03")).ThenRefused("handed_over_this_year");
    }

    [Fact]
    public void A_child_that_has_not_arrived_is_suspected_the_same_day()
    {
        var scene = GivenHandedOver().By(Receiver).Roll("2026-03-01", RollStatus.Enrolled);
        scene.When(Answer(scene, "2026-09-02", TransitionAnswer.NotArrived)).Then(typeof(TransitionAnswered), typeof(DropoutSuspected), typeof(ConcernRaised));
        scene.Student!.OpenSuspicion!.ShouldSatisfyAllConditions(
            open => open.Since.ShouldBe(Day("2026-09-02")), open => open.Reasons.ShouldBe([SuspicionReason.TransitionGap]),
            open => open.Evidence.ShouldHaveSingleItem().SnapshotOn.ShouldBe(Day("2026-03-01")));
        scene.Summary("2026-09-02").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Suspected), s => s.Duties.ShouldHaveSingleItem().Kind.ShouldBe(DutyKind.Verify));
        scene.ThenFile(file => file.TransitionIn(2026).ShouldBe(TransitionStep.NotArrived)).When(Hand("2026-09-05", "3121138103")).Then(typeof(TransitionHandedOver));
    }

    [Fact]
    public void A_child_known_to_be_elsewhere_is_not_suspected_again()
    {
        var scene = GivenFollowed().When(new ReportAbsence(Day("2026-06-10"), Day("2026-06-09"), null))
            .When(new VerifySuspicion(Day("2026-06-12"), Finding.Emigrated, null, Samples.Sealed)).When(Hand()).By(Receiver);
        scene.When(Answer(scene, "2026-09-02", TransitionAnswer.NotArrived)).Then(typeof(TransitionAnswered));
    }

    [Fact]
    public void Nobody_answers_for_the_receiving_school_but_itself_and_the_bureau()
    {
        var scene = GivenHandedOver();
        foreach (var other in new[] { Samples.Teacher, Samples.Township })
            scene.By(other).WhenTried(Answer(scene, "2026-08-25", TransitionAnswer.Registered)).ThenRefused("answer_by_receiver");
        scene.By(Samples.County).When(Answer(scene, "2026-08-25", TransitionAnswer.Registered)).Then(typeof(TransitionAnswered));
    }

    [Fact]
    public void A_child_is_handed_over_to_one_school_at_a_time_and_never_to_its_own()
    {
        GivenFollowed().WhenTried(Hand(to: Primary)).ThenRefused("same_school");
        GivenHandedOver().WhenTried(Hand(to: "3121138103")).ThenRefused("move_open");
        GivenHandedOver().WhenTried(new TransferStudent(Day("2026-09-01"), TransferReach.WithinCounty, Primary, Junior, null, null)).ThenRefused("move_open");
        GivenTransferred().WhenTried(Hand("2026-10-02")).ThenRefused("move_open");
    }

    [Fact]
    public void A_transfer_is_open_until_the_other_side_accepts_and_the_case_stays_open_with_it()
    {
        var scene = GivenTransferred();
        scene.Summary("2026-10-02").Duties.ShouldBe([new Duty(DutyKind.AnswerTransfer, Day("2026-10-01").AddDays(scene.Pack.Moves.TransferDays), Level.School) { Office = Junior }]);
        scene.ThenFile(file => file.HandedTo.ShouldBe(Junior));
        scene.WhenTried(new CloseCase(Day("2026-10-02"), Samples.Sealed)).ThenRefused("move_open");
        scene.WhenTried(Accept(scene)).ThenRefused("answer_by_receiver");
        scene.By(Receiver).WhenTried(Accept(scene, "2026-09-30")).ThenRefused("before_the_move");
        scene.When(Accept(scene)).Then<TransferAccepted>(accepted => accepted.School.ShouldBe(Junior)).ThenFile(file => file.HandedTo.ShouldBeNull());
        scene.Summary("2026-10-06").Duties.ShouldBeEmpty();
        scene.WhenTried(Accept(scene)).ThenRefused("no_transfer");
    }

    [Fact]
    public void A_transfer_that_comes_back_raises_the_question_where_the_child_is()
    {
        foreach (var reason in new[] { TransferReturn.Refused, TransferReturn.NotArrived })
        {
            var scene = GivenTransferred().By(Receiver);
            scene.When(Return(scene, reason)).Then(typeof(TransferReturned), typeof(AbsenceReported), typeof(ConcernRaised));
            scene.ThenFile(file => file.HandedTo.ShouldBeNull()).ThenFile(file => file.OpenTransfer.ShouldBeNull()).ThenFile(file => file.OpenSuspicion!.Since.ShouldBe(Day("2026-10-05")));
        }
    }

    [Fact]
    public void A_question_that_is_asked_or_answered_already_is_not_asked_again()
    {
        var asked = GivenTransferred().When(new ReportAbsence(Day("2026-10-03"), Day("2026-10-02"), null)).By(Receiver);
        asked.When(Return(asked, TransferReturn.NotArrived)).Then(typeof(TransferReturned));
    }

    [Fact]
    public void What_nobody_answers_the_clock_returns_the_day_after_its_last_day_and_takes_it_up_the_line()
    {
        var scene = GivenTransferred();
        var last = ((StudentTransferred)scene.Student!.OpenTransfer!.Happened).AnswerBy;
        scene.WhenTried(Return(scene, TransferReturn.NeverAnswered, last.AddDays(1).ToString("yyyy-MM-dd", null))).ThenRefused("clock_returns");
        scene.By(House).WhenTried(Return(scene, TransferReturn.NeverAnswered, last.ToString("yyyy-MM-dd", null))).ThenRefused("clock_returns");
        scene.When(Return(scene, TransferReturn.NeverAnswered, last.AddDays(1).ToString("yyyy-MM-dd", null))).Then(typeof(TransferReturned), typeof(DutyEscalated), typeof(AbsenceReported), typeof(ConcernRaised));
        scene.Student!.Entries.Select(entry => entry.Happened).OfType<DutyEscalated>().ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(up => up.Duty.ShouldBe(DutyKind.AnswerTransfer), up => up.Due.ShouldBe(last), up => up.ToLevel.ShouldBe(Level.Township));
    }

    [Fact]
    public void A_move_to_another_county_is_answered_by_the_bureau()
    {
        var scene = GivenFollowed().When(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, Primary, null, "220281", null));
        scene.Summary("2026-10-02").Next.ShouldBe(new Duty(DutyKind.AnswerTransfer, Day("2026-10-01").AddDays(scene.Pack.Moves.TransferDays), Level.County));
        scene.ThenFile(file => file.HandedTo.ShouldBeNull());
        scene.By(Receiver).WhenTried(Accept(scene)).ThenRefused("answer_by_bureau");
        scene.By(Samples.County).WhenTried(Accept(scene)).ThenRefused("acceptance_unproven");
        scene.When(Accept(scene) with { Note = Samples.Sealed }).Then(typeof(TransferAccepted)).Then<TransferAccepted>(accepted => accepted.School.ShouldBeNull());
        scene.Summary("2026-10-06").Status.ShouldBe(CaseStatus.Departed);
    }

    [Fact]
    public void A_transfer_names_who_receives()
    {
        GivenFollowed().WhenTried(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, Primary, null, null, null)).ThenRefused("receiver_missing");
        GivenFollowed().WhenTried(new TransferStudent(Day("2026-10-01"), TransferReach.WithinCounty, Primary, null, null, null)).ThenRefused("receiver_missing");
        GivenFollowed().WhenTried(new TransferStudent(Day("2026-10-01"), TransferReach.WithinCounty, Primary, Primary, null, null)).ThenRefused("same_school");
        GivenFollowed().When(new TransferStudent(Day("2026-10-01"), TransferReach.FromOtherCounty, null, Junior, null, null)).ThenFile(file => file.HandedTo.ShouldBe(Junior));
    }

    [Fact]
    public void A_move_that_is_settled_is_not_withdrawn_and_one_that_waits_can_be()
    {
        var waiting = GivenTransferred();
        waiting.When(new WithdrawEntry(Day("2026-10-02"), waiting.Last<StudentTransferred>(), Samples.Sealed)).ThenFile(file => file.HandedTo.ShouldBeNull());

        var settled = GivenTransferred().By(Receiver);
        settled.When(Accept(settled)).By(Samples.County);
        settled.WhenTried(new WithdrawEntry(Day("2026-10-06"), settled.Last<StudentTransferred>(), Samples.Sealed)).ThenRefused("move_stays");
        settled.WhenTried(new WithdrawEntry(Day("2026-10-06"), settled.Last<TransferAccepted>(), Samples.Sealed)).ThenRefused("move_stays");
    }

    [Fact]
    public void What_can_be_answered_is_offered_to_who_answers()
    {
        var scene = GivenTransferred();
        scene.Offers().Single(offer => offer.Action == CaseAction.AcceptTransfer).Refused!.Code.ShouldBe("answer_by_receiver");
        var open = scene.By(Receiver).Offers().Where(offer => offer.Refused is null).Select(offer => offer.Action).ToArray();
        open.ShouldContain(CaseAction.AcceptTransfer);
        open.ShouldContain(CaseAction.ReturnTransfer);
        open.ShouldNotContain(CaseAction.AnswerTransition);
        open.ShouldNotContain(CaseAction.TransferStudent);
    }
}
