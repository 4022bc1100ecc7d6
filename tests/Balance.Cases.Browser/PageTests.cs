using Balance.Cases.Access;

namespace Balance.Cases.Browser;

/// <summary>Every page on phone and desktop, by day and by night.</summary>
public sealed class PageTests(Browsing browsing)
{
    [Fact]
    public async Task The_sign_in_page_is_fit_for_everyone()
    {
        var page = await browsing.OpenAsync();
        await page.GotoAsync("/sign-in");
        await page.ShouldBeFitAsync("sign-in");
        await Browsing.EnterAsync(page, "nobody", "some-wrong-password");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await page.ShouldBeFitAsync("sign-in-refused");
    }

    [Fact]
    public async Task Pages_of_the_signed_in_are_fit_for_everyone()
    {
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var complaints = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error" && !said.Text.Contains("404", StringComparison.Ordinal)) complaints.Add(said.Text); };
        foreach (var (path, name) in new[] { ("/", "home"), ("/sign-out", "sign-out"), ("/no-such-page", "not-found"), ("/gallery", "gallery") })
        {
            await page.GotoAsync(path);
            await page.ShouldBeFitAsync(name);
        }
        complaints.ShouldBeEmpty("the browser complains, perhaps because a page breaks its own content policy");
    }

    [Fact]
    public async Task The_account_menu_and_the_skip_link_work_by_keyboard()
    {
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("skip");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("content");
        await page.Locator(".menu summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        (await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).IsVisibleAsync()).ShouldBeTrue();
    }
}
