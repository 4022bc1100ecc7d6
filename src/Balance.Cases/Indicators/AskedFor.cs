using System.Globalization;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Indicators;

/// <summary>The day, school year and moment that an address asks for; what cannot be read or does not fit is replaced, and said.</summary>
/// <param name="Notice">What was changed in what was asked for; null: nothing.</param>
public sealed record AskedFor(SchoolYear Year, DateOnly Day, DateTimeOffset? KnownAt, string? Notice)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Reads the address.</summary>
    public static AskedFor Of(string? schoolYear, string? asOf, string? knownAt, DateOnly today)
    {
        var day = DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        var year = int.TryParse(schoolYear, NumberStyles.None, CultureInfo.InvariantCulture, out var named) && named is >= 1986 and <= 2100
            ? new SchoolYear(named) : SchoolYear.Of(day ?? today);
        var moment = MomentOf(knownAt);
        if (day is { } of && year.Holds(of)) return new(year, of, moment, null);

        var fitting = year.Holds(today) ? today : year.Last < today ? year.Last : year.First;
        var notice = day is null ? null : Shell.Text.T(
            $"所选日期不在 {Name(year)} 学年内，已改为 {fitting:yyyy-MM-dd}。", $"The day lies outside school year {Name(year)}; shown as of {fitting:yyyy-MM-dd}.");
        return new(year, fitting, moment, notice);
    }

    /// <summary>A moment as a form sends it, by the county's clock, or with its offset.</summary>
    public static DateTimeOffset? MomentOf(string? text)
    {
        if (DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, China).ToUniversalTime();
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;
    }

    /// <summary>A school year as people write it.</summary>
    public static string Name(SchoolYear year) => $"{year.Year}—{year.Year + 1}";

    /// <summary>School years to choose from.</summary>
    public static IReadOnlyList<Shell.Forms.Option> Options(IEnumerable<int> years) =>
        [.. years.Select(year => new Shell.Forms.Option(year.ToString(CultureInfo.InvariantCulture), Name(new(year))))];
}
