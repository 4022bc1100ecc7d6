using Balance.Cases.Domain.Standings;
using Balance.Cases.Storage;

namespace Balance.Cases.Indicators;

/// <summary>Days and school years as they are asked for.</summary>
public static class SchoolYears
{
    /// <summary>Refuses a day that lies outside the school year.</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>.</exception>
    public static void MustHold(this SchoolYear year, DateOnly day)
    {
        if (year.Holds(day)) return;
        throw new Refusal("outside_school_year",
            $"{day:yyyy-MM-dd} 不在 {year.Year} 学年内({year.First:yyyy-MM-dd} 至 {year.Last:yyyy-MM-dd}),请改日期或学年。",
            $"{day:yyyy-MM-dd} lies outside school year {year.Year} ({year.First:yyyy-MM-dd} to {year.Last:yyyy-MM-dd}); choose another day or year.");
    }
}
