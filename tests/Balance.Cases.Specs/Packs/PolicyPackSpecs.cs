using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Packs;

public class PolicyPackSpecs
{
    private static readonly PolicyPack National = PolicyPack.Load("national");
    private static readonly PolicyPack Beipiao = PolicyPack.Load("beipiao-2019");
    private static readonly PolicyPack Baoshan = PolicyPack.Load("baoshan-2018");

    [Fact]
    public void A_county_works_under_the_pack_that_names_it_else_under_the_national_one()
    {
        PolicyPack.For("211381").Name.ShouldBe("beipiao-2019");
        PolicyPack.For("310113").Name.ShouldBe("baoshan-2018");
        PolicyPack.For("621121").Name.ShouldBe("national");
        Beipiao.Id.ShouldBe("beipiao-2019/1");
        Should.Throw<InvalidPolicyPackException>(() => PolicyPack.Load("atlantis"));
    }

    [Fact]
    public void Where_grades_are_split_6_3_ages_6_to_11_are_primary()
    {
        Enumerable.Range(6, 9).Select(National.StageOfAge).ShouldBe([.. Enumerable.Repeat(Stage.Primary, 6), .. Enumerable.Repeat(Stage.Junior, 3)]);
        Enumerable.Range(1, 9).Select(National.StageOfGrade).ShouldBe([.. Enumerable.Repeat(Stage.Primary, 6), .. Enumerable.Repeat(Stage.Junior, 3)]);
    }

    [Fact]
    public void Where_they_are_split_5_4_ages_6_to_10_are_primary()
    {
        Enumerable.Range(6, 9).Select(Baoshan.StageOfAge).ShouldBe([.. Enumerable.Repeat(Stage.Primary, 5), .. Enumerable.Repeat(Stage.Junior, 4)]);
        Enumerable.Range(1, 9).Select(Baoshan.StageOfGrade).ShouldBe([.. Enumerable.Repeat(Stage.Primary, 5), .. Enumerable.Repeat(Stage.Junior, 4)]);
    }

    [Fact]
    public void No_stage_is_made_up_for_what_lies_outside_compulsory_schooling()
    {
        foreach (var age in new[] { 5, 15 }) Should.Throw<ArgumentOutOfRangeException>(() => National.StageOfAge(age));
        foreach (var grade in new[] { 0, 10 }) Should.Throw<ArgumentOutOfRangeException>(() => National.StageOfGrade(grade));
    }

    [Fact]
    public void The_thresholds_of_screening_are_those_of_the_definition()
    {
        foreach (var pack in PolicyPack.Shipped.Values)
        {
            pack.Thresholds.AbsenceRunSchoolDays.Value.ShouldBe(5);
            pack.Thresholds.AbsenceFileAgeDays.Value.ShouldBe(14);
            pack.Thresholds.SuspensionDays.Value.ShouldBe(365);
        }
    }

    [Theory]
    [InlineData(Measure.DropoutRate, Stage.Primary, 2026, "=", 0)]
    [InlineData(Measure.DropoutRate, Stage.Junior, 2026, "≤", 0.009)]
    [InlineData(Measure.DisabledEnrolmentRate, null, 2026, "≥", 0.95)]
    [InlineData(Measure.SchoolVariation, Stage.Primary, 2019, "≤", 0.65)]
    [InlineData(Measure.SchoolVariation, Stage.Junior, 2021, "≤", 0.5)]
    [InlineData(Measure.SchoolVariation, Stage.Junior, 2026, "≤", 0.45)]
    [InlineData(Measure.JuniorRetention, Stage.Junior, 2026, "≥", 0.95)] // from the national pack
    [InlineData(Measure.MigrantPlaces, null, 2026, "≥", 0.85)]
    public void Beipiaos_targets_hold_for_their_stage_and_year(Measure measure, Stage? stage, int year, string comparison, double limit)
    {
        var target = Beipiao.TargetFor(measure, stage, year).ShouldNotBeNull();
        target.Comparison.Chinese().ShouldBe(comparison);
        target.Limit.ShouldBe((decimal)limit);
    }

    [Fact]
    public void A_paper_is_headed_as_the_plan_calls_it_and_else_as_everywhere()
    {
        Baoshan.TitleOf(DocumentKind.EducationPlan).ShouldBe("个性化教育康复方案");
        Baoshan.TitleOf(DocumentKind.CorrectionOrder).ShouldBe("责令送被监护人接受义务教育通知书");
        foreach (var kind in PaperTitle.Kinds) National.TitleOf(kind).ShouldBe(kind.Chinese());
    }

    [Fact]
    public void A_rule_that_a_pack_lays_down_for_itself_comes_whole()
    {
        Beipiao.Report.Quote.ShouldNotBe(National.Report.Quote);
        Beipiao.Disability.Placements.Source.ShouldStartWith("北票市规划");
        Beipiao.Ladder.Quote.ShouldBe(National.Ladder.Quote, "its plan says nothing of it");
    }

    [Fact]
    public void A_target_that_no_plan_sets_is_none()
    {
        National.TargetFor(Measure.DropoutRate, Stage.Primary, 2026).ShouldBeNull();
        Beipiao.TargetFor(Measure.DropoutRate, Stage.Primary, 2018).ShouldBeNull();
        Beipiao.TargetFor(Measure.DropoutRate, null, 2026).ShouldBeNull();
    }

    [Fact]
    public void A_figure_meets_a_target_exactly_at_its_limit()
    {
        var junior = Beipiao.TargetFor(Measure.DropoutRate, Stage.Junior, 2026)!;
        junior.IsMetBy(0.009m).ShouldBeTrue();
        junior.IsMetBy(0.009001m).ShouldBeFalse();
        var disabled = Beipiao.TargetFor(Measure.DisabledEnrolmentRate, null, 2026)!;
        disabled.IsMetBy(0.95m).ShouldBeTrue();
        disabled.IsMetBy(0.949999m).ShouldBeFalse();
        var primary = Beipiao.TargetFor(Measure.DropoutRate, Stage.Primary, 2026)!;
        primary.IsMetBy(0).ShouldBeTrue();
        primary.IsMetBy(0.000001m).ShouldBeFalse();
    }
}
