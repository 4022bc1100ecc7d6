using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Balance.Cases.Tests.Indicators;

/// <summary>Returns are sealed as known, numbered without gaps and worked out again to the digit; the next says what came late, to those in whose charge it is.</summary>
[Collection<CaseOfficeCollection>]
public sealed class ReturnTests(CaseOffice office)
{
    private static readonly SealedText Why = new("c2VhbGVk");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_comes_late_leaves_the_sealed_return_as_it_was_and_stands_in_the_next_child_by_child()
    {
        var scene = await SceneAsync();
        var (county, bureau) = (scene.County, await BureauAsync(scene.County));
        var august = await SealAsync(bureau, "monthly", "2026-08-15");
        Out(await ReadAsync(bureau, august), "figures").ShouldBe(1m);

        await LateAsync(scene);
        var sealedThen = await ReadAsync(bureau, august);
        Out(sealedThen, "figures").ShouldBe(1m);
        sealedThen.GetProperty("recomputed").GetProperty("isSame").GetBoolean().ShouldBeTrue("what came later is no part of it");
        (await county.FiguresAsync("2026-08-31")).Out.ShouldBe(3);

        var september = await SealAsync(bureau, "monthly", "2026-09-15");
        var restated = (await ReadAsync(bureau, september)).GetProperty("content").GetProperty("restated");
        restated.GetProperty("return").GetGuid().ShouldBe(august);
        var changed = restated.GetProperty("changed").EnumerateArray().Single(one => one.GetProperty("now").GetProperty("name").GetString() == "out_of_school");
        (changed.GetProperty("then").GetProperty("value").GetDecimal(), changed.GetProperty("now").GetProperty("value").GetDecimal()).ShouldBe((1m, 3m));

        var changes = await ChangesAsync(bureau, september);
        changes.Select(child => (child.Child, child.Then, child.Now)).ShouldBe(
        [
            (await county.ChildAsync(scene.Early), "辍学在册", "在学"), (await county.ChildAsync(scene.Late), "没有记录", "辍学在册"),
            (await county.ChildAsync(scene.Far), "没有记录", "辍学在册"), (await county.ChildAsync(scene.Back), "有效复学", "辍学在册"),
        ], ignoreOrder: true);
        (await ChangeOfAsync(changes, county, scene.Early)).Entries.ShouldBe(["撤回记录：确认辍学：外出打工"], "a visit after that day says nothing of it");
        (await ChangeOfAsync(changes, county, scene.Back)).Entries.ShouldBeEmpty("a roll that came late says that it never came back");
        var page = WebUtility.HtmlDecode(await bureau.GetStringAsync($"/returns/{september}", Ct));
        foreach (var words in new[] { "与封存时一致", "上一次报表的变化", "撤回记录：确认辍学", "登记变化所致", "其间导入的登记" }) page.ShouldContain(words);
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_township_is_shown_its_own_children_and_no_return_of_another_office()
    {
        var scene = await SceneAsync();
        var county = scene.County;
        var (bureau, township, stranger) = (await BureauAsync(county), await office.OfficerAsync(Role.TownshipOfficial, county.Township, county.Code), await office.OfficerAsync(Role.TownshipOfficial, county.OtherTownship, county.Code));
        var ours = await SealAsync(bureau, "monthly", "2026-08-15");
        await SealAsync(township, "monthly", "2026-08-15");
        await LateAsync(scene);
        var theirs = await SealAsync(township, "monthly", "2026-09-15");

        (await ChangesAsync(township, theirs)).Select(child => child.Child).ShouldBe([await county.ChildAsync(scene.Early), await county.ChildAsync(scene.Late), await county.ChildAsync(scene.Back)], ignoreOrder: true);
        (await ChangesAsync(bureau, theirs)).Count.ShouldBe(3, "a township's return is of its children, whoever reads it");
        foreach (var (officer, id) in new[] { (township, ours), (stranger, theirs), (await BureauAsync(await CountyAsync()), theirs) })
            foreach (var path in new[] { $"/api/returns/{id}", $"/api/returns/{id}/changes", $"/returns/{id}", $"/returns/{id}/file" })
                (await officer.GetAsync(path, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await township.AskAsync("/api/returns").Should(HttpStatusCode.OK)).Body.EnumerateArray().ShouldAllBe(row => row.GetProperty("unit").GetString() == county.Township);
        (await bureau.AskAsync("/api/returns").Should(HttpStatusCode.OK)).Body.GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Entries_of_restricted_parts_are_shown_to_those_who_act_on_them_alone()
    {
        var scene = await SceneAsync();
        var (county, bureau) = (scene.County, await BureauAsync(scene.County));
        await SealAsync(bureau, "monthly", "2026-08-15");
        var child = await county.ChildAsync(scene.Early);
        var raised = await bureau.DoAsync(child, "raise-concern", "2026-06-01", (await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Version, fields: new { concern = "mental_health" }).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "screen-mental-health", "2026-06-02", raised.Version).Should(HttpStatusCode.OK);
        var september = await SealAsync(bureau, "monthly", "2026-09-15");

        (await ChangesAsync(bureau, september)).ShouldHaveSingleItem().Entries.ShouldAllBe(title => title.Contains("心理"));
        (await ChangesAsync(await office.OfficerAsync(Role.Auditor, county.Code, county.Code), september)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_fetched_is_what_was_sealed_and_the_event_says_its_digests_and_position()
    {
        var county = (await SceneAsync()).County;
        var bureau = await BureauAsync(county);
        var id = await SealAsync(bureau, "quarterly", "2026-08-15");
        var found = await ReadAsync(bureau, id);
        found.GetProperty("content").GetProperty("asOf").GetString().ShouldBe("2026-09-30");
        found.GetProperty("content").GetProperty("positions").GetArrayLength().ShouldBeGreaterThan(0);
        found.GetProperty("content").GetProperty("number").GetString().ShouldBe("县教育局〔2026〕1号");

        var bytes = await bureau.GetByteArrayAsync($"/returns/{id}/file", Ct);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(found.GetProperty("sealed").GetProperty("fileSha256").GetString());
        using var word = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator().Validate(word, Ct).Select(fault => fault.Description).ShouldBeEmpty();
        var text = word.MainDocumentPart!.Document!.Body!.InnerText;
        foreach (var words in new[] { "2026年第3季度复核", "县教育局〔2026〕1号", "小学学年辍学率", "口径版本" }) text.ShouldContain(words);
    }

    [Theory]
    [InlineData("update returns.sealed set content = content || '\\x20' where tenant = $1", 1)]
    [InlineData("update returns.sealed set file = '\\x00' where tenant = $1", 1)]
    [InlineData("delete from returns.sealed where tenant = $1", 1)]
    [InlineData("update returns.sealed set id = gen_random_uuid() where tenant = $1", 2)]
    public async Task A_sealed_return_that_was_altered_afterwards_is_found_by_verify(string alteration, int damages)
    {
        var county = (await SceneAsync()).County;
        await SealAsync(await BureauAsync(county), "monthly", "2026-08-15");
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();

        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        (await connection.With(alteration, county.Code).RunAsync(Ct)).ShouldBe(1);

        (await county.VerifyAsync()).Damages.Select(damage => damage.Kind).ShouldBe(Enumerable.Repeat(DamageKind.SealedReturnChanged, damages));
    }

    [Fact]
    public async Task Each_period_is_sealed_once_and_a_command_has_its_effect_once()
    {
        var county = (await SceneAsync()).County;
        var bureau = await BureauAsync(county);
        var command = Guid.NewGuid();
        var first = await PostAsync(bureau, "monthly", "2026-08-15", command).Should(HttpStatusCode.OK);
        (await PostAsync(bureau, "monthly", "2026-08-20", command).Should(HttpStatusCode.OK)).Body.GetProperty("number").GetString().ShouldBe(first.Body.GetProperty("number").GetString());
        await PostAsync(bureau, "monthly", "2026-09-20", command).Should(HttpStatusCode.Conflict, "command_reused");
        await PostAsync(bureau, "monthly", "2026-08-20").Should(HttpStatusCode.UnprocessableEntity, "already_sealed");
        await PostAsync(bureau, "monthly", "2026-10-20").Should(HttpStatusCode.UnprocessableEntity, "period_not_over");
        (await bureau.PostAsJsonAsync("/api/returns", new { commandId = Guid.NewGuid() }, Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await PostAsync(await office.OfficerAsync(Role.Auditor, county.Code, county.Code), "monthly", "2026-08-15").Should(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Numbers_have_no_gap_whoever_seals_at_once_and_whatever_is_refused()
    {
        var county = (await SceneAsync()).County;
        var bureau = await BureauAsync(county);
        var asked = new[] { "monthly", "quarterly", "termly", "yearly" }.SelectMany(kind => new[] { "2026-08-15", "2026-08-16", "2026-05-15" }.Select(day => PostAsync(bureau, kind, day)));
        var answers = await Task.WhenAll(asked);
        var numbers = answers.Where(answer => answer.Status == HttpStatusCode.OK).Select(answer => answer.Body.GetProperty("number").GetString());
        numbers.ShouldBe(Enumerable.Range(1, 6).Select(number => $"县教育局〔2026〕{number}号"), ignoreOrder: true);
        answers.Where(answer => answer.Status != HttpStatusCode.OK).ShouldAllBe(answer => answer.Code == "already_sealed");
    }

    [Fact]
    public async Task A_school_is_told_what_it_owes_and_seals_it_on_the_page()
    {
        // Set up in September: it owes that month alone.
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync("2026-09-01");
        var school = await office.OfficerAsync(Role.Headmaster, county.Primary, county.Code);
        var page = WebUtility.HtmlDecode(await school.GetStringAsync("/returns", Ct));
        page.ShouldContain("2026年9月月报");
        page.ShouldContain("逾期未报");
        WebUtility.HtmlDecode(await school.GetStringAsync("/", Ct)).ShouldContain("2026年9月月报", customMessage: "and reminded of it where its day begins");
        var above = new[] { await BureauAsync(county), await office.OfficerAsync(Role.TownshipOfficial, county.Township, county.Code) };
        foreach (var officer in above)
        {
            (await LateSchoolsAsync(officer)).ShouldContain("甲镇小学");
            WebUtility.HtmlDecode(await officer.GetStringAsync("/", Ct)).ShouldContain("所学校逾期未报");
        }
        (await LateSchoolsAsync(await office.OfficerAsync(Role.TownshipOfficial, county.OtherTownship, county.Code))).ShouldNotContain("甲镇小学");
        (await school.PostAsync("/returns", Office.Form(page, ("_handler", "seal"), ("command_id", Guid.NewGuid().ToString()), ("kind", "monthly"), ("day", "2026-09-30")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await school.GetStringAsync("/returns", Ct)).ShouldContain("甲镇小学〔2026〕1号");
        WebUtility.HtmlDecode(await (await BureauAsync(county)).GetStringAsync("/returns", Ct)).ShouldContain("甲镇小学〔2026〕1号", customMessage: "the bureau sees what its schools sealed");
        foreach (var officer in above) (await LateSchoolsAsync(officer)).ShouldNotContain("甲镇小学");
        WebUtility.HtmlDecode(await school.GetStringAsync("/", Ct)).ShouldNotContain("2026年9月月报");
    }

    [Fact]
    public async Task What_was_missed_stays_owed_from_the_day_on_which_the_county_and_the_school_began()
    {
        var county = (await SceneAsync()).County;
        var school = await office.OfficerAsync(Role.Headmaster, county.Primary, county.Code);
        var home = WebUtility.HtmlDecode(await school.GetStringAsync("/", Ct));
        foreach (var words in new[] { "2025年9月月报", "2025年11月月报", "另有 10 份报表待报" }) home.ShouldContain(words);
        home.ShouldNotContain("2025年12月月报");

        await SealAsync(school, "monthly", "2026-09-15");
        var page = WebUtility.HtmlDecode(await school.GetStringAsync("/returns", Ct));
        page.ShouldContain("2025年9月月报", customMessage: "a month later is sealed, and this one still owed");
        page.ShouldContain("value=\"2025-09-30\"", customMessage: "the form offers the first that is owed");
        var bureau = await BureauAsync(county);
        var late = await LateSchoolsAsync(bureau);
        late.ShouldContain("2025年9月月报、2025年10月月报、2025年11月月报等 12 份");
        WebUtility.HtmlDecode(await bureau.GetStringAsync("/", Ct)).ShouldContain("2 所学校逾期未报，共 25 份");
        WebUtility.HtmlDecode(await bureau.GetStringAsync("/returns", Ct)).ShouldContain("2025年第3季度复核");

        await county.ImportAsync(RegisterKind.Schools, "2026-08-10", Files.Schools, $"{"41" + county.Code + "03"},新校,{county.Township},primary,public,town");
        var young = await office.OfficerAsync(Role.Headmaster, "41" + county.Code + "03", county.Code);
        var owed = WebUtility.HtmlDecode(await young.GetStringAsync("/returns", Ct));
        owed.ShouldContain("2026年8月月报");
        owed.ShouldNotContain("2026年7月月报");
    }

    /// <summary>The table of schools that are late, alone.</summary>
    private static async Task<string> LateSchoolsAsync(HttpClient officer)
    {
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/returns", Ct));
        var from = page.IndexOf("逾期未报的学校", StringComparison.Ordinal);
        return from < 0 ? "" : page[from..page.IndexOf("已封存", from, StringComparison.Ordinal)];
    }

    private sealed record Scene(TestCounty County, string Early, string Late, string Far, string Back);

    private sealed record Change(Guid Child, string Then, string Now, IReadOnlyList<string> Entries);

    /// <summary>A county of last school year in which one child is out and one came back.</summary>
    private async Task<Scene> SceneAsync()
    {
        var county = await CountyAsync();
        var scene = new Scene(county, Files.Child(), Files.Child(), Files.Child("2012-05-06"), Files.Child());
        await county.PopulationAsync("2025-09-01", county.Person(scene.Early), county.Person(scene.Late), county.Person(scene.Far, township: county.OtherTownship), county.Person(scene.Back));
        await county.RollAsync("2025-09-05", county.Pupil(scene.Early), county.Pupil(scene.Late), county.Pupil(scene.Far, 7), county.Pupil(scene.Back));
        await county.LedgerAsync(Files.Step(scene.Early, "2026-05-20", "dropout", "work"), Files.Step(scene.Back, "2026-05-01", "dropout", "work"));
        await county.LedgerAsync(Files.Step(scene.Back, "2026-05-10", "return", "regular", school: county.Primary, grade: "3"));
        return scene;
    }

    /// <summary>After August was reported: two dropouts of that summer, a dropout that never was, a roll of June without one who had come back, and a visit of October.</summary>
    private static async Task LateAsync(Scene scene)
    {
        var county = scene.County;
        await county.LedgerAsync(Files.Step(scene.Late, "2026-06-10", "dropout", "work"), Files.Step(scene.Far, "2026-06-11", "dropout", "family"), Files.Step(scene.Early, "2026-10-15", "visit", "refused"));
        await county.RollAsync("2026-06-01", [county.Pupil(scene.Early), county.Pupil(scene.Late), county.Pupil(scene.Far, 7)], request => request with { Confirm = true });
        var entry = (await county.CaseAsync(scene.Early)).Entries.Single(one => one.Recorded is DropoutConfirmed);
        await county.ActAsync(scene.Early, _ => new WithdrawEntry(Files.Day("2026-10-19"), entry.Id, Why));
    }

    private async Task<TestCounty> CountyAsync()
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync();
        return county;
    }

    private Task<HttpClient> BureauAsync(TestCounty county) => office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code);

    private static async Task<Answer> PostAsync(HttpClient officer, string kind, string day, Guid? command = null) =>
        await Acts.ReadAsync(await officer.PostAsJsonAsync("/api/returns", new { commandId = command ?? Guid.NewGuid(), kind, day }, Ct));

    private static async Task<Guid> SealAsync(HttpClient officer, string kind, string day) => (await PostAsync(officer, kind, day).Should(HttpStatusCode.OK)).Body.GetProperty("return").GetGuid();

    private static async Task<JsonElement> ReadAsync(HttpClient officer, Guid id) => (await officer.AskAsync($"/api/returns/{id}").Should(HttpStatusCode.OK)).Body;

    private static decimal Out(JsonElement found, string list) =>
        found.GetProperty("content").GetProperty(list).EnumerateArray().Single(figure => figure.GetProperty("name").GetString() == "out_of_school").GetProperty("value").GetDecimal();

    private static async Task<IReadOnlyList<Change>> ChangesAsync(HttpClient officer, Guid id) =>
        [.. (await officer.AskAsync($"/api/returns/{id}/changes").Should(HttpStatusCode.OK)).Body.GetProperty("children").EnumerateArray().Select(child => new Change(
            child.GetProperty("child").GetGuid(), child.GetProperty("then").GetString()!, child.GetProperty("now").GetString()!, [.. child.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("title").GetString()!)]))];

    private static async Task<Change> ChangeOfAsync(IReadOnlyList<Change> changes, TestCounty county, string number)
    {
        var child = await county.ChildAsync(number);
        return changes.Single(change => change.Child == child);
    }
}
