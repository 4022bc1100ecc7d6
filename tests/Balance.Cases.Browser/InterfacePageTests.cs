using Balance.Cases.Access;

namespace Balance.Cases.Browser;

/// <summary>The page on which one reads what the HTTP interface can do.</summary>
public sealed class InterfacePageTests(Browsing browsing)
{
    [Fact]
    public async Task A_signed_in_reader_finds_every_act_and_nothing_is_fetched_from_elsewhere()
    {
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var (elsewhere, blocked) = (new List<string>(), new List<string>());
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browsing.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)) elsewhere.Add(request.Url);
        };
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal)) blocked.Add(said.Text);
        };

        await page.GotoAsync(browsing.Address + "/api-docs");

        await Assertions.Expect(page.GetByText("劝返 visit; added whatever happened meanwhile.").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        elsewhere.ShouldBeEmpty();
        blocked.ShouldBeEmpty();
    }
}
