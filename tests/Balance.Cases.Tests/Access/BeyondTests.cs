using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

/// <summary>Children beyond the own office: by assignment, in a colleague's place, in an emergency. Each opens what it says, and nothing more or longer.</summary>
[Collection<CaseOfficeCollection>]
public sealed class BeyondTests(CaseOffice office)
{
    private const string Why = "孩子在外乡医院，监护人联系不上";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_colleague_stands_in_for_as_long_as_was_said_and_under_the_own_name()
    {
        var (absent, colleague) = (await TownshipAsync(office.Township, 21), await TownshipAsync(office.OtherTownship, 21));
        var child = await OpenAsync(await office.NextChildAsync(CaseOffice.SchoolNextDoor));
        (await SeenAsync(colleague, child)).ShouldBe((false, false, false, false));

        await GiveAsync(absent, CaseOffice.UserOf(colleague), "2026-10-20", "2026-10-22");

        (await SeenAsync(colleague, child)).ShouldBe((true, true, true, true));
        (await SeenAsync(absent, child)).ShouldBe((true, true, true, true));
        var note = await colleague.DoAsync(child, "add-note").Should(HttpStatusCode.OK);
        (await HeaderAsync(child, note.Version)).ShouldBe((CaseOffice.UserOf(colleague), CaseOffice.UserOf(absent)));
        var own = await absent.DoAsync(child, "add-note").Should(HttpStatusCode.OK);
        (await HeaderAsync(child, own.Version)).ShouldBe((CaseOffice.UserOf(absent), null));

        var page = await absent.GetStringAsync("/delegations", Ct);
        var form = System.Text.RegularExpressions.Regex.Match(page, "value=\"(end-[0-9a-f]{32})\"").Groups[1].Value;
        (await absent.PostAsync("/delegations", Office.Form(page, ("_handler", form)), Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await SeenAsync(colleague, child)).ShouldBe((false, false, false, false));
    }

    [Fact]
    public async Task A_delegation_that_has_not_begun_opens_nothing()
    {
        var (absent, colleague) = (await TownshipAsync(office.Township, 22), await TownshipAsync(office.OtherTownship, 22));
        var child = await OpenAsync(await office.NextChildAsync(CaseOffice.SchoolNextDoor));

        await GiveAsync(absent, CaseOffice.UserOf(colleague), "2026-10-21", "2026-10-22");

        (await SeenAsync(colleague, child)).ShouldBe((false, false, false, false));
    }

    [Fact]
    public async Task A_teacher_who_stands_in_has_the_class_and_not_the_school()
    {
        var absent = await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor, @class: "1", nth: 23);
        var colleague = await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor, @class: "9", nth: 23);
        var (of, other) = (await OpenAsync(await office.ChildAsync(58, CaseOffice.SchoolNextDoor)), await OpenAsync(await office.ChildAsync(59, CaseOffice.SchoolNextDoor)));

        await GiveAsync(absent, CaseOffice.UserOf(colleague), "2026-10-20", "2026-10-20");

        await colleague.AskAsync($"/api/cases/{of}").Should(HttpStatusCode.OK);
        await colleague.AskAsync($"/api/cases/{other}").Should(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Nobody_hands_over_to_another_level_another_county_or_the_past()
    {
        var absent = await TownshipAsync(office.Township, 24);
        var (school, stranger) = (await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 24), await office.OfficerAsync(Role.TownshipOfficial, office.OtherCounty + "101", office.OtherCounty));
        var colleague = await TownshipAsync(office.OtherTownship, 24);

        foreach (var user in new[] { CaseOffice.UserOf(school), CaseOffice.UserOf(stranger), CaseOffice.UserOf(absent), "nobody" })
            (await TryGiveAsync(absent, user, "2026-10-20", "2026-10-20")).ShouldBe(HttpStatusCode.UnprocessableEntity, user);
        foreach (var (from, to) in new[] { ("2026-10-19", "2026-10-25"), ("2026-10-25", "2026-10-24"), ("2026-10-20", "2027-10-20") })
            (await TryGiveAsync(absent, CaseOffice.UserOf(colleague), from, to)).ShouldBe(HttpStatusCode.UnprocessableEntity, from);
    }

    [Fact]
    public async Task Whoever_a_child_is_assigned_to_has_it_in_charge_until_another_has()
    {
        var bureau = await office.BureauAsync();
        var (child, version) = await OutAsync();
        var (assigned, next) = (await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 25), await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 25));
        await assigned.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "not_found");

        var given = await bureau.DoAsync(child, "assign", day: "2026-03-06", version: version, fields: new { officer = CaseOffice.UserOf(assigned) }).Should(HttpStatusCode.OK);

        (await SeenAsync(assigned, child)).ShouldBe((true, true, true, true));
        var visit = await assigned.DoAsync(child, "log-visit", day: "2026-03-07").Should(HttpStatusCode.OK);
        (await HeaderAsync(child, visit.Version)).ShouldBe((CaseOffice.UserOf(assigned), null));
        await assigned.DoAsync(child, "close", version: visit.Version).Should(HttpStatusCode.Forbidden, "forbidden");
        await next.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "not_found");

        await bureau.DoAsync(child, "assign", day: "2026-03-08", version: visit.Version, fields: new { officer = CaseOffice.UserOf(next) }).Should(HttpStatusCode.OK);
        (await SeenAsync(assigned, child)).ShouldBe((false, false, false, false));
        (await SeenAsync(next, child)).ShouldBe((true, true, true, true));
        given.Version.ShouldBe(version + 1);
    }

    [Fact]
    public async Task A_township_assigns_within_its_own_area_only()
    {
        var (child, version) = await OutAsync();
        var (near, far) = (await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 26), await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 26));
        var township = await office.TownshipAsync();

        await township.DoAsync(child, "assign", day: "2026-03-06", version: version, fields: new { officer = CaseOffice.UserOf(far) }).Should(HttpStatusCode.UnprocessableEntity, "unknown_officer");
        await far.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "not_found");
        await township.DoAsync(child, "assign", day: "2026-03-06", version: version, fields: new { officer = CaseOffice.UserOf(near) }).Should(HttpStatusCode.OK);
        await near.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
    }

    [Fact]
    public async Task In_an_emergency_one_child_is_opened_for_a_day_and_it_is_told()
    {
        var officer = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 27);
        var (child, other) = (await OpenAsync(await office.ChildAsync(52)), await OpenAsync(await office.ChildAsync(53)));
        await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "not_found");

        (await EmergencyAsync(officer, CaseOffice.NumberOf(office.County, CaseOffice.School, 52))).ShouldBe(HttpStatusCode.Redirect);

        (await SeenAsync(officer, child)).ShouldBe((true, true, true, true));
        await officer.AskAsync($"/api/cases/{other}").Should(HttpStatusCode.NotFound, "not_found");
        (await (await office.CounselorAsync()).GetStringAsync($"/cases/{child}", Ct)).ShouldContain("紧急查看：");

        var audit = await office.OfficerAsync(Role.AuditAdministrator);
        (await audit.GetStringAsync("/", Ct)).ShouldContain("/access-log/emergencies");
        var page = await audit.GetStringAsync("/access-log/emergencies", Ct);
        page.ShouldContain(Why);
        page.ShouldContain("赵**");
        page.ShouldNotContain(CaseOffice.NameOf(CaseOffice.School, 52));
        (await ScalarAsync("select count(*) from access.grants where reason like '%医院%'")).ShouldBe(0L);
        (await ScalarAsync($"select count(*) from access.log where what = 'broke_glass' and record = '{child}'")).ShouldBe(1L);

        // A day later.
        await using (var late = office.Databases.Owner.CreateCommand($"update access.grants set from_at = from_at - interval '24 hours', until_at = until_at - interval '24 hours' where child = '{child}'"))
            await late.ExecuteNonQueryAsync(Ct);
        office.Host.Services.GetRequiredService<Grants>().Forget(office.County, CaseOffice.UserOf(officer));
        (await SeenAsync(officer, child)).ShouldBe((false, false, false, false));
    }

    [Fact]
    public async Task Numbers_cannot_be_tried_out_as_emergencies()
    {
        var officer = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 28);
        for (var i = 0; i < Balance.Cases.Cases.Emergencies.MostADay; i++)
            (await EmergencyAsync(officer, CaseOffice.NumberOf("110101", CaseOffice.School, i))).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await EmergencyAsync(officer, CaseOffice.NumberOf(office.County, CaseOffice.School, 58))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await officer.AskAsync($"/api/cases/{await office.ChildAsync(58)}").Should(HttpStatusCode.NotFound, "not_found");
        (await ScalarAsync($"select count(*) from access.log where what = 'denied' and detail = 'break_glass' and user_name = '{CaseOffice.UserOf(officer)}'")).ShouldBe(5L);
    }

    [Fact]
    public async Task What_is_known_of_a_childs_mental_health_stays_with_those_who_act_on_it()
    {
        var counselor = await office.CounselorAsync();
        var child = await office.NextChildAsync();
        await counselor.DoAsync(child, "open", fields: new { concern = "hardship" }).Should(HttpStatusCode.OK);
        await counselor.DoAsync(child, "raise-concern", version: 1, fields: new { concern = "mental_health", note = "情绪低落" }).Should(HttpStatusCode.OK);

        foreach (var (reader, may) in new[] { (counselor, true), (await office.BureauAsync(), true), (await office.TownshipAsync(), false), (await office.OfficerAsync(Role.Auditor), false), (await office.OfficerAsync(Role.AidOfficer), false) })
        {
            foreach (var words in new[]
            {
                await reader.GetStringAsync($"/api/cases/{child}", Ct), await reader.GetStringAsync($"/api/cases/{child}?asOf=2026-10-20", Ct), await reader.GetStringAsync($"/cases/{child}", Ct),
            })
            {
                words.Contains("情绪低落").ShouldBe(may, CaseOffice.UserOf(reader));
                words.Contains("restricted").ShouldBe(!may && !words.StartsWith("<!", StringComparison.Ordinal), CaseOffice.UserOf(reader));
            }
            (await reader.GetStringAsync($"/api/cases/{child}", Ct)).Contains("mental_health").ShouldBe(may, CaseOffice.UserOf(reader));
            (await reader.ListedAsync("concern=mental_health")).Contains(child).ShouldBe(may, CaseOffice.UserOf(reader));
            (await reader.ListedAsync("concern=hardship")).ShouldContain(child);
        }
        await (await office.TownshipAsync()).DoAsync(child, "raise-concern", version: 2, fields: new { concern = "mental_health" }).Should(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<HttpClient> TownshipAsync(string township, int nth) => office.OfficerAsync(Role.TownshipOfficial, township, nth: nth);

    private async Task<Guid> OpenAsync(Guid child)
    {
        var answer = await (await office.BureauAsync()).DoAsync(child, "open");
        if (answer.Code != "case_open") answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity);
        return child;
    }

    /// <summary>A child that is out of school, with the version of its file.</summary>
    private async Task<(Guid Child, long Version)> OutAsync()
    {
        var (bureau, child) = (await office.BureauAsync(), await office.NextChildAsync(CaseOffice.SchoolNextDoor));
        var reported = await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        return (child, (await bureau.DoAsync(child, "verify", version: reported.Version).Should(HttpStatusCode.OK)).Version);
    }

    /// <summary>Whether the case page, the list, a search by name and the children behind a figure show the child.</summary>
    private async Task<(bool Page, bool List, bool Search, bool Figure)> SeenAsync(HttpClient officer, Guid child)
    {
        var person = await office.PersonAsync(child);
        var page = await officer.GetAsync($"/cases/{child}", Ct);
        var list = await officer.ListedAsync();
        var search = await (await officer.PostAsJsonAsync("/api/cases/search", new { text = person.Name }, Ct)).Content.ReadAsStringAsync(Ct);
        var figure = await officer.BehindAsync("part=school_age");
        return (page.StatusCode == HttpStatusCode.OK, list.Contains(child), search.Contains(child.ToString()), figure.Contains(child));
    }

    private static async Task GiveAsync(HttpClient absent, string colleague, string from, string to) => (await TryGiveAsync(absent, colleague, from, to)).ShouldBe(HttpStatusCode.Redirect);

    private static async Task<HttpStatusCode> TryGiveAsync(HttpClient absent, string colleague, string from, string to)
    {
        var page = await absent.GetStringAsync("/delegations", Ct);
        return (await absent.PostAsync("/delegations", Office.Form(page, ("_handler", "give"), ("command_id", Guid.NewGuid().ToString()), ("colleague", colleague), ("from", from), ("to", to)), Ct)).StatusCode;
    }

    private static async Task<HttpStatusCode> EmergencyAsync(HttpClient officer, string number)
    {
        var page = await officer.GetStringAsync("/emergency", Ct);
        return (await officer.PostAsync("/emergency", Office.Form(page, ("_handler", "emergency"), ("command_id", Guid.NewGuid().ToString()), ("number", number), ("reason", Why)), Ct)).StatusCode;
    }

    /// <summary>Who acted, and in whose place, as the event says.</summary>
    private async Task<(string? Who, string? InPlaceOf)> HeaderAsync(Guid child, long version)
    {
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        return (await connection.With("select data->'by'->>'user', headers->>'in_place_of' from cases.mt_events where tenant_id = $1 and stream_id = $2 and version = $3", office.County, child, version)
            .RowsAsync(row => (row.Text(0), row.Text(1)), Ct)).Single();
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        return await connection.With(sql).ScalarAsync<long>(Ct);
    }
}
