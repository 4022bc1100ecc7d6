using Balance.Cases.Domain.Standings;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Standings;

public class SchoolYearSpecs
{
    [Theory]
    [InlineData("2026-08-31", 2025)]
    [InlineData("2026-09-01", 2026)]
    [InlineData("2026-12-31", 2026)]
    [InlineData("2027-01-01", 2026)]
    [InlineData("2027-08-31", 2026)]
    public void A_school_year_runs_from_the_first_of_September_to_the_last_of_August(string day, int year)
    {
        SchoolYear.Of(Day(day)).Year.ShouldBe(year);
        new SchoolYear(year).Holds(Day(day)).ShouldBeTrue();
        new SchoolYear(year - 1).Holds(Day(day)).ShouldBeFalse();
        new SchoolYear(year + 1).Holds(Day(day)).ShouldBeFalse();
        SchoolYear.NextEnd(Day(day)).ShouldBe(new DateOnly(year + 1, 8, 31));
    }

    [Theory]
    [InlineData("2020-08-31", 6, true)] // six on the very day
    [InlineData("2020-09-01", 5, false)]
    [InlineData("2020-01-15", 6, true)]
    [InlineData("2020-12-15", 5, false)]
    [InlineData("2011-09-01", 14, true)] // fifteen a day later
    [InlineData("2011-08-31", 15, false)]
    [InlineData("2016-02-29", 10, true)]
    public void School_age_is_six_to_fourteen_in_whole_years_on_the_last_of_August(string born, int age, bool isOfSchoolAge)
    {
        new SchoolYear(2026).AgeOf(Day(born)).ShouldBe(age);
        new SchoolYear(2026).IsSchoolAge(Day(born)).ShouldBe(isOfSchoolAge);
    }
}
