using Balance.Cases.Access;

namespace Balance.Cases.Browser;

public sealed class SignInTests(Browsing browsing)
{
    [Fact]
    public async Task An_officer_signs_in_and_is_greeted_with_office_and_role()
    {
        var page = await browsing.SignInAsync(Role.TownshipOfficial);

        (await page.Locator("h1").InnerTextAsync()).ShouldStartWith("李晓梅");
        (await page.Locator("main").InnerTextAsync()).ShouldContain("西官营镇 · 乡镇干部");
        (await page.Locator(".sidebar [aria-current=page]").InnerTextAsync()).ShouldBe("首页");
    }

    [Fact]
    public async Task Without_script_an_officer_signs_in_and_out()
    {
        var page = await browsing.SignInAsync(Role.Counselor, Screen.Phone with { Script = false });
        await page.Locator(".menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();

        // Where it has gone is enough; it goes on at once.
        await page.ArriveAsync("**/sign-in");
        await page.GotoAsync("/");
        page.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_the_user_name_stays()
    {
        var account = await browsing.CreateAsync(Role.Counselor);
        var page = await browsing.OpenAsync();
        await page.GotoAsync("/sign-in");
        await Browsing.EnterAsync(page, account.UserName!, "not-the-password");

        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("用户名或密码不正确");
        (await page.GetByLabel("用户名").InputValueAsync()).ShouldBe(account.UserName);
        (await page.GetByLabel("密码").InputValueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_is_refused_too()
    {
        var account = await browsing.CreateAsync(Role.Counselor);
        var page = await browsing.OpenAsync();
        await page.GotoAsync("/sign-in");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await Browsing.EnterAsync(page, account.UserName!, $"wrong-{attempt}-password");
            await page.GetByRole(AriaRole.Alert).WaitForAsync();
        }
        await Browsing.EnterAsync(page, account.UserName!, Browsing.Password);

        (await page.GetByRole(AriaRole.Alert).InnerTextAsync()).ShouldContain("锁定");
        await page.GotoAsync("/");
        page.Url.ShouldContain("/sign-in");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-out")]
    [InlineData("/no-such-page")]
    public async Task An_unsigned_request_is_sent_to_sign_in_and_afterwards_back(string path)
    {
        var account = await browsing.CreateAsync(Role.CountyOfficer);
        var page = await browsing.OpenAsync();
        await page.GotoAsync(path);
        page.Url.ShouldContain("/sign-in?return=");
        await Browsing.EnterAsync(page, account.UserName!, Browsing.Password);

        await page.ArriveAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        page.Url.ShouldBe(browsing.Address + (path == "/sign-out" ? "/" : path));
    }

    [Fact]
    public async Task After_sign_in_nobody_is_sent_to_another_house()
    {
        foreach (var trap in new[] { "//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example/" })
        {
            var account = await browsing.CreateAsync(Role.CountyOfficer);
            var page = await browsing.OpenAsync();
            await page.GotoAsync("/sign-in?return=" + Uri.EscapeDataString(trap));
            await Browsing.EnterAsync(page, account.UserName!, Browsing.Password);
            await page.ArriveAsync(browsing.Address + "/");
        }
    }
}
