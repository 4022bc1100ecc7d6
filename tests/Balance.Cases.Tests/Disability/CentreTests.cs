using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Disability;

/// <summary>特殊教育资源中心 of county, township and school: each reads and does for a child what its role may, while it holds the child or is asked to, and not a day longer.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CentreTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string OfSchool => ResourceCentre.At(CaseOffice.SchoolNextDoor);

    private string OfTownship => ResourceCentre.At(office.Township);

    private string OfOtherTownship => ResourceCentre.At(office.OtherTownship);

    private string OfCounty => ResourceCentre.At(office.County);

    [Fact]
    public async Task A_centre_has_a_child_in_charge_while_it_is_asked_or_holds_it_and_neither_before_nor_after()
    {
        var child = await PlacedAsync();
        HttpClient[] never = [await CentreAsync(OfOtherTownship), await CentreAsync(OfCounty), await office.OfficerAsync(Role.SpecialEducationExpert, ResourceCentre.At(office.OtherCounty), office.OtherCounty)];
        var (school, first, next) = (await SchoolAsync(), await CentreAsync(OfSchool), await CentreAsync(OfTownship));
        await ShouldSeeAsync(child, (first, false), (next, false));

        var asked = (await DoAsync(school, child, "ask-centre", "2026-10-01", new { centre = OfSchool }).Should(HttpStatusCode.OK)).Entry;
        await ShouldSeeAsync(child, (first, true), (next, false));
        await DoAsync(first, child, "answer-centre", "2026-10-02", new { handover = asked }).Should(HttpStatusCode.OK);
        await ShouldSeeAsync(child, (first, true), (next, false));

        var handed = (await DoAsync(first, child, "ask-centre", "2026-10-03", new { centre = OfTownship }).Should(HttpStatusCode.OK)).Entry;
        await ShouldSeeAsync(child, (first, true), (next, true));
        await DoAsync(next, child, "answer-centre", "2026-10-04", new { handover = handed }).Should(HttpStatusCode.OK);
        await ShouldSeeAsync(child, (first, false), (next, true));
        await first.DoAsync(child, "add-note").Should(HttpStatusCode.NotFound, "not_found");

        await ShouldSeeAsync(child, [.. never.Select(centre => (centre, false))]);
        (await SeenAsync(school, child)).Page.ShouldBeTrue("the school's own pupil it stays");
        var (page, list, search, _) = await SeenAsync(await office.BureauAsync(), child);
        (page, list, search).ShouldBe((true, true, true), "the page of disabled children is kept for the bureau a few seconds");

        await DoAsync(await office.BureauAsync(), child, "end-placement", "2026-10-10").Should(HttpStatusCode.OK);
        await ShouldSeeAsync(child, (first, false), (next, false));
    }

    [Fact]
    public async Task What_a_centre_returns_it_reads_no_more_and_the_one_before_keeps_the_child()
    {
        var child = await PlacedAsync();
        var (school, first, next) = (await SchoolAsync(), await CentreAsync(OfSchool), await CentreAsync(OfTownship));
        await HeldAsync(child, OfSchool);
        var handed = (await DoAsync(first, child, "ask-centre", "2026-10-03", new { centre = OfTownship }).Should(HttpStatusCode.OK)).Entry;

        await DoAsync(first, child, "answer-centre", "2026-10-04", new { handover = handed }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_centre");
        await DoAsync(school, child, "answer-centre", "2026-10-04", new { handover = handed }).Should(HttpStatusCode.Forbidden, "forbidden");
        await DoAsync(next, child, "answer-centre", "2026-10-04", new { handover = handed, answer = "returned" }).Should(HttpStatusCode.UnprocessableEntity, "return_reason_missing");
        await DoAsync(next, child, "answer-centre", "2026-10-04", new { handover = handed, answer = "returned", note = "本中心没有语训教师" }).Should(HttpStatusCode.OK);

        await ShouldSeeAsync(child, (first, true), (next, false));
        var page = await PageAsync(school, $"/cases/{child}");
        page.ShouldContain("东乡小学特教资源中心，自 2026-10-02");
        page.ShouldContain("东乡特教资源中心：退回，2026-10-04");
        page.ShouldContain("本中心没有语训教师");
    }

    [Fact]
    public async Task An_asking_that_is_withdrawn_and_a_case_that_is_closed_end_it_at_once()
    {
        var (withdrawn, closed) = (await PlacedAsync(), await PlacedAsync());
        var (school, centre, bureau) = (await SchoolAsync(), await CentreAsync(OfSchool), await office.BureauAsync());
        var asked = (await DoAsync(school, withdrawn, "ask-centre", "2026-10-01", new { centre = OfSchool }).Should(HttpStatusCode.OK)).Entry;
        await HeldAsync(closed, OfSchool);
        await ShouldSeeAsync(withdrawn, (centre, true));
        await ShouldSeeAsync(closed, (centre, true));

        await DoAsync(school, withdrawn, "withdraw-entry", "2026-10-02", new { wrong = asked }).Should(HttpStatusCode.OK);
        await DoAsync(bureau, closed, "close", "2026-10-05").Should(HttpStatusCode.OK);

        await ShouldSeeAsync(withdrawn, (centre, false));
        await ShouldSeeAsync(closed, (centre, false));
    }

    [Fact]
    public async Task Its_officers_assess_plan_teach_and_refer_and_decide_nothing_that_is_the_countys_or_the_schools()
    {
        var child = await PlacedAsync();
        var centre = await CentreAsync(OfSchool);
        await HeldAsync(child, OfSchool);

        await DoAsync(centre, child, "assess-needs", "2026-10-05").Should(HttpStatusCode.OK);
        await DoAsync(centre, child, "adopt-plan", "2026-10-06").Should(HttpStatusCode.OK);
        await DoAsync(centre, child, "review-plan", "2026-10-07", new { nextReviewOn = "2027-01-15" }).Should(HttpStatusCode.OK);
        await centre.DoAsync(child, "log-home-teaching", "2026-10-08").Should(HttpStatusCode.OK);
        await centre.DoAsync(child, "log-missed-session", "2026-10-09").Should(HttpStatusCode.OK);
        var referral = (await DoAsync(centre, child, "refer-rehabilitation", "2026-10-09").Should(HttpStatusCode.OK)).Entry;
        await DoAsync(centre, child, "answer-rehabilitation", "2026-10-10", new { referral }).Should(HttpStatusCode.OK);
        (await PageAsync(centre, $"/cases/{child}")).ShouldContain("不能坐起，能认人");

        foreach (var act in new[] { "register-disability", "decide-placement", "end-placement", "schedule-home-teaching", "open", "log-visit", "report-harm", "close", "correct-entry" })
            await DoAsync(centre, child, act, "2026-10-10").Should(HttpStatusCode.Forbidden, "forbidden");
        foreach (var path in new[] { "/cases/export", "/rates", "/rates/further", "/api/indicators/", "/delegations", "/emergency", "/accounts" })
        {
            using var answer = await centre.GetAsync(path, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }
    }

    [Fact]
    public async Task A_child_goes_up_and_down_its_line_and_only_the_bureau_takes_it_out_of_it()
    {
        var child = await PlacedAsync();
        foreach (var centre in new[] { OfSchool, OfTownship, OfOtherTownship, OfCounty }) await CentreAsync(centre);
        var (school, bureau) = (await SchoolAsync(), await office.BureauAsync());
        var all = await CentresAsync(school);
        all[OfSchool].ShouldBe(("东乡小学特教资源中心", "school", OfTownship));
        all[OfTownship].ShouldBe(("东乡特教资源中心", "township", OfCounty));
        all[OfCounty].ShouldBe(("县特教资源中心", "county", null));
        all.Keys.ShouldNotContain(ResourceCentre.At(CaseOffice.SchoolElsewhere));

        await DoAsync(school, child, "ask-centre", "2026-10-01", new { centre = OfOtherTownship }).Should(HttpStatusCode.UnprocessableEntity, "unknown_centre");
        await DoAsync(school, child, "ask-centre", "2026-10-01", new { centre = CaseOffice.SchoolNextDoor }).Should(HttpStatusCode.UnprocessableEntity, "unknown_centre");
        await HeldAsync(child, OfTownship);
        await DoAsync(await CentreAsync(OfTownship), child, "ask-centre", "2026-10-03", new { centre = OfOtherTownship }).Should(HttpStatusCode.UnprocessableEntity, "unknown_centre");
        await DoAsync(school, child, "ask-centre", "2026-10-03", new { centre = OfSchool }).Should(HttpStatusCode.UnprocessableEntity, "held_by_centre");
        var down = (await DoAsync(await CentreAsync(OfTownship), child, "ask-centre", "2026-10-03", new { centre = OfSchool }).Should(HttpStatusCode.OK)).Entry;
        await DoAsync(await CentreAsync(OfSchool), child, "answer-centre", "2026-10-04", new { handover = down }).Should(HttpStatusCode.OK);
        await DoAsync(bureau, child, "ask-centre", "2026-10-05", new { centre = OfOtherTownship }).Should(HttpStatusCode.OK);
        await ShouldSeeAsync(child, (await CentreAsync(OfSchool), true), (await CentreAsync(OfTownship), false), (await CentreAsync(OfOtherTownship), true));
    }

    [Fact]
    public async Task What_nobody_answers_comes_back_by_the_clock_once_and_the_bureau_is_to_find_another()
    {
        var (late, inTime) = (await PlacedAsync(), await PlacedAsync());
        var (school, centre) = (await SchoolAsync(), await CentreAsync(OfSchool));
        var round = office.Host.Services.GetRequiredService<UnansweredCentres>();
        await round.TakeBackAsync(office.County, Ct);
        await DoAsync(school, late, "ask-centre", "2026-10-05", new { centre = OfSchool }).Should(HttpStatusCode.OK);
        await DoAsync(school, inTime, "ask-centre", "2026-10-15", new { centre = OfSchool }).Should(HttpStatusCode.OK);
        (await PageAsync(centre, "/inbox")).ShouldContain((await office.PersonAsync(inTime)).Name);

        (await round.TakeBackAsync(office.County, Ct)).ShouldBe(1);
        (await round.TakeBackAsync(office.County, Ct)).ShouldBe(0);

        await ShouldSeeAsync(late, (centre, false));
        await ShouldSeeAsync(inTime, (centre, true));
        var page = await PageAsync(await office.BureauAsync(), $"/cases/{late}");
        page.ShouldContain("资源中心：逾期未答复");
        page.ShouldContain("另行移交资源中心");
        (await DutiesAsync(late)).ShouldContain("ask_another_centre");
        (await DutiesAsync(inTime)).ShouldContain("answer_centre");
        await DoAsync(school, inTime, "withdraw-entry", "2026-10-20", new { wrong = await AskedAsync(inTime) }).Should(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_home_of_a_centre_shows_whom_it_was_asked_for_whom_it_holds_and_what_is_due_by_whom()
    {
        var (asked, held) = (await PlacedAsync(), await PlacedAsync());
        var centre = await CentreAsync(OfTownship);
        await DoAsync(await SchoolAsync(), asked, "ask-centre", "2026-10-18", new { centre = OfTownship }).Should(HttpStatusCode.OK);
        await HeldAsync(held, OfTownship);

        var home = await PageAsync(centre, "/");
        foreach (var words in new[] { "待答复的移交", "本中心负责的学生", (await office.PersonAsync(asked)).Name, (await office.PersonAsync(held)).Name, "制定教育计划", "学校" })
            home.ShouldContain(words);
        home.ShouldNotContain("要办的个案");
        var inbox = await PageAsync(centre, "/inbox");
        inbox.ShouldContain((await office.PersonAsync(asked)).Name);
        inbox.ShouldNotContain((await office.PersonAsync(held)).Name);
        (await PageAsync(centre, "/disability?part=at_centre")).ShouldContain((await office.PersonAsync(held)).Name);
        (await PageAsync(centre, "/disability?part=at_centre")).ShouldNotContain((await office.PersonAsync(asked)).Name);
        (await PageAsync(await SchoolAsync(), $"/cases/{asked}")).ShouldContain("已移交东乡特教资源中心，2026-10-28前答复");
    }

    [Fact]
    public async Task The_case_page_takes_handover_and_answer_as_forms()
    {
        var child = await PlacedAsync();
        var (school, centre) = (await SchoolAsync(), await CentreAsync(OfSchool));
        await SendAsync(school, "ask_resource_centre", ("centre", OfSchool), ("note", "需要语训"));
        (await PageAsync(centre, $"/cases/{child}")).ShouldContain("需要语训");
        await SendAsync(centre, "answer_resource_centre", ("handover", (await AskedAsync(child)).ToString()), ("answer", "accepted"));
        (await PageAsync(school, $"/cases/{child}")).ShouldContain("东乡小学特教资源中心，自 2026-10-20");

        async Task SendAsync(HttpClient officer, string act, params (string, string)[] fields)
        {
            using var form = Office.Form(await PageAsync(officer, $"/cases/{child}"),
                [("_handler", act), ("command_id", Guid.NewGuid().ToString()), ("version", (await VersionAsync(child)).ToString(CultureInfo.InvariantCulture)), ("occurredOn", "2026-10-20"), .. fields]);
            using var sent = await officer.PostAsync($"/cases/{child}", form, Ct);
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect, act);
        }
    }

    [Fact]
    public async Task Children_of_a_centre_are_counted_as_of_a_day_and_as_known_at_a_moment_and_each_number_leads_to_them()
    {
        var child = await PlacedAsync();
        var bureau = await office.BureauAsync();
        await CentreAsync(OfSchool);
        var before = await FurtherAsync(bureau, "2026-10-20");
        await HeldAsync(child, OfSchool);

        (await HeldAsync(bureau, "2026-10-20")).ShouldBe(HeldIn(before) + 1);
        (await HeldAsync(bureau, "2026-10-01")).ShouldBe(HeldIn(await FurtherAsync(bureau, "2026-10-01", KnownAt(before))), "accepted on the 2nd");
        HeldIn(await FurtherAsync(bureau, "2026-10-20", KnownAt(before))).ShouldBe(HeldIn(before), "known later");
        (await HeldAsync(await office.TownshipAsync(), "2026-10-20")).ShouldBe(HeldIn(before) + 1, "of its school's centre");
        (await HeldAsync(await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship), "2026-10-20")).ShouldBe(0, "another's");

        var behind = $"part=held_by_centre&unit={OfSchool}&unitKind=school&asOf=2026-10-20";
        (await bureau.GetStringAsync($"/api/indicators/children?take=200&{behind}", Ct)).ShouldContain(child.ToString());
        (await PageAsync(bureau, $"/rates/children?{behind}")).ShouldContain("东乡小学特教资源中心");
        (await PageAsync(bureau, "/rates/further")).ShouldContain("东乡小学特教资源中心");
    }

    [Fact]
    public async Task A_centre_is_announced_by_an_account_there_and_its_people_are_experts()
    {
        await using var scope = office.Host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var wrong = await Should.ThrowAsync<Refusal>(() => accounts.GiveAsync(new("centre-head", "李晓梅", office.County, OfSchool, "资源中心", Role.Headmaster)));
        (wrong.Code, wrong.Chinese).ShouldBe(("office_mismatch", "特教资源中心的人员用“特教专家”角色，资源教师也是。"));
        (await Should.ThrowAsync<Refusal>(() => accounts.GiveAsync(new("centre-far", "李晓梅", office.County, ResourceCentre.At(office.OtherCounty), "资源中心", Role.SpecialEducationExpert))))
            .Code.ShouldBe("office_mismatch");

        var user = "z" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..10];
        await using var list = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"用户名,姓名,角色,单位代码\n{user},王老师,特教专家,{ResourceCentre.At(CaseOffice.School)}\n"));
        var made = await scope.ServiceProvider.GetRequiredService<AccountImport>().RunAsync(list, Desk.Operator(office.County), Ct);
        made.Made.ShouldHaveSingleItem().Account.OfficeName.ShouldBe("东乡中学特教资源中心");
        (await CentresAsync(await office.BureauAsync())).Keys.ShouldContain(ResourceCentre.At(CaseOffice.School));
        await scope.ServiceProvider.GetRequiredService<AccountActs>().DisableAsync(made.Made[0].Account.Id, Desk.Operator(office.County));
        (await CentresAsync(await office.BureauAsync())).Keys.ShouldNotContain(ResourceCentre.At(CaseOffice.School));
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor);

    private Task<HttpClient> CentreAsync(string centre) => office.OfficerAsync(Role.SpecialEducationExpert, centre);

    /// <summary>A disabled child, assessed and placed on 1 April 2026.</summary>
    private async Task<Guid> PlacedAsync()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(child, "register-disability", "2026-03-01").Should(HttpStatusCode.OK);
        await DoAsync(bureau, child, "assess-needs", "2026-03-20").Should(HttpStatusCode.OK);
        await DoAsync(bureau, child, "decide-placement", "2026-04-01").Should(HttpStatusCode.OK);
        return child;
    }

    /// <summary>Handed to a centre by the school on 1 October 2026 and accepted the next day.</summary>
    private async Task HeldAsync(Guid child, string centre)
    {
        var officer = await CentreAsync(centre);
        var handover = (await DoAsync(await SchoolAsync(), child, "ask-centre", "2026-10-01", new { centre }).Should(HttpStatusCode.OK)).Entry;
        await DoAsync(officer, child, "answer-centre", "2026-10-02", new { handover }).Should(HttpStatusCode.OK);
    }

    private async Task<Answer> DoAsync(HttpClient officer, Guid child, string act, string day, object? fields = null) =>
        await officer.DoAsync(child, act, day, await VersionAsync(child), fields: fields);

    /// <summary>Whether case page, list with its count, search by name and the page of disabled children show the child.</summary>
    private async Task<(bool Page, bool List, bool Search, bool Disabled)> SeenAsync(HttpClient officer, Guid child)
    {
        var name = (await office.PersonAsync(child)).Name;
        using var page = await officer.GetAsync($"/cases/{child}", Ct);
        var rows = await officer.ListedAsync("concern=disability");
        using var search = await officer.PostAsJsonAsync("/api/cases/search", new { text = name }, Ct);
        var disabled = await PageAsync(officer, "/disability");
        for (var next = 2; !disabled.Contains(name) && disabled.Contains($"page={next}"); next++) disabled = await PageAsync(officer, $"/disability?page={next}");
        return (page.StatusCode == HttpStatusCode.OK, rows.Contains(child), (await search.Content.ReadAsStringAsync(Ct)).Contains(child.ToString()), disabled.Contains(name));
    }

    private async Task ShouldSeeAsync(Guid child, params (HttpClient Centre, bool Sees)[] centres)
    {
        foreach (var (centre, sees) in centres) (await SeenAsync(centre, child)).ShouldBe((sees, sees, sees, sees));
    }

    private async Task<JsonElement> FileAsync(Guid child) => (await (await office.BureauAsync()).AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body;

    private async Task<long> VersionAsync(Guid child) => (await FileAsync(child)).GetProperty("version").GetInt64();

    private async Task<IReadOnlyList<string>> DutiesAsync(Guid child) =>
        [.. (await FileAsync(child)).GetProperty("summary").GetProperty("duties").EnumerateArray().Select(duty => duty.GetProperty("kind").GetString()!)];

    private async Task<Guid> AskedAsync(Guid child) => (await FileAsync(child)).GetProperty("timeline").EnumerateArray()
        .First(entry => entry.GetProperty("kind").GetString() == "resource_centre_asked").GetProperty("id").GetGuid();

    private static async Task<Dictionary<string, (string Name, string Level, string? Above)>> CentresAsync(HttpClient officer) =>
        (await officer.GetFromJsonAsync<JsonElement>("/api/resource-centres", Ct)).EnumerateArray().ToDictionary(one => one.GetProperty("code").GetString()!,
            one => (one.GetProperty("name").GetString()!, one.GetProperty("level").GetString()!, one.TryGetProperty("above", out var above) ? above.GetString() : null));

    private static async Task<JsonElement> FurtherAsync(HttpClient officer, string asOf, string? knownAt = null) =>
        await officer.GetFromJsonAsync<JsonElement>($"/api/indicators/further?asOf={asOf}{(knownAt is null ? "" : $"&knownAt={Uri.EscapeDataString(knownAt)}")}", Ct);

    private static string KnownAt(JsonElement further) => further.GetProperty("knownAt").GetString()!;

    private static int HeldIn(JsonElement further) => further.GetProperty("centres").EnumerateArray().Where(row => row.GetProperty("centre").GetString() == OfSchool).Sum(row => row.GetProperty("held").GetInt32());

    private static async Task<int> HeldAsync(HttpClient officer, string asOf) => HeldIn(await FurtherAsync(officer, asOf));

    private static async Task<string> PageAsync(HttpClient officer, string path)
    {
        using var answer = await officer.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }
}
