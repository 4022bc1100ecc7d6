using System.Globalization;
using System.Text.RegularExpressions;
using Balance.Cases.Domain.Packs;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Packs;

/// <summary>Every number that a pack takes from a document stands in that document, held against the collection of policy texts where it lies beside the repository.</summary>
public partial class QuoteSpecs
{
    public static TheoryData<string, string, string, string> Quotes()
    {
        var quotes = new TheoryData<string, string, string, string>();
        foreach (var pack in PolicyPack.Shipped.Values)
        {
            foreach (var target in pack.Targets) quotes.Add(pack.Name, target.File, target.Quote, Written(target));
            foreach (var (_, rule) in pack.Rules.Where(rule => rule.Rule.File is not null)) quotes.Add(pack.Name, rule.File!, rule.Quote, rule switch { Ruled number => Written(number), PaperTitle paper => paper.Title, _ => "" });
        }
        return quotes;
    }

    [Theory]
    [MemberData(nameof(Quotes))]
    public void A_quote_stands_in_its_document_and_says_the_number(string pack, string file, string quote, string number)
    {
        quote.ShouldContain(number, Case.Sensitive, $"{pack}: the quote does not say {number}");
        var folder = Collection();
        Assert.SkipWhen(folder is null, "The collection of policy texts does not lie beside this clone.");
        Bare(File.ReadAllText(Path.Combine(folder!, file))).ShouldContain(Bare(quote), Case.Sensitive, $"{pack}: {file} does not say so");
    }

    [Fact]
    public void A_default_says_its_number_in_its_own_words_and_that_it_is_one()
    {
        foreach (var ruled in PolicyPack.Shipped.Values.SelectMany(Numbers).Where(ruled => ruled.Ground == Ground.Default))
        {
            ruled.Quote.ShouldContain("默认值");
            if (ruled.Value is not 6) ruled.Quote.ShouldContain(ruled.Value.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_pack_names_a_document_of_the_collection()
    {
        foreach (var pack in PolicyPack.Shipped.Values)
        {
            pack.Document.Title.ShouldNotBeNullOrWhiteSpace();
            if (Collection() is { } folder) File.Exists(Path.Combine(folder, pack.Document.File)).ShouldBeTrue();
        }
    }

    // «小学不得出现辍学现象» and «清零» say nought without a figure; 0.50 is written with its two places.
    private static string Written(Target target) => target.Value != 0 ? target.Value.ToString(CultureInfo.InvariantCulture) : target.Measure is Measure.OutOfSchool ? "清零" : "不得出现";

    // The law says «at least once a week» where the pack counts seven days.
    private static string Written(Ruled ruled) => ruled is { Value: 7, Ground: Ground.Law } ? "每周" : ruled.Value.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Ruled> Numbers(PolicyPack pack) => pack.Numbers.Select(number => number.Number);

    private static string? Collection()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "policy"))) return Path.Combine(folder.FullName, "shared", "policy");
        return null;
    }

    private static string Bare(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
