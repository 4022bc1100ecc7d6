using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class PersuadingSpecs
{
    private static readonly DateOnly Later = Day("2026-10-15");

    private static LogVisit Visit(DateOnly on, VisitOutcome outcome = VisitOutcome.Refused, DateOnly? promised = null) => new(on, Level.School, outcome, promised, null, null);

    private static FileWrittenReport Report(ReportAddressee to, string? number = "2026-7") => new(Later, to, number, null);

    private static TakeLegalStep Step(LegalStep step, string on = "2026-10-15", string deadline = "2026-10-22", string? number = "2026-8") =>
        new(Day(on), step, number, Day(on), Day(deadline), null);

    [Fact]
    public void A_dropout_is_confirmed_after_a_finding_that_says_so()
    {
        Scene.GivenDropout().Then(typeof(DropoutConfirmed)).ThenFile(student => student.StandingOn(Day("2026-10-12"), []).Out.ShouldBeTrue());
        var reported = () => Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null));
        var confirm = new ConfirmDropout(Later, DropoutReason.Work, null, null, null);
        reported().WhenTried(confirm).ThenRefused("confirmed_without_verification");
        reported().When(new VerifySuspicion(Later, Finding.Deferred, Later, Samples.Sealed)).WhenTried(confirm).ThenRefused("confirmed_without_verification");
        reported().When(new VerifySuspicion(Later, Finding.Missing, null, null)).When(confirm).Then(typeof(DropoutConfirmed));
        reported().When(new VerifySuspicion(Later, Finding.NeverEnrolled, null, null)).When(confirm).Then(typeof(DropoutConfirmed));
    }

    [Fact]
    public void A_dropout_is_confirmed_once_and_its_grade_is_one_to_nine()
    {
        Scene.GivenDropout().WhenTried(new ConfirmDropout(Later, DropoutReason.Family, null, null, null)).ThenRefused("confirmed_twice");
        foreach (var grade in new[] { 0, 10 })
            Scene.GivenReturn().WhenTried(new ConfirmDropout(Day("2026-11-01"), DropoutReason.Family, null, grade, null)).ThenRefused("grade_range");
    }

    [Fact]
    public void A_relapse_needs_no_second_verification() =>
        Scene.GivenReturn().When(new ConfirmDropout(Day("2026-11-01"), DropoutReason.Family, null, 8, null)).Then(typeof(DropoutConfirmed))
            .ThenFile(student => student.StandingOn(Day("2026-11-01"), []).Out.ShouldBeTrue());

    [Fact]
    public void A_visit_is_logged_while_the_child_is_out_or_suspected()
    {
        Scene.GivenDropout().When(Visit(Later, VisitOutcome.Promised, Day("2026-10-19"))).Then(typeof(PersuasionVisitLogged))
            .ThenFile(student => student.LastVisit!.PromisedOn.ShouldBe(Day("2026-10-19")));
        Scene.Given().When(new ReportAbsence(Later, Later, null)).When(Visit(Later)).Then(typeof(PersuasionVisitLogged));
        Scene.Given().When(new OpenCase(Later, Concern.LeftBehind, null)).WhenTried(Visit(Later)).ThenRefused("persuaded_without_dropout");
        Scene.GivenReturn().WhenTried(Visit(Day("2026-11-01"))).ThenRefused("persuaded_without_dropout");
        Scene.GivenDropout().WhenTried(Visit(Later, VisitOutcome.Promised, Day("2026-10-14"))).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_visit_noted_without_signal_is_added_whatever_happened_meanwhile()
    {
        // The child came back on the very day of the visit, and the return was recorded first.
        Scene.GivenReturn().When(Visit(Day("2026-10-20"))).Then(typeof(PersuasionVisitLogged));
        Scene.GivenReturn().When(Visit(Day("2026-10-13"))).Then(typeof(PersuasionVisitLogged));
        // The suspicion was answered before the visit made under it arrived.
        Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null))
            .When(new VerifySuspicion(Later, Finding.Emigrated, null, Samples.Sealed)).When(Visit(Day("2026-10-12"))).Then(typeof(PersuasionVisitLogged));
    }

    [Fact]
    public void A_written_report_has_a_number()
    {
        Scene.GivenDropout().When(Report(ReportAddressee.Bureau)).Then(typeof(WrittenReportFiled));
        Scene.GivenDropout().WhenTried(Report(ReportAddressee.Bureau, " ")).ThenRefused("report_number_missing");
    }

    [Fact]
    public void Persuasion_is_assigned_to_a_level_that_answers_for_the_child()
    {
        Scene.GivenDropout().When(new AssignPersuasion(Later, Level.School, "zhang", Day("2026-10-20"))).Then(typeof(PersuasionAssigned));
        Scene.GivenDropout().WhenTried(new AssignPersuasion(Later, Level.Township, "li", Day("2026-10-20"))).ThenRefused("above_level");
        Scene.GivenDropout().WhenTried(new AssignPersuasion(Later, Level.School, "zhang", Day("2026-10-14"))).ThenRefused("until_before_start");
    }

    [Fact]
    public void The_ladder_goes_from_school_to_township_to_county_each_time_after_a_written_report()
    {
        var scene = Scene.GivenDropout();
        scene.WhenTried(new EscalatePersuasion(Later, null)).ThenRefused("escalated_without_report");
        scene.When(Report(ReportAddressee.Bureau)).When(new EscalatePersuasion(Later, null)).Then(typeof(PersuasionEscalated))
            .ThenFile(student => student.Level.ShouldBe(Level.Township)).ThenFile(student => student.LevelSince.ShouldBe(Later));
        scene.WhenTried(new EscalatePersuasion(Later, null)).ThenRefused("level_not_yours");
        scene.By(Samples.Township).WhenTried(new EscalatePersuasion(Later, null)).ThenRefused("escalated_without_report");
        scene.When(Report(ReportAddressee.Bureau)).When(new EscalatePersuasion(Later, null)).ThenFile(student => student.Level.ShouldBe(Level.County));
        scene.By(Samples.County).WhenTried(new EscalatePersuasion(Later, null)).ThenRefused("county_is_last");
    }

    [Fact]
    public void Beipiao_reports_to_both_the_bureau_and_the_township()
    {
        Scene.GivenDropout().Under("beipiao-2019").When(Report(ReportAddressee.Bureau)).WhenTried(new EscalatePersuasion(Later, null)).ThenRefused("escalated_without_report");
        Scene.GivenDropout().Under("beipiao-2019").When(Report(ReportAddressee.Bureau)).When(Report(ReportAddressee.Township)).When(new EscalatePersuasion(Later, null)).Then(typeof(PersuasionEscalated));
        Scene.GivenDropout().Under("beipiao-2019").When(Report(ReportAddressee.Both)).When(new EscalatePersuasion(Later, null)).Then(typeof(PersuasionEscalated));
    }

    [Fact]
    public void What_is_overdue_escalates_by_itself() =>
        Scene.GivenDropout().By(new Actor(Actor.Clock, "211381", Level.County)).When(new EscalatePersuasion(Later, null)).Then(typeof(PersuasionEscalated));

    [Fact]
    public void A_new_dropout_begins_at_the_school_again() =>
        Scene.GivenDropout().When(Report(ReportAddressee.Both)).When(new EscalatePersuasion(Later, null)).By(Samples.Township).When(Step(LegalStep.Education))
            .When(new RecordReturn(Day("2026-10-20"), ReturnPlacement.Regular, "2121138101", 8, Samples.Sealed))
            .When(new ConfirmDropout(Day("2026-11-01"), DropoutReason.Family, null, 8, null))
            .ThenFile(student => student.Level.ShouldBe(Level.School)).ThenFile(student => student.LegalStepOn(PolicyPack.Load("national").Ladder).ShouldBeNull())
            .ThenFile(student => student.LevelSince.ShouldBe(Day("2026-11-01")));

    [Fact]
    public void Legal_steps_go_up_one_rung_at_a_time()
    {
        var scene = Scene.GivenDropout().By(Samples.Township);
        scene.WhenTried(Step(LegalStep.CorrectionOrder)).ThenRefused("legal_rung_skipped");
        scene.When(Step(LegalStep.Education)).Then(typeof(LegalStepTaken));
        scene.WhenTried(Step(LegalStep.Penalty, "2026-10-23", "2026-10-30")).ThenRefused("legal_rung_skipped");
        scene.WhenTried(Step(LegalStep.CorrectionOrder, "2026-10-22", "2026-10-30")).ThenRefused("legal_deadline_running");
        scene.When(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-10-30")).Then(typeof(LegalStepTaken));
        scene.When(Step(LegalStep.Penalty, "2026-10-31", "2026-11-10"));
        scene.LegalSteps().ShouldBe([LegalStep.Education, LegalStep.CorrectionOrder, LegalStep.Penalty, LegalStep.Enforcement, LegalStep.Court]);
        scene.When(Step(LegalStep.Court, "2026-11-11", "2026-11-30")).When(Step(LegalStep.Enforcement, "2026-11-12", "2026-11-30"))
            .ThenFile(student => student.LegalStepOn(scene.Pack.Ladder)!.Step.ShouldBe(LegalStep.Enforcement, "the last of the two ways of the fourth rung"));
    }

    [Fact]
    public void A_correction_order_gives_the_guardian_the_days_of_the_pack()
    {
        var scene = Scene.GivenDropout().By(Samples.Township).When(Step(LegalStep.Education, "2026-10-15", "2026-10-16"));
        scene.LegalSteps().ShouldContain(LegalStep.CorrectionOrder);
        scene.WhenTried(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-10-29")).ThenRefused("order_deadline_short");
        scene.When(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-10-30")).Then(typeof(LegalStepTaken));
        scene.When(Step(LegalStep.Penalty, "2026-10-31", "2026-11-01")).Then(typeof(LegalStepTaken));

        var national = PolicyPack.Load("national");
        var longer = national with { Deadlines = national.Deadlines with { CorrectionOrderDays = national.Deadlines.CorrectionOrderDays with { Value = 15 } } };
        Scene.GivenDropout().By(Samples.Township).Under(longer).When(Step(LegalStep.Education, "2026-10-15", "2026-10-16"))
            .WhenTried(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-11-06")).ThenRefused("order_deadline_short");
    }

    [Fact]
    public void The_rungs_and_their_order_are_those_of_the_pack()
    {
        var national = PolicyPack.Load("national");
        var scene = Scene.GivenDropout().By(Samples.Township).Under(national with
        {
            Ladder = national.Ladder with { Rungs = [new("宣传教育", [LegalStep.Education]), new("责令改正", [LegalStep.CorrectionOrder]), new("提起诉讼", [LegalStep.Court])] },
        });
        scene.WhenTried(Step(LegalStep.Penalty)).ThenRefused("legal_rung_skipped");
        scene.When(Step(LegalStep.Education)).When(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-10-30"));
        scene.WhenTried(Step(LegalStep.Penalty, "2026-10-31", "2026-11-10")).ThenRefused("legal_rung_skipped");
        scene.When(Step(LegalStep.Court, "2026-10-31", "2026-11-10")).Then(typeof(LegalStepTaken));
        scene.LegalSteps().ShouldBe([LegalStep.Education, LegalStep.CorrectionOrder, LegalStep.Court]);
    }

    [Fact]
    public void Each_rung_has_its_number_its_service_and_its_deadline()
    {
        var scene = Scene.GivenDropout().By(Samples.Township);
        scene.WhenTried(Step(LegalStep.Education, number: null)).ThenRefused("legal_number_missing");
        scene.WhenTried(Step(LegalStep.Education) with { ServedOn = null }).ThenRefused("legal_service_missing");
        scene.WhenTried(Step(LegalStep.Education) with { Deadline = null }).ThenRefused("legal_service_missing");
        scene.WhenTried(Step(LegalStep.Education, deadline: "2026-10-14")).ThenRefused("until_before_start");
    }

    [Fact]
    public void A_school_orders_nobody_and_nobody_is_ordered_of_whom_no_dropout_is_known()
    {
        Scene.GivenDropout().When(Step(LegalStep.Education)).WhenTried(Step(LegalStep.CorrectionOrder, "2026-10-23", "2026-10-30")).ThenRefused("legal_office");
        Scene.GivenReturn().By(Samples.Township).WhenTried(Step(LegalStep.Education, "2026-11-01", "2026-11-08")).ThenRefused("persuaded_without_dropout");
    }
}
