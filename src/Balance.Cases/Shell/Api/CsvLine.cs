using System.Buffers;
using System.Globalization;

namespace Balance.Cases.Shell.Api;

/// <summary>A line of a CSV file that goes out: quoted where it has to be, and nothing in it that a spreadsheet would run.</summary>
public static class CsvLine
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",;\t\r\n");

    /// <summary>The cells, without the line's end.</summary>
    public static string Of(IEnumerable<string> cells) => string.Join(',', cells.Select(Harmless).Select(Quoted));

    /// <summary>What a spreadsheet would run as a formula is led by the apostrophe that makes it text, and that reading a register takes off again.</summary>
    public static string Harmless(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r', _, ..] && !IsTextFormula(cell) && !decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? "'" + cell
            : cell;

    // ="…" is how spreadsheets keep the digits of a number, and harmless.
    private static bool IsTextFormula(string cell) => cell is ['=', '"', .. var text, '"'] && !text.Contains('"', StringComparison.Ordinal);

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(NeedQuotes) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
