using System.Globalization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.People;

/// <summary>Sex as the seventeenth digit of an identity number gives it.</summary>
public enum Sex
{
    [Term("男")] Male,
    [Term("女")] Female,
}

/// <summary>What is wrong with an identity number, in the order in which it is looked for; the codes are the reject codes of the registers.</summary>
public enum IdentityNumberFault
{
    None,
    IdLength,
    IdChecksum,
    IdBirthDate,
}

/// <summary>Citizen identity numbers of 18 characters (GB 11643-1999): place (6), birth date (8), order (3), check character.</summary>
public static class IdentityNumber
{
    /// <summary>Characters of a number.</summary>
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The first fault of a number (its X in upper case); a birth date after <paramref name="asOf"/> is one.</summary>
    public static IdentityNumberFault Check(ReadOnlySpan<char> number, DateOnly asOf) => Check(number, asOf, out _);

    /// <summary>The same; <paramref name="key"/> is the number's first seventeen digits, which determine it.</summary>
    public static IdentityNumberFault Check(ReadOnlySpan<char> number, DateOnly asOf, out long key)
    {
        key = 0;
        if (number.Length != Length) return IdentityNumberFault.IdLength;
        foreach (var character in number[..^1])
        {
            if (!char.IsAsciiDigit(character)) return IdentityNumberFault.IdChecksum;
            key = key * 10 + (character - '0');
        }
        if (number[^1] != CheckCharacter(number)) return IdentityNumberFault.IdChecksum;
        return BirthDate(number) is { } born && born <= asOf ? IdentityNumberFault.None : IdentityNumberFault.IdBirthDate;
    }

    /// <summary>The check character of the first seventeen digits (ISO 7064 MOD 11-2).</summary>
    public static char CheckCharacter(ReadOnlySpan<char> number)
    {
        var sum = 0;
        for (var i = 0; i < Length - 1; i++) sum += (number[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    /// <summary>The birth date that a number holds; null where there is no such date.</summary>
    public static DateOnly? BirthDate(ReadOnlySpan<char> number) =>
        number.Length == Length && DateOnly.TryParseExact(number.Slice(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)
            ? born : null;

    /// <summary>The sex that a number holds; null where the seventeenth character is no digit.</summary>
    public static Sex? SexOf(ReadOnlySpan<char> number) =>
        number.Length == Length && char.IsAsciiDigit(number[16]) ? (number[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female : null;

    /// <summary>First three characters and the last, as lists show a number to those who may not see it whole.</summary>
    public static string Masked(string number) =>
        number.Length > 4 ? string.Concat(number.AsSpan(0, 3), new string('*', number.Length - 4), number.AsSpan(number.Length - 1)) : new string('*', number.Length);
}
