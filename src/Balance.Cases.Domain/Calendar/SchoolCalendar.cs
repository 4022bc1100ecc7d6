using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Domain.Calendar;

/// <summary>A stretch of days, both ends included, such as a term or a holiday.</summary>
public sealed record Days(string Name, DateOnly From, DateOnly Until)
{
    /// <summary>Whether a day lies in it.</summary>
    public bool Hold(DateOnly day) => day >= From && day <= Until;
}

/// <summary>The calendar of one school year.</summary>
/// <param name="SchoolYear">The school year, by its first calendar year.</param>
/// <param name="Terms">Terms (学期); days between them are holidays.</param>
/// <param name="Holidays">Public holidays within terms.</param>
/// <param name="MakeUpDays">Weekend days on which lessons of a holiday are made up (调休). Deadlines count them; a run of absence, which is over Monday to Friday, does not.</param>
public sealed record CalendarYear(int SchoolYear, IReadOnlyList<Days> Terms, IReadOnlyList<Days> Holidays, IReadOnlyList<DateOnly> MakeUpDays);

/// <summary>Which days are school days: Monday to Friday less the calendar's holidays (indicators.md, «Screening»).</summary>
public sealed class SchoolCalendar(IEnumerable<CalendarYear> years)
{
    private readonly Dictionary<int, CalendarYear> _years = years.ToDictionary(year => year.SchoolYear);

    /// <summary>The years laid down, in order; in any other year only weekends are free.</summary>
    public IReadOnlyList<CalendarYear> Years => [.. _years.Values.OrderBy(year => year.SchoolYear)];

    /// <summary>Whether children are expected at school on a day.</summary>
    public bool IsSchoolDay(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return false;
        if (!_years.TryGetValue(SchoolYear.Of(day).Year, out var year)) return true;
        return year.Terms.Any(term => term.Hold(day)) && !year.Holidays.Any(holiday => holiday.Hold(day));
    }

    /// <summary>The term of a day's school year that began last by it; null: none has, or the calendar lays down no terms.</summary>
    public Days? TermBy(DateOnly day) => _years.GetValueOrDefault(SchoolYear.Of(day).Year)?.Terms.Where(term => term.From <= day).MaxBy(term => term.From);

    /// <summary>The day of lessons that is so many after a day; holidays and weekends are passed over, but for days on which lessons are made up.</summary>
    /// <param name="schoolDays">0: the day itself.</param>
    public DateOnly After(DateOnly day, int schoolDays)
    {
        for (var left = schoolDays; left > 0;)
            if (IsSchoolDay(day = day.AddDays(1)) || IsMakeUpDay(day)) left--;
        return day;
    }

    private bool IsMakeUpDay(DateOnly day) => _years.TryGetValue(SchoolYear.Of(day).Year, out var year) && year.MakeUpDays.Contains(day);

    /// <summary>Length in school days of the run of absence that ends on a day; 0: the child was not absent on it, or it is no school day.</summary>
    /// <param name="unexcused">Days of unexcused absence (旷课) in any order; those that are no school days count nothing and break nothing.</param>
    /// <param name="last">The date of the latest absence file.</param>
    public int ConsecutiveSchoolDaysAbsent(IEnumerable<DateOnly> unexcused, DateOnly last)
    {
        if (!IsSchoolDay(last)) return 0;
        var absent = unexcused.Where(IsSchoolDay).ToHashSet();
        var earliest = absent.DefaultIfEmpty(last).Min();

        var run = 0;
        for (var day = last; day >= earliest; day = day.AddDays(-1))
        {
            if (!IsSchoolDay(day)) continue;
            if (!absent.Contains(day)) break;
            run++;
        }
        return run;
    }
}
