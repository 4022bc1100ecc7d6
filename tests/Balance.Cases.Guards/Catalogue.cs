using System.Text.RegularExpressions;

namespace Balance.Cases.Guards;

/// <summary>Reads a page of headings, each followed by a table whose first column is a name in backquotes.</summary>
internal static partial class Catalogue
{
    /// <summary>By heading of that depth (without backquotes), the names in the first column of the tables under it.</summary>
    public static List<(string Heading, List<string> Names)> Read(string file, int depth)
    {
        var sections = new List<(string Heading, List<string> Names)>();
        var within = false;
        foreach (var (_, line) in Repository.Lines(file))
            if (line.TakeWhile(letter => letter == '#').Count() is > 0 and var found)
            {
                within = found == depth;
                if (within) sections.Add((line.TrimStart('#').Trim().Trim('`'), []));
            }
            else if (within && FirstCell().Match(line) is { Success: true } cell)
                sections[^1].Names.Add(cell.Groups[1].Value);
        return sections;
    }

    [GeneratedRegex("^\\| `([^`]+)` \\|")]
    private static partial Regex FirstCell();
}
