using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;

namespace Balance.Cases.Browser;

/// <summary>What every page has: search, bell, language, light, paper. And the work of a day without a mouse.</summary>
public sealed partial class ShellTests(Browsing browsing)
{
    [Fact]
    public async Task The_slash_leads_to_the_search_but_not_while_one_types()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.Locator("html.scripted").WaitForAsync();
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("seek");
        await page.Keyboard.TypeAsync("王/小");
        (await page.Locator("#seek").InputValueAsync()).ShouldBe("王/小");

        var phone = await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone);
        await phone.Locator("html.scripted").WaitForAsync();
        await phone.Keyboard.PressAsync("/");
        await phone.ArriveAsync("**/find");
    }

    [Fact]
    public async Task A_visit_is_logged_by_keyboard_alone_from_home_in_a_few_strokes()
    {
        await browsing.SeedAsync();
        var school = (await browsing.CaseAsync(CaseStatus.Out)).School;
        var page = await browsing.SignInAsync(Role.Headmaster, office: school);

        await TabToAsync(page, "登记走访：");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync("**/visit");
        (await page.Locator("#log_visit-occurredOn").InputValueAsync()).ShouldBe($"{Browsing.Today:yyyy-MM-dd}");
        (await page.Locator("#log_visit-who").InputValueAsync()).ShouldNotBeEmpty();

        await TabToAsync(page, "拒绝");
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, "登记劝返", "BUTTON");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("登记劝返：已登记").WaitForAsync();
    }

    [Fact]
    public async Task A_visit_is_three_taps_away_on_a_phone_without_script()
    {
        await browsing.SeedAsync();
        var school = (await browsing.CaseAsync(CaseStatus.Out)).School;
        var page = await browsing.SignInAsync(Role.Headmaster, Screen.Phone with { Script = false }, office: school);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^登记走访：") }).First.ClickAsync();
        await page.ArriveAsync("**/visit");
        await page.Locator("label.choice").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "登记劝返" }).ClickAsync();
        await page.GetByText("登记劝返：已登记").WaitForAsync();
    }

    [Fact]
    public async Task Language_and_light_are_switched_without_script_and_stay()
    {
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.Desktop with { Script = false });
        await page.GotoAsync("/cases");
        await page.Locator(".menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await page.ArriveAsync("**/cases");
        await page.Locator("html[lang=en]").WaitForAsync();
        var day = await GroundAsync(page);
        await page.Locator(".menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        await page.ArriveAsync("**/cases");
        (await GroundAsync(page)).ShouldNotBe(day);
        await page.GotoAsync("/");
        (await GroundAsync(page)).ShouldNotBe(day);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        (await GroundAsync(page)).ShouldBe("rgb(255, 255, 255)", "paper is white also at night");

        static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
    }

    [Fact]
    public async Task No_Chinese_is_left_in_the_English_interface()
    {
        await browsing.SeedAsync();
        var left = new List<string>();
        foreach (var (role, paths) in new[]
        {
            (Role.CountyOfficer, new[] { "/", "/inbox", "/find", "/cases", "/cases/new", "/disability", "/rates", "/imports", "/imports/unidentified", "/screening", "/no-such-page" }),
            (Role.Auditor, ["/", "/audit/sample", "/audit/chain"]),
            (Role.SecurityAdministrator, ["/"]),
        })
        {
            var page = await browsing.SignInAsync(role, office: Browsing.County);
            await page.Context.AddCookiesAsync([new() { Name = "balance-language", Value = "c%3Den%7Cuic%3Den", Url = browsing.Address }]);
            foreach (var path in paths)
            {
                await page.GotoAsync(path);
                // Names, quotes of plans and what officers wrote are data: they stand in cells, links, options and quotations.
                var words = await page.EvaluateAsync<string[]>(
                    """
                    () => [...document.querySelectorAll('nav a, th[scope=col], label, button, h2, legend, summary, .chart-title, .key-figure .label, .lead-line, .empty-state, .badge-status, .hint, .help, caption, [aria-label]')]
                        .filter(each => each.lang !== 'zh-CN' && !each.matches('tbody [aria-label], .menu > summary, .menu > summary *, main > .page-head *'))
                        .flatMap(each => [each.getAttribute('aria-label') ?? '', each.childElementCount ? [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('') : each.textContent])
                    """);
                left.AddRange(words.Where(word => Han().IsMatch(word)).Select(word => $"{path}: {word.Trim()}"));
            }
        }
        left.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chart_is_saved_as_a_picture_and_as_a_drawing()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.GotoAsync("/rates");
        var picture = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "下载图（PNG）" }).First.ClickAsync());
        picture.SuggestedFilename.ShouldEndWith(".png");
        var bytes = await File.ReadAllBytesAsync((await picture.PathAsync())!, TestContext.Current.CancellationToken);
        bytes[..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        bytes.Length.ShouldBeGreaterThan(10_000, "an empty sheet is smaller");
        var drawing = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "下载图（SVG）" }).First.ClickAsync());
        drawing.SuggestedFilename.ShouldEndWith(".svg");
    }

    [Fact]
    public async Task On_paper_stand_figures_charts_and_their_tables_and_no_buttons()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.GotoAsync("/rates");
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await page.ShootAsync("rates-paper");
        foreach (var gone in new[] { ".topbar", ".sidebar", ".filters", ".chart-tools", "[data-print]" })
            (await page.Locator(gone).First.IsVisibleAsync()).ShouldBeFalse(gone);
        (await page.Locator(".chart svg.plot:visible").CountAsync()).ShouldBeGreaterThan(1);
        (await page.Locator(".chart .figures table").First.IsVisibleAsync()).ShouldBeTrue("a table that is folded away cannot be unfolded on paper");
    }

    [Fact]
    public async Task A_drawing_has_a_name_and_its_values_stand_in_a_table()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.GotoAsync("/rates");
        var drawing = page.GetByRole(AriaRole.Img, new() { Name = "学年辍学率逐月变化" });
        (await drawing.CountAsync()).ShouldBe(1, "of the three drawings one is shown");
        await page.Locator(".chart").First.Locator("summary").ClickAsync();
        (await page.Locator(".chart").First.Locator("tbody tr").CountAsync()).ShouldBeGreaterThan(0);
    }

    private static async Task TabToAsync(IPage page, string words, string? tag = null)
    {
        for (var stroke = 0; stroke < 120; stroke++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await page.EvaluateAsync<string>(
                "() => { const at = document.activeElement; return at.tagName + ' ' + (at.getAttribute('aria-label') ?? at.closest('label')?.textContent ?? at.textContent).trim(); }");
            if (at.Contains(words, StringComparison.Ordinal) && (tag is null || at.StartsWith(tag, StringComparison.Ordinal))) return;
            // Radio buttons are one stop: the arrows walk among them.
        }
        throw new InvalidOperationException($"Nothing that says {words} was reached by keyboard.");
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
