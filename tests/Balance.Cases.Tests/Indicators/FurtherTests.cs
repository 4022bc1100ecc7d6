using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Indicators;

/// <summary>Figures beside the rates: returns, services and what the bureau declares; by day, by moment and by office.</summary>
[Collection<CaseOfficeCollection>]
public sealed class FurtherTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_return_rate_counts_returns_that_stand_and_a_late_entry_is_known_from_then_on()
    {
        var county = await CountyAsync();
        var (back, gone, never) = (Files.Child(), Files.Child(), Files.Child());
        await county.RollAsync("2026-09-05", county.Pupil(back), county.Pupil(gone), county.Pupil(never));
        await county.LedgerAsync(Files.Step(back, "2026-09-20", "dropout", "work"), Files.Step(gone, "2026-09-21", "dropout", "work"));
        await county.LedgerAsync(Files.Step(back, "2026-10-01", "return", "regular", school: county.Primary, grade: "3"), Files.Step(gone, "2026-10-01", "return", "regular", school: county.Primary, grade: "3"));
        var before = await county.NowAsync();
        await county.LedgerAsync(Files.Step(gone, "2026-10-08", "attendance_check", "absent"));

        Returned(await county.FiguresAsync("2026-10-15")).ShouldBe((2, 1, 1, 0.5m));
        Returned(await county.FiguresAsync("2026-10-15", before)).ShouldBe((2, 2, 0, 1m));
        Returned(await county.FiguresAsync("2026-10-07")).ShouldBe((2, 2, 0, 1m));
        Returned(await county.FiguresAsync("2026-09-30")).ShouldBe((2, 0, 2, 0m));
        (await county.FiguresAsync("2026-10-15")).Returned.Select(row => (row.UnitKind, row.Unit)).ShouldBe(
            [(UnitKind.County, county.Code), (UnitKind.Township, county.Township), (UnitKind.School, county.Primary)]);

        var bureau = await BureauAsync(county);
        (await ChildrenAsync(bureau, "returned", county)).ShouldBe([await county.ChildAsync(back)]);
        (await ChildrenAsync(bureau, "ever_out", county)).ShouldBe([await county.ChildAsync(back), await county.ChildAsync(gone)], ignoreOrder: true);
        (await ChildrenAsync(bureau, "returned", county, $"&knownAt={Uri.EscapeDataString(before.ToString("O"))}")).Count.ShouldBe(2);
        (await ChildrenAsync(await OfficerAsync(county, Role.TownshipOfficial, county.OtherTownship), "ever_out", county)).ShouldBeEmpty("another township's children are nobody's business there");
    }

    [Fact]
    public async Task Services_are_counted_over_the_registers_so_that_a_child_without_a_case_counts_as_not_served()
    {
        var county = await CountyAsync();
        var (planned, alone, elsewhere, watched, unseen) = (Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(planned), county.Person(alone), county.Person(elsewhere, township: county.OtherTownship), county.Person(watched), county.Person(unseen));
        await county.RollAsync("2026-09-05", county.Pupil(planned), county.Pupil(alone), county.Pupil(watched), county.Pupil(unseen));
        await county.ImportAsync(RegisterKind.Disability, "2026-09-01", Files.Disability, $"{planned},5,2,,", $"{alone},4,3,,", $"{elsewhere},1,2,,");
        await county.ImportAsync(RegisterKind.LeftBehind, "2026-09-02", Files.LeftBehind, $"{watched},yes,yes,,10,grandparents,2026-09-01", $"{unseen},yes,no,no,10,none,2026-09-01");
        await county.LedgerAsync(Files.Step(planned, "2026-09-10", "place", "home_teaching"), Files.Step(planned, "2026-09-12", "plan"), $"{planned},2026-09-22,session,,,,,3,,,");
        var before = await county.NowAsync();
        await county.LedgerAsync(Files.Step(watched, "2026-09-25", "care_visit"), Files.Step(unseen, "2026-06-25", "care_visit"));

        var now = await ServicesAsync(county, "2026-10-15");
        (now.WithPlan, now.Disabled, now.PlanRate).ShouldBe((1, 3, 0.333333m));
        (now.HomeTaught, now.HoursCounted).ShouldBe((1, 3m));
        now.HoursOwed.ShouldBeGreaterThan(3m);
        (now.Visited, now.LeftBehind).ShouldBe((1, 2), "a visit of last school year is none of this term");
        (await ServicesAsync(county, "2026-10-15", before)).Visited.ShouldBe(0);
        (await ServicesAsync(county, "2026-09-11")).WithPlan.ShouldBe(0);
        (await ServicesAsync(county, "2026-10-15", unit: county.OtherTownship)).Disabled.ShouldBe(1);
        (await ServicesAsync(county, "2026-10-15", unit: county.Primary)).Disabled.ShouldBe(2);

        var bureau = await BureauAsync(county);
        (await ChildrenAsync(bureau, "to_plan_for", county)).Count.ShouldBe(3);
        (await ChildrenAsync(bureau, "with_plan", county)).ShouldBe([await county.ChildAsync(planned)]);
        (await ChildrenAsync(bureau, "visited", county)).ShouldBe([await county.ChildAsync(watched)]);
        (await ChildrenAsync(bureau, "left_behind", county)).Count.ShouldBe(2);
        (await ChildrenAsync(bureau, "hours_behind", county)).ShouldBe([await county.ChildAsync(planned)]);

        var township = await OfficerAsync(county, Role.TownshipOfficial, county.Township);
        (await township.AskAsync("/api/indicators/further?asOf=2026-10-15").Should(HttpStatusCode.OK)).Body.GetProperty("services").EnumerateArray().Select(row => row.GetProperty("unit").GetString())
            .ShouldBe([county.Code, county.Township, county.Primary]);
        (await ChildrenAsync(township, "to_plan_for", county)).Count.ShouldBe(2, "of the county's three, those of the township");
        (await township.GetAsync($"/rates/children?part=to_plan_for&unit={county.OtherTownship}&unitKind=township&asOf=2026-10-15", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_resource_room_is_due_until_the_bureau_says_that_one_is_in_use()
    {
        var county = await CountyAsync();
        string[] pupils = [.. Enumerable.Range(0, county.Pack.Disability.ResourceRoomPupils).Select(_ => Files.Child())];
        await county.RollAsync("2026-09-05", [.. pupils.Select(child => county.Pupil(child))]);
        await county.LedgerAsync([.. pupils.Select(child => Files.Step(child, "2026-09-10", "place", "regular_class", school: county.Primary))]);
        var bureau = await BureauAsync(county);
        await RoomAsync("2026-09-09", 0);
        (await RoomAsync("2026-10-15", 1)).ToString().ShouldBe($$"""{"school":"{{county.Primary}}","pupils":{{pupils.Length}},"isDue":true,"inUseSince":null}""");
        (await bureau.GetStringAsync("/rates/further?asOf=2026-10-15", Ct)).ShouldContain("应设未设");

        await PostAsync(bureau, "resource-rooms", new { commandId = Guid.NewGuid(), schoolYear = 2026, unit = county.Code, on = "2026-10-01", inUse = "yes", source = "验收" }).Should(HttpStatusCode.BadRequest);
        await PostAsync(bureau, "resource-rooms", new { commandId = Guid.NewGuid(), schoolYear = 2026, unit = county.Primary, on = "2026-10-01", inUse = "yes", source = "验收" }).Should(HttpStatusCode.OK);
        (await RoomAsync("2026-09-30", 1)).GetProperty("inUseSince").ValueKind.ShouldBe(JsonValueKind.Null);
        (await RoomAsync("2026-10-15", 1)).GetProperty("inUseSince").GetString().ShouldBe("2026-10-01");

        async Task<JsonElement> RoomAsync(string day, int rows)
        {
            var rooms = (await bureau.AskAsync($"/api/indicators/further?asOf={day}").Should(HttpStatusCode.OK)).Body.GetProperty("resourceRooms");
            rooms.GetArrayLength().ShouldBe(rows, day);
            return rows == 0 ? default : rooms[0];
        }
    }

    [Fact]
    public async Task A_step_overdue_stands_at_the_level_that_answers_for_it_from_the_day_after_its_day()
    {
        var county = await CountyAsync();
        var child = Files.Child();
        await county.RollAsync("2026-09-05", county.Pupil(child));
        await county.LedgerAsync(Files.Step(child, "2026-09-20", "dropout", "work"));

        var last = 20 + county.Pack.Deadlines.SchoolDays.Value;
        (await ServicesAsync(county, $"2026-09-{last}")).OverdueAtSchool.ShouldBe(0);
        (await ServicesAsync(county, "2026-10-15")).OverdueAtSchool.ShouldBeGreaterThan(0);
        (await ChildrenAsync(await BureauAsync(county), "overdue_at_school", county)).ShouldBe([await county.ChildAsync(child)]);
    }

    [Fact]
    public async Task The_share_of_migrants_leads_to_its_children_too()
    {
        var county = await CountyAsync();
        var (placed, private_, returned) = (Files.Child(), Files.Child(), Files.Child());
        await county.ImportAsync(RegisterKind.Schools, "2025-08-02", Files.Schools, $"41{county.Code}03,甲镇民办,{county.Township},primary,private,town");
        await county.PopulationAsync("2026-09-01", county.Person(placed, residence: "migrant"), county.Person(private_, residence: "migrant"), county.Person(returned, residence: "migrant"));
        await county.RollAsync("2026-09-05", county.Pupil(placed), county.Pupil(private_, school: $"41{county.Code}03"), county.Pupil(returned));
        await county.LedgerAsync(Files.Step(returned, "2026-09-20", "dropout", "work"));

        var bureau = await BureauAsync(county);
        (await ChildrenAsync(bureau, "migrants_enrolled", county)).ShouldBe([await county.ChildAsync(placed), await county.ChildAsync(private_)], ignoreOrder: true);
        (await ChildrenAsync(bureau, "migrants_placed", county)).ShouldBe([await county.ChildAsync(placed)]);
        (await ChildrenAsync(bureau, "migrants_placed", county, $"&unit={county.OtherTownship}&unitKind=township")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retention_stands_beside_its_target_from_the_day_and_the_moment_at_which_it_was_declared()
    {
        var county = await CountyAsync();
        var (bureau, before) = (await BureauAsync(county), await county.NowAsync());
        var said = new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-07-10", entrants = 1000, transferredIn = 30, transferredOut = 50, deceased = 1, graduates = 940, source = "事业统计 2026" };
        var first = await PostAsync(bureau, "cohorts", said).Should(HttpStatusCode.OK);
        (await PostAsync(bureau, "cohorts", said).Should(HttpStatusCode.OK)).Body.GetProperty("declaration").GetGuid().ShouldBe(first.Body.GetProperty("declaration").GetGuid());
        await PostAsync(bureau, "cohorts", said with { graduates = 941 }).Should(HttpStatusCode.Conflict, "command_reused");
        var wrong = await county.NowAsync();
        await PostAsync(bureau, "cohorts", said with { commandId = Guid.NewGuid(), graduates = 930 }).Should(HttpStatusCode.OK);

        (await RetentionAsync(county, "2026-10-15")).ShouldBe([0.949949m]);
        (await RetentionAsync(county, "2026-10-15", wrong)).ShouldBe([0.960163m]);
        (await RetentionAsync(county, "2026-10-15", before)).ShouldBeEmpty();
        (await RetentionAsync(county, "2026-07-09")).ShouldBeEmpty("it could not be said before");

        var page = WebUtility.HtmlDecode(await bureau.GetStringAsync("/rates/further?asOf=2026-10-15", Ct));
        page.ShouldContain("94.99%");
        page.ShouldContain("全县初中三年巩固率达到95%以上");
        page.ShouldContain("事业统计 2026");
        (await bureau.GetStringAsync("/rates/declared", Ct)).ShouldContain("已被后一次取代");
        (await county.VerifyAsync()).Damages.ShouldBeEmpty("what is declared is chained like every other event");
    }

    [Fact]
    public async Task Completion_and_variation_are_declared_on_the_page_and_said_field_by_field_where_they_are_wrong()
    {
        var county = await CountyAsync();
        var bureau = await BureauAsync(county);
        var page = await bureau.GetStringAsync("/rates/declared", Ct);
        (await bureau.PostAsync("/rates/declared", Office.Form(page, ("_handler", "completion"), ("command_id", Guid.NewGuid().ToString()), ("unit", county.Code), ("schoolYear", "2025"), ("on", "2026-08-31"),
            ("completed", "1184"), ("due", "1200"), ("source", "教育统计公报")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await bureau.PostAsync("/rates/declared", Office.Form(page, ("_handler", "values"), ("command_id", Guid.NewGuid().ToString()), ("schoolYear", "2025"), ("on", "2026-08-31"), ("stage", "primary"), ("item", "books"),
            ("schools", $"{county.Primary} 45 279\n{county.Junior}，37，137"), ("source", "办学条件统计")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var refused = await bureau.PostAsync("/rates/declared", Office.Form(page, ("_handler", "values"), ("command_id", Guid.NewGuid().ToString()), ("schoolYear", "2025"), ("on", "2026-08-31"), ("stage", "primary"), ("item", "books"),
            ("schools", $"{county.Primary} 45 279\n{county.Outside} 37 137"), ("source", "办学条件统计")), Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct)).ShouldContain($"本县没有学校 {county.Outside}");

        var found = (await bureau.AskAsync("/api/indicators/further?asOf=2026-10-15").Should(HttpStatusCode.OK)).Body;
        found.GetProperty("completion")[0].GetProperty("rate").GetDecimal().ShouldBe(0.986667m);
        found.GetProperty("variation")[0].GetProperty("value").GetDecimal().ShouldBe(0.244954m);

        foreach (var (path, body, field) in new (string, object, string)[]
        {
            ("completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-08-31", completed = 1201, due = 1200, source = "公报" }, "completed"),
            ("completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-10-21", completed = 1, due = 1200, source = "公报" }, "on"),
            ("completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-08-31", completed = 1, due = 1200, source = "见 211381201603040011" }, "source"),
            ("completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, unit = county.Outside, on = "2026-08-31", completed = 1, due = 1200, source = "公报" }, "unit"),
            ("cohorts", new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-08-31", entrants = 10, transferredIn = 0, transferredOut = 0, deceased = 0, graduates = 11, source = "公报" }, "graduates"),
            ("school-values", new { commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-08-31", stage = "junior", item = "books", schools = new[] { new { school = county.Junior, pupils = 0, total = 3 } }, source = "公报" }, "schools"),
        })
            (await PostAsync(bureau, path, body).Should(HttpStatusCode.BadRequest, "invalid")).Body.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue($"{path}: {field}");
    }

    [Fact]
    public async Task What_is_declared_of_an_office_is_for_its_eyes_and_the_countys_is_for_all()
    {
        var county = await CountyAsync();
        var bureau = await BureauAsync(county);
        foreach (var unit in new[] { null, county.Township, county.OtherTownship })
            await PostAsync(bureau, "completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, unit, on = "2026-08-31", completed = 90, due = 100, source = "公报" }).Should(HttpStatusCode.OK);
        await PostAsync(bureau, "school-values", new
        {
            commandId = Guid.NewGuid(), schoolYear = 2025, on = "2026-08-31", stage = "primary", item = "books", source = "公报",
            schools = new[] { new { school = county.Primary, pupils = 45, total = 279 }, new { school = county.Junior, pupils = 37, total = 137 } },
        }).Should(HttpStatusCode.OK);

        var township = await OfficerAsync(county, Role.TownshipOfficial, county.Township);
        var found = (await township.AskAsync("/api/indicators/further?asOf=2026-10-15").Should(HttpStatusCode.OK)).Body;
        found.GetProperty("completion").EnumerateArray().Select(row => row.GetProperty("unit").GetString()).ShouldBe([county.Code, county.Township]);
        found.GetProperty("variation")[0].GetProperty("schools").EnumerateArray().Select(row => row.GetProperty("school").GetString()).ShouldBe([county.Primary]);
        found.GetProperty("variation")[0].GetProperty("value").GetDecimal().ShouldBeGreaterThan(0);
        await PostAsync(township, "completion", new { commandId = Guid.NewGuid(), schoolYear = 2025, unit = county.Township, on = "2026-08-31", completed = 90, due = 100, source = "公报" }).Should(HttpStatusCode.Forbidden);
        (await (await BureauAsync(await CountyAsync())).AskAsync("/api/indicators/further?asOf=2026-10-15").Should(HttpStatusCode.OK)).Body.GetProperty("completion").GetArrayLength().ShouldBe(0, "another county's");
    }

    private async Task<TestCounty> CountyAsync()
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync();
        return county;
    }

    private Task<HttpClient> OfficerAsync(TestCounty county, Role role, string unit) => office.OfficerAsync(role, unit, county.Code);

    private Task<HttpClient> BureauAsync(TestCounty county) => OfficerAsync(county, Role.CountyOfficer, county.Code);

    private static (int, int, int, decimal?) Returned(Balance.Cases.Indicators.CountyFigures figures) => figures.Returned[0] is var row ? (row.EverOut, row.Returned, row.Out, row.Rate) : default;

    private static Task<FurtherFigures> FurtherAsync(TestCounty county, string day, DateTimeOffset? knownAt) =>
        county.Get<FurtherRates>().OnAsync(county.Code, Domain.Standings.SchoolYear.Of(Files.Day(day)).Year, Files.Day(day), knownAt, Ct);

    private static async Task<ServiceFigure> ServicesAsync(TestCounty county, string day, DateTimeOffset? knownAt = null, string? unit = null) =>
        (await FurtherAsync(county, day, knownAt)).Services.Single(row => row.Unit == (unit ?? county.Code));

    private static async Task<IEnumerable<decimal?>> RetentionAsync(TestCounty county, string day, DateTimeOffset? knownAt = null) => (await FurtherAsync(county, day, knownAt)).Retention.Select(row => row.Rate);

    private static async Task<IReadOnlyList<Guid>> ChildrenAsync(HttpClient officer, string part, TestCounty county, string more = "") =>
        [.. (await officer.AskAsync($"/api/indicators/children?part={part}&asOf=2026-10-15{more}").Should(HttpStatusCode.OK)).Body.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("child").GetGuid())];

    private static async Task<Answer> PostAsync(HttpClient officer, string path, object body) => await Acts.ReadAsync(await officer.PostAsJsonAsync($"/api/indicators/declared/{path}", body, Ct));
}
