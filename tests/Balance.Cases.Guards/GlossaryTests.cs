using System.Reflection;
using System.Text.RegularExpressions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Shouldly;
using Xunit;

namespace Balance.Cases.Guards;

/// <summary>docs/glossary.md says what the coded values are called, as the code does.</summary>
public partial class GlossaryTests
{
    private const string Page = "docs/glossary.md";

    private static readonly Dictionary<string, Type> Kinds = new[] { typeof(Term).Assembly, typeof(Refusal).Assembly }
        .SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsEnum: true, IsNested: false, IsPublic: true })
        .GroupBy(type => type.Name).ToDictionary(group => group.Key, group => group.First());

    [Fact]
    public void Every_term_of_the_domain_has_its_table() =>
        Kinds.Values.Where(type => type.Namespace == typeof(Term).Namespace).Select(type => type.Name)
            .ShouldBeSubsetOf(Catalogue.Read(Page, depth: 3).Select(section => section.Heading));

    [Fact]
    public void Every_table_names_the_codes_there_are_in_their_order()
    {
        foreach (var (heading, codes) in Catalogue.Read(Page, depth: 3))
        {
            Kinds.ShouldContainKey(heading);
            codes.ShouldBe(Enum.GetNames(Kinds[heading]).OrderBy(name => Kinds[heading].GetField(name)!.MetadataToken).Select(Term.Snake), $"codes of {heading} in {Page}");
        }
    }

    [Fact]
    public void The_Chinese_names_are_those_that_files_and_screens_use()
    {
        Type? kind = null;
        foreach (var (number, text) in Repository.Lines(Page))
            if (text.StartsWith("### `", StringComparison.Ordinal)) kind = Kinds[text.Trim('#', ' ', '`')];
            else if (kind is not null && CodeAndName().Match(text) is { Success: true } row)
                kind.GetFields(BindingFlags.Public | BindingFlags.Static).SingleOrDefault(field => Term.Snake(field.Name) == row.Groups[1].Value)?
                    .GetCustomAttribute<TermAttribute>()?.Chinese.ShouldBe(row.Groups[2].Value, $"{Page}:{number}");
    }

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]+) \|")]
    private static partial Regex CodeAndName();
}
