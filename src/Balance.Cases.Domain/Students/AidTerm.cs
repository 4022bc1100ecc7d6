using System.Globalization;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Domain.Students;

/// <summary>资助学期: a school year by the year in which it begins, and its first or second term; written as <c>2026-1</c>.</summary>
public readonly record struct AidTerm(int Year, int Half)
{
    /// <summary>The first day: 1 September, or 1 February of the year after.</summary>
    public DateOnly First => Half == 1 ? new(Year, 9, 1) : new(Year + 1, 2, 1);

    /// <summary>The one that follows.</summary>
    public AidTerm Next => Half == 1 ? new(Year, 2) : new(Year + 1, 1);

    /// <summary>The term of a day.</summary>
    public static AidTerm Of(DateOnly day)
    {
        var year = SchoolYear.Of(day).Year;
        return new(year, day < new DateOnly(year + 1, 2, 1) ? 1 : 2);
    }

    /// <summary>Reads it; null: it is none.</summary>
    public static AidTerm? Read(string? text) =>
        text is [_, _, _, _, '-', '1' or '2'] && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? new(year, text[5] - '0') : null;

    /// <summary>The term that aid is for: as it was said, else by the day on which it was granted.</summary>
    public static AidTerm Of(AidGranted aid) => Read(aid.Term) ?? Of(aid.OccurredOn);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Half}");
}
