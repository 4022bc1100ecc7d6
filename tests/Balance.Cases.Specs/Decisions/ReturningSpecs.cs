using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class ReturningSpecs
{
    private static readonly Actor OtherOfTheCounty = new("zhao", "211381", Level.County);

    private static RecordReturn Return(string on = "2026-10-20", ReturnPlacement placement = ReturnPlacement.Regular) => new(Day(on), placement, "2121138101", 8, Samples.Sealed);

    private static CheckAttendance Check(string on, AttendanceResult result = AttendanceResult.Present) => new(Day(on), result, null);

    private static Scene Confirmed(Scene scene) => scene.By(Samples.Township).When(new ConfirmReturn(Day("2026-10-21"), scene.Last<StudentReturned>(), null));

    [Fact]
    public void A_return_needs_proof_and_where_it_is_to_a_class_the_school()
    {
        Scene.GivenDropout().WhenTried(Return() with { Proof = null }).ThenRefused("proof_missing");
        Scene.GivenDropout().WhenTried(Return() with { School = null }).ThenRefused("proof_missing");
        Scene.GivenDropout().When(Return(placement: ReturnPlacement.HomeTeaching) with { School = null }).Then(typeof(StudentReturned));
        Scene.GivenDropout().WhenTried(Return() with { Grade = 10 }).ThenRefused("grade_range");
    }

    [Fact]
    public void Nobody_returns_who_was_not_away()
    {
        Scene.Given().When(new OpenCase(Day("2026-10-01"), Concern.LeftBehind, null)).WhenTried(Return()).ThenRefused("returned_without_dropout");
        Scene.GivenReturn().WhenTried(Return("2026-11-01")).ThenRefused("returned_without_dropout");
        Scene.Given().When(new ReportAbsence(Day("2026-10-15"), Day("2026-10-14"), null)).When(Return()).Then(typeof(StudentReturned))
            .ThenFile(student => student.OpenSuspicion.ShouldBeNull());
    }

    [Fact]
    public void A_return_is_unconfirmed_until_another_person_of_an_office_above_confirms_it()
    {
        var scene = Scene.GivenReturn();
        var back = scene.Last<StudentReturned>();
        scene.Student!.UnconfirmedReturn!.Id.ShouldBe(back);
        scene.Summary("2026-10-21").Status.ShouldBe(CaseStatus.ReturnedUnconfirmed);
        scene.WhenTried(new ConfirmReturn(Day("2026-10-21"), back, null)).ThenRefused("same_person");
        scene.By(new Actor("chen", "2121138101", Level.School)).WhenTried(new ConfirmReturn(Day("2026-10-21"), back, null)).ThenRefused("office_not_above");
        scene.By(Samples.Township).WhenTried(new ConfirmReturn(Day("2026-10-19"), back, null)).ThenRefused("confirmed_before_return");
        scene.When(new ConfirmReturn(Day("2026-10-21"), back, null)).Then(typeof(ReturnConfirmed)).ThenFile(student => student.UnconfirmedReturn.ShouldBeNull());
        scene.Summary("2026-10-21").Status.ShouldBe(CaseStatus.Returned);
        scene.WhenTried(new ConfirmReturn(Day("2026-10-21"), back, null)).ThenRefused("already_confirmed");
    }

    [Fact]
    public void What_a_township_logged_the_county_confirms_and_what_the_county_logged_another_of_its_officers()
    {
        var township = Scene.GivenDropout().By(Samples.Township).When(Return());
        township.By(new Actor("sun", "211381101", Level.Township)).WhenTried(new ConfirmReturn(Day("2026-10-21"), township.Last<StudentReturned>(), null)).ThenRefused("office_not_above");
        township.By(Samples.County).When(new ConfirmReturn(Day("2026-10-21"), township.Last<StudentReturned>(), null));

        var county = Scene.GivenDropout().By(Samples.County).When(Return());
        county.WhenTried(new ConfirmReturn(Day("2026-10-21"), county.Last<StudentReturned>(), null)).ThenRefused("same_person");
        county.By(OtherOfTheCounty).When(new ConfirmReturn(Day("2026-10-21"), county.Last<StudentReturned>(), null)).Then(typeof(ReturnConfirmed));
    }

    [Fact]
    public void Only_a_return_that_stands_can_be_confirmed()
    {
        var absent = Scene.GivenReturn().When(Check("2026-10-25", AttendanceResult.Absent)).By(Samples.Township);
        absent.WhenTried(new ConfirmReturn(Day("2026-10-26"), absent.Last<StudentReturned>(), null)).ThenRefused("return_failed");

        var offTheRoll = Scene.GivenReturn().Roll("2026-11-15", null).By(Samples.Township);
        offTheRoll.WhenTried(new ConfirmReturn(Day("2026-11-16"), offTheRoll.Last<StudentReturned>(), null)).ThenRefused("return_failed");

        Scene.GivenReturn().By(Samples.Township).WhenTried(new ConfirmReturn(Day("2026-10-26"), Samples.Id(5), null)).ThenRefused("no_return");
        var relapsed = Scene.GivenReturn();
        var old = relapsed.Last<StudentReturned>();
        relapsed.When(new ConfirmDropout(Day("2026-11-01"), DropoutReason.Work, null, 8, null)).By(Samples.Township)
            .WhenTried(new ConfirmReturn(Day("2026-11-02"), old, null)).ThenRefused("return_failed");
    }

    [Fact]
    public void Attendance_is_checked_after_a_return_only()
    {
        Scene.GivenReturn().When(Check("2026-10-27")).Then(typeof(AttendanceChecked));
        Scene.GivenDropout().WhenTried(Check("2026-10-27")).ThenRefused("checked_without_return");
        Scene.GivenReturn().WhenTried(Check("2026-10-19")).ThenRefused("checked_without_return");
    }

    [Fact]
    public void A_case_is_closed_with_a_confirmed_return_and_the_packs_attendance_checks()
    {
        var close = new CloseCase(Day("2026-12-01"), Samples.Sealed);
        Scene.GivenDropout().WhenTried(close).ThenRefused("still_out");
        Scene.GivenReturn().WhenTried(close).ThenRefused("return_unconfirmed");
        Confirmed(Scene.GivenReturn()).WhenTried(close).ThenRefused("check_due");
        Confirmed(Scene.GivenReturn()).When(Check("2026-10-27")).WhenTried(close).ThenRefused("check_due");
        // One day early is not the pack's day, and one check meets one day.
        Confirmed(Scene.GivenReturn()).When(Check("2026-10-26")).When(Check("2026-11-19")).WhenTried(close).ThenRefused("check_due");
        Confirmed(Scene.GivenReturn()).When(Check("2026-10-27")).When(Check("2026-11-19")).When(close).Then(typeof(CaseClosed))
            .ThenFile(student => student.IsClosed.ShouldBeTrue()).ThenFile(student => student.Concerns.ShouldBeEmpty());
    }

    [Fact]
    public void A_case_is_closed_on_a_finding_for_good_but_not_on_one_for_a_time()
    {
        var close = new CloseCase(Day("2026-12-01"), Samples.Sealed);
        var reported = () => Scene.Given().When(new ReportAbsence(Day("2026-10-15"), Day("2026-10-14"), null));
        reported().WhenTried(close).ThenRefused("suspicion_open");
        reported().When(new VerifySuspicion(Day("2026-10-16"), Finding.Emigrated, null, Samples.Sealed)).When(close).Then(typeof(CaseClosed));
        reported().When(new VerifySuspicion(Day("2026-10-16"), Finding.Deferred, Day("2027-08-31"), Samples.Sealed)).WhenTried(close).ThenRefused("finding_not_final");
        reported().When(new VerifySuspicion(Day("2026-10-16"), Finding.Missing, null, null)).WhenTried(close).ThenRefused("report_due");
        reported().When(new VerifySuspicion(Day("2026-10-16"), Finding.Missing, null, null)).When(new FileMandatoryReport(Day("2026-10-16"), "police", null, null)).When(new FileMandatoryReport(Day("2026-10-16"), "education", null, null))
            .WhenTried(close).ThenRefused("finding_not_final");
    }

    [Fact]
    public void A_case_with_other_concerns_stays_open() =>
        Scene.Given().When(new OpenCase(Day("2026-10-01"), Concern.LeftBehind, null)).When(new RaiseConcern(Day("2026-10-01"), Concern.Hardship, null))
            .WhenTried(new CloseCase(Day("2026-10-02"), Samples.Sealed)).ThenRefused("concerns_open");

    [Fact]
    public void A_closed_case_takes_no_step_until_it_is_opened_again()
    {
        var closed = () => Confirmed(Scene.GivenReturn()).When(Check("2026-10-27")).When(Check("2026-11-19")).When(new CloseCase(Day("2026-11-20"), Samples.Sealed));
        closed().WhenTried(Check("2026-11-21")).ThenRefused("case_closed");
        closed().WhenTried(new CloseCase(Day("2026-11-21"), Samples.Sealed)).ThenRefused("case_closed");
        closed().When(new ReopenCase(Day("2026-11-21"), Samples.Sealed)).Then(typeof(CaseReopened)).ThenFile(student => student.Concerns.ShouldBe([Concern.DropoutRisk]))
            .WhenTried(new ReopenCase(Day("2026-11-22"), null)).ThenRefused("not_closed");
    }

    [Fact]
    public void A_relapse_opens_a_closed_case_again() =>
        Confirmed(Scene.GivenReturn()).When(Check("2026-10-27")).When(Check("2026-11-19")).When(new CloseCase(Day("2026-11-20"), Samples.Sealed))
            .When(new ConfirmDropout(Day("2026-11-25"), DropoutReason.Work, null, 8, null)).Then(typeof(DropoutConfirmed), typeof(CaseReopened))
            .ThenFile(student => student.StandingOn(Day("2026-11-25"), []).Out.ShouldBeTrue());
}
