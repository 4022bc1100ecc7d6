using Balance.Cases.Access;
using static Microsoft.Playwright.Assertions;

namespace Balance.Cases.Browser;

/// <summary>Cases are ticked in the list and given to one officer on a phone, with and without script; and the list is kept as a view.</summary>
public sealed class AssignManyTests(Browsing browsing)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_is_kept_and_two_of_its_cases_are_given_to_one_officer(bool script)
    {
        await browsing.SeedAsync();
        var asked = Screen.Phone with { Script = script };
        var page = await browsing.SignInAsync(Role.CountyOfficer, asked);
        await page.GotoAsync("/cases?status=suspected");
        await page.GetByText("把当前筛选和排序存为视图").ClickAsync();
        await page.GetByLabel("视图名称").FillAsync("待查的");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存视图" }).ClickAsync();
        await page.GetByText("视图已保存。").WaitForAsync();
        await page.GotoAsync("/cases");
        await page.GetByRole(AriaRole.Link, new() { Name = "待查的", Exact = true }).ClickAsync();
        await page.ArriveAsync(url => url.EndsWith("/cases?status=suspected", StringComparison.Ordinal));
        if (script) await page.ShouldBeFitAsync("cases-picks");

        foreach (var at in new[] { 0, 1 }) await page.Locator("table.data .pick").Nth(at).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "分派勾选的" }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("/cases/assign?", StringComparison.Ordinal));
        (await page.Locator("input[name=case]:checked").CountAsync()).ShouldBe(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).WaitForAsync();
        // Nobody above a school answers for a child who is only suspected.
        var list = page.Locator("select[name=officer]");
        if (await list.CountAsync() > 0) await list.SelectOptionAsync((await list.Locator("option[value^='school/']").First.GetAttributeAsync("value"))!);
        else await page.Locator("input[name=officer][value^='school/']").First.CheckAsync();
        if (script) await page.ShouldBeFitAsync("assign-filled");
        await page.GetByRole(AriaRole.Button, new() { Name = "分派", Exact = true }).ClickAsync();

        await page.GetByText("分派劝返：已登记 2 人。").WaitForAsync();
        page.Url.ShouldEndWith("/cases?status=suspected");
    }

    [Fact]
    public async Task What_is_ticked_stays_ticked_while_pages_are_turned_until_it_is_given_or_dropped()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone);
        // Others work in the same county, on the first of a list: in its midst a case keeps its page.
        await page.GotoAsync("/cases?sort=status");
        var first = await TickAsync(8);
        await TurnAsync("next", 2);
        await Expect(page.Locator(".pick input:checked")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-picks-note]")).ToContainTextAsync("另有 1 人在其他页勾选");
        var second = await TickAsync(3);
        await page.ShouldBeFitAsync("cases-picks-kept");

        // Back on the first page its own tick is there, and the second page's goes along.
        await TurnAsync("prev", 1);
        await Expect(page.Locator($".pick input[value='{first}']")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "分派勾选的" }).ClickAsync();
        await page.ArriveAsync(url => url.Contains("/cases/assign?", StringComparison.Ordinal));
        foreach (var picked in new[] { first, second }) await Expect(page.Locator($".picked input[name=case][value='{picked}']")).ToBeCheckedAsync();

        // Nothing was given: they are still ticked, until all of them are dropped.
        await page.GotoAsync("/cases?sort=status&page=2");
        await Expect(page.Locator($".pick input[value='{second}']")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "全部取消勾选" }).ClickAsync();
        await Expect(page.Locator(".pick input:checked")).ToHaveCountAsync(0);
        await page.GotoAsync("/cases?sort=status");
        await Expect(page.Locator(".pick input:checked")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-picks-note]")).ToBeHiddenAsync();

        async Task<string> TickAsync(int at)
        {
            await page.Locator("table.data .pick").Nth(at).ClickAsync();
            return (await page.Locator("table.data .pick input").Nth(at).GetAttributeAsync("value"))!;
        }

        // The page is changed in place, after its address.
        async Task TurnAsync(string to, int number)
        {
            await page.Locator($".pager a[rel={to}]").ClickAsync();
            await Expect(page.Locator("nav.pager p")).ToContainTextAsync($"第 {number} /");
        }
    }
}
