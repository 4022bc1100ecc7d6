using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Access.SecondFactor;
using Balance.Cases.Domain.Terms;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Browser;

/// <summary>The pages of one's own account and those of the security administrator, and the way of a newcomer through them.</summary>
public sealed partial class AccountPageTests(Browsing browsing)
{
    [Fact]
    public async Task Pages_of_the_own_account_are_fit_for_everyone()
    {
        var page = await browsing.SignInAsync(Role.TownshipOfficial);
        var faults = new List<string>();
        foreach (var (path, name) in new[] { ("/account", "account"), ("/account/password", "account-password"), ("/account/second-factor", "account-second-factor") })
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_the_security_administrator_are_fit_for_everyone()
    {
        var officer = await GiveAsync();
        var page = await browsing.SignInAsync(Role.SecurityAdministrator);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/accounts", "accounts"), ("/accounts?role=counselor&state=disabled", "accounts-filtered"), ("/accounts/new", "account-new"),
            ("/accounts/import", "accounts-import"), ($"/accounts/{officer.Account.Id}", "account-of-another"),
        })
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        await page.GotoAsync($"/accounts/{officer.Account.Id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "发临时密码" }).ClickAsync();
        await page.GetByText("只显示这一次").WaitForAsync();
        faults.AddRange(await page.FaultsAsync("account-password-given"));
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newcomer_chooses_a_password_sets_up_a_telephone_and_comes_in_by_both(bool script)
    {
        const string own = "quiet-otter-lantern-58";
        var screen = Screen.Phone with { Script = script };
        var given = await GiveAsync();
        var page = await browsing.OpenAsync(screen);
        await page.GotoAsync("/sign-in");
        await Browsing.EnterAsync(page, given.Account.UserName!, given.Password);
        await page.ArriveAsync("**/account/password");
        await page.GetByLabel("当前密码").FillAsync(given.Password);
        await page.GetByLabel("新密码", new() { Exact = true }).FillAsync(own);
        await page.GetByLabel("再输入一次新密码").FillAsync(own);
        await page.GetByRole(AriaRole.Button, new() { Name = "修改密码" }).ClickAsync();
        await page.ArriveAsync(browsing.Address + "/");

        await page.GotoAsync("/account/second-factor");
        var key = Blank().Replace(await page.Locator("main dd code").InnerTextAsync(), "");
        await page.GetByLabel("验证码").FillAsync(Totp.CodeOf(key, Totp.StepAt(DateTimeOffset.UtcNow)));
        await page.GetByLabel("当前密码").FillAsync(own);
        await page.GetByRole(AriaRole.Button, new() { Name = "开启两步验证" }).ClickAsync();
        await page.GetByText("恢复码", new() { Exact = true }).First.WaitForAsync();
        (await page.Locator("main li code").CountAsync()).ShouldBe(SecondFactors.RecoveryCodes);
        if (script) await page.ShouldBeFitAsync("recovery-codes"); // axe is itself a script
        var recovery = await page.Locator("main li code").First.InnerTextAsync();

        var again = await browsing.OpenAsync(screen);
        await again.GotoAsync("/sign-in");
        await Browsing.EnterAsync(again, given.Account.UserName!, own);
        await again.ArriveAsync("**/sign-in/second-step?return=*");
        if (script) await again.ShouldBeFitAsync("second-step");
        await again.GetByLabel("验证码").FillAsync(recovery);
        await again.GetByRole(AriaRole.Button, new() { Name = "继续" }).ClickAsync();
        await again.ArriveAsync(browsing.Address + "/");
        (await again.Locator("main").InnerTextAsync()).ShouldContain("上次登录");
    }

    private async Task<GivenAccount> GiveAsync()
    {
        await using var scope = browsing.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountActs>().CreateAsync(
            new("new" + Guid.NewGuid().ToString("N")[..10], "王小明", Browsing.County, "2121000001", "北票市第一小学", Role.Counselor, 5, "2班"),
            new("operator:test", Browsing.County, Browsing.County, Level.County, Role.SecurityAdministrator.Code()));
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
