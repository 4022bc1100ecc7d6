using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>A link in the documents leads somewhere.</summary>
public partial class LinkTests
{
    [Fact]
    public void Every_relative_link_and_every_anchor_is_there()
    {
        var pages = Repository.Files("", ".md").ToList();
        pages.ShouldContain("docs/events.md");
        pages.SelectMany(Broken).ShouldBeEmpty();
    }

    private static IEnumerable<string> Broken(string page)
    {
        foreach (var (number, text) in Prose(page))
            foreach (Match link in Link().Matches(InlineCode().Replace(text, "")))
            {
                var target = Uri.UnescapeDataString(link.Groups[1].Value);
                if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;
                var parts = target.Split('#', 2);
                var file = parts[0].Length == 0 ? page : Beside(page, parts[0]);
                var whole = Path.Combine(Repository.Root, file);
                if (!File.Exists(whole) && !Directory.Exists(whole)) yield return $"{page}:{number}: no {target}";
                else if (parts.Length == 2 && !Anchors(file).Contains(parts[1])) yield return $"{page}:{number}: no heading {target}";
            }
    }

    private static string Beside(string page, string target) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target))).Replace('\\', '/');

    /// <summary>Headings as links name them: small letters, blanks as hyphens, no punctuation.</summary>
    private static HashSet<string> Anchors(string page) =>
        [.. Prose(page).Where(line => line.Text.StartsWith('#')).Select(line => NotInAnchors().Replace(line.Text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    private static IEnumerable<(int Number, string Text)> Prose(string page)
    {
        var code = false;
        foreach (var line in Repository.Lines(page))
            if (line.Text.TrimStart().StartsWith("```", StringComparison.Ordinal)) code = !code;
            else if (!code) yield return line;
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
