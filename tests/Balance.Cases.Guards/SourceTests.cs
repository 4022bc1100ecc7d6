using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>What may not stand in a file, whoever wrote it.</summary>
public partial class SourceTests
{
    private const int MostLines = 350;
    private static readonly string[] Code = [".cs", ".razor", ".sql", ".ts", ".css", ".js"];
    private static readonly string[] Texts = [.. Code, ".csproj", ".props", ".targets", ".sln", ".json", ".md", ".yml", ".yaml", ".conf", ".sh", ""];

    [Fact]
    public void Nothing_in_the_product_is_left_for_later() =>
        Found(Repository.Files("src", Code), LeftForLater()).ShouldBeEmpty();

    [Fact]
    public void A_file_is_read_in_one_go() =>
        Repository.Files("src", Code).Concat(Repository.Files("tests", Code)).Where(file => !file.EndsWith(".css", StringComparison.Ordinal))
            .Select(file => (file, lines: Repository.Lines(file).Count())).Where(file => file.lines > MostLines).ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_folder_of_the_machine_it_was_written_on() =>
        Found(Repository.Files("", Texts).Where(file => !file.EndsWith("/SourceTests.cs", StringComparison.Ordinal)), MachinePath()).ShouldBeEmpty();

    private static List<string> Found(IEnumerable<string> files, Regex pattern) =>
    [
        .. from file in files
           from line in Repository.Lines(file)
           where pattern.IsMatch(line.Text)
           select $"{file}:{line.Number}: {line.Text.Trim()}",
    ];

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex LeftForLater();

    [GeneratedRegex(@"(?<![\w.}])(/work/|/root/|/home/\w|/Users/\w|[A-Z]:\\\\?Users\\)")]
    private static partial Regex MachinePath();
}
