using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class HarmSpecs
{
    private static readonly DateOnly September = Day("2026-09-01");

    private static ReportHarm Bullied(string on = "2026-09-01") => new(Day(on), HarmKind.Bullying, [ReportSign.OtherHarm, ReportSign.BodilyInjury, ReportSign.OtherHarm], Samples.Sealed);

    private static Scene Reported(Scene scene)
    {
        var harm = scene.Last<HarmReported>();
        return scene.When(new FileMandatoryReport(September, "police", "1", Samples.Sealed) { About = harm }).When(new FileMandatoryReport(September, "education", "2", Samples.Sealed) { About = harm });
    }

    [Fact]
    public void Harm_is_reported_of_a_child_without_a_file_and_of_one_that_is_followed_for_something_else()
    {
        Scene.Given().When(Bullied()).Then(typeof(HarmReported), typeof(CaseOpened)).Then<HarmReported>(harm => harm.Signs.ShouldBe([ReportSign.BodilyInjury, ReportSign.OtherHarm]))
            .ThenFile(student => student.Concerns.ShouldBe([Concern.Harm]));
        Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(Bullied()).Then(typeof(HarmReported), typeof(ConcernRaised)).When(Bullied()).Then(typeof(HarmReported));
    }

    [Fact]
    public void Harm_opens_a_closed_case_again() =>
        Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(new CloseCase(September, Samples.Sealed)).When(Bullied())
            .Then(typeof(HarmReported), typeof(CaseReopened), typeof(ConcernRaised)).ThenFile(student => student.Concerns.ShouldBe([Concern.LeftBehind, Concern.Harm]));

    [Fact]
    public void The_police_and_the_bureau_are_both_to_be_told_at_once()
    {
        var scene = Scene.Given().By(Samples.Township).When(Bullied());
        scene.Summary("2026-09-01").Next.ShouldBe(new Duty(DutyKind.MandatoryReport, September, Level.Township) { Part = RestrictedPart.Harm });
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Police, ReportedTo.Education]);
        scene.When(new FileMandatoryReport(September, "police", "1", null) { About = scene.Last<HarmReported>() });
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Education]);
        scene.When(new FileMandatoryReport(September, "education", null, null) { About = scene.Last<HarmReported>() }).Student!.ReportsDue(scene.Pack).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_that_names_no_harm_or_somebody_else_does_not_take_the_duty_away()
    {
        var scene = Scene.Given().When(Bullied()).When(new FileMandatoryReport(September, "police", "1", null));
        scene.When(new FileMandatoryReport(September, "village_committee", "1", null) { About = scene.Last<HarmReported>() });
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.Count.ShouldBe(2);
        scene.WhenTried(new FileMandatoryReport(September, "police", "1", null) { About = Samples.Id(1) }).ThenRefused("no_such_sign");
    }

    [Fact]
    public void What_is_reported_of_harm_without_an_entry_is_told_to_police_and_bureau_too_and_the_child_followed_for_it()
    {
        var scene = Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null));
        scene.When(new FileMandatoryReport(September, "police", "1", null) { Listed = [ReportSign.BodilyInjury] }).Then(typeof(MandatoryReportFiled), typeof(ConcernRaised));
        var sign = scene.Last<MandatoryReportFiled>();
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            due => due.About.ShouldBe(sign), due => due.To.ShouldBe([ReportedTo.Education]), due => due.Part.ShouldBe(RestrictedPart.Harm));
        scene.When(new FileMandatoryReport(September, "education", null, null) { About = sign }).Then(typeof(MandatoryReportFiled))
            .Then<MandatoryReportFiled>(report => report.Listed.ShouldBe([ReportSign.BodilyInjury])).ThenFile(file => file.ReportsDue(scene.Pack).ShouldBeEmpty());
        scene.WhenTried(new FileMandatoryReport(September, "police", null, null) { About = scene.Last<MandatoryReportFiled>() }).ThenRefused("no_such_sign");
    }

    [Fact]
    public void A_report_of_a_child_without_a_file_opens_one_that_only_those_who_act_on_it_read()
    {
        var scene = Scene.Given().When(new FileMandatoryReport(September, "police", "1", Samples.Sealed)).Then(typeof(MandatoryReportFiled), typeof(CaseOpened));
        scene.Then<MandatoryReportFiled>(report => Restrictions.Of(report).ShouldBe(RestrictedPart.Harm)).Then<CaseOpened>(opened => opened.Concern.ShouldBe(Concern.Harm));
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Education]);
        Scene.Given().WhenTried(new FileMandatoryReport(September, "police", "1", null) { About = Samples.Id(1) }).ThenRefused("no_such_sign");
    }

    [Fact]
    public void Signs_that_are_told_of_a_closed_case_open_it_again() =>
        Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(new CloseCase(September, Samples.Sealed))
            .When(new FileMandatoryReport(September, "police", "1", null) { Listed = [ReportSign.Begging] }).Then(typeof(MandatoryReportFiled), typeof(CaseReopened), typeof(ConcernRaised));

    [Fact]
    public void A_report_where_nothing_on_file_asked_for_one_tells_of_signs_though_none_of_the_list_is_named()
    {
        var scene = Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(new FileMandatoryReport(September, "police", "1", null)).Then(typeof(MandatoryReportFiled), typeof(ConcernRaised));
        scene.Student!.ReportsDue(scene.Pack).ShouldHaveSingleItem().To.ShouldBe([ReportedTo.Education]);
        // The next one answers it, and tells of nothing new.
        scene.When(new FileMandatoryReport(September, "education", null, null)).Then(typeof(MandatoryReportFiled)).ThenFile(file => file.ReportsDue(scene.Pack).ShouldBeEmpty());
    }

    [Fact]
    public void What_is_reported_of_a_harm_is_restricted_whether_or_not_a_sign_is_named()
    {
        var scene = Scene.Given().When(Bullied());
        scene.When(new FileMandatoryReport(September, "police", "1", null) { About = scene.Last<HarmReported>() })
            .Then<MandatoryReportFiled>(report => Restrictions.Of(report).ShouldBe(RestrictedPart.Harm));
        Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(new FileMandatoryReport(September, "police", null, null) { Listed = [ReportSign.Begging] })
            .Then<MandatoryReportFiled>(report => Restrictions.Of(report).ShouldBe(RestrictedPart.Harm));
    }

    [Fact]
    public void Every_duty_of_a_harm_tells_of_it_and_says_so()
    {
        var scene = Scene.Given().When(Bullied());
        scene.Summary("2026-09-01").Duties.Select(duty => duty.Kind).ShouldBe([DutyKind.MandatoryReport, DutyKind.Protect]);
        scene.Summary("2026-09-01").Duties.ShouldAllBe(duty => duty.Part == RestrictedPart.Harm);
        scene.When(new TakeProtectionStep(Day("2026-09-02"), scene.Last<HarmReported>(), ProtectionStep.SchoolSafety, null));
        scene.Summary("2026-09-02").Duties.Single(duty => duty.Kind == DutyKind.SettleHarm).ShouldBe(new Duty(DutyKind.SettleHarm, Day("2026-10-02"), Level.School) { Part = RestrictedPart.Harm });
    }

    [Fact]
    public void A_child_followed_for_a_harm_that_nobody_has_reported_is_to_be_protected_by_whoever_raised_it()
    {
        var scene = Scene.Given().By(Samples.Township).When(new OpenCase(September, Concern.Harm, null));
        scene.Summary("2026-09-01").Duties.ShouldBe([new Duty(DutyKind.Protect, Day("2026-09-02"), Level.Township) { Part = RestrictedPart.Harm }]);
        scene.WhenTried(new TakeProtectionStep(September, Samples.Id(1), ProtectionStep.Removed, null)).ThenRefused("no_harm");
        scene.When(Bullied()).Summary("2026-09-01").Duties.Count(duty => duty.Kind == DutyKind.Protect).ShouldBe(1);
        scene.By(Samples.County).When(new WithdrawEntry(September, scene.Last<HarmReported>(), Samples.Sealed)).Summary("2026-09-01").Duties.ShouldHaveSingleItem().Kind.ShouldBe(DutyKind.Protect);
        scene.When(new RaiseConcern(September, Concern.DropoutRisk, null)).When(new WithdrawConcern(September, Concern.Harm, null)).Summary("2026-09-01").Duties.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_taken_up_the_dual_line_of_a_harm_is_as_restricted_as_the_harm_and_is_taken_up_once()
    {
        var scene = Scene.Given().When(Bullied()).On("2026-09-02").When(new TakeUpOverdue(Day("2026-09-02"))).Then<DutyEscalated>(told => told.ShouldSatisfyAllConditions(
            () => told.Duty.ShouldBe(DutyKind.MandatoryReport), () => told.ToLevel.ShouldBe(Level.County), () => Restrictions.Of(told).ShouldBe(RestrictedPart.Harm)));
        scene.When(new TakeUpOverdue(Day("2026-09-02"))).ThenNothing();
    }

    [Fact]
    public void A_harm_is_settled_once_it_is_reported_and_the_child_protected()
    {
        var scene = Scene.Given().When(Bullied());
        var harm = scene.Last<HarmReported>();
        var settle = new SettleHarm(Day("2026-09-05"), harm, HarmOutcome.Dealt, Samples.Sealed);
        scene.WhenTried(settle).ThenRefused("report_due");
        Reported(scene).WhenTried(settle).ThenRefused("not_protected");
        scene.When(new TakeProtectionStep(Day("2026-09-02"), harm, ProtectionStep.AgainstOffender, null)).When(settle).Then(typeof(HarmSettled));
        scene.Student!.OpenHarms.ShouldBeEmpty();
        scene.Summary("2026-09-06").Duties.ShouldBeEmpty();
        scene.WhenTried(settle).ThenRefused("harm_settled");
        scene.WhenTried(new TakeProtectionStep(Day("2026-09-06"), harm, ProtectionStep.Removed, null)).ThenRefused("harm_settled");
    }

    [Fact]
    public void What_was_unfounded_is_settled_without_protection_and_still_reported()
    {
        var scene = Scene.Given().When(Bullied());
        var settle = new SettleHarm(September, scene.Last<HarmReported>(), HarmOutcome.Unfounded, Samples.Sealed);
        scene.WhenTried(settle).ThenRefused("report_due");
        Reported(scene).When(settle).Then(typeof(HarmSettled));
    }

    [Fact]
    public void A_step_and_an_end_name_a_harm_on_file_and_no_day_before_it()
    {
        var scene = Scene.Given().When(Bullied());
        scene.WhenTried(new TakeProtectionStep(September, Samples.Id(1), ProtectionStep.Removed, null)).ThenRefused("no_harm");
        scene.WhenTried(new SettleHarm(September, Samples.Id(1), HarmOutcome.Dealt, Samples.Sealed)).ThenRefused("no_harm");
        scene.WhenTried(new TakeProtectionStep(Day("2026-08-31"), scene.Last<HarmReported>(), ProtectionStep.Removed, null)).ThenRefused("before_harm");
        scene.WhenTried(new SettleHarm(Day("2026-08-31"), scene.Last<HarmReported>(), HarmOutcome.Dealt, Samples.Sealed)).ThenRefused("before_harm");
    }

    [Fact]
    public void Neither_the_concern_nor_the_case_ends_while_a_harm_is_open()
    {
        var scene = Scene.Given().When(new OpenCase(September, Concern.LeftBehind, null)).When(Bullied());
        scene.WhenTried(new WithdrawConcern(September, Concern.Harm, null)).ThenRefused("harm_open");
        Reported(scene).WhenTried(new CloseCase(September, Samples.Sealed)).ThenRefused("harm_open");
        scene.When(new SettleHarm(September, scene.Last<HarmReported>(), HarmOutcome.Unfounded, Samples.Sealed)).When(new WithdrawConcern(September, Concern.Harm, null)).Then(typeof(ConcernWithdrawn));
        scene.When(new CloseCase(September, Samples.Sealed)).Then(typeof(CaseClosed));
    }
}
