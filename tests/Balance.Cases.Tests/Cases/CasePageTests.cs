using System.Net;
using Balance.Cases.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>What the pages of a case tell whom: the steps of its history, what stands struck through, who can do what the reader cannot, and what leaves on paper.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CasePageTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_of_a_replay_knows_what_was_recorded_by_then_and_what_it_changed()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var (school, township) = (await SchoolAsync(), await TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var verified = await township.DoAsync(child, "verify", "2026-03-08", 2).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "withdraw-entry", "2026-03-09", verified.Version, verified.Entry).Should(HttpStatusCode.OK);
        var auditor = await office.OfficerAsync(Role.Auditor);

        var third = await PageAsync(auditor, $"/cases/{child}/replay?step=3");
        third.ShouldContain("第 3 步，共 4 步");
        third.ShouldContain("核查：已辍学");
        third.ShouldContain("有变化");
        third.ShouldNotContain("登记错人", Case.Sensitive, "the withdrawal came later");
        var last = await PageAsync(auditor, $"/cases/{child}/replay?step=99");
        last.ShouldContain("第 4 步，共 4 步");
        last.ShouldContain("<s>核查：已辍学</s>");
        (await PageAsync(auditor, $"/cases/{child}/replay?step=1")).ShouldNotContain("核查：已辍学");
        (await PageAsync(auditor, $"/cases/{child}/replay")).ShouldContain("第 1 步，共 4 步");
    }

    [Fact]
    public async Task A_withdrawn_entry_is_struck_through_with_the_reason_and_a_corrected_one_shows_both_days()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var school = await SchoolAsync();
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var visit = await school.DoAsync(child, "log-visit", "2026-03-12").Should(HttpStatusCode.OK);
        var note = await school.DoAsync(child, "add-note").Should(HttpStatusCode.OK);
        var corrected = await school.DoAsync(child, "correct-entry", "2026-03-13", note.Version, visit.Entry, new { right = new { happenedOn = "2026-03-11" } }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "withdraw-entry", "2026-03-13", corrected.Version, note.Entry).Should(HttpStatusCode.OK);

        var page = await PageAsync(school, $"/cases/{child}");
        page.ShouldContain("<s>2026-03-12 学校劝返：拒绝");
        page.ShouldContain("写错了");
        page.ShouldContain("<s>记事</s>");
        page.ShouldContain("<s>与家长通话</s>");
        page.ShouldContain("登记错人");
    }

    [Fact]
    public async Task The_form_of_a_correction_order_begins_with_the_deadline_of_the_pack()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var (school, township) = (await SchoolAsync(), await TownshipAsync());
        await school.DoAsync(child, "report-absence", "2026-09-20").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "verify", "2026-09-21", 2).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "confirm-dropout", "2026-09-22", 3).Should(HttpStatusCode.OK);
        var taught = await township.DoAsync(child, "legal-step", "2026-09-23", 4, fields: new { servedOn = "2026-09-23", deadline = "2026-09-24" }).Should(HttpStatusCode.OK);

        var form = await PageAsync(township, $"/cases/{child}");
        form.ShouldMatch("name=\"deadline\"[^>]*value=\"2026-10-27\"", "seven days from today, 20 October");
        form.ShouldContain("从送达之日起不少于 7 天");
        await township.DoAsync(child, "legal-step", "2026-10-20", taught.Version, fields: new { step = "correction_order", servedOn = "2026-10-20", deadline = "2026-10-26" })
            .Should(HttpStatusCode.UnprocessableEntity, "order_deadline_short");
    }

    [Fact]
    public async Task A_long_history_is_on_the_page_whole_and_what_is_old_is_folded_away()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var school = await SchoolAsync();
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        foreach (var day in Enumerable.Range(0, 42)) await school.DoAsync(child, "add-note", $"{new DateOnly(2026, 4, 1).AddDays(day):yyyy-MM-dd}", fields: new { text = $"第{day}日" }).Should(HttpStatusCode.OK);

        var page = await PageAsync(school, $"/cases/{child}");
        var fold = page.IndexOf("更早的 4 条", StringComparison.Ordinal);
        fold.ShouldBeGreaterThan(page.IndexOf("第2日", StringComparison.Ordinal));
        page.IndexOf("第1日", StringComparison.Ordinal).ShouldBeGreaterThan(fold);
    }

    [Fact]
    public async Task A_timeline_is_read_for_one_concern_and_a_restricted_one_is_not_among_those_offered()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var (school, township) = (await SchoolAsync(), await TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        await school.DoAsync(child, "raise-concern", version: 2).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "raise-concern", version: 3, fields: new { concern = "mental_health" }).Should(HttpStatusCode.OK);

        (await PageAsync(school, $"/cases/{child}")).ShouldContain("concern=mental_health");
        (await PageAsync(township, $"/cases/{child}")).ShouldNotContain("concern=mental_health");
        var hardship = await PageAsync(township, $"/cases/{child}?concern=hardship");
        hardship.ShouldContain("增加关注：困境");
        hardship.ShouldNotContain("<h3>报告缺课");
        Entries(await PageAsync(township, $"/cases/{child}?concern=mental_health")).ShouldBe(Entries(await PageAsync(township, $"/cases/{child}")), "an address tells no more than the page");
    }

    [Fact]
    public async Task Who_cannot_do_something_is_told_who_can()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var school = await SchoolAsync();
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);

        var page = await PageAsync(school, $"/cases/{child}");
        page.ShouldContain("暂不能办理");
        page.ShouldContain("不是您岗位的工作，请联系：乡镇干部、县级干部。");
        page.ShouldContain("不是您岗位的工作，请联系：县级干部。");
    }

    [Fact]
    public async Task A_visit_list_holds_whom_the_officer_has_in_charge_and_each_child_on_it_is_written_down()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolElsewhere);
        var school = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 11);
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var name = (await office.PersonAsync(child)).Name;

        var list = await PageAsync(school, "/cases/visit-list?due=this_week");
        list.ShouldContain(name);
        list.ShouldContain($"{name}的家长");
        list.ShouldContain("13900000000");
        list.ShouldContain("用后销毁");
        list.ShouldNotContain((await office.PersonAsync(child)).Number);
        (await ExportsAsync(school, child)).ShouldBe(1);

        var next = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor, nth: 11);
        (await PageAsync(next, $"/cases/visit-list?school={CaseOffice.SchoolElsewhere}")).ShouldNotContain(name);
        (await ExportsAsync(next, child)).ShouldBe(0);
        (await PageAsync(school, "/cases/visit-list?status=returned")).ShouldNotContain(name);
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere);

    private Task<HttpClient> TownshipAsync() => office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship);

    private static int Entries(string page) => page.Split("class=\"entry").Length;

    private static async Task<string> PageAsync(HttpClient officer, string path)
    {
        using var answer = await officer.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }

    private async Task<long> ExportsAsync(HttpClient officer, Guid child)
    {
        await using var query = office.Databases.Application.CreateCommand("select count(*) from access.log where user_name = $1 and record = $2 and what = 'exported' and detail = 'visit_list'");
        query.Parameters.Add(new() { Value = CaseOffice.UserOf(officer) });
        query.Parameters.Add(new() { Value = child });
        return (long)(await query.ExecuteScalarAsync(Ct))!;
    }
}
