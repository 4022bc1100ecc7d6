using System.Net;
using System.Net.Http.Json;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;
using AidDue = Balance.Cases.Help.AidDue;

namespace Balance.Cases.Tests.Help;

/// <summary>Children are helped: money once a term and in the pack's order, learning by plan, the mind behind closed doors.</summary>
[Collection<CaseOfficeCollection>]
public sealed class HelpTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Aid_is_granted_by_the_county_and_not_paid_twice()
    {
        var child = await FollowedAsync("hardship");
        var aid = await office.OfficerAsync(Role.AidOfficer);
        await aid.DoAsync(child, "grant-aid", "2026-10-10").Should(HttpStatusCode.OK);
        await aid.DoAsync(child, "grant-aid", "2026-10-11", 2).Should(HttpStatusCode.UnprocessableEntity, "aid_twice");
        await aid.DoAsync(child, "grant-aid", "2026-10-11", 1, fields: new { scheme = "营养餐补助" }).Should(HttpStatusCode.PreconditionFailed, "changed");
        (await aid.DoAsync(child, "grant-aid", "2026-10-11", 2, fields: new { scheme = "张三 13900000000" }).Should(HttpStatusCode.BadRequest)).Of("scheme").ShouldNotBeEmpty();
        (await aid.DoAsync(child, "grant-aid", "2026-10-11", 2, fields: new { term = "2026" }).Should(HttpStatusCode.BadRequest)).Of("term").ShouldContain("2026-1");

        var page = await aid.GetStringAsync($"/cases/{child}", Ct);
        page.ShouldContain("寄宿生生活补助");
        page.ShouldContain("625.00");
        (await (await SchoolAsync()).GetStringAsync($"/cases/{child}", Ct)).ShouldContain("不是您岗位的工作，请联系：县级干部、资助干部。");
    }

    [Fact]
    public async Task Known_schemes_are_offered_and_one_is_one_however_it_is_typed()
    {
        var (child, other) = (await FollowedAsync("hardship"), await FollowedAsync("hardship"));
        var aid = await office.OfficerAsync(Role.AidOfficer);
        await aid.DoAsync(child, "grant-aid", "2026-10-10", fields: new { scheme = "雨露计划补助（县）" }).Should(HttpStatusCode.OK);
        await aid.DoAsync(child, "grant-aid", "2026-10-11", 2, fields: new { scheme = "雨露计划 补助(县)" }).Should(HttpStatusCode.UnprocessableEntity, "aid_twice");
        var page = WebUtility.HtmlDecode(await aid.GetStringAsync($"/cases/{other}", Ct));
        page.ShouldContain("<datalist");
        foreach (var scheme in new[] { "雨露计划补助（县）", "农村义务教育学生营养改善计划" }) page.ShouldContain($"<option value=\"{scheme}\"");
    }

    [Fact]
    public async Task A_child_in_hardship_is_cared_for_from_its_own_section()
    {
        var child = await FollowedAsync("hardship");
        var school = await SchoolAsync();
        var before = await school.GetStringAsync($"/cases/{child}", Ct);
        foreach (var act in new[] { "adopt_care_plan", "log_care_visit" }) before.ShouldContain($"value=\"{act}\"");
        await school.DoAsync(child, "adopt-care-plan", "2026-10-10", 1, fields: new { programme = "love_station", visitDays = 14 }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-care-visit", "2026-10-12").Should(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("爱心驿站");
        (await school.AskAsync($"/api/cases/{child}")).Body.GetProperty("summary").GetProperty("duties").EnumerateArray().ShouldContain(duty => duty.GetProperty("kind").GetString() == "care_visit" && duty.GetProperty("until").GetString() == "2026-10-26");
    }

    [Fact]
    public async Task A_school_plans_learning_support_and_reviews_it()
    {
        var child = await FollowedAsync("learning_difficulty");
        var school = await SchoolAsync();
        var plan = (await school.DoAsync(child, "plan-learning-support", "2026-10-10").Should(HttpStatusCode.OK)).Entry;
        await school.DoAsync(child, "plan-learning-support", "2026-10-10", 2, fields: new { teacher = "nobody" }).Should(HttpStatusCode.UnprocessableEntity, "unknown_officer");
        await school.DoAsync(child, "review-learning-support", "2026-10-12", 2, plan).Should(HttpStatusCode.OK);
        var page = await school.GetStringAsync($"/cases/{child}", Ct);
        foreach (var words in new[] { "学困生成长档案", "课后辅导", "复查期限 2026-12-11", "学困帮扶复查：有所进步" }) page.ShouldContain(words);
    }

    [Fact]
    public async Task Board_and_meals_stand_among_the_facts_of_the_child()
    {
        var child = await FollowedAsync("left_behind");
        var school = await SchoolAsync();
        await school.DoAsync(child, "record-living", "2026-10-10").Should(HttpStatusCode.OK);
        (await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("寄宿、享受营养改善计划");

        await school.DoAsync(child, "raise-concern", "2026-10-10", 2, fields: new { concern = "hardship" }).Should(HttpStatusCode.OK);
        (await school.GetStringAsync("/help", Ct)).ShouldMatch("享受营养改善计划[\\s\\S]*列入困境的 \\d+ 人中 [1-9]\\d* 人，寄宿 [1-9]");
    }

    [Fact]
    public async Task What_is_known_of_a_childs_mind_stays_with_its_school_and_the_bureau()
    {
        var child = await FollowedAsync("dropout_risk");
        var school = await SchoolAsync();
        var name = (await office.PersonAsync(child)).Name;
        await school.DoAsync(child, "raise-concern", "2026-10-10", fields: new { concern = "mental_health" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "screen-mental-health", "2026-10-10", 2, fields: new { risk = "severe" }).Should(HttpStatusCode.OK);
        (await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("情绪低落");
        (await school.GetStringAsync("/help", Ct)).ShouldContain(name);

        var township = await office.TownshipAsync();
        var answer = (await township.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body;
        answer.GetProperty("summary").GetProperty("duties").GetArrayLength().ShouldBe(0);
        var page = await township.GetStringAsync($"/cases/{child}", Ct);
        foreach (var words in new[] { "情绪低落", "心理筛查：", "跟进心理健康" }) page.ShouldNotContain(words);
        var help = await township.GetStringAsync("/help", Ct);
        help.ShouldNotContain(name);
        help.ShouldNotContain("心理健康待跟进");
        (await township.ListedAsync("due=overdue")).ShouldNotContain(child);
        (await school.ListedAsync("due=overdue")).ShouldContain(child);

        await school.DoAsync(child, "log-intervention", "2026-10-11").Should(HttpStatusCode.OK);
        (await school.ListedAsync("due=overdue")).ShouldNotContain(child);
    }

    [Fact]
    public async Task The_register_of_assistance_is_followed_up_once_and_aid_is_owed_by_the_order_of_groups()
    {
        var (orphan, poor, stranger) = (await office.NextChildAsync(CaseOffice.SchoolElsewhere), await office.NextChildAsync(CaseOffice.SchoolElsewhere), await office.NextChildAsync(CaseOffice.SchoolElsewhere));
        await ImportAsync([(poor, "minimum_living,2026-01-01,"), (orphan, "orphan,2026-01-01,"), (stranger, "orphan,2025-01-01,2025-12-31")]);
        var bureau = await office.BureauAsync();

        (await FollowAsync(bureau, "/api/help/follow/preview")).Body.GetProperty("opened").GetInt32().ShouldBe(2);
        (await FollowAsync(bureau, "/api/help/follow")).Body.GetProperty("opened").GetInt32().ShouldBe(2);
        var again = await FollowAsync(bureau, "/api/help/follow");
        (again.Body.GetProperty("opened").GetInt32(), again.Body.GetProperty("updated").GetInt32()).ShouldBe((0, 0));
        await bureau.AskAsync($"/api/cases/{stranger}").Should(HttpStatusCode.NotFound, "no_case");

        var owed = await office.Host.Services.GetRequiredService<AidDue>().OfAsync(Office.At(office.County, CaseOffice.SchoolElsewhere, Role.Headmaster), Ct);
        // Other tests of this school may owe aid too.
        owed.SelectMany(group => group.Cases, (group, one) => (group.Group, one.Case.Child)).Where(one => one.Child == orphan || one.Child == poor || one.Child == stranger)
            .ShouldBe([(AidGroup.Orphan, orphan), (AidGroup.RegisteredPoor, poor)]);
        (await office.Host.Services.GetRequiredService<AidDue>().OfAsync(Office.At(office.County, CaseOffice.School, Role.Headmaster), Ct))
            .SelectMany(group => group.Cases).ShouldNotContain(one => one.Case.Child == orphan || one.Case.Child == poor, "another school's");
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor);

    private async Task<Guid> FollowedAsync(string concern)
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        await (await SchoolAsync()).DoAsync(child, "open", "2026-10-09", fields: new { concern }).Should(HttpStatusCode.OK);
        return child;
    }

    private static async Task<Answer> FollowAsync(HttpClient officer, string path) =>
        (await Acts.ReadAsync(await officer.PostAsJsonAsync(path, new { }, Ct))).Should(HttpStatusCode.OK);

    private async Task ImportAsync(IEnumerable<(Guid Child, string Row)> entitled)
    {
        var csv = new StringBuilder("id_number,category,from,until\n");
        foreach (var (child, row) in entitled) csv.Append((await office.PersonAsync(child)).Number).Append(',').Append(row).Append('\n');
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var result = await office.Host.Services.GetRequiredService<RegisterImporter>().ImportAsync(
            new ImportRequest(RegisterKind.Assistance, "assistance.csv", content, new DateOnly(2026, 9, 20), null),
            new Principal("operator:tests", office.County, office.County, Level.County, "operator"), Ct);
        result.Rejects.ShouldBeEmpty();
    }
}
