using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Host.Demo;

/// <summary>What an invented county looks like; with a seed it determines every byte of its files.</summary>
/// <param name="County">Six digits; its pack splits the grades and lays down the calendar.</param>
/// <param name="Children">Children of 4 to 16 in the population register.</param>
/// <param name="Today">Nothing later is told.</param>
public sealed record CountyShape(string County, int Children, DateOnly Today)
{
    /// <summary>The county of the demonstration: 北票's code, its numbers of schools, and nothing else of it.</summary>
    public static CountyShape Demonstration(DateOnly today) => new("211381", 20_000, today);

    /// <summary>How many townships; the first sixth of them are urban.</summary>
    public int Townships { get; init; } = 30;

    public int UrbanPrimarySchools { get; init; } = 9;

    public int RuralPrimarySchools { get; init; } = 20;

    public int UrbanJuniorSchools { get; init; } = 4;

    public int RuralJuniorSchools { get; init; } = 9;

    /// <summary>九年一贯制, all of them rural.</summary>
    public int NineYearSchools { get; init; } = 9;

    /// <summary>The year whose story is told: that of today, once its autumn roll is in and screened.</summary>
    public SchoolYear Year => SchoolYear.Of(Today.AddDays(-20));

    /// <summary>The year before.</summary>
    public SchoolYear YearBefore => new(Year.Year - 1);
}
