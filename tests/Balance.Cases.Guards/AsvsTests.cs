using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>docs/security/asvs.md: every requirement of levels 1 and 2 stands there once, and every file and test that it names is there.</summary>
public partial class AsvsTests
{
    private const string Page = "docs/security/asvs.md";

    /// <summary>How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has.</summary>
    private static readonly int[] Requirements = [0, 27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    private static readonly string[] Roots = ["", "src/", "src/Balance.Cases/", "src/Balance.Cases.Domain/", "src/Balance.Cases.Host/"];

    [Fact]
    public void Every_requirement_stands_there_once_with_a_verdict()
    {
        var rows = Rows();
        rows.GroupBy(row => row.Number).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
        rows.Where(row => row.Verdict is not ("met" or "partly" or "**not met**" or "n/a")).ShouldBeEmpty();
        rows.CountBy(row => int.Parse(row.Number.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)).Select(chapter => (chapter.Key, chapter.Value))
            .ShouldBe(Enumerable.Range(1, 17).Select(chapter => (chapter, Requirements[chapter])), ignoreOrder: true);
        var counts = rows.CountBy(row => row.Verdict).ToDictionary();
        Repository.Text(Page).ShouldContain($"Of {rows.Count} requirements {counts["met"]} are met, {counts["partly"]} partly, {counts["**not met**"]} not, and {counts["n/a"]} do not apply");
    }

    [Fact]
    public void What_is_not_met_says_why() =>
        Rows().Where(row => row.Verdict == "**not met**" && !row.Where.Contains("because", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        var named = Rows().SelectMany(row => Quoted().Matches(row.Where).Select(match => match.Groups[1].Value)).Where(IsFile).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(60);
        named.Where(file => !Roots.Any(root => File.Exists(Path.Combine(Repository.Root, root + Unfolded(file))))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var files = Repository.Files("tests", ".cs").ToLookup(file => Path.GetFileNameWithoutExtension(file));
        var named = Rows().SelectMany(row => Quoted().Matches(row.ShownBy).Select(match => match.Groups[1].Value)).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(60);
        named.Where(test => !IsThere(test)).ShouldBeEmpty();

        bool IsThere(string test)
        {
            var parts = test.Split('.');
            return files[parts[0]].Any(file => parts.Length == 1 || Repository.Text(file).Contains($" {parts[1]}(", StringComparison.Ordinal));
        }
    }

    private static List<Row> Rows() => [.. Repository.Lines(Page).Select(line => RowLine().Match(line.Text)).Where(match => match.Success)
        .Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value.Trim(), match.Groups[3].Value, match.Groups[4].Value))];

    // What is quoted beside files are settings, words of headers and types.
    private static bool IsFile(string quoted) => quoted == ".dockerignore" || (Path.GetExtension(quoted).Length is >= 3 and <= 7 && char.IsLetter(quoted[0]) && !quoted.Contains(':') && !quoted.Contains(' '));

    private static string Unfolded(string file) => file.StartsWith("Host/", StringComparison.Ordinal) ? file["Host/".Length..] : file;

    private sealed record Row(string Number, string Verdict, string Where, string ShownBy);

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| [12] \| [^|]+ \| ([^|]+) \| ([^|]*) \| ([^|]*) \|$")]
    private static partial Regex RowLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
