using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Indicators;

/// <summary>Every figure of a county, as of a day and as known at a moment.</summary>
/// <param name="KnownAt">The database's time of the answer: asked again with it, the answer is the same for ever.</param>
/// <param name="Unplaced">Children whose last dropout lies in the year and whom no school or grade can be given.</param>
/// <param name="Out">Children out on the day, carried over included (动态清零 aims at 0).</param>
public sealed record CountyFigures(
    SchoolYear SchoolYear, string County, DateOnly AsOf, DateTimeOffset KnownAt,
    IReadOnlyList<DropoutFigure> Dropout, int Unplaced, int Out,
    IReadOnlyList<EnrolmentFigure> Enrolment, IReadOnlyList<DisabilityFigure> Disability)
{
    /// <summary>Migrant children in public or purchased places.</summary>
    public IReadOnlyList<MigrantFigure> Migrants { get; init; } = [];

    /// <summary>Standing returns of those who ever dropped out, and who is out.</summary>
    public IReadOnlyList<ReturnedFigure> Returned { get; init; } = [];
}
