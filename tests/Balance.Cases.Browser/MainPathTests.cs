using System.Globalization;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Standings;

namespace Balance.Cases.Browser;

/// <summary>The main job from end to end, by people on pages and nothing else.</summary>
public sealed class MainPathTests(Browsing browsing)
{
    private const string County = "211399";
    private const string Township = County + "101";
    private const string School = "2121399001";

    private static int Year => SchoolYear.Of(Browsing.Today).Year;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_child_is_found_brought_back_and_the_rates_follow(bool script)
    {
        // Each run in a county of its own, so that with and without script are told apart.
        var county = script ? County : "211398";
        var (township, school) = (Township.Replace(County, county, StringComparison.Ordinal), School.Replace("399", county[3..], StringComparison.Ordinal));
        var bureau = await browsing.SignInAsync(Role.CountyOfficer, Screen.Desktop with { Script = script }, county, county);
        var (gone, there) = (Number("20160304", 1), Number("20160405", 2));
        // Rolls of the year may come before it begins, so that the path is the same on every day of it.
        var start = new DateOnly(Year, 8, 10);
        await ImportAsync(bureau, "乡镇", start, $"township_code,name\n{township},西官营镇\n");
        await ImportAsync(bureau, "学校", start, $"school_code,name,township_code,kind,ownership,locality\n{school},西官营镇中心小学,{township},primary,public,town\n");
        await ImportAsync(bureau, "人口", start, $"id_number,name,residence_township_code,residence,status\n{gone},王小雨,{township},local,present\n{there},陈家豪,{township},local,present\n21139920160304000X,张三,{township},local,present\n");
        (await bureau.Locator("main").InnerTextAsync()).ShouldContain("身份证号校验不通过");
        (await bureau.Locator("main").InnerTextAsync()).ShouldNotContain("21139920160304000X");
        await ImportAsync(bureau, "学籍", start.AddDays(1), Roll(("enrolled", gone, "王小雨"), ("enrolled", there, "陈家豪")), Year);
        await ImportAsync(bureau, "学籍", start.AddDays(15), Roll(("enrolled", there, "陈家豪")), Year, confirm: true);

        await ScreenAsync(bureau);
        await bureau.GetByRole(AriaRole.Link, new() { Name = "王小雨" }).ClickAsync();
        await bureau.Locator("h1", new() { HasText = "疑似待核查" }).WaitForAsync();
        var address = new Uri(bureau.Url).AbsolutePath;

        var official = await browsing.SignInAsync(Role.TownshipOfficial, Screen.Desktop with { Script = script }, county, township);
        await official.GotoAsync(address);
        await ActAsync(official, "核查", form => form.GetByLabel("核查结论").SelectOptionAsync("已辍学"));
        await ActAsync(official, "确认辍学", form => ChooseAsync(form, "外出打工"));
        (await official.Locator("h1").InnerTextAsync()).ShouldContain("辍学在册");
        (await RateAsync(bureau)).ShouldBe("50.00%");

        var teacher = await browsing.SignInAsync(Role.Counselor, Screen.Phone with { Script = script }, county, school);
        await teacher.GotoAsync(address);
        await ActAsync(teacher, "登记劝返", async form =>
        {
            await ChooseAsync(form, "承诺");
            await form.GetByLabel("情况").FillAsync("见到祖母，答应下周送回。");
        });
        (await teacher.Locator(".timeline").InnerTextAsync()).ShouldContain("见到祖母，答应下周送回。");
        await ActAsync(teacher, "登记复学", async form =>
        {
            await ChooseAsync(form, "插班");
            await form.GetByLabel("证明").FillAsync("在校证明");
        });
        (await teacher.Locator("h1").InnerTextAsync()).ShouldContain("复学待确认");

        await official.GotoAsync(address);
        await ActAsync(official, "确认复学", _ => Task.CompletedTask);
        (await official.Locator("h1").InnerTextAsync()).ShouldContain("已复学");
        (await RateAsync(bureau)).ShouldBe("0.00%");

        string Roll(params (string Status, string Number, string Name)[] rows) => "id_number,student_number,name,school_code,grade,class,status\n"
            + string.Concat(rows.Select(row => $"{row.Number},G{row.Number},{row.Name},{school},4,1,{row.Status}\n"));
    }

    [Fact]
    public async Task A_refused_file_says_why_in_words_and_what_was_chosen_stays()
    {
        var bureau = await browsing.SignInAsync(Role.CountyOfficer, county: "211397", office: "211397");
        await FillImportAsync(bureau, "人口", new DateOnly(Year, 9, 1), "id_number,name,residence_township_code,residence,status\n");
        await bureau.GetByLabel("替换：").CheckAsync();
        await SendImportAsync(bureau);
        (await bureau.Locator("main").InnerTextAsync()).ShouldContain("请先导入该县区的乡镇名单");

        await bureau.GetByRole(AriaRole.Link, new() { Name = "改正后重新导入" }).ClickAsync();
        (await bureau.GetByLabel("数据日期").InputValueAsync()).ShouldBe($"{Year}-09-01");
        (await bureau.GetByLabel("文件类型").InputValueAsync()).ShouldBe("population");
        (await bureau.GetByLabel("替换：").IsCheckedAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_countys_own_header_is_named_once_and_understood_from_then_on()
    {
        const string County = "211395";
        var bureau = await browsing.SignInAsync(Role.CountyOfficer, county: County, office: County);
        await FillImportAsync(bureau, "乡镇", new DateOnly(Year, 8, 10), $"区划编号,name\n{County}101,西官营镇\n");
        await SendImportAsync(bureau);
        await bureau.GetByRole(AriaRole.Link, new() { Name = "登记本县表头" }).ClickAsync();
        await bureau.GetByLabel("文件中的表头").FillAsync("区划编号");
        await ChooseAsync(bureau.Locator("main"), "乡镇代码");
        await bureau.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await bureau.Locator("td, th", new() { HasText = "区划编号" }).First.WaitForAsync();

        await ImportAsync(bureau, "乡镇", new DateOnly(Year, 8, 10), $"区划编号,name\n{County}101,西官营镇\n");
    }

    [Fact]
    public async Task Rejected_rows_are_taken_away_by_who_sent_them_and_by_nobody_else()
    {
        const string County = "211396";
        var bureau = await browsing.SignInAsync(Role.CountyOfficer, county: County, office: County);
        await ImportAsync(bureau, "乡镇", new DateOnly(Year, 8, 10), $"township_code,name\n{County}101,西官营镇\nabc,错码乡\n");
        var rejects = new Uri(bureau.Url).AbsolutePath + "/rejects";

        var taken = await bureau.Context.APIRequest.GetAsync(rejects);
        taken.Status.ShouldBe(200);
        (await taken.TextAsync()).ShouldContain("abc,错码乡,");
        var colleague = await browsing.SignInAsync(Role.CountyOfficer, county: County, office: County);
        (await colleague.Context.APIRequest.GetAsync(rejects)).Status.ShouldBe(404);
        var neighbour = await browsing.SignInAsync(Role.CountyOfficer);
        (await neighbour.Context.APIRequest.GetAsync(rejects)).Status.ShouldBe(404);
        (await neighbour.GotoAsync(new Uri(bureau.Url).AbsolutePath))!.Status.ShouldBe(410);
    }

    private static async Task ImportAsync(IPage page, string kind, DateOnly asOf, string content, int? year = null, bool confirm = false)
    {
        await FillImportAsync(page, kind, asOf, content);
        if (year is { } of) await page.GetByLabel("学年").FillAsync(of.ToString(CultureInfo.InvariantCulture));
        if (confirm) await page.GetByLabel("确认缩减").CheckAsync();
        await SendImportAsync(page);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("生效");
    }

    private static async Task FillImportAsync(IPage page, string kind, DateOnly asOf, string content)
    {
        await page.GotoAsync("/imports");
        await page.GetByLabel("文件类型").SelectOptionAsync(kind);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "sent.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });
        await page.GetByLabel("数据日期").FillAsync(asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static async Task SendImportAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "开始导入" }).ClickAsync();
        await page.ArriveAsync("**/imports/jobs/**");
        await EndAsync(page);
    }

    private static async Task ScreenAsync(IPage page)
    {
        await page.GotoAsync("/screening");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await page.ArriveAsync("**/screening/jobs/**");
        await EndAsync(page);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("还没有改动任何个案");
        (await page.GetByRole(AriaRole.Link, new() { Name = "王小雨" }).CountAsync()).ShouldBe(0, "a preview opens no case");
        var preview = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "执行排查" }).ClickAsync();
        await page.ArriveAsync(url => url != preview);
        await EndAsync(page);
        (await page.Locator("main").InnerTextAsync()).ShouldContain("排查已执行");
    }

    /// <summary>The page of a job asks again by itself until the job has ended.</summary>
    private static Task EndAsync(IPage page) => page.Locator(".notice, .key-figures").First.WaitForAsync();

    private static async Task ActAsync(IPage page, string act, Func<ILocator, Task> fill)
    {
        var fold = page.Locator("details.disclose").Filter(new() { Has = page.Locator("summary", new() { HasTextRegex = new($"^\\s*{act}\\s*$") }) });
        await fold.Locator("summary").ClickAsync();
        await fill(fold);
        await fold.GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
        await page.GetByText($"{act}：已登记").WaitForAsync();
    }

    // Radio buttons lie beneath their labels' words.
    private static Task ChooseAsync(ILocator form, string label) => form.Locator("label.choice", new() { HasText = label }).First.ClickAsync();

    private static async Task<string> RateAsync(IPage page)
    {
        await page.GotoAsync("/rates");
        return (await page.Locator(".key-figure").Filter(new() { HasText = "小学辍学率" }).Locator(".value").InnerTextAsync()).Trim();
    }

    private static string Number(string born, int order)
    {
        var digits = $"211399{born}{order:000}";
        return digits + IdentityNumber.CheckCharacter(digits);
    }
}
