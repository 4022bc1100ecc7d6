using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>转往外县: the case stays the sending county's until the other one answers, and is nobody's to act in once that has the child.</summary>
public class BetweenCountiesSpecs
{
    private const string Primary = "2121138101";
    private const string There = "2122028101";
    private const string OtherCounty = "220281";
    private static readonly Actor OtherBureau = new("huang", OtherCounty, Level.County);
    private static readonly Actor House = new(Actor.Clock, "211381", Level.County);

    private static Scene Send(Scene scene, string on = "2026-10-01") =>
        scene.When(new TransferStudent(Day(on), TransferReach.ToOtherCounty, Primary, There, OtherCounty, null) { CountyAnswers = true });

    private static Scene GivenSent() => Send(Scene.GivenFollowed("2026-06-01"));

    private static AcceptTransfer Accept(Scene scene, string on = "2026-10-05") => new(Day(on), scene.Last<StudentTransferred>(), null) { School = There, Proof = Samples.Sealed };

    private static ReturnTransfer Return(Scene scene, TransferReturn reason, string on = "2026-10-05") => new(Day(on), scene.Last<StudentTransferred>(), reason, null);

    private static ReportHarm Bullied(string on) => new(Day(on), HarmKind.Bullying, [], Samples.Sealed);

    private static FileMandatoryReport Tell(Guid harm, string to) => new(Day("2026-10-06"), to, null, null) { About = harm };

    private static ReceiveCase Receive(string on = "2026-10-05", params Concern[] concerns) => new(Day(on), "211381", Samples.Id(77), There, 9, new string('d', 64), CaseStatus.Followed, concerns);

    [Fact]
    public void A_county_that_works_here_answers_itself_and_nobody_answers_for_it()
    {
        var scene = GivenSent();
        scene.Summary("2026-10-02").Duties.ShouldBe([new Duty(DutyKind.AnswerTransfer, Day("2026-10-01").AddDays(scene.Pack.Moves.TransferDays), Level.County) { Office = OtherCounty }]);
        scene.ThenFile(file => file.HandedTo.ShouldBeNull());
        foreach (var other in new[] { Samples.Teacher, Samples.Township, Samples.County, new Actor("huang", "220282", Level.County), new Actor("zhao", There, Level.School) })
        {
            scene.By(other).WhenTried(Accept(scene)).ThenRefused("answer_by_other_county");
            scene.WhenTried(Return(scene, TransferReturn.Refused)).ThenRefused("answer_by_other_county");
        }
        scene.By(OtherBureau).When(Accept(scene)).Then(typeof(TransferAccepted)).Then<TransferAccepted>(accepted => (accepted.School, accepted.By).ShouldBe((There, OtherBureau)));
    }

    [Fact]
    public void Once_another_county_has_the_child_nothing_is_due_and_nobody_acts()
    {
        var scene = GivenSent().By(OtherBureau);
        scene.When(Accept(scene)).By(Samples.County);
        scene.Summary("2027-06-01").ShouldSatisfyAllConditions(s => s.Status.ShouldBe(CaseStatus.Departed), s => s.Duties.ShouldBeEmpty(), s => s.Reports.ShouldBeEmpty());
        scene.Offers().Where(offer => offer.Refused is null).Select(offer => offer.Action).ShouldBe([CaseAction.ReportHarm, CaseAction.FileMandatoryReport, CaseAction.TransferStudent]);
        scene.WhenTried(new AddNote(Day("2026-10-06"), Samples.Sealed)).ThenRefused("departed");
        scene.WhenTried(new CloseCase(Day("2026-10-06"), Samples.Sealed)).ThenRefused("departed");
        scene.WhenTried(new WithdrawEntry(Day("2026-10-06"), scene.Last<TransferAccepted>(), Samples.Sealed)).ThenRefused("departed");
        scene.WhenTried(new EraseIdentity(Day("2026-10-06"), ErasureBasis.PurposeEnded)).Then(typeof(IdentityErased));
    }

    [Fact]
    public void A_child_of_whom_a_report_is_due_leaves_the_county_once_it_is_made()
    {
        var scene = Scene.Given().When(Bullied("2026-09-30"));
        var harm = scene.Last<HarmReported>();
        scene.WhenTried(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, Primary, There, OtherCounty, null)).ThenRefused("report_due");
        scene.When(Tell(harm, "police")).When(Tell(harm, "education"));
        Send(scene).When(Bullied("2026-10-02")).By(OtherBureau).WhenTried(Accept(scene)).ThenRefused("report_due");
        harm = scene.Last<HarmReported>();
        scene.By(Samples.Teacher).When(Tell(harm, "police")).When(Tell(harm, "education")).By(OtherBureau).When(Accept(scene)).Then(typeof(TransferAccepted));

        var recorded = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.Hardship, null)).When(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, Primary, null, OtherCounty, null));
        recorded.When(Bullied("2026-10-02")).By(Samples.County).WhenTried(new AcceptTransfer(Day("2026-10-05"), recorded.Last<StudentTransferred>(), Samples.Sealed)).ThenRefused("report_due");
        recorded.WhenTried(new ReturnTransfer(Day("2026-10-05"), recorded.Last<StudentTransferred>(), TransferReturn.Refused, null)).Then(typeof(TransferReturned), typeof(AbsenceReported), typeof(ConcernRaised));
    }

    [Fact]
    public void A_child_of_whom_a_report_is_due_still_moves_within_the_county() =>
        Scene.Given().When(Bullied("2026-09-30")).When(new TransferStudent(Day("2026-10-01"), TransferReach.WithinCounty, Primary, "2121138102", null, null)).Then(typeof(StudentTransferred));

    [Fact]
    public void Harm_that_is_told_of_after_the_child_has_left_is_reported_by_the_county_that_learnt_of_it()
    {
        var scene = GivenSent().By(OtherBureau);
        scene.When(Accept(scene)).By(Samples.County).When(Bullied("2026-10-06")).ThenFile(file => file.Departed.ShouldNotBeNull());
        scene.Summary("2026-10-06").ShouldSatisfyAllConditions(
            s => s.Status.ShouldBe(CaseStatus.Departed), s => s.Duties.ShouldBe([new Duty(DutyKind.MandatoryReport, Day("2026-10-06"), Level.County) { Part = RestrictedPart.Harm }]),
            s => s.Reports.ShouldHaveSingleItem().By.ShouldBe(Level.County));
        scene.WhenTried(new EraseIdentity(Day("2026-10-06"), ErasureBasis.PurposeEnded)).ThenRefused("report_due");
        scene.When(Tell(scene.Last<HarmReported>(), "police")).When(Tell(scene.Last<HarmReported>(), "education")).Summary("2026-10-06").Duties.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_school_saw_before_the_child_left_is_the_bureaus_to_report_and_the_clock_goes_on_counting()
    {
        var scene = GivenSent().When(Bullied("2026-10-02"));
        var file = Student.Evolve(scene.Student, Samples.Child, 9, new TransferAccepted(scene.Last<StudentTransferred>(), There, null) { Entry = Samples.Id(70), OccurredOn = Day("2026-10-05"), By = OtherBureau });
        CaseSummary.Of(file, Day("2026-10-06"), scene.Pack, []).Duties.ShouldHaveSingleItem().By.ShouldBe(Level.County);
        Casework.Decide(file, new TakeUpOverdue(Day("2026-10-06")), scene.By(House).Context(99)).Refused.ShouldBeNull();
    }

    [Fact]
    public void That_another_county_has_the_child_answers_where_it_is()
    {
        var scene = Send(Scene.GivenDropout(), "2026-10-20").By(OtherBureau);
        scene.When(Accept(scene, "2026-10-25")).Then(typeof(TransferAccepted), typeof(SuspicionVerified)).Then<SuspicionVerified>(found => (found.Finding, found.Proof).ShouldBe((Finding.MovedAway, Samples.Sealed)));
        scene.Student!.StandingOn(Day("2026-10-24"), []).Out.ShouldBeTrue();
        scene.Student.StandingOn(Day("2026-10-25"), []).Out.ShouldBeFalse();
    }

    [Fact]
    public void A_child_whom_the_registers_still_miss_here_is_this_countys_to_find_again()
    {
        var scene = GivenSent().By(OtherBureau);
        scene.When(Accept(scene)).By(Samples.County);
        scene.When(new SuspectDropout(Day("2026-11-01"), [new(SuspicionReason.NotEnrolled, RegisterKind.Enrolment, null, null, Day("2026-10-30"))])).ThenFile(file => file.Departed.ShouldBeNull());
        scene.Summary("2026-11-02").Duties.ShouldContain(duty => duty.Kind == DutyKind.Verify);
    }

    [Fact]
    public void What_another_county_never_answers_is_the_bureaus_to_take_up_until_it_has()
    {
        var scene = GivenSent();
        var last = ((StudentTransferred)scene.Student!.OpenTransfer!.Happened).AnswerBy;
        var after = last.AddDays(1).ToString("yyyy-MM-dd", null);
        scene.By(House).When(Return(scene, TransferReturn.NeverAnswered, after)).Then(typeof(TransferReturned), typeof(DutyEscalated), typeof(AbsenceReported), typeof(ConcernRaised));
        scene.Then<DutyEscalated>(up => (up.Duty, up.FromLevel, up.ToLevel).ShouldBe((DutyKind.AnswerTransfer, Level.School, Level.County)));
        scene.Summary(after).Duties.ShouldContain(duty => duty.Kind == DutyKind.ChaseTransfer && duty.By == Level.County);

        scene.By(Samples.Teacher).When(new AddNote(last.AddDays(2), Samples.Sealed)).Summary(after).Duties.ShouldContain(duty => duty.Kind == DutyKind.ChaseTransfer);
        scene.By(Samples.County).When(new SuspectDropout(last.AddDays(2), [new(SuspicionReason.NotEnrolled, RegisterKind.Enrolment, null, null, last)])).Then(typeof(DropoutSuspected));
        scene.Summary(after).Duties.ShouldContain(duty => duty.Kind == DutyKind.ChaseTransfer, "a screening has asked no county");
        scene.When(new AddNote(last.AddDays(2), Samples.Sealed)).Summary(after).Duties.ShouldNotContain(duty => duty.Kind == DutyKind.ChaseTransfer);
    }

    [Fact]
    public void What_the_other_county_sends_back_is_answered_for_here_again()
    {
        var scene = GivenSent().By(OtherBureau);
        scene.When(Return(scene, TransferReturn.NotArrived)).Then(typeof(TransferReturned), typeof(AbsenceReported), typeof(ConcernRaised));
        scene.ThenFile(file => file.Departed.ShouldBeNull()).ThenFile(file => file.OpenTransfer.ShouldBeNull()).ThenFile(file => file.UnansweredByCounty.ShouldBeNull());
    }

    [Fact]
    public void A_case_that_is_received_begins_with_where_it_came_from_and_what_the_child_was_followed_for()
    {
        var scene = Scene.Given().By(Samples.County).When(Receive("2026-10-05", Concern.MentalHealth, Concern.Hardship)).Then(typeof(CaseReceived), typeof(CaseOpened), typeof(ConcernRaised));
        scene.Student!.Concerns.ShouldBe([Concern.Hardship, Concern.MentalHealth], ignoreOrder: true);
        scene.ThenFile(file => file.OpenedOn.ShouldBe(Day("2026-10-05"))).ThenFile(file => file.Departed.ShouldBeNull());
        scene.WhenTried(Receive()).ThenRefused("received_before");
        scene.WhenTried(new WithdrawEntry(Day("2026-10-06"), scene.Last<CaseReceived>(), Samples.Sealed)).ThenRefused("entry_stays");
    }

    [Fact]
    public void What_a_child_was_followed_for_there_is_begun_here_in_days_that_count_from_the_day_of_receipt()
    {
        var scene = Scene.Given().By(Samples.County).When(Receive("2026-10-05", Concern.Disability, Concern.LearningDifficulty, Concern.MentalHealth, Concern.Harm));
        scene.Summary("2026-10-05").Duties.ShouldBe(
        [
            new Duty(DutyKind.Protect, Day("2026-10-06"), Level.County) { Part = RestrictedPart.Harm },
            new Duty(DutyKind.ScreenMentalHealth, Day("2026-10-12"), Level.School) { Part = RestrictedPart.MentalHealth },
            new Duty(DutyKind.RegisterDisability, Day("2026-10-20"), Level.County),
            new Duty(DutyKind.PlanLearningSupport, Day("2026-10-20"), Level.School),
        ]);
    }

    [Fact]
    public void A_crisis_goes_on_where_the_child_goes_until_something_is_done_here()
    {
        var there = Scene.GivenFollowed("2026-06-01").When(new RaiseConcern(Day("2026-09-01"), Concern.MentalHealth, null)).When(new ScreenMentalHealth(Day("2026-09-02"), MentalHealthRisk.Severe, null, null));
        there.Student!.IsInCrisis.ShouldBeTrue();
        there.When(new LogIntervention(Day("2026-09-03"), InterventionKind.Crisis, Day("2026-10-30"), null)).Student!.IsInCrisis.ShouldBeTrue();
        there.When(new LogIntervention(Day("2026-09-04"), InterventionKind.Referral, null, null)).Student!.IsInCrisis.ShouldBeFalse();

        var here = Scene.Given().By(Samples.County).When(Receive("2026-10-05", Concern.MentalHealth) with { InCrisis = true }).Then(typeof(CaseReceived), typeof(CaseOpened), typeof(ConcernRaised));
        here.Student!.IsInCrisis.ShouldBeTrue();
        here.Summary("2026-10-05").Next.ShouldBe(new Duty(DutyKind.FollowUpMentalHealth, Day("2026-10-06"), Level.School) { Part = RestrictedPart.MentalHealth });
        here.Student.Entries.ShouldAllBe(entry => entry.Happened is CaseReceived || Restrictions.Of(entry.Happened) == RestrictedPart.MentalHealth);
        here.When(new ScreenMentalHealth(Day("2026-10-05"), MentalHealthRisk.None, null, null)).Summary("2026-10-05").Next!.Kind.ShouldBe(DutyKind.FollowUpMentalHealth);
        here.When(new LogIntervention(Day("2026-10-06"), InterventionKind.Crisis, null, null)).Summary("2026-10-06").Duties.ShouldBeEmpty();

        var followed = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.MentalHealth, null)).By(Samples.County);
        followed.When(Receive("2026-10-05", Concern.MentalHealth) with { InCrisis = true }).Then(typeof(CaseReceived), typeof(ConcernRaised)).ThenFile(file => file.IsInCrisis.ShouldBeTrue());
    }

    [Fact]
    public void Of_a_child_that_comes_back_what_was_done_here_before_says_nothing_of_what_happened_there()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.MentalHealth, null)).When(new ScreenMentalHealth(Day("2026-06-02"), MentalHealthRisk.None, null, null))
            .When(new ReportHarm(Day("2026-06-03"), HarmKind.Bullying, [], Samples.Sealed));
        var harm = scene.Last<HarmReported>();
        foreach (var to in new[] { "police", "education" }) scene.When(new FileMandatoryReport(Day("2026-06-03"), to, null, null) { About = harm });
        scene.When(new SettleHarm(Day("2026-06-04"), harm, HarmOutcome.Unfounded, Samples.Sealed)).Summary("2026-06-05").Duties.ShouldBeEmpty();
        Send(scene).By(OtherBureau).When(Accept(scene)).By(Samples.County).When(Receive("2026-11-01", Concern.MentalHealth, Concern.Harm));
        scene.Summary("2026-11-01").Duties.Select(duty => (duty.Kind, duty.Until)).ShouldBe([(DutyKind.Protect, Day("2026-11-02")), (DutyKind.ScreenMentalHealth, Day("2026-11-08"))]);
        scene.When(new ScreenMentalHealth(Day("2026-11-03"), MentalHealthRisk.None, null, null)).When(Bullied("2026-11-03"));
        scene.Summary("2026-11-03").Duties.Select(duty => duty.Kind).ShouldBe([DutyKind.MandatoryReport, DutyKind.Protect]);
    }

    [Fact]
    public void A_file_that_is_there_goes_on_and_opens_again_where_it_was_closed()
    {
        var open = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.Hardship, null)).By(Samples.County);
        open.When(Receive("2026-10-05", Concern.Hardship, Concern.Harm)).Then(typeof(CaseReceived), typeof(ConcernRaised));

        var closed = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.Hardship, null)).When(new CloseCase(Day("2026-06-02"), Samples.Sealed)).By(Samples.County);
        closed.When(Receive("2026-10-05", Concern.Hardship)).Then(typeof(CaseReceived), typeof(CaseReopened)).ThenFile(file => file.IsClosed.ShouldBeFalse());
    }

    [Fact]
    public void A_child_that_comes_back_is_this_countys_again()
    {
        var received = GivenSent().By(OtherBureau);
        received.When(Accept(received)).By(Samples.County).When(Receive("2026-11-01")).Then(typeof(CaseReceived)).ThenFile(file => file.Departed.ShouldBeNull());
        received.When(new AddNote(Day("2026-11-02"), Samples.Sealed)).Then(typeof(NoteAdded));

        var recorded = GivenSent().By(OtherBureau);
        recorded.When(Accept(recorded)).By(Samples.County).When(new TransferStudent(Day("2026-11-01"), TransferReach.FromOtherCounty, null, Primary, null, null));
        recorded.ThenFile(file => file.Departed.ShouldBeNull()).ThenFile(file => file.HandedTo.ShouldBe(Primary));
    }
}
