using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Indicators;

public class DeclaredSpecs
{
    // The published check of the three definitions.
    private static readonly Cohort Checked = new(1000, 30, 50, 1, 940);

    [Theory]
    [InlineData(RetentionFormula.ByEntrants, 0.960961)]
    [InlineData(RetentionFormula.ByRemaining, 0.960163)]
    [InlineData(RetentionFormula.ByRemainingCapped, 0.959184)]
    public void Retention_gives_the_published_check_by_each_definition(RetentionFormula formula, double rate) => Checked.Retention(formula).ShouldBe((decimal)rate);

    [Fact]
    public void Only_the_third_definition_stops_at_one()
    {
        var grown = new Cohort(100, 0, 10, 0, 95);
        grown.Retention(RetentionFormula.ByRemaining).ShouldBe(1.055556m);
        grown.Retention(RetentionFormula.ByRemainingCapped).ShouldBe(1m);
    }

    [Fact]
    public void Where_nobody_is_left_to_divide_by_there_is_no_retention()
    {
        var none = new Cohort(10, 0, 10, 0, 0);
        none.Retention(RetentionFormula.ByRemaining).ShouldBeNull();
        none.Retention(RetentionFormula.ByRemainingCapped).ShouldBeNull();
        none.IsPossible().ShouldBeFalse();
        new Cohort(10, 0, 0, 0, 11).IsPossible().ShouldBeFalse("more graduated than ever came");
        Checked.IsPossible().ShouldBeTrue();
    }

    [Fact]
    public void The_pack_names_the_definition_and_the_default_is_the_second()
    {
        PolicyPack.Load("national").Retention.Formula.ShouldBe(RetentionFormula.ByRemaining);
        PolicyPack.Shipped.Values.ShouldAllBe(pack => pack.Retention.Quote.Length > 0);
    }

    [Fact]
    public void Variation_between_schools_gives_the_published_check()
    {
        int[] pupils = [45, 37, 89, 76, 55];
        int[] books = [279, 137, 935, 160, 402];
        var value = SchoolVariation.Of([.. pupils.Zip(books, (children, total) => new SchoolValue("21", children, total))]).ShouldNotBeNull();
        Math.Round(value, 3).ShouldBe(0.515m);
    }

    [Fact]
    public void Variation_is_nought_where_schools_are_alike_whatever_their_size_and_weighs_them_by_their_pupils()
    {
        SchoolVariation.Of([new("1", 10, 20), new("2", 500, 1000)]).ShouldBe(0m);
        var few = SchoolVariation.Of([new("1", 1, 0), new("2", 99, 99)])!.Value;
        var many = SchoolVariation.Of([new("1", 50, 0), new("2", 50, 50)])!.Value;
        many.ShouldBe(1m);
        few.ShouldBeLessThan(0.2m, "one pupil without anything does not weigh as much as a school full");
    }

    [Fact]
    public void Variation_of_nothing_is_none()
    {
        SchoolVariation.Of([]).ShouldBeNull();
        SchoolVariation.Of([new("1", 10, 0), new("2", 10, 0)]).ShouldBeNull();
    }
}
