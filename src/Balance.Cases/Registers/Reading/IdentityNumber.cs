using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>The citizen identity number (GB 11643): six digits of a place, eight of the birth date, three of sequence, one check character.</summary>
public static class IdentityNumber
{
    /// <summary>Characters of a number.</summary>
    public const int Length = 18;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>What is wrong with a number as of a date, or null; <paramref name="key"/> is its first seventeen digits, which determine it.</summary>
    public static RejectCode? Fault(ReadOnlySpan<char> number, DateOnly asOf, out long key, out DateOnly birthDate)
    {
        (key, birthDate) = (0, default);
        if (number.Length != Length) return RejectCode.IdLength;
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            var digit = number[i] - '0';
            if (digit is < 0 or > 9) return RejectCode.IdChecksum;
            key = key * 10 + digit;
            sum += digit * Weights[i];
        }
        if (number[^1] != CheckCharacters[sum % 11]) return RejectCode.IdChecksum;
        return Dates.TryCompact(number.Slice(6, 8), out birthDate) && birthDate <= asOf ? null : RejectCode.IdBirthDate;
    }

    /// <summary>The birth date of a valid number.</summary>
    public static DateOnly BirthDate(string number) => Dates.TryCompact(number.AsSpan(6, 8), out var date)
        ? date
        : throw new ArgumentException("Not a valid identity number.", nameof(number));

    /// <summary>Whether a valid number is a boy's: its seventeenth digit is odd.</summary>
    public static bool IsMale(string number) => (number[16] - '0') % 2 == 1;
}
