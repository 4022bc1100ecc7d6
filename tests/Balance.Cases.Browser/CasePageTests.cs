using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Browser;

/// <summary>What an officer relies on in a case: nothing typed is lost, nothing is shown unasked, and every step can be gone through again.</summary>
public sealed partial class CasePageTests(Browsing browsing)
{
    private const string Typed = "和祖母谈了半小时，下周再去。";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_is_replayed_step_by_step_from_the_sample(bool script)
    {
        await browsing.SeedAsync();
        var auditor = await browsing.SignInAsync(Role.Auditor, Screen.Phone with { Script = script }, office: Browsing.County);
        // Of its own accord the page draws from what was opened before the running minute, and the county may be younger.
        var by = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddMinutes(1);
        await auditor.GotoAsync($"/audit/sample?seed=autumn&by={by:yyyy-MM-ddTHH:mm}");
        await auditor.GetByRole(AriaRole.Link, new() { Name = "逐步回放" }).First.ClickAsync();
        await auditor.GetByText("第 1 步，共").WaitForAsync();
        (await auditor.Locator(".change").InnerTextAsync()).ShouldContain("有变化");
        (await auditor.Locator(".timeline .entry").CountAsync()).ShouldBe(1, "nothing else was recorded by then");

        await auditor.GotoAsync($"/cases/{await LongestAsync()}/replay?step=2");
        (await auditor.Locator(".timeline .entry").CountAsync()).ShouldBe(2);
        await auditor.GetByRole(AriaRole.Link, new() { Name = "下一步" }).ClickAsync();
        await auditor.Locator(".replay-steps p", new() { HasText = "第 3 步" }).WaitForAsync();
        await auditor.GetByRole(AriaRole.Link, new() { Name = "最后一步" }).ClickAsync();
        var here = auditor.Locator(".replay-steps p");
        await Assertions.Expect(here).ToHaveTextAsync(Last());
        var last = await here.InnerTextAsync();
        await auditor.GetByRole(AriaRole.Link, new() { Name = "上一步" }).ClickAsync();
        await auditor.Locator(".replay-steps p", new() { HasNotText = last }).WaitForAsync();
        await auditor.GetByRole(AriaRole.Link, new() { Name = "第一步" }).ClickAsync();
        await auditor.GetByText("第 1 步，共").WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conflict_shows_what_changed_keeps_what_was_typed_and_lets_one_decide_again(bool script)
    {
        await browsing.SeedAsync();
        var child = await OutAsync(script ? 0 : 1);
        var (first, second) = (await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone with { Script = script }), await browsing.SignInAsync(Role.CountyOfficer));
        await first.GotoAsync($"/cases/{child}");
        var form = await UnfoldAsync(first, "书面报告");
        await form.GetByLabel("文号").FillAsync("北教报〔2026〕7号");
        await form.GetByLabel("说明").FillAsync(Typed);

        await second.GotoAsync($"/cases/{child}");
        await NoteAsync(second, "同事刚登记的一条");
        await form.GetByRole(AriaRole.Button, new() { Name = "书面报告" }).ClickAsync();

        await form.GetByText("您打开之后，这个个案有了新的记录").WaitForAsync();
        (await form.InnerTextAsync()).ShouldContain("记事");
        (await form.GetByLabel("说明").InputValueAsync()).ShouldBe(Typed);
        (await form.GetByRole(AriaRole.Link, new() { Name = "放弃" }).CountAsync()).ShouldBe(1);
        await form.GetByRole(AriaRole.Button, new() { Name = "书面报告" }).ClickAsync();
        await first.GetByText("书面报告：已登记").WaitForAsync();
        (await first.Locator(".timeline").InnerTextAsync()).ShouldContain(Typed);
        (await first.Locator(".notice.draft").CountAsync()).ShouldBe(0, "what was sent is no draft");
        await first.ReloadAsync();
        (await first.Locator(".notice.draft").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_session_that_ends_gives_the_filled_form_back_after_signing_in_again_and_to_nobody_else()
    {
        await browsing.SeedAsync();
        var child = await FollowedAsync(2);
        var account = await browsing.CreateAsync(Role.CountyOfficer);
        var page = await SignInAsync(account);
        await page.GotoAsync($"/cases/{child}");
        var form = await UnfoldAsync(page, "记事");
        await form.GetByLabel("内容").FillAsync(Typed);
        await page.Context.ClearCookiesAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "记事" }).ClickAsync();

        await page.ArriveAsync("**/sign-in?**");
        Uri.UnescapeDataString(page.Url).ShouldNotContain(Typed);
        await Browsing.EnterAsync(page, account.UserName!, Browsing.Password);
        await page.ArriveAsync($"**/cases/{child}");
        form = Form(page, "记事");
        await form.GetByText("已为您恢复").WaitForAsync();
        (await form.GetByLabel("内容").InputValueAsync()).ShouldBe(Typed);
        await page.ShouldBeFitAsync("case-draft");
        await form.GetByRole(AriaRole.Button, new() { Name = "记事", Exact = true }).ClickAsync();
        await page.GetByText("记事：已登记").WaitForAsync();
        (await DraftsAsync(page)).ShouldBe(0);

        form = await UnfoldAsync(page, "记事");
        await form.GetByLabel("内容").FillAsync("另一条");
        (await DraftsAsync(page)).ShouldBe(1);
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/sign-in");
        await Browsing.EnterAsync(page, (await browsing.CreateAsync(Role.CountyOfficer)).UserName!, Browsing.Password);
        await page.ArriveAsync(browsing.Address + "/");
        (await DraftsAsync(page)).ShouldBe(0, "a draft is its account's alone");
    }

    [Fact]
    public async Task Signing_out_leaves_no_draft_on_the_device()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.GotoAsync($"/cases/{await FollowedAsync(3)}");
        await (await UnfoldAsync(page, "记事")).GetByLabel("内容").FillAsync(Typed);
        (await DraftsAsync(page)).ShouldBe(1);
        await page.Locator(".menu.user summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退出登录" }).ClickAsync();
        await page.ArriveAsync("**/sign-in");
        (await DraftsAsync(page)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_connection_the_page_stays_says_so_and_sends_it_later_once(bool known)
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone);
        await page.GotoAsync($"/cases/{await FollowedAsync(known ? 4 : 5)}");
        var form = await UnfoldAsync(page, "记事");
        var text = Typed + (known ? "一" : "二");
        await form.GetByLabel("内容").FillAsync(text);
        // A browser that knows that it is cut off, and one that finds out.
        if (known) await page.Context.SetOfflineAsync(true);
        else await page.RouteAsync("**/cases/**", route => route.AbortAsync("internetdisconnected"));
        await form.GetByRole(AriaRole.Button, new() { Name = "记事", Exact = true }).ClickAsync();

        await form.GetByText("没有连上网络，还没有登记").WaitForAsync();
        (await form.GetByLabel("内容").InputValueAsync()).ShouldBe(text);
        await page.Context.SetOfflineAsync(false);
        await page.UnrouteAllAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "再试一次" }).ClickAsync();
        await page.GetByText("记事：已登记").WaitForAsync();
        (await page.Locator(".timeline").GetByText(text).CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_whole_number_is_shown_once_for_a_reason_and_stands_in_no_address(bool script)
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone with { Script = script });
        await page.GotoAsync($"/cases/{await FollowedAsync(6)}");
        (await page.ContentAsync()).ShouldNotMatch("[0-9]{17}[0-9X]");
        await page.Locator(".unmask summary").ClickAsync();
        await page.Locator(".unmask label.choice").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "显示一次" }).ClickAsync();

        var number = (await page.Locator(".unmask strong").InnerTextAsync()).Trim();
        number.ShouldMatch("^[0-9]{17}[0-9X]$");
        page.Url.ShouldNotContain(number);
        await using (var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync())
            (await connection.With("select detail from access.log where what = 'unmasked' order by id desc limit 1").ScalarAsync<string>(default)).ShouldBe("enrolment");
        await page.GotoAsync("/cases");
        // Without script the browser asks before it would send the form again, and shows nothing it has kept.
        if (!script) return;
        await page.GoBackAsync();
        (await page.ContentAsync()).ShouldNotContain(number);
        (await page.EvaluateAsync<string>("JSON.stringify([...Object.entries(sessionStorage), ...Object.entries(localStorage)])")).ShouldNotContain(number);
    }

    private async Task<IPage> SignInAsync(Account account)
    {
        var page = await browsing.OpenAsync();
        await page.GotoAsync("/sign-in");
        await Browsing.EnterAsync(page, account.UserName!, Browsing.Password);
        await page.ArriveAsync(browsing.Address + "/");
        return page;
    }

    private static async Task NoteAsync(IPage page, string text)
    {
        var form = await UnfoldAsync(page, "记事");
        await form.GetByLabel("内容").FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = "记事", Exact = true }).ClickAsync();
        await page.GetByText("记事：已登记").WaitForAsync();
    }

    private static ILocator Form(IPage page, string act) =>
        page.Locator("details.disclose").Filter(new() { Has = page.Locator("summary", new() { HasTextRegex = new($"^\\s*{act}\\s*$") }) });

    private static async Task<ILocator> UnfoldAsync(IPage page, string act)
    {
        var form = Form(page, act);
        await form.Locator("summary").First.ClickAsync();
        return form;
    }

    private static Task<int> DraftsAsync(IPage page) => page.EvaluateAsync<int>("Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length");

    /// <summary>A child that is out, from the end of the list, since other tests visit the most urgent; each test has its own.</summary>
    private async Task<Guid> OutAsync(int nth) => (await browsing.CasesAsync(CaseStatus.Out))[^(nth + 1)].Child;

    /// <summary>A child whose case is open, whatever it stands at; each test has its own.</summary>
    private async Task<Guid> FollowedAsync(int nth) =>
        (await browsing.CasesAsync()).Where(row => row.Summary.Status is not (CaseStatus.Out or CaseStatus.Closed)).ElementAt(nth).Child;

    private Task<Guid> LongestAsync() => ChildAsync("true order by mt_version desc");

    private async Task<Guid> ChildAsync(string which)
    {
        await using var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync();
        return await connection.With($"select id from (select id, mt_version, data from cases.mt_doc_studentcase where tenant_id = $1) c where {which} limit 1", Browsing.County).ScalarAsync<Guid>(default);
    }

    [GeneratedRegex("^第 ([0-9]+) 步，共 \\1 步$")]
    private static partial Regex Last();
}
