using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Access;

/// <summary>What an office's code says by itself.</summary>
public static class Offices
{
    /// <summary>A school's code has 10 digits, a township's 9, a county's 6.</summary>
    /// <exception cref="ArgumentException">The code has another length.</exception>
    public static Level LevelOf(string office) => office.Length switch
    {
        10 => Level.School,
        9 => Level.Township,
        6 => Level.County,
        _ => throw new ArgumentException("An office's code has 6, 9 or 10 digits.", nameof(office)),
    };

    /// <summary>Whether this is an office of the county. A school's code does not name its county, so only its form is looked at.</summary>
    public static bool IsOf(string tenant, string office) =>
        office.All(char.IsAsciiDigit) && (office.Length == 10 || (office.Length is 6 or 9 && office.StartsWith(tenant, StringComparison.Ordinal)));
}
