using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Standings;

/// <summary>indicators.md, «Finding».</summary>
public class FindingSpecs
{
    [Fact]
    public void The_last_verification_is_the_finding() =>
        new ChildWith().Found("2026-10-01", Finding.Deferred).Found("2026-10-05", Finding.StudyingElsewhere).On("2026-10-06").Finding.ShouldBe(Finding.StudyingElsewhere);

    [Fact]
    public void An_earlier_finding_does_not_revive_when_a_later_one_ends() =>
        new ChildWith().Found("2026-10-01", Finding.Emigrated).Found("2026-10-05", Finding.StudyingElsewhere, "2026-10-20").On("2026-10-21").Finding.ShouldBeNull();

    [Theory]
    [InlineData(Finding.Deceased)]
    [InlineData(Finding.Emigrated)]
    [InlineData(Finding.MovedAway)]
    [InlineData(Finding.Duplicate)]
    [InlineData(Finding.Graduated)]
    public void Some_findings_stand_for_good_even_with_an_end_date(Finding finding)
    {
        var child = new ChildWith().Found("2024-10-01", finding, "2024-12-01");
        child.On("2030-01-01").Finding.ShouldBe(finding);
        child.On("2030-01-01").Answered.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Finding.StudyingElsewhere)]
    [InlineData(Finding.Deferred)]
    [InlineData(Finding.NeverEnrolled)]
    [InlineData(Finding.UnderAge)]
    public void Others_stand_until_their_end_date_inclusive(Finding finding)
    {
        var child = new ChildWith().Found("2026-10-01", finding, "2026-12-31");
        child.On("2026-12-31").Finding.ShouldBe(finding);
        child.On("2026-12-31").Answered.ShouldBeTrue();
        child.On("2027-01-01").Finding.ShouldBeNull();
        child.On("2027-01-01").Answered.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Finding.StudyingElsewhere)]
    [InlineData(Finding.Deferred)]
    [InlineData(Finding.NeverEnrolled)]
    [InlineData(Finding.UnderAge)]
    public void Without_an_end_date_and_at_the_latest_they_stand_until_the_next_last_of_August(Finding finding)
    {
        foreach (var until in new[] { null, "2029-06-30" })
        {
            var child = new ChildWith().Found("2026-10-01", finding, until);
            child.On("2027-08-31").Finding.ShouldBe(finding);
            child.On("2027-09-01").Finding.ShouldBeNull();
        }
        new ChildWith().Found("2027-08-31", finding).On("2027-08-31").Finding.ShouldBe(finding);
        new ChildWith().Found("2027-08-31", finding).On("2027-09-01").Finding.ShouldBeNull();
    }

    [Fact]
    public void A_missing_child_answers_nothing_and_ends_nothing()
    {
        var child = new ChildWith().Dropout("2026-09-20").Found("2026-10-01", Finding.Missing);
        child.On("2026-10-02").Finding.ShouldBe(Finding.Missing);
        child.On("2026-10-02").Out.ShouldBeTrue();
        new ChildWith().Found("2026-10-01", Finding.Missing).On("2026-10-02").Answered.ShouldBeFalse();
        new ChildWith().Found("2026-10-01", Finding.Missing).On("2028-10-02").Finding.ShouldBe(Finding.Missing);
    }

    [Fact]
    public void A_return_clears_the_finding()
    {
        var child = new ChildWith().Found("2026-10-01", Finding.Emigrated).Return("2026-11-01");
        child.On("2026-10-31").Finding.ShouldBe(Finding.Emigrated);
        child.On("2026-11-01").Finding.ShouldBeNull();
    }

    [Fact]
    public void A_dropout_clears_the_finding()
    {
        var child = new ChildWith().Found("2026-10-01", Finding.StudyingElsewhere).Dropout("2026-11-01");
        child.On("2026-10-31").Enrolled.ShouldBeTrue();
        child.On("2026-11-01").Finding.ShouldBeNull();
        child.On("2026-11-01").Out.ShouldBeTrue();
    }

    [Fact]
    public void A_check_or_a_placement_leaves_the_finding_alone() =>
        new ChildWith().Found("2026-10-01", Finding.Deferred).Check("2026-10-02", AttendanceResult.Absent).Placed("2026-10-03", Placement.SpecialSchool)
            .On("2026-10-04").Finding.ShouldBe(Finding.Deferred);

    [Fact]
    public void What_lies_after_the_day_does_not_count_and_what_lies_on_it_does()
    {
        var child = new ChildWith().Found("2026-10-05", Finding.Deferred);
        child.On("2026-10-04").Finding.ShouldBeNull();
        child.On("2026-10-05").Finding.ShouldBe(Finding.Deferred);
    }
}
