using Balance.Cases.Domain.Calendar;
using Balance.Cases.Domain.Packs;
using CsCheck;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Calendar;

public class SchoolCalendarSpecs
{
    private static readonly SchoolCalendar National = PolicyPack.Load("national").SchoolCalendar;

    [Theory]
    [InlineData("2026-10-16", true)] // a Friday
    [InlineData("2026-10-17", false)]
    [InlineData("2026-10-18", false)]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-10-01", false)] // 国庆节
    [InlineData("2026-10-07", false)]
    [InlineData("2026-10-08", true)]
    [InlineData("2026-10-10", false)] // lessons are made up, but it is a Saturday
    [InlineData("2027-01-22", true)] // last day of term
    [InlineData("2027-01-25", false)]
    [InlineData("2027-02-22", true)]
    [InlineData("2027-07-12", false)]
    [InlineData("2031-10-01", true)] // no calendar is laid down for that year
    [InlineData("2031-10-04", false)]
    public void School_days_are_Monday_to_Friday_less_the_calendars_holidays(string day, bool isSchoolDay) => National.IsSchoolDay(Day(day)).ShouldBe(isSchoolDay);

    [Theory]
    [InlineData("2026-09-01", "2026-09-01")]
    [InlineData("2027-02-21", "2026-09-01")] // the winter holiday
    [InlineData("2027-08-31", "2027-02-22")]
    [InlineData("2031-10-01", null)] // no calendar is laid down for that year
    public void A_day_belongs_to_the_term_that_began_last(string day, string? from) => (National.TermBy(Day(day))?.From).ShouldBe(from is null ? null : Day(from));

    [Theory]
    [InlineData("2026-10-19 2026-10-20 2026-10-21 2026-10-22 2026-10-23", "2026-10-23", 5)]
    [InlineData("2026-10-15 2026-10-16 2026-10-19 2026-10-20 2026-10-21", "2026-10-21", 5)] // over a weekend
    [InlineData("2026-09-28 2026-09-29 2026-09-30 2026-10-08 2026-10-09", "2026-10-09", 5)] // over the holiday
    [InlineData("2026-10-15 2026-10-16 2026-10-20 2026-10-21", "2026-10-21", 2)] // there on Monday
    [InlineData("2026-10-19 2026-10-20 2026-10-21", "2026-10-22", 0)] // back on the last day
    [InlineData("2026-10-16 2026-10-17 2026-10-18 2026-10-19", "2026-10-19", 2)] // days of the weekend count nothing
    [InlineData("2026-10-16 2026-10-17", "2026-10-17", 0)] // a run ends on a school day
    [InlineData("2026-10-21 2026-10-22 2026-10-23", "2026-10-21", 1)] // what comes after the day is not asked
    [InlineData("", "2026-10-21", 0)]
    public void A_run_of_absence_is_counted_in_school_days_back_from_its_last(string absent, string last, int length) =>
        National.ConsecutiveSchoolDaysAbsent(absent.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Day).Reverse(), Day(last)).ShouldBe(length);

    [Fact]
    public void A_run_is_the_most_school_days_up_to_the_last_that_are_all_absences() =>
        Gen.Int[0, 40].HashSet[0, 30].Select(Gen.Int[0, 40]).Sample((days, offset) =>
        {
            var last = Day("2026-09-14").AddDays(offset);
            var absent = days.Select(Day("2026-09-14").AddDays).ToHashSet();
            var schoolDays = Enumerable.Range(0, 60).Select(back => last.AddDays(-back)).Where(National.IsSchoolDay).ToArray();
            var expected = National.IsSchoolDay(last) ? schoolDays.TakeWhile(absent.Contains).Count() : 0;
            return National.ConsecutiveSchoolDaysAbsent(absent, last) == expected;
        });
}
