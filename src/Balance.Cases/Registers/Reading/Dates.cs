using System.Globalization;

namespace Balance.Cases.Registers.Reading;

/// <summary>Every form in which files write a date.</summary>
internal static class Dates
{
    // Five digits are 1927 to 2173; a shorter number is far likelier to be a year or a slip than a serial.
    private const int SerialDigits = 5;
    private static readonly DateOnly Serial1900 = new(1899, 12, 30);
    private static readonly DateOnly Serial1904 = new(1904, 1, 1);

    /// <summary>Reads <c>2026-09-01</c>, <c>2026/9/1</c>, <c>20260901</c>, <c>2026年9月1日</c> or an Excel serial; a time of day behind it is dropped.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, bool since1904, out DateOnly date)
    {
        date = default;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0])) return false;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0 || text[digits] == '.')
            return text.Length == 8 ? TryCompact(text, out date) : TrySerial(text, digits < 0 ? text.Length : digits, since1904, out date);
        return digits == 4 && TryParts(WithoutTime(text), text[digits], out date);
    }

    /// <summary>Reads eight digits.</summary>
    public static bool TryCompact(ReadOnlySpan<char> text, out DateOnly date) =>
        TryDate(text[..4], text.Slice(4, 2), text.Slice(6, 2), out date);

    private static bool TrySerial(ReadOnlySpan<char> text, int wholeDigits, bool since1904, out DateOnly date)
    {
        date = default;
        if (wholeDigits != SerialDigits || text[wholeDigits..].TrimStart('.').ContainsAnyExceptInRange('0', '9')) return false;
        date = (since1904 ? Serial1904 : Serial1900).AddDays(int.Parse(text[..wholeDigits], CultureInfo.InvariantCulture));
        return true;
    }

    private static bool TryParts(ReadOnlySpan<char> text, char mark, out DateOnly date)
    {
        date = default;
        var (second, isChinese) = mark switch { '-' => ('-', false), '/' => ('/', false), '年' => ('月', true), _ => ('\0', false) };
        if (second == '\0') return false;
        var rest = text[5..];
        var end = rest.IndexOf(second);
        if (end is < 1 or > 2) return false;
        var day = rest[(end + 1)..];
        if (isChinese)
        {
            if (!day.EndsWith('日')) return false;
            day = day[..^1];
        }
        return day.Length is 1 or 2 && TryDate(text[..4], rest[..end], day, out date);
    }

    // A date cell saved as text carries its midnight along: 2026/9/1 0:00, 2026-09-01T00:00:00.
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(' ', 'T');
        return end > 0 && TimeOnly.TryParse(text[(end + 1)..], CultureInfo.InvariantCulture, out _) ? text[..end] : text;
    }

    private static bool TryDate(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out DateOnly date)
    {
        date = default;
        if (!TryNumber(year, out var y) || !TryNumber(month, out var m) || !TryNumber(day, out var d)) return false;
        if (y < 1 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m)) return false;
        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
