using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.LeftBehind;

/// <summary>A harm is reported, told to police and bureau, and settled; nobody else learns of it from page, list, count or inbox.</summary>
[Collection<CaseOfficeCollection>]
public sealed class HarmTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_harm_goes_from_the_report_to_its_end()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var school = await SchoolAsync();
        var harm = (await school.DoAsync(child, "report-harm", "2026-10-18").Should(HttpStatusCode.OK)).Entry;
        (await InboxAsync(school, child)).ShouldBeTrue("it is to be reported at once");

        await school.DoAsync(child, "settle-harm", "2026-10-18", 2, harm).Should(HttpStatusCode.UnprocessableEntity, "report_due");
        foreach (var to in new[] { "police", "education" })
            await school.DoAsync(child, "mandatory-report", "2026-10-18", fields: new { to, about = harm }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "settle-harm", "2026-10-18", 4, harm).Should(HttpStatusCode.UnprocessableEntity, "not_protected");
        await school.DoAsync(child, "protection-step", "2026-10-18", entry: harm).Should(HttpStatusCode.OK);

        var page = await school.GetStringAsync($"/cases/{child}", Ct);
        foreach (var words in new[] { "侵害处置", "校园欺凌", "公安机关、教育行政部门", "校内防护安排", "未完结" }) page.ShouldContain(words);
        await school.DoAsync(child, "settle-harm", "2026-10-19", 5, harm).Should(HttpStatusCode.OK);
        (await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("查实并已处置");
    }

    [Fact]
    public async Task A_report_sent_twice_is_one_and_opens_the_file_of_a_child_without_one()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var school = await SchoolAsync();
        var body = Acts.Body("report-harm", "2026-10-18");
        var first = await school.SendAsync(child, "report-harm", body).Should(HttpStatusCode.OK);
        (await school.SendAsync(child, "report-harm", body).Should(HttpStatusCode.OK)).Entry.ShouldBe(first.Entry);
        (await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_mandatory_report_opens_the_file_of_a_child_without_one_also_from_the_form()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var school = await SchoolAsync();
        (await school.GetStringAsync($"/cases/new?child={child}", Ct)).ShouldContain("已向公安机关等强制报告");
        await school.DoAsync(child, "mandatory-report", "2026-10-18", fields: new { to = "police", listed = new[] { "bodily_injury" } }).Should(HttpStatusCode.OK);
        var reports = (await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("reports");
        reports[0].GetProperty("to").EnumerateArray().Select(to => to.GetString()).ShouldBe(["education"]);
    }

    [Fact]
    public async Task Nobody_who_does_not_act_on_it_learns_of_a_harm_by_page_answer_list_filter_order_or_count()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var school = await SchoolAsync();
        var name = (await office.PersonAsync(child)).Name;
        await school.DoAsync(child, "open", "2026-10-09", fields: new { concern = "dropout_risk" }).Should(HttpStatusCode.OK);
        var harm = (await school.DoAsync(child, "report-harm", "2026-10-18").Should(HttpStatusCode.OK)).Entry;
        await school.DoAsync(child, "mandatory-report", "2026-10-18", fields: new { to = "police", about = harm }).Should(HttpStatusCode.OK);

        foreach (var role in new[] { Role.Auditor, Role.AidOfficer, Role.SpecialEducationExpert })
        {
            var reader = await office.OfficerAsync(role);
            var answer = (await reader.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body;
            answer.GetProperty("summary").GetProperty("duties").GetArrayLength().ShouldBe(0, role.ToString());
            answer.GetProperty("summary").GetProperty("reports").GetArrayLength().ShouldBe(0, role.ToString());
            answer.GetProperty("summary").GetProperty("concerns").EnumerateArray().Select(concern => concern.GetString()).ShouldBe(["dropout_risk"]);
            var page = await reader.GetStringAsync($"/cases/{child}", Ct);
            foreach (var words in new[] { "侵害处置", "校园欺凌", "放学路上被围堵", "疑似受到侵害", "采取保护措施" }) page.ShouldNotContain(words, Case.Sensitive, role.ToString());
            (await reader.ListedAsync("concern=harm")).ShouldNotContain(child, role.ToString());
            (await reader.ListedAsync("due=overdue")).ShouldNotContain(child, role.ToString());
            (await reader.GetStringAsync("/left-behind", Ct)).ShouldNotContain(name, Case.Sensitive, role.ToString());
            if (Inbox.Has(Office.At(office.County, office.County, role))) (await InboxAsync(reader, child)).ShouldBeFalse(role.ToString());
        }
        (await school.ListedAsync("concern=harm")).ShouldContain(child);
        (await school.ListedAsync("due=overdue")).ShouldContain(child);
    }

    [Fact]
    public async Task The_office_that_reported_answers_for_it()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        await (await office.TownshipAsync()).DoAsync(child, "report-harm", "2026-10-18").Should(HttpStatusCode.OK);
        (await InboxAsync(await office.TownshipAsync(), child)).ShouldBeTrue();
        (await InboxAsync(await SchoolAsync(), child)).ShouldBeFalse();
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor);

    private static async Task<bool> InboxAsync(HttpClient officer, Guid child) => (await officer.GetStringAsync("/inbox", Ct)).Contains($"/cases/{child}");
}
