using System.Globalization;
using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Disability;

/// <summary>What is done for a disabled child, in the running system: each act once, twice, late; who learns of what; what the pages show.</summary>
[Collection<CaseOfficeCollection>]
public sealed class DisabilityTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_child_is_followed_from_its_registration_to_the_end_of_its_placement_and_every_act_is_done_once_however_often_it_is_sent()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var (school, bureau, expert) = (await SchoolAsync(), await office.BureauAsync(), await office.OfficerAsync(Role.SpecialEducationExpert));
        var (main, assistant) = (CaseOffice.UserOf(school), CaseOffice.UserOf(await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolElsewhere)));
        var done = new HashSet<string>();

        await DoAsync(bureau, "register-disability", "2026-03-01");
        await DoAsync(expert, "assess-needs", "2026-03-20");
        await DoAsync(bureau, "decide-placement", "2026-04-01");
        await DoAsync(school, "contest-placement", "2026-04-05");
        await bureau.DoAsync(child, "decide-placement", "2026-04-10", await VersionAsync(child)).Should(HttpStatusCode.UnprocessableEntity, "contested_without_reassessment");
        await DoAsync(expert, "assess-needs", "2026-04-10");
        await DoAsync(bureau, "decide-placement", "2026-04-12");
        await DoAsync(school, "adopt-plan", "2026-04-20");
        await DoAsync(school, "schedule-home-teaching", "2026-09-01", fields: new { mainTeacher = main, assistantTeacher = assistant });
        await DoAsync(school, "log-home-teaching", "2026-09-03", fields: new { goals = new[] { 2 }, mainTeacher = main, assistantTeacher = assistant });
        var missed = await DoAsync(school, "log-missed-session", "2026-09-10");
        await DoAsync(school, "log-home-teaching", "2026-09-12", fields: new { makesUp = missed.Entry });
        await DoAsync(school, "review-plan", "2026-09-15", fields: new { nextReviewOn = "2027-01-15" });
        var referral = await DoAsync(school, "refer-rehabilitation", "2026-09-16");
        await DoAsync(expert, "answer-rehabilitation", "2026-09-20", referral.Entry);
        var centre = await office.OfficerAsync(Role.SpecialEducationExpert, ResourceCentre.At(CaseOffice.SchoolNextDoor));
        var handover = await DoAsync(school, "ask-centre", "2026-09-21", fields: new { centre = ResourceCentre.At(CaseOffice.SchoolNextDoor) });
        await DoAsync(centre, "answer-centre", "2026-09-22", handover.Entry);
        var disability = (await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("disability");
        disability.GetProperty("placement").GetString().ShouldBe("home_teaching");
        disability.GetProperty("hasPlan").GetBoolean().ShouldBeTrue();
        disability.GetProperty("hours").GetProperty("delivered").GetDecimal().ShouldBe(4);
        await DoAsync(school, "end-plan", "2026-10-01");
        await DoAsync(bureau, "end-placement", "2026-10-02");

        done.ShouldBe(Acts.OfDisability, ignoreOrder: true);

        async Task<Answer> DoAsync(HttpClient officer, string act, string day, Guid? entry = null, object? fields = null)
        {
            var before = act == "register-disability" ? 0 : await VersionAsync(child);
            var body = Acts.Body(act, day, before, entry, fields);
            var first = (await officer.SendAsync(child, act, body)).Should(HttpStatusCode.OK);
            var second = (await officer.SendAsync(child, act, body)).Should(HttpStatusCode.OK);
            second.Body.GetRawText().ShouldBe(first.Body.GetRawText(), act);
            (await VersionAsync(child)).ShouldBe(first.Version, act);
            first.Version.ShouldBeGreaterThan(before, act);
            done.Add(act);
            return first;
        }
    }

    [Fact]
    public async Task A_decision_on_an_old_version_is_told_what_changed_and_a_session_never_conflicts()
    {
        var child = await PlacedAsync();
        var (school, bureau) = (await SchoolAsync(), await office.BureauAsync());
        var seen = await VersionAsync(child);
        var sessions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => school.DoAsync(child, "log-home-teaching", "2026-09-03")));
        sessions.ShouldAllBe(session => session.Status == HttpStatusCode.OK);

        await bureau.DoAsync(child, "end-placement", "2026-10-01", seen).Should(HttpStatusCode.PreconditionFailed, "changed");
        await school.DoAsync(child, "adopt-plan", "2026-10-01", seen).Should(HttpStatusCode.PreconditionFailed, "changed");
    }

    [Fact]
    public async Task What_cannot_be_is_told_field_by_field_or_by_its_code()
    {
        var child = await PlacedAsync();
        var (school, bureau) = (await SchoolAsync(), await office.BureauAsync());
        var version = await VersionAsync(child);

        (await bureau.DoAsync(child, "register-disability", fields: new { disabilityLevel = 7 }).Should(HttpStatusCode.BadRequest)).Of("disabilityLevel").ShouldContain("1 至 4");
        (await school.DoAsync(child, "adopt-plan", "2026-10-01", version, fields: new { goals = Array.Empty<object>() }).Should(HttpStatusCode.BadRequest)).Of("goals").ShouldContain("长期目标");
        await school.DoAsync(child, "schedule-home-teaching", "2026-10-01", version).Should(HttpStatusCode.UnprocessableEntity, "unknown_teacher");
        await school.DoAsync(child, "log-home-teaching", "2026-10-01", fields: new { mainTeacher = "nobody" }).Should(HttpStatusCode.UnprocessableEntity, "unknown_teacher");
        await school.DoAsync(child, "review-plan", "2026-10-01", version).Should(HttpStatusCode.UnprocessableEntity, "no_plan");
        (await VersionAsync(child)).ShouldBe(version);
    }

    [Fact]
    public async Task A_teacher_of_another_school_has_a_child_in_charge_that_is_scheduled_for_the_teacher_and_no_longer_than_that()
    {
        var child = await PlacedAsync();
        var (school, bureau) = (await SchoolAsync(), await office.BureauAsync());
        var visitor = await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolElsewhere, nth: 21);
        await visitor.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound);
        await school.DoAsync(child, "adopt-plan", "2026-05-01", await VersionAsync(child)).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "schedule-home-teaching", "2026-09-01", await VersionAsync(child),
            fields: new { mainTeacher = CaseOffice.UserOf(visitor), assistantTeacher = CaseOffice.UserOf(school) }).Should(HttpStatusCode.OK);

        await visitor.DoAsync(child, "log-home-teaching", "2026-09-08").Should(HttpStatusCode.OK);

        await bureau.DoAsync(child, "end-placement", "2026-10-01", await VersionAsync(child)).Should(HttpStatusCode.OK);
        office.Host.Services.GetRequiredService<Grants>().Forget(office.County);
        await visitor.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_the_committee_found_and_what_waits_for_it_is_known_to_those_who_act_on_it()
    {
        var child = await PlacedAsync();
        var school = await SchoolAsync();
        await school.DoAsync(child, "refer-rehabilitation", "2026-09-16", await VersionAsync(child)).Should(HttpStatusCode.OK);

        var (told, withheld) = (await PageAsync(school, $"/cases/{child}"), await PageAsync(await office.TownshipAsync(), $"/cases/{child}"));
        foreach (var word in new[] { "不能坐起，能认人", "下肢肌张力高", "<span>答复转介</span>", "待答复的转介" })
        {
            told.ShouldContain(word);
            withheld.ShouldNotContain(word);
        }
        withheld.ShouldContain("安置：送教上门");
    }

    [Fact]
    public async Task The_case_page_shows_how_it_stands_and_takes_a_plan_as_a_form()
    {
        var child = await PlacedAsync();
        var school = await SchoolAsync();
        var before = await PageAsync(school, $"/cases/{child}");
        before.ShouldContain("没有在执行的个别化教育计划");
        before.ShouldContain("本学年送教课时");

        using (var sent = await AdoptByFormAsync(school, child, before, ("measure1-1", "十次中八次"), ("long2", "能表达需要"))) sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var after = await PageAsync(school, $"/cases/{child}");
        after.ShouldContain("个别化教育计划（第 1 版，2026-10-01）");
        after.ShouldContain("能独立进食");
        after.ShouldContain("十次中八次");
        after.ShouldContain("长期目标 3：能表达需要", Case.Sensitive, "a session can work on it");
    }

    [Fact]
    public async Task A_plan_without_a_measure_comes_back_as_it_was_typed()
    {
        var child = await PlacedAsync();
        var school = await SchoolAsync();
        using var sent = await AdoptByFormAsync(school, child, await PageAsync(school, $"/cases/{child}"));
        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var back = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Ct));
        back.ShouldContain("会拿勺子");
        back.ShouldContain("短期目标 1.1 怎样算达成</a>", Case.Sensitive, "the summary leads to the field");
    }

    [Fact]
    public async Task Other_children_have_no_such_part_on_their_page()
    {
        var child = await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(child, "open").Should(HttpStatusCode.OK);
        (await PageAsync(bureau, $"/cases/{child}")).ShouldNotContain("安置、计划与送教");
    }

    [Fact]
    public async Task The_page_of_disabled_children_holds_whom_the_officer_has_in_charge_with_what_they_are_owed()
    {
        var child = await PlacedAsync();
        var name = (await office.PersonAsync(child)).Name;
        var (school, elsewhere) = (await SchoolAsync(), await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere));
        await school.DoAsync(child, "log-home-teaching", "2026-09-03").Should(HttpStatusCode.OK);

        var page = await PageAsync(school, "/disability?placement=home_teaching");
        page.ShouldContain(name);
        page.ShouldContain("送教课时，按教师");
        (await PageAsync(school, "/disability?placement=special_school")).ShouldNotContain(name);
        (await PageAsync(elsewhere, "/disability")).ShouldNotContain(name);
    }

    [Fact]
    public async Task A_school_with_five_disabled_pupils_in_its_classes_is_due_a_resource_room()
    {
        var school = await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere, nth: 21);
        for (var n = 0; n < 5; n++)
        {
            (await PageAsync(school, "/disability")).ShouldNotContain("西乡中学（");
            await PlacedAsync(await office.NextChildAsync(CaseOffice.SchoolElsewhere), new { placement = "regular_class", school = CaseOffice.SchoolElsewhere });
        }
        (await PageAsync(school, "/disability")).ShouldContain("西乡中学（5 人）");
    }

    private Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor);

    /// <summary>A severely disabled child, assessed and placed on 1 April 2026.</summary>
    private async Task<Guid> PlacedAsync(Guid? of = null, object? placement = null)
    {
        var child = of ?? await office.NextChildAsync(CaseOffice.SchoolNextDoor);
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(child, "register-disability", "2026-03-01").Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "assess-needs", "2026-03-20", await VersionAsync(child)).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "decide-placement", "2026-04-01", await VersionAsync(child), fields: placement).Should(HttpStatusCode.OK);
        return child;
    }

    private async Task<HttpResponseMessage> AdoptByFormAsync(HttpClient officer, Guid child, string page, params (string, string)[] more)
    {
        using var form = Office.Form(page,
        [
            ("_handler", "adopt_education_plan"), ("command_id", Guid.NewGuid().ToString()), ("version", (await VersionAsync(child)).ToString(CultureInfo.InvariantCulture)), ("occurredOn", "2026-10-01"),
            ("levelNow", "会用手势"), ("long1", "能独立进食"), ("short1-1", "会拿勺子"), ("kind1", "teaching"), ("per1", "week"), ("times1", "1"), ("minutes1", "60"), ("place1", "home"),
            ("participants", "家长、班主任"), ("guardianSigned", "true"), .. more,
        ]);
        return await officer.PostAsync($"/cases/{child}", form, Ct);
    }

    private async Task<long> VersionAsync(Guid child) => (await (await office.BureauAsync()).AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Version;

    private static async Task<string> PageAsync(HttpClient officer, string path)
    {
        using var answer = await officer.GetAsync(path, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
    }
}
