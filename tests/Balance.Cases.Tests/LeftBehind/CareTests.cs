using System.Net;
using System.Net.Http.Json;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.LeftBehind;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.LeftBehind;

/// <summary>A left-behind child is cared for through the interface and the page, and the survey is followed up once.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CareTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_is_cared_for_by_school_and_township_and_what_is_due_follows()
    {
        var child = await FollowedAsync();
        var (school, township) = (await SchoolAsync(), await office.TownshipAsync());

        await school.DoAsync(child, "record-guardianship", "2026-10-10").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "adopt-care-plan", "2026-10-10", 2).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-parent-contact", "2026-10-18").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "log-care-visit", "2026-10-19").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "admonish-guardian", "2026-10-19", 5).Should(HttpStatusCode.OK);

        var duties = await DutiesAsync(school, child);
        duties["parent_contact"].ShouldBe("2026-10-25");
        duties["care_visit"].ShouldBe("2026-11-02");
        duties["review_care_plan"].ShouldBe("2026-12-31");
        duties.ShouldNotContainKey("record_guardianship");
        var page = await school.GetStringAsync($"/cases/{child}", Ct);
        foreach (var words in new[] { "留守关爱", "登记监护情况", "祖母", "关爱计划：希望小屋", "登记父母联系", "登记关爱走访" }) page.ShouldContain(words);
        page.ShouldNotContain("登记资助", Case.Sensitive, "the child is not in hardship");
    }

    [Fact]
    public async Task A_contact_sent_twice_is_logged_once_and_one_from_before_never_conflicts()
    {
        var child = await FollowedAsync();
        var school = await SchoolAsync();
        var body = Acts.Body("log-parent-contact", "2026-10-18");
        var first = await school.SendAsync(child, "log-parent-contact", body).Should(HttpStatusCode.OK);
        (await school.SendAsync(child, "log-parent-contact", body).Should(HttpStatusCode.OK)).Entry.ShouldBe(first.Entry);
        (await school.DoAsync(child, "log-care-visit", "2026-10-18").Should(HttpStatusCode.OK)).Version.ShouldBe(3);
        await school.DoAsync(child, "adopt-care-plan", "2026-10-18", 1).Should(HttpStatusCode.PreconditionFailed, "changed");
    }

    [Fact]
    public async Task A_refused_delegation_stands_in_the_inbox_until_it_is_reported_from_the_form()
    {
        var child = await FollowedAsync();
        var school = await SchoolAsync();
        var name = (await office.PersonAsync(child)).Name;
        await school.DoAsync(child, "record-guardianship", "2026-10-19", fields: new { delegation = "refused" }).Should(HttpStatusCode.OK);
        (await school.GetStringAsync("/left-behind", Ct)).ShouldContain(name);

        var file = await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        var about = file.Body.GetProperty("summary").GetProperty("reports")[0].GetProperty("about").GetGuid();
        (await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain($"value=\"{about}\"");
        foreach (var to in new[] { "police", "education" })
            await school.DoAsync(child, "mandatory-report", "2026-10-19", fields: new { to, about }).Should(HttpStatusCode.OK);
        (await DutiesAsync(school, child)).ShouldNotContainKey("mandatory_report");
    }

    [Fact]
    public async Task A_field_that_is_missing_or_out_of_range_is_named()
    {
        var child = await FollowedAsync();
        var school = await SchoolAsync();
        (await school.DoAsync(child, "record-guardianship", fields: new { delegation = (string?)null }).Should(HttpStatusCode.BadRequest)).Of("delegation").ShouldContain("选择");
        (await school.DoAsync(child, "adopt-care-plan", fields: new { visitDays = 0 }).Should(HttpStatusCode.BadRequest)).Of("visitDays").ShouldContain("1 至 366");
        (await school.DoAsync(child, "admonish-guardian", fields: new { number = "13900000000" }).Should(HttpStatusCode.BadRequest)).Of("number").ShouldContain("文号");
    }

    [Fact]
    public async Task The_survey_is_followed_up_once_by_the_bureau_and_both_definitions_stand_side_by_side_within_the_own_scope()
    {
        var (both, rollOnly, neither) = (await office.NextChildAsync(CaseOffice.SchoolElsewhere), await office.NextChildAsync(CaseOffice.SchoolElsewhere), await office.NextChildAsync(CaseOffice.SchoolElsewhere));
        await ImportAsync([(both, "yes,yes,no,6"), (rollOnly, "yes,no,yes,4"), (neither, "yes,no,yes,1")]);
        var bureau = await office.BureauAsync();

        var preview = await FollowAsync(bureau, "/api/left-behind/follow/preview");
        preview.Body.GetProperty("shown").GetInt32().ShouldBe(2);
        preview.Body.GetProperty("opened").GetInt32().ShouldBe(2);
        await bureau.AskAsync($"/api/cases/{both}").Should(HttpStatusCode.NotFound, "no_case");

        (await FollowAsync(bureau, "/api/left-behind/follow")).Body.GetProperty("opened").GetInt32().ShouldBe(2);
        var again = await FollowAsync(bureau, "/api/left-behind/follow");
        (again.Body.GetProperty("opened").GetInt32(), again.Body.GetProperty("updated").GetInt32()).ShouldBe((0, 0));
        foreach (var child in new[] { both, rollOnly })
            (await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("concerns")[0].GetString().ShouldBe("left_behind");
        await bureau.AskAsync($"/api/cases/{neither}").Should(HttpStatusCode.NotFound, "no_case");

        // Both are counted whatever the pack says; whom the bureau follows hangs on its definition.
        var (survey, who) = (office.Host.Services.GetRequiredService<Survey>(), new Principal("bureau", office.County, office.County, Level.County, Role.CountyOfficer.Code()));
        foreach (var (by, shown) in new[] { (LeftBehindDefinition.Nation, new[] { both }), (LeftBehindDefinition.Roll, [both, rollOnly]), (LeftBehindDefinition.Either, [both, rollOnly]) })
        {
            (await survey.ShownAsync(CaseOffice.Today, by, who, Ct)).Children.ShouldBe(shown, ignoreOrder: true);
            (await survey.CountAsync(CaseOffice.Today, by, who, Ct)).ShouldSatisfyAllConditions(counts => (counts.Nation, counts.Roll, counts.Both).ShouldBe((1, 2, 1)), counts => counts.Followed.ShouldBe(shown.Length));
        }

        var (own, other) = (await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere), await office.OfficerAsync(Role.Headmaster, CaseOffice.School));
        Figures(await own.GetStringAsync("/left-behind", Ct))[..4].ShouldBe(["1", "2", "1", "2"]);
        Figures(await other.GetStringAsync("/left-behind", Ct))[..4].ShouldBe(["0", "0", "0", "0"]);
        (await own.GetStringAsync("/left-behind", Ct)).ShouldNotContain("执行跟进");
        (await own.PostAsJsonAsync("/api/left-behind/follow", new { }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // Who is followed and vanishes from the next survey stands on the page, and on nobody else's.
        var name = (await office.PersonAsync(rollOnly)).Name;
        (await LeftOutAsync()).ShouldNotContain(name);
        await ImportAsync([(both, "yes,yes,no,6")], new(2026, 9, 21));
        (await LeftOutAsync()).ShouldContain(name);
        (await other.GetStringAsync("/left-behind", Ct)).ShouldNotContain(name);

        // Others may stand there beside.
        async Task<string> LeftOutAsync() => string.Concat((await own.GetStringAsync("/left-behind", Ct)).Split("调查没有列出的")[1..]);
    }

    [Fact]
    public async Task A_day_of_the_future_and_one_before_every_survey_are_refused()
    {
        var bureau = await office.BureauAsync();
        (await Acts.ReadAsync(await bureau.PostAsJsonAsync("/api/left-behind/follow", new { asOf = "2026-12-01" }, Ct))).Should(HttpStatusCode.UnprocessableEntity, "date_in_future");
        (await Acts.ReadAsync(await bureau.PostAsJsonAsync("/api/left-behind/follow", new { asOf = "2020-12-01" }, Ct))).Should(HttpStatusCode.UnprocessableEntity, "no_survey");
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor);

    private async Task<Guid> FollowedAsync()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        await (await SchoolAsync()).DoAsync(child, "open", "2026-10-09").Should(HttpStatusCode.OK);
        return child;
    }

    private static async Task<Answer> FollowAsync(HttpClient officer, string path) =>
        (await Acts.ReadAsync(await officer.PostAsJsonAsync(path, new { }, Ct))).Should(HttpStatusCode.OK);

    private static async Task<Dictionary<string, string>> DutiesAsync(HttpClient officer, Guid child) =>
        (await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("duties").EnumerateArray()
            .ToDictionary(duty => duty.GetProperty("kind").GetString()!, duty => duty.GetProperty("until").GetString()!);

    private static string[] Figures(string page) => [.. page.Split("<p class=\"value\">").Skip(1).Select(part => part.Split("</p>")[0].Split("<span")[0].Trim())];

    private async Task ImportAsync(IEnumerable<(Guid Child, string Row)> surveyed, DateOnly? on = null)
    {
        var csv = new StringBuilder("id_number,father_away,mother_away,other_parent_capable,months_away,surveyed_on\n");
        foreach (var (child, row) in surveyed) csv.Append((await office.PersonAsync(child)).Number).Append(',').Append(row).Append(",2026-09-20\n");
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var result = await office.Host.Services.GetRequiredService<RegisterImporter>().ImportAsync(
            new ImportRequest(RegisterKind.LeftBehind, "left-behind.csv", content, on ?? new DateOnly(2026, 9, 20), null) { Confirm = true },
            new Principal("operator:tests", office.County, office.County, Level.County, "operator"), Ct);
        result.Rejects.ShouldBeEmpty();
    }
}
