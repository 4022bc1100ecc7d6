using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Indicators;

public class ReturnSpecs
{
    private static FrozenFigure Rate(Stage stage, int part, int whole) => new(FigureName.DropoutRate, stage, null, part, whole, (decimal)part / whole);

    [Theory]
    [InlineData(ReturnKind.Monthly, "2026-09-30", "2026-09-01", "2026-09-30")]
    [InlineData(ReturnKind.Monthly, "2027-02-01", "2027-02-01", "2027-02-28")]
    [InlineData(ReturnKind.Quarterly, "2026-12-31", "2026-10-01", "2026-12-31")]
    [InlineData(ReturnKind.Termly, "2027-01-31", "2026-09-01", "2027-01-31")]
    [InlineData(ReturnKind.Termly, "2027-02-01", "2027-02-01", "2027-08-31")]
    [InlineData(ReturnKind.Yearly, "2026-09-01", "2026-09-01", "2027-08-31")]
    public void A_day_lies_in_one_period_of_each_kind(ReturnKind kind, string day, string from, string until) =>
        ReturnPeriod.Holding(kind, Day(day)).ShouldBe(new ReturnPeriod(kind, Day(from), Day(until)));

    [Theory]
    [InlineData(ReturnKind.Monthly, "2026-09-30")]
    [InlineData(ReturnKind.Quarterly, "2026-09-30")]
    [InlineData(ReturnKind.Termly, "2026-08-31")]
    [InlineData(ReturnKind.Yearly, "2026-08-31")]
    public void The_last_period_that_is_over_ends_before_today(ReturnKind kind, string until) => ReturnPeriod.LastEnded(kind, Day("2026-10-20")).Until.ShouldBe(Day(until));

    [Fact]
    public void A_month_that_was_missed_stays_owed_through_the_next_school_year()
    {
        var months = ReturnPeriod.Ended(ReturnKind.Monthly, Day("2020-01-01"), Day("2026-10-20"));
        (months.Count, months[0].Until, months[^1].Until).ShouldBe((13, Day("2025-09-30"), Day("2026-09-30")));
        ReturnPeriod.Ended(ReturnKind.Quarterly, Day("2020-01-01"), Day("2026-10-20")).Select(period => period.Until)
            .ShouldBe([Day("2025-09-30"), Day("2025-12-31"), Day("2026-03-31"), Day("2026-06-30"), Day("2026-09-30")]);
        ReturnPeriod.Ended(ReturnKind.Termly, Day("2020-01-01"), Day("2026-10-20")).Select(period => period.Until).ShouldBe([Day("2026-01-31"), Day("2026-08-31")]);
        ReturnPeriod.Ended(ReturnKind.Yearly, Day("2020-01-01"), Day("2026-10-20")).ShouldHaveSingleItem().Until.ShouldBe(Day("2026-08-31"));
    }

    [Theory]
    [InlineData("2026-09-01", 1)]
    [InlineData("2026-08-31", 2)]
    [InlineData("2026-10-01", 0)]
    public void Nothing_is_owed_of_the_time_before_an_office_began(string since, int months) =>
        ReturnPeriod.Ended(ReturnKind.Monthly, Day(since), Day("2026-10-20")).Count.ShouldBe(months);

    [Fact]
    public void A_period_is_over_the_day_after_its_last()
    {
        var september = ReturnPeriod.Holding(ReturnKind.Monthly, Day("2026-09-10"));
        september.HasEndedBy(Day("2026-09-30")).ShouldBeFalse();
        september.HasEndedBy(Day("2026-10-01")).ShouldBeTrue();
    }

    [Fact]
    public void A_return_is_due_the_packs_days_after_its_period()
    {
        var pack = PolicyPack.Load("national");
        ReturnPeriod.Holding(ReturnKind.Monthly, Day("2026-09-10")).DueBy(pack).ShouldBe(Day("2026-10-05"));
        ReturnPeriod.Holding(ReturnKind.Quarterly, Day("2026-09-10")).DueBy(pack).ShouldBe(Day("2026-10-10"));
        ReturnPeriod.Holding(ReturnKind.Yearly, Day("2026-08-31")).DueBy(pack).ShouldBe(Day("2026-09-15"));
    }

    [Fact]
    public void A_figure_that_is_another_now_is_named_with_both_and_one_that_is_the_same_is_not()
    {
        FrozenFigure[] then = [Rate(Stage.Primary, 0, 100), Rate(Stage.Junior, 2, 400), new(FigureName.OutOfSchool, null, null, null, null, 2)];
        FrozenFigure[] now = [Rate(Stage.Primary, 0, 100), Rate(Stage.Junior, 3, 400), new(FigureName.ReturnRate, null, null, 1, 2, 0.5m)];
        Restatement.Between(then, now).ShouldBe([new(then[1], now[1]), new(then[2], null), new(null, now[2])]);
        Restatement.Between(then, then).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_digits_read_back_from_text_are_no_change()
    {
        var frozen = new FrozenFigure(FigureName.HoursRate, null, null, 12.0m, 24m, 0.500000m);
        Restatement.Between([frozen], [frozen with { Part = 12m, Value = 0.5m }]).ShouldBeEmpty();
    }
}
