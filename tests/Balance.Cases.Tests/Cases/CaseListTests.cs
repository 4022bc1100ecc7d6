using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>The list shows an officer the own cases and counts no others, however it is asked.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CaseListTests(CaseOffice office)
{
    [Fact]
    public async Task List_and_count_hold_the_cases_of_the_officers_own_children()
    {
        var (here, nextDoor, elsewhere) = await ThreeCasesAsync();

        await ShouldSeeAsync(await office.CounselorAsync(), [here], [nextDoor, elsewhere]);
        await ShouldSeeAsync(await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor), [nextDoor], [here, elsewhere]);
        await ShouldSeeAsync(await office.TownshipAsync(), [here, nextDoor], [elsewhere]);
        await ShouldSeeAsync(await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship), [elsewhere], [here, nextDoor]);
        await ShouldSeeAsync(await office.BureauAsync(), [here, nextDoor, elsewhere], []);
        await ShouldSeeAsync(await office.OfficerAsync(Role.Auditor), [here, nextDoor, elsewhere], []);
        await ShouldSeeAsync(await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty), [], [here, nextDoor, elsewhere]);
        await (await office.OfficerAsync(Role.SystemAdministrator)).AskAsync("/api/cases").Should(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_search_finds_nobody_beyond_the_officers_own_children()
    {
        var (here, _, elsewhere) = await ThreeCasesAsync();
        var school = await office.CounselorAsync();
        var (person, stranger) = (await office.PersonAsync(here), await office.PersonAsync(elsewhere));

        (await FoundAsync(school, person.Name)).ShouldBe([here]);
        (await FoundAsync(school, person.Number)).ShouldBe([here]);
        foreach (var text in new[] { stranger.Name, stranger.Number, "孙", "查无此人" })
            (await SearchAsync(school, text)).GetProperty("total").GetInt32().ShouldBe(0, "a stranger was found");
        (await FoundAsync(await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship), stranger.Name)).ShouldBe([elsewhere]);
    }

    [Fact]
    public async Task A_row_says_who_where_and_what_is_due()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var person = await office.PersonAsync(child);

        var row = (await SearchAsync(school, person.Name)).GetProperty("rows")[0];
        row.GetProperty("name").GetString().ShouldBe(person.Name);
        row.GetProperty("maskedNumber").GetString().ShouldBe(person.MaskedNumber);
        row.GetProperty("schoolName").GetString().ShouldBe("东乡中学");
        row.GetProperty("townshipName").GetString().ShouldBe("东乡");
        row.GetProperty("grade").GetInt32().ShouldBe(7);
        row.GetProperty("version").GetInt64().ShouldBe(2);
        row.GetProperty("summary").GetProperty("status").GetString().ShouldBe("suspected");
        row.GetProperty("summary").GetProperty("next").GetProperty("kind").GetString().ShouldBe("visit_home", "the first that is due");

        await township.DoAsync(child, "verify", "2026-03-08", 2, fields: new { finding = "missing" }).Should(HttpStatusCode.OK);
        row = (await SearchAsync(school, person.Name)).GetProperty("rows")[0];
        row.GetProperty("summary").GetProperty("status").GetString().ShouldBe("verified");
        row.GetProperty("summary").GetProperty("next").GetProperty("kind").GetString().ShouldBe("mandatory_report");
    }

    [Fact]
    public async Task Filters_together_with_their_counts_agree_with_the_rows()
    {
        await ThreeCasesAsync();
        var bureau = await office.BureauAsync();
        var (all, rows) = await bureau.WholeListAsync();
        rows.Count.ShouldBe(all.GetProperty("total").GetInt32());

        foreach (var status in all.GetProperty("byStatus").EnumerateObject())
        {
            var expected = rows.Where(row => row.GetProperty("summary").GetProperty("status").GetString() == status.Name).Select(Id);
            status.Value.GetInt32().ShouldBe(expected.Count());
            (await bureau.ListedAsync($"status={status.Name}")).ShouldBe(expected);
        }
        (await bureau.ListedAsync($"school={CaseOffice.SchoolElsewhere}"))
            .ShouldBe(rows.Where(row => row.GetProperty("school").GetString() == CaseOffice.SchoolElsewhere).Select(Id));
        (await bureau.ListedAsync($"township={office.OtherTownship}"))
            .ShouldBe(rows.Where(row => row.GetProperty("township").GetString() == office.OtherTownship).Select(Id));
        var overdue = rows.Where(row => IsOverdue(row.GetProperty("summary"))).Select(Id).ToList();
        overdue.Count.ShouldBe(all.GetProperty("overdue").GetInt32());
        overdue.ShouldNotBeEmpty();
        (await bureau.ListedAsync("due=overdue")).ShouldBe(overdue);
    }

    [Fact]
    public async Task Pages_show_each_case_once_in_one_order()
    {
        await ThreeCasesAsync();
        await ThreeCasesAsync();
        var bureau = await office.BureauAsync();
        foreach (var order in new[] { "due", "opened", "visited" })
        {
            var whole = await bureau.ListedAsync($"order={order}");
            var pages = new List<Guid>();
            for (var page = 1; pages.Count < whole.Count; page++) pages.AddRange(await IdsAsync(bureau, $"pageSize=2&page={page}&order={order}"));
            pages.ShouldBe(whole);
        }
        var last = await ListAsync(bureau, "pageSize=2&page=9999");
        last.GetProperty("rows").GetArrayLength().ShouldBeGreaterThan(0);
    }

    private async Task<(Guid Here, Guid NextDoor, Guid Elsewhere)> ThreeCasesAsync()
    {
        var bureau = await office.BureauAsync();
        var children = (Here: await office.NextChildAsync(), NextDoor: await office.NextChildAsync(CaseOffice.SchoolNextDoor), Elsewhere: await office.NextChildAsync(CaseOffice.SchoolElsewhere));
        foreach (var child in new[] { children.Here, children.NextDoor, children.Elsewhere }) await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        return children;
    }

    private static async Task ShouldSeeAsync(HttpClient officer, Guid[] seen, Guid[] hidden)
    {
        var (page, rows) = await officer.WholeListAsync();
        var shown = rows.Select(Id).ToList();
        shown.ShouldBeUnique();
        page.GetProperty("total").GetInt32().ShouldBe(shown.Count);
        page.GetProperty("byStatus").EnumerateObject().Sum(status => status.Value.GetInt32()).ShouldBe(shown.Count);
        seen.Except(shown).ShouldBeEmpty();
        hidden.Intersect(shown).ShouldBeEmpty();
    }

    private static bool IsOverdue(JsonElement summary) =>
        summary.GetProperty("next") is { ValueKind: JsonValueKind.Object } next && DateOnly.Parse(next.GetProperty("until").GetString()!, System.Globalization.CultureInfo.InvariantCulture) < CaseOffice.Today;

    private static async Task<List<Guid>> IdsAsync(HttpClient officer, string query) =>
        [.. (await ListAsync(officer, query)).GetProperty("rows").EnumerateArray().Select(Id)];

    private static async Task<JsonElement> ListAsync(HttpClient officer, string query) => (await officer.AskAsync("/api/cases?" + query).Should(HttpStatusCode.OK)).Body;

    private static async Task<List<Guid>> FoundAsync(HttpClient officer, string text) => [.. (await SearchAsync(officer, text)).GetProperty("rows").EnumerateArray().Select(Id)];

    private static async Task<JsonElement> SearchAsync(HttpClient officer, string text) =>
        (await Acts.ReadAsync(await officer.PostAsJsonAsync("/api/cases/search", new { text })).Should(HttpStatusCode.OK)).Body;

    private static Guid Id(JsonElement row) => row.GetProperty("child").GetGuid();
}
