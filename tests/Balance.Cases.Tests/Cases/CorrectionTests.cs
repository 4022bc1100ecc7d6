using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Tests.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>What was entered wrongly is put right: hours, amounts, choices, days and words of every room, in figures and in the file.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CorrectionTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_of_a_session_are_put_right_where_they_count_and_no_further_than_a_day_has()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var (bureau, expert) = (await office.BureauAsync(), await office.OfficerAsync(Role.SpecialEducationExpert));
        var registered = await bureau.DoAsync(child, "register-disability", "2026-09-01", 0).Should(HttpStatusCode.OK);
        var assessed = await expert.DoAsync(child, "assess-needs", "2026-09-02", registered.Version).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "decide-placement", "2026-09-03", assessed.Version).Should(HttpStatusCode.OK);
        var session = await bureau.DoAsync(child, "log-home-teaching", "2026-09-10", fields: new
        {
            hours = 8, goals = Array.Empty<int>(), mainTeacher = CaseOffice.UserOf(await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor)), assistantTeacher = (string?)null,
        }).Should(HttpStatusCode.OK);
        (await HoursAsync(child)).ShouldBe(8m);

        (await bureau.GetStringAsync($"/cases/{child}/entries/{session.Entry}", Ct)).ShouldSatisfyAllConditions(page => page.ShouldContain("name=\"hours\""), page => page.ShouldContain("name=\"text\""));
        await CorrectAsync(bureau, child, session, new { hours = 12.5 }).Should(HttpStatusCode.UnprocessableEntity, "hours_range");
        await CorrectAsync(bureau, child, session, new { choice = "child_ill" }).Should(HttpStatusCode.UnprocessableEntity, "no_such_field");
        await CorrectAsync(bureau, child, session, new { hours = 1.5, text = "只坐了一会儿" }).Should(HttpStatusCode.OK);
        (await HoursAsync(child)).ShouldBe(1.5m);
        WebUtility.HtmlDecode(await bureau.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("只坐了一会儿");
    }

    [Fact]
    public async Task A_choice_an_amount_and_a_day_are_put_right_or_emptied_and_what_is_none_is_refused()
    {
        var child = await office.NextChildAsync();
        var (school, aid, bureau) = (await office.OfficerAsync(Role.Headmaster, CaseOffice.School), await office.OfficerAsync(Role.AidOfficer), await office.BureauAsync());
        await school.DoAsync(child, "open", "2026-09-10", fields: new { concern = "left_behind" }).Should(HttpStatusCode.OK);
        var contact = await school.DoAsync(child, "log-parent-contact", "2026-10-08").Should(HttpStatusCode.OK);
        await CorrectAsync(school, child, contact, new { choice = "by_pigeon" }).Should(HttpStatusCode.UnprocessableEntity, "unknown_choice");
        await CorrectAsync(school, child, contact, new { choice = "not_reached" }).Should(HttpStatusCode.OK);

        var plan = await school.DoAsync(child, "adopt-care-plan", "2026-10-09", await VersionAsync(school, child)).Should(HttpStatusCode.OK);
        await CorrectAsync(school, child, plan, new { due = "2027-01-10", choice = "love_station" }).Should(HttpStatusCode.OK);
        await CorrectAsync(school, child, plan, new { clear = new[] { "due" } }).Should(HttpStatusCode.OK);

        await school.DoAsync(child, "raise-concern", "2026-10-10", await VersionAsync(school, child)).Should(HttpStatusCode.OK);
        var granted = await aid.DoAsync(child, "grant-aid", "2026-10-10", await VersionAsync(aid, child)).Should(HttpStatusCode.OK);
        await CorrectAsync(bureau, child, granted, new { yuan = -1 }).Should(HttpStatusCode.BadRequest);
        await CorrectAsync(bureau, child, granted, new { yuan = 500.5 }).Should(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}", Ct)).ShouldSatisfyAllConditions(page => page.ShouldContain("未联系上"), page => page.ShouldContain("500.5"), page => page.ShouldNotContain("2027-01-10</"));
    }

    private static async Task<Answer> CorrectAsync(HttpClient officer, Guid child, Answer entry, object right) =>
        await officer.DoAsync(child, "correct-entry", "2026-10-20", await VersionAsync(officer, child), entry.Entry, new { right });

    private static async Task<long> VersionAsync(HttpClient officer, Guid child) =>
        (await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("version").GetInt64();

    private async Task<decimal> HoursAsync(Guid child)
    {
        var summary = (await (await office.BureauAsync()).AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary");
        return summary.GetProperty("disability").GetProperty("hours").GetProperty("delivered").GetDecimal();
    }
}
