using Balance.Cases.Access;
using Balance.Cases.Domain.Students;

namespace Balance.Cases.Browser;

/// <summary>
/// Pictures of every page for people to look at, run by hand alone:
/// <c>dotnet run --project tests/Balance.Cases.Browser -- -explicit only -class "*.Screenshots"</c>.
/// They come to lie in <c>artifacts/shots</c>, or where BALANCE_SHOTS says; those that README and guide show, in <c>docs/pictures</c>.
/// </summary>
public sealed class Screenshots(Browsing browsing)
{
    public static TheoryData<int> Screens => [.. Enumerable.Range(0, Screen.All.Length)];

    [Theory(Explicit = true)]
    [MemberData(nameof(Screens))]
    public async Task Every_page_as_each_role(int screen)
    {
        await browsing.SeedAsync(children: 20_000);
        var one = await browsing.CaseAsync(CaseStatus.Out);
        var (child, township, school) = (one.Child, one.Township!, one.School!);
        var day = $"{Browsing.Today:yyyy-MM-dd}";
        foreach (var (role, office, paths) in new (Role, string, string[])[]
        {
            (Role.Counselor, school, ["/", "/inbox", "/find", "/cases?due=this_week", "/cases/new", $"/cases/{child}", $"/cases/{child}/visit"]),
            (Role.Headmaster, school, ["/", "/rates"]),
            (Role.TownshipOfficial, township, ["/", "/inbox", "/cases?status=suspected", "/cases?due=overdue", "/rates"]),
            (Role.CountyOfficer, Browsing.County,
            [
                "/", "/inbox", "/cases", $"/cases/{child}", "/rates", $"/rates?compareWith={Browsing.Today.AddYears(-1):yyyy-MM-dd}",
                $"/rates/children?part=out&unit={Browsing.County}&unitKind=county&asOf={day}", "/screening", "/imports", "/imports/unidentified",
            ]),
            (Role.SpecialEducationExpert, Browsing.County, ["/"]),
            (Role.AidOfficer, Browsing.County, ["/"]),
            (Role.Auditor, Browsing.County, ["/", "/audit/sample?seed=autumn", "/audit/chain", $"/cases/{child}?asOf={Browsing.Today.AddDays(-30):yyyy-MM-dd}"]),
            (Role.SystemAdministrator, Browsing.County, ["/"]),
            (Role.SecurityAdministrator, Browsing.County, ["/"]),
            (Role.AuditAdministrator, Browsing.County, ["/", "/audit/chain"]),
        })
        {
            var page = await browsing.SignInAsync(role, Screen.All[screen], office: office);
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                await page.ShootAsync($"{role}{path.Split('=')[0].Replace(child.ToString(), "case", StringComparison.Ordinal).Replace('/', '-').Replace('?', '-')}-{Screen.All[screen]}");
            }
            await page.Context.CloseAsync();
        }
        var anyone = await browsing.OpenAsync(Screen.All[screen]);
        await anyone.GotoAsync("/sign-in");
        await anyone.ShootAsync($"sign-in-{Screen.All[screen]}");
    }

    [Fact(Explicit = true)]
    public async Task The_pictures_that_the_guide_shows()
    {
        await browsing.SeedAsync(children: 20_000);
        await PasswordAsync();
        await PicturesOfAsync("township", Phone, ("/", "township-home-phone", null), ("/", "account-menu-phone", page => page.Locator(".menu.user summary").ClickAsync()));
        await PicturesOfAsync("township", Desktop, ("/", "township-home", null));
        await TownshipActsAsync();
        await PicturesOfAsync("counselor", Phone, ("/", "counselor-home-phone", null));
        await PicturesOfAsync("bureau", Desktop, ("/screening", "screening", null), ("/rates", "rates", null));
        var child = (await browsing.CaseAsync(CaseStatus.Out)).Child;
        await PicturesOfAsync("auditor", Desktop, ($"/cases/{child}?asOf={Browsing.Today.AddDays(-30):yyyy-MM-dd}", "replay", null));
        await PicturesOfAsync("audit", Desktop, ("/access-log", "access-log", null));
    }

    private static readonly Screen Phone = Screen.Phone;
    private static readonly Screen Desktop = new(1280, 800);

    /// <summary>One who comes for the first time, with the password that the security administrator has given.</summary>
    private async Task PasswordAsync()
    {
        var security = await browsing.SignInAsDemoAsync("security", Desktop);
        await security.GotoAsync("/accounts/new");
        await security.GetByLabel("用户名").FillAsync("zhang.wen");
        await security.GetByLabel("姓名").FillAsync("张文");
        await security.GetByText("乡镇干部", new() { Exact = true }).ClickAsync();
        await security.GetByLabel("单位代码").FillAsync((await browsing.CaseAsync(CaseStatus.Out)).Township!);
        await security.GetByRole(AriaRole.Button, new() { Name = "建立账户" }).ClickAsync();
        var password = await security.Locator("main code").Nth(1).InnerTextAsync();
        await security.Context.CloseAsync();

        var page = await browsing.OpenAsync(Phone);
        await page.GotoAsync("/sign-in");
        await Browsing.EnterAsync(page, "zhang.wen", password);
        await page.ArriveAsync("**/account/password");
        await page.PictureAsync("first-password-phone");
        await page.Context.CloseAsync();
    }

    /// <summary>A finding that is refused, one that another was quicker than, and a visit.</summary>
    private async Task TownshipActsAsync()
    {
        var desk = await browsing.SignInAsDemoAsync("township", Desktop);
        await desk.GotoAsync("/cases?status=suspected");
        await desk.Locator("table.data tbody th a").First.ClickAsync();
        await desk.ArriveAsync("**/cases/*-*");
        var address = desk.Url;
        var verify = await UnfoldAsync(desk);
        await desk.PictureAsync("verify");
        await verify.Locator("select[name=finding]").SelectOptionAsync("studying_elsewhere");

        var phone = await browsing.SignInAsDemoAsync("township", Phone);
        await phone.GotoAsync(address);
        var quicker = await UnfoldAsync(phone);
        await quicker.Locator("select[name=finding]").SelectOptionAsync("studying_elsewhere");
        await quicker.Locator("button[type=submit]").ClickAsync();
        await phone.Locator(".notice.summary").ScrollIntoViewIfNeededAsync();
        await phone.PictureAsync("refused-phone");
        await phone.GotoAsync(address + "/visit");
        await phone.PictureAsync("visit-phone");
        await phone.Locator("label.choice").First.ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "登记劝返" }).ClickAsync();
        await phone.GetByText("登记劝返：已登记").WaitForAsync();
        await phone.Context.CloseAsync();

        await verify.Locator("[name=until]").FillAsync($"{Browsing.Today.AddMonths(6):yyyy-MM-dd}");
        await verify.Locator("[name=proof]").FillAsync("就读学校的在读证明");
        await verify.Locator("button[type=submit]").ClickAsync();
        await desk.Locator(".notice.summary").ScrollIntoViewIfNeededAsync();
        await desk.PictureAsync("conflict");
        await desk.Context.CloseAsync();
    }

    private static async Task<ILocator> UnfoldAsync(IPage page)
    {
        var fold = page.Locator("details.disclose").Filter(new() { Has = page.Locator("input[name=_handler][value=verify]") });
        await fold.Locator("summary").ClickAsync();
        await fold.ScrollIntoViewIfNeededAsync();
        return fold;
    }

    private async Task PicturesOfAsync(string user, Screen screen, params (string Path, string Name, Func<IPage, Task>? Before)[] pictures)
    {
        var page = await browsing.SignInAsDemoAsync(user, screen);
        foreach (var (path, name, before) in pictures)
        {
            await page.GotoAsync(path);
            if (before is not null) await before(page);
            await page.PictureAsync(name);
        }
        await page.Context.CloseAsync();
    }
}
