namespace Balance.Cases.Registers.Reading;

/// <summary>Cleans what keyboards and spreadsheets add to a value: blanks, full-width characters, a leading <c>'</c>, <c>="…"</c>.</summary>
/// <remarks>The answer lives until the next call: most values need no change and are handed on as they lie in the reader's buffer.</remarks>
internal sealed class Tidy
{
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const char WideBlank = '\u3000';
    private const int FullToHalf = FirstFullWidth - '!';
    private char[] folded = new char[256];

    /// <summary>The value behind what was sent.</summary>
    public ReadOnlySpan<char> Value(ReadOnlySpan<char> sent)
    {
        var value = Trim(sent);
        if (value.ContainsAnyInRange(FirstFullWidth, LastFullWidth) || value.Contains(WideBlank)) value = Trim(Fold(value));
        if (value.IsEmpty) return value;
        if (value[0] == '\'') return Trim(value[1..]);
        return value is ['=', '"', .. var quoted, '"'] ? Trim(quoted) : value;
    }

    /// <summary>Whether nothing but blanks was sent.</summary>
    public static bool IsBlank(ReadOnlySpan<char> sent) => Trim(sent).IsEmpty;

    private ReadOnlySpan<char> Fold(ReadOnlySpan<char> value)
    {
        if (folded.Length < value.Length) folded = new char[value.Length * 2];
        for (var i = 0; i < value.Length; i++)
        {
            folded[i] = value[i] switch
            {
                WideBlank => ' ',
                >= FirstFullWidth and <= LastFullWidth and var wide => (char)(wide - FullToHalf),
                var other => other,
            };
        }
        return folded.AsSpan(0, value.Length);
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> value)
    {
        int start = 0, end = value.Length;
        while (start < end && IsBlank(value[start])) start++;
        while (end > start && IsBlank(value[end - 1])) end--;
        return value[start..end];
    }

    // Marks of writing direction and zero width come along when a number is copied from a chat or a dialogue box; no one sees them.
    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character) || character is '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E');
}
