using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>What an office's code says by itself.</summary>
public static class Offices
{
    /// <summary>Characters of the longest code, a resource centre's at a school.</summary>
    public const int LongestCode = 11;

    /// <summary>A school's code has 10 digits, a township's 9, a county's 6; that of a resource centre has its mark before them.</summary>
    /// <exception cref="ArgumentException">The code has another length.</exception>
    public static Level LevelOf(string office) => ResourceCentre.LevelOf(office);

    /// <summary>Whether this is an office of the county. A school's code does not name its county, so only its form is looked at.</summary>
    public static bool IsOf(string tenant, string office) => ResourceCentre.SeatOf(office) is var seat
        && seat.All(char.IsAsciiDigit) && (seat.Length == 10 || (seat.Length is 6 or 9 && seat.StartsWith(tenant, StringComparison.Ordinal)));
}
