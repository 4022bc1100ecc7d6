using Balance.Cases.Access;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>A pack as a person reads it: every number by name, with its words and its source, and beside another.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PackPageTests(CaseOffice office)
{
    [Fact]
    public void Every_number_of_every_pack_has_a_name_and_a_part()
    {
        foreach (var (path, _) in PolicyPack.Shipped.Values.SelectMany(pack => pack.Numbers))
        {
            PackWords.NameOf(path).ShouldNotBe(path);
            PackWords.Parts.Count(part => path.StartsWith(part.Prefix, StringComparison.Ordinal)).ShouldBe(1, path);
        }
    }

    [Fact]
    public async Task The_page_says_each_rule_with_its_words_and_shows_only_what_differs_beside_another_pack()
    {
        var bureau = await office.BureauAsync();
        var page = System.Net.WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack"));
        foreach (var (_, number) in PolicyPack.For(office.County).Numbers) page.ShouldContain(number.Quote);
        page.ShouldContain("3 个教学日");

        var beside = System.Net.WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack?with=binzhou-2023"));
        beside.ShouldContain("全年送教课时");
        beside.ShouldContain("216");
        beside.ShouldNotContain("复评周期");
    }
}
