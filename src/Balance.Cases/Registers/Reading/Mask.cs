namespace Balance.Cases.Registers.Reading;

/// <summary>Shows enough of an identity number to find the row by, never enough to know the child.</summary>
public static class Mask
{
    private const int Head = 3;
    private const int Tail = 1;
    private const int Shortest = 8;
    // A run this long is an identity number that slipped into another column.
    private const int TellingDigits = 14;

    /// <summary>At most the first three and the last character; of a short value nothing.</summary>
    public static string Identity(string value) => value.Length < Shortest
        ? new string('*', value.Length)
        : string.Concat(value.AsSpan(0, Head), new string('*', value.Length - Head - Tail), value.AsSpan(value.Length - Tail));

    /// <summary>The value of a column as it may be shown: masked where the column, or the value itself, is an identity number.</summary>
    public static string Value(string column, string value) =>
        RegisterColumns.IsIdentity(column) || LongestDigits(value) >= TellingDigits ? Identity(value) : value;

    private static int LongestDigits(string value)
    {
        int longest = 0, run = 0;
        foreach (var character in value)
        {
            run = char.IsDigit(character) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
