using System.Buffers;
using System.Globalization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>Coded values by code or Chinese name, found from the file's own characters without making a string of each.</summary>
internal static class Coded<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> Values = Term.All<T>()
        .SelectMany(value => new[] { KeyValuePair.Create(value.Code(), value), KeyValuePair.Create(value.Chinese(), value) })
        .DistinctBy(named => named.Key)
        .ToDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryParse(ReadOnlySpan<char> text, out T value) => Values.TryGetValue(text, out value);
}

/// <summary>Grades, levels and numbers in the forms that schools and offices write.</summary>
internal static class Values
{
    private static readonly SearchValues<char> Mantissa = SearchValues.Create("0123456789.");
    private const string ChineseDigits = "一二三四五六七八九";

    /// <summary>A grade 1-9: <c>7</c>, <c>7年级</c>, <c>七年级</c>, <c>预初</c> (6), <c>初一</c> (7).</summary>
    public static bool TryGrade(ReadOnlySpan<char> text, out int grade)
    {
        if (text is "预初") return (grade = 6) > 0;
        if (text is ['初', var year] && ChineseDigits.IndexOf(year) is >= 0 and < 3 and var index) return (grade = 7 + index) > 0;
        if (text.EndsWith("年级")) return TryDigit(text[..^2], 9, out grade);
        return TryWhole(text, out grade) && grade is >= 1 and <= 9;
    }

    /// <summary>A severity 1-4: <c>1</c>, <c>一级</c>.</summary>
    public static bool TrySeverity(ReadOnlySpan<char> text, out int severity) =>
        TryDigit(text.EndsWith('级') ? text[..^1] : text, 4, out severity);

    /// <summary>A category 1-7 by number, code or Chinese name.</summary>
    public static bool TryDisability(ReadOnlySpan<char> text, out DisabilityCategory category)
    {
        if (Coded<DisabilityCategory>.TryParse(text, out category)) return true;
        category = TryWhole(text, out var number) && number is >= 1 and <= 7 ? (DisabilityCategory)number : default;
        return category != default;
    }

    /// <summary>A number that is not negative.</summary>
    public static bool TryAmount(ReadOnlySpan<char> text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);

    /// <summary>What a spreadsheet makes of a long number: <c>2.11381E+17</c>.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        var mark = text.IndexOfAny('E', 'e');
        if (mark < 1) return false;
        var exponent = text[(mark + 1)..].TrimStart("+-");
        return exponent.Length is >= 1 and <= 3 && IsDigits(exponent)
            && !text[..mark].ContainsAnyExcept(Mantissa) && char.IsAsciiDigit(text[0]);
    }

    /// <summary>Whether every character is one of 0-9.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool TryDigit(ReadOnlySpan<char> text, int most, out int number)
    {
        number = text.Length == 1 ? ChineseDigits.IndexOf(text[0]) + 1 : 0;
        return (number > 0 || TryWhole(text, out number)) && number >= 1 && number <= most;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
