using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class SuspectingSpecs
{
    private static readonly DateOnly October = Day("2026-10-31");
    private static readonly DateOnly November = Day("2026-11-10");

    private static Evidence Shows(SuspicionReason reason) => new(reason, RegisterKind.Population, Samples.Id(900), 17, Day("2026-09-01"));

    private static SuspectDropout Screening(DateOnly on, params SuspicionReason[] reasons) => new(on, [.. reasons.Select(Shows)]);

    private static readonly Evidence OnALaterRoll = new(SuspicionReason.NotEnrolled, RegisterKind.Enrolment, Samples.Id(901), 4, November);

    private static Scene GivenSuspicion() => Scene.Given().When(Screening(October, SuspicionReason.NotEnrolled));

    [Fact]
    public void Screening_opens_the_file_of_a_child_and_names_every_reason_evidence_and_pack() =>
        Scene.Given().When(Screening(October, SuspicionReason.TransitionGap, SuspicionReason.NotEnrolled)).Then(typeof(DropoutSuspected), typeof(CaseOpened))
            .Then<DropoutSuspected>(suspected => suspected.Pack.ShouldBe("national/1"))
            .Then<CaseOpened>(opened => opened.Concern.ShouldBe(Concern.DropoutRisk))
            .ThenFile(student =>
            {
                student.OpenSuspicion!.Since.ShouldBe(October);
                student.OpenSuspicion.Reasons.ShouldBe([SuspicionReason.NotEnrolled, SuspicionReason.TransitionGap]);
                student.OpenSuspicion.Evidence.Count.ShouldBe(2);
            });

    [Fact]
    public void Screening_again_changes_nothing_that_it_has_found()
    {
        GivenSuspicion().When(Screening(November, SuspicionReason.NotEnrolled)).ThenNothing();
        GivenSuspicion().When(Screening(November, SuspicionReason.NotEnrolled, SuspicionReason.TransitionGap)).Then(typeof(DropoutSuspected))
            .ThenFile(student => student.OpenSuspicion!.Reasons.Count.ShouldBe(2))
            .ThenFile(student => student.OpenSuspicion!.Since.ShouldBe(October));
    }

    [Fact]
    public void An_earlier_day_screened_after_a_later_one_finds_nothing_new() =>
        Scene.Given().When(Screening(November, SuspicionReason.NotEnrolled)).When(Screening(October, SuspicionReason.NotEnrolled)).ThenNothing();

    [Fact]
    public void A_past_day_screened_again_changes_nothing_though_the_suspicion_has_been_answered_since() =>
        GivenSuspicion().When(new VerifySuspicion(November, Finding.Emigrated, null, Samples.Sealed)).When(Screening(October, SuspicionReason.NotEnrolled)).ThenNothing();

    [Fact]
    public void A_child_with_a_standing_answer_is_not_suspected()
    {
        Scene.GivenDropout().When(Screening(October, SuspicionReason.NotEnrolled)).ThenNothing();
        Scene.GivenReturn().When(Screening(October, SuspicionReason.NotEnrolled)).ThenNothing();
        GivenSuspicion().When(new VerifySuspicion(November, Finding.Deferred, Day("2027-06-30"), Samples.Sealed)).When(Screening(Day("2026-11-20"), SuspicionReason.NotEnrolled)).ThenNothing();
        GivenSuspicion().When(new VerifySuspicion(November, Finding.Missing, null, null)).When(Screening(Day("2026-11-20"), SuspicionReason.NotEnrolled)).Then(typeof(DropoutSuspected));
    }

    [Fact]
    public void A_suspicion_without_evidence_is_refused() => Scene.Given().WhenTried(new SuspectDropout(October, [])).ThenRefused("no_evidence");

    [Fact]
    public void Only_positive_evidence_withdraws_a_suspicion()
    {
        GivenSuspicion().When(new WithdrawSuspicion(November, OnALaterRoll)).Then(typeof(SuspicionWithdrawn)).ThenFile(student => student.OpenSuspicion.ShouldBeNull());
        GivenSuspicion().When(new WithdrawSuspicion(November, OnALaterRoll with { Register = RegisterKind.Absence, Row = null })).Then(typeof(SuspicionWithdrawn));
        GivenSuspicion().WhenTried(new WithdrawSuspicion(November, OnALaterRoll with { Row = null })).ThenRefused("no_evidence")
            .ThenFile(student => student.OpenSuspicion.ShouldNotBeNull());
        GivenSuspicion().WhenTried(new WithdrawSuspicion(November, OnALaterRoll with { Register = RegisterKind.Population })).ThenRefused("no_evidence");
        GivenSuspicion().WhenTried(new WithdrawSuspicion(November, OnALaterRoll with { SnapshotOn = null })).ThenRefused("no_evidence");
        GivenSuspicion().When(new WithdrawSuspicion(November, OnALaterRoll)).When(new WithdrawSuspicion(November, OnALaterRoll)).ThenNothing();
    }

    [Fact]
    public void An_open_suspicion_does_not_end_by_silence() =>
        GivenSuspicion().When(new AddNote(November, Samples.Sealed)).When(new RaiseConcern(November, Concern.Hardship, null))
            .ThenFile(student => student.SuspicionOn(Day("2036-01-01"), [])!.Since.ShouldBe(October));

    [Fact]
    public void A_counselors_report_is_a_suspicion_of_its_own()
    {
        Scene.Given().When(new ReportAbsence(October, Day("2026-10-28"), null)).Then(typeof(AbsenceReported), typeof(CaseOpened))
            .ThenFile(student => student.OpenSuspicion!.Reasons.ShouldBe([SuspicionReason.Reported]));
        Scene.Given().WhenTried(new ReportAbsence(October, Day("2026-11-01"), null)).ThenRefused("absent_after_report");
        GivenSuspicion().When(new ReportAbsence(November, November, null)).Then(typeof(AbsenceReported))
            .ThenFile(student => student.OpenSuspicion!.Reasons.ShouldBe([SuspicionReason.NotEnrolled, SuspicionReason.Reported]));
    }

    [Fact]
    public void A_suspicion_in_a_case_of_another_concern_raises_the_risk_of_dropout() =>
        Scene.Given().When(new OpenCase(October, Concern.LeftBehind, null)).When(Screening(October, SuspicionReason.NotEnrolled))
            .Then(typeof(DropoutSuspected), typeof(ConcernRaised)).ThenFile(student => student.Concerns.ShouldBe([Concern.DropoutRisk, Concern.LeftBehind]));

    [Fact]
    public void A_suspicion_opens_a_closed_case_again() =>
        Scene.Given().When(new OpenCase(October, Concern.DropoutRisk, null)).When(new CloseCase(October, Samples.Sealed)).When(Screening(November, SuspicionReason.NotEnrolled))
            .Then(typeof(DropoutSuspected), typeof(CaseReopened)).ThenFile(student => student.IsClosed.ShouldBeFalse());

    [Theory]
    [InlineData(Finding.NeverEnrolled)]
    [InlineData(Finding.DroppedOut)]
    [InlineData(Finding.Missing)]
    public void Findings_that_leave_the_child_on_the_list_need_no_evidence(Finding finding) =>
        GivenSuspicion().When(new VerifySuspicion(November, finding, null, null)).Then(typeof(SuspicionVerified)).ThenFile(student => student.OpenSuspicion.ShouldBeNull());

    [Theory]
    [InlineData(Finding.Deceased)]
    [InlineData(Finding.Emigrated)]
    [InlineData(Finding.MovedAway)]
    [InlineData(Finding.Duplicate)]
    [InlineData(Finding.Graduated)]
    [InlineData(Finding.UnderAge)]
    [InlineData(Finding.StudyingElsewhere)]
    [InlineData(Finding.Deferred)]
    public void Findings_that_take_it_off_need_evidence(Finding finding)
    {
        GivenSuspicion().WhenTried(new VerifySuspicion(November, finding, Day("2027-06-30"), null)).ThenRefused("proof_missing");
        GivenSuspicion().When(new VerifySuspicion(November, finding, Day("2027-06-30"), Samples.Sealed)).Then(typeof(SuspicionVerified));
    }

    [Theory]
    [InlineData(Finding.StudyingElsewhere)]
    [InlineData(Finding.Deferred)]
    public void Some_need_an_end_date_and_the_suspicion_comes_back_the_day_after_it(Finding finding)
    {
        GivenSuspicion().WhenTried(new VerifySuspicion(November, finding, null, Samples.Sealed)).ThenRefused("until_missing");
        GivenSuspicion().WhenTried(new VerifySuspicion(November, finding, October, Samples.Sealed)).ThenRefused("until_before_start");
        var student = GivenSuspicion().When(new VerifySuspicion(November, finding, Day("2027-01-31"), Samples.Sealed)).Student!;
        student.SuspicionOn(Day("2027-01-31"), []).ShouldBeNull();
        var back = student.SuspicionOn(Day("2027-02-01"), []).ShouldNotBeNull();
        back.Reasons.ShouldBe([SuspicionReason.FindingLapsed]);
        back.Since.ShouldBe(Day("2027-02-01"));
    }

    [Fact]
    public void A_finding_that_has_run_out_is_no_suspicion_of_a_child_that_a_later_roll_shows()
    {
        var student = GivenSuspicion().When(new VerifySuspicion(November, Finding.Deferred, Day("2027-01-31"), Samples.Sealed)).Student!;
        student.SuspicionOn(Day("2027-03-02"), [new(2026, Day("2027-03-01"), RollStatus.Enrolled)]).ShouldBeNull();
        student.SuspicionOn(Day("2027-03-02"), [new(2026, Day("2027-03-01"), null)]).ShouldNotBeNull();
        student.SuspicionOn(Day("2027-03-02"), [new(2026, Day("2026-09-10"), RollStatus.Enrolled)]).ShouldNotBeNull();
    }

    [Fact]
    public void There_is_nothing_to_verify_without_a_suspicion_but_a_finding_can_be_looked_into_again()
    {
        Scene.Given().When(new OpenCase(October, Concern.LeftBehind, null)).WhenTried(new VerifySuspicion(November, Finding.Missing, null, null))
            .ThenRefused("verified_without_suspicion");
        GivenSuspicion().When(new VerifySuspicion(November, Finding.Missing, null, null)).When(new VerifySuspicion(Day("2026-11-20"), Finding.MovedAway, null, Samples.Sealed))
            .Then(typeof(SuspicionVerified));
        Scene.GivenDropout().When(new VerifySuspicion(November, Finding.Emigrated, null, Samples.Sealed)).Then(typeof(SuspicionVerified));
        Scene.GivenReturn().WhenTried(new VerifySuspicion(November, Finding.Missing, null, null)).ThenRefused("verified_without_suspicion");
    }

    [Fact]
    public void A_missing_child_is_reported_at_once()
    {
        var scene = GivenSuspicion().When(new VerifySuspicion(November, Finding.Missing, null, null));
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().Since.ShouldBe(November);
        scene.Summary("2026-11-10").Next.ShouldBe(new Duty(DutyKind.MandatoryReport, November, Level.School));
        scene.When(new FileMandatoryReport(November, "police", "2026-9", null)).Then(typeof(MandatoryReportFiled)).ThenFile(student => student.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Education]));
        scene.When(new FileMandatoryReport(November, "education", null, null) { About = scene.Last<SuspicionVerified>() }).ThenFile(student => student.ReportsDue(scene.Pack).ShouldBeEmpty());
    }

    [Fact]
    public void A_finding_entered_late_answers_a_suspicion_only_if_it_stood_when_the_suspicion_was_raised()
    {
        SuspicionVerified Found(string until) => new(Finding.Deferred, Day(until), Samples.Sealed) { Entry = Samples.Id(70), OccurredOn = Day("2026-09-20"), By = Samples.Teacher };
        var suspected = GivenSuspicion().Student!;
        Student.Evolve(suspected, Samples.Child, 9, Found("2027-06-30")).OpenSuspicion.ShouldBeNull();
        Student.Evolve(suspected, Samples.Child, 9, Found("2026-10-15")).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public void A_return_entered_late_answers_it_if_no_roll_has_to_bear_it_out()
    {
        StudentReturned Back(ReturnPlacement placement) => new(placement, null, 9, Samples.Sealed) { Entry = Samples.Id(71), OccurredOn = Day("2026-09-20"), By = Samples.Teacher };
        var suspected = GivenSuspicion().Student!;
        Student.Evolve(suspected, Samples.Child, 9, Back(ReturnPlacement.Vocational)).OpenSuspicion.ShouldBeNull();
        Student.Evolve(suspected, Samples.Child, 9, Back(ReturnPlacement.Regular)).OpenSuspicion.ShouldNotBeNull();
    }
}
