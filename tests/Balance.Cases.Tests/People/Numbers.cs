using System.Globalization;
using Balance.Cases.Domain.People;

namespace Balance.Cases.Tests.People;

/// <summary>Made-up identity numbers that are valid in form.</summary>
public static class Numbers
{
    /// <summary>The n-th number; no two are equal below some four million.</summary>
    public static string Of(int n)
    {
        var born = new DateOnly(2008, 1, 1).AddDays(n / 998).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var digits = string.Create(CultureInfo.InvariantCulture, $"211381{born}{n % 998 + 1:000}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
