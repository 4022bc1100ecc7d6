using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Tests.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>Several cases given to one officer at once: all or none, each held against what the officer may and saw, once however often it is sent.</summary>
[Collection<CaseOfficeCollection>]
public sealed class AssignManyTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_are_assigned_at_once_and_the_same_command_again_answers_the_same()
    {
        var (township, head) = (await office.TownshipAsync(), await HeadAsync());
        var cases = await SuspectedAsync(3);
        var body = BodyOf(cases, head);

        var done = await SendAsync(township, body).Should(HttpStatusCode.OK);
        var again = await SendAsync(township, body).Should(HttpStatusCode.OK);

        again.Body.GetRawText().ShouldBe(done.Body.GetRawText());
        var receipts = done.Body.GetProperty("cases").EnumerateArray().ToList();
        receipts.Select(one => one.GetProperty("child").GetGuid()).ShouldBe(cases.Select(one => one.Child));
        receipts.Select(one => one.GetProperty("entries")[0].GetGuid()).ShouldBeUnique();
        foreach (var one in cases)
        {
            (await VersionAsync(one.Child)).ShouldBe(one.Version + 1);
            var file = (await township.AskAsync($"/api/cases/{one.Child}").Should(HttpStatusCode.OK)).Body.GetProperty("timeline").EnumerateArray().Single(entry => entry.GetProperty("kind").GetString() == "persuasion_assigned");
            file.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("value").GetString()).ShouldBe([head, "2026-10-30"]);
        }
        body["due"] = "2026-10-31";
        await SendAsync(township, body).Should(HttpStatusCode.Conflict, "command_reused");
        // An id of one kind of command serves no other.
        await township.DoAsync(cases[0].Child, "add-note", fields: new { commandId = body["commandId"] }).Should(HttpStatusCode.Conflict, "command_reused");
    }

    [Fact]
    public async Task An_old_version_stops_all_and_is_told_with_what_changed()
    {
        var (township, head) = (await office.TownshipAsync(), await HeadAsync());
        var cases = await SuspectedAsync(3);
        await (await CounselorAsync()).DoAsync(cases[1].Child, "add-note", "2026-03-10").Should(HttpStatusCode.OK);

        var stale = await SendAsync(township, BodyOf(cases, head)).Should(HttpStatusCode.PreconditionFailed, "changed");

        var hindered = stale.Body.GetProperty("cases").EnumerateArray().ShouldHaveSingleItem();
        hindered.GetProperty("child").GetGuid().ShouldBe(cases[1].Child);
        hindered.GetProperty("changed").GetProperty("seen").GetInt64().ShouldBe(cases[1].Version);
        hindered.GetProperty("changed").GetProperty("version").GetInt64().ShouldBe(cases[1].Version + 1);
        hindered.GetProperty("changed").GetProperty("since").EnumerateArray().ShouldHaveSingleItem().GetProperty("title").GetString().ShouldBe("记事");
        await ShouldBeUntouchedAsync([cases[0], cases[2]], head);
    }

    [Fact]
    public async Task A_child_out_of_reach_stops_all_and_looks_like_one_that_does_not_exist()
    {
        var (township, bureau, head) = (await office.TownshipAsync(), await office.BureauAsync(), await HeadAsync());
        var own = await SuspectedAsync(1);
        var elsewhere = await SuspectedAsync(1, CaseOffice.SchoolElsewhere);
        var before = await ScalarAsync("select count(*) from access.log where what = 'denied' and record = $1", elsewhere[0].Child);

        var (outside, unknown) = (BodyOf([own[0], elsewhere[0]], head), BodyOf([own[0], new(Guid.NewGuid(), 3)], head));
        var answers = new[] { await SendAsync(township, outside), await SendAsync(township, unknown) };

        foreach (var answer in answers)
        {
            answer.Should(HttpStatusCode.NotFound, "not_found");
            answer.Body.GetProperty("cases").EnumerateArray().ShouldHaveSingleItem().GetProperty("code").GetString().ShouldBe("not_found");
        }
        Plain(answers[0], elsewhere[0].Child).ShouldBe(Plain(answers[1], answers[1].Body.GetProperty("cases")[0].GetProperty("child").GetGuid()));
        (await ScalarAsync("select count(*) from access.log where what = 'denied' and record = $1", elsewhere[0].Child)).ShouldBe(before + 1);
        await ShouldBeUntouchedAsync([own[0], elsewhere[0]], head);
        // Whoever has both in charge assigns both, to somebody who has the one anyway and is given the other.
        await SendAsync(bureau, BodyOf([own[0], elsewhere[0]], head)).Should(HttpStatusCode.OK);
        await (await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor, nth: 61)).AskAsync($"/api/cases/{elsewhere[0].Child}").Should(HttpStatusCode.OK);

        static string Plain(Answer answer, Guid child) => System.Text.RegularExpressions.Regex.Replace(answer.Body.GetRawText().Replace(child.ToString(), "", StringComparison.Ordinal), "\"traceId\":\"[^\"]*\"", "");
    }

    [Fact]
    public async Task A_closed_case_an_officer_who_is_not_there_and_a_child_who_needs_none_each_stop_all_by_name()
    {
        var (bureau, head) = (await office.BureauAsync(), await HeadAsync());
        var cases = await SuspectedAsync(2);
        var (closed, followed) = (await office.NextChildAsync(CaseOffice.SchoolNextDoor), await office.NextChildAsync(CaseOffice.SchoolNextDoor));
        foreach (var child in new[] { closed, followed }) await bureau.DoAsync(child, "open").Should(HttpStatusCode.OK);
        var closing = await bureau.DoAsync(closed, "close", version: 1).Should(HttpStatusCode.OK);

        var refused = await SendAsync(bureau, BodyOf([cases[0], new(closed, closing.Version), new(followed, 1)], head)).Should(HttpStatusCode.UnprocessableEntity, "some_refused");
        refused.Body.GetProperty("cases").EnumerateArray().Select(one => (one.GetProperty("child").GetGuid(), one.GetProperty("code").GetString()))
            .ShouldBe([(closed, "case_closed"), (followed, "persuaded_without_dropout")]);
        refused.Body.GetProperty("cases")[0].GetProperty("words").GetString().ShouldBe("档案已销号，请先重新启用。");

        var nobody = await SendAsync(bureau, BodyOf(cases, "nobody")).Should(HttpStatusCode.UnprocessableEntity, "some_refused");
        nobody.Body.GetProperty("cases").EnumerateArray().ShouldAllBe(one => one.GetProperty("code").GetString() == "unknown_officer");
        await ShouldBeUntouchedAsync(cases, head);
    }

    [Fact]
    public async Task What_is_not_a_list_of_cases_is_told_by_its_field()
    {
        var (township, head) = (await office.TownshipAsync(), await HeadAsync());
        var one = (await SuspectedAsync(1))[0];

        (await SendAsync(township, BodyOf([], head)).Should(HttpStatusCode.BadRequest)).Of("cases").ShouldContain("至少");
        (await SendAsync(township, BodyOf([one, one], head)).Should(HttpStatusCode.BadRequest)).Of("cases").ShouldContain("一次");
        (await SendAsync(township, BodyOf([one with { Version = 0 }], head)).Should(HttpStatusCode.BadRequest)).Of("cases").ShouldContain("版本");
        (await SendAsync(township, BodyOf([.. Enumerable.Range(0, ManyCommand.Most + 1).Select(_ => new SeenCase(Guid.NewGuid(), 1))], head)).Should(HttpStatusCode.BadRequest)).Of("cases").ShouldContain($"{ManyCommand.Most}");
        var body = BodyOf([one], head);
        body["due"] = null;
        (await SendAsync(township, body).Should(HttpStatusCode.BadRequest)).Of("due").ShouldContain("日期");
        await ShouldBeUntouchedAsync([one], head);
    }

    [Fact]
    public async Task Who_may_not_assign_assigns_no_list_either()
    {
        var head = await HeadAsync();
        var cases = await SuspectedAsync(1);
        foreach (var officer in new[] { await CounselorAsync(), await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor), await office.OfficerAsync(Role.Auditor), await office.OfficerAsync(Role.AidOfficer) })
        {
            await SendAsync(officer, BodyOf(cases, head)).Should(HttpStatusCode.Forbidden);
            (await officer.GetAsync($"/cases/assign?case={cases[0].Child}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await officer.GetStringAsync("/cases", Ct)).ShouldNotContain("name=\"case\"");
        }
        await ShouldBeUntouchedAsync(cases, head);
    }

    [Fact]
    public async Task Of_two_lists_that_share_a_case_one_is_taken_and_the_other_learns_of_it()
    {
        var (township, bureau, head) = (await office.TownshipAsync(), await office.BureauAsync(), await HeadAsync());
        var cases = await SuspectedAsync(3);

        var answers = await Task.WhenAll(SendAsync(township, BodyOf([cases[0], cases[1]], head)), SendAsync(bureau, BodyOf([cases[2], cases[1]], head)));

        answers.Select(answer => answer.Status).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]);
        var versions = await Task.WhenAll(cases.Select(one => VersionAsync(one.Child)));
        versions.Zip(cases, (now, one) => now - one.Version).Sum().ShouldBe(2);
        (versions[1] - cases[1].Version).ShouldBe(1);
    }

    [Fact]
    public async Task Each_entry_says_in_whose_place_it_was_made()
    {
        var absent = await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship, nth: 62);
        var colleague = await office.OfficerAsync(Role.TownshipOfficial, office.Township, nth: 62);
        var (own, standIn) = ((await SuspectedAsync(1))[0], (await SuspectedAsync(1, CaseOffice.SchoolElsewhere))[0]);
        var given = await absent.SubmitAsync("/delegations", "give", ("colleague", CaseOffice.UserOf(colleague)), ("from", "2026-10-20"), ("to", "2026-10-20"));
        given.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var body = BodyOf([own, standIn], CaseOffice.UserOf(colleague));
        (body["level"], body["occurredOn"]) = ("township", "2026-03-06");
        var early = await SendAsync(colleague, body).Should(HttpStatusCode.UnprocessableEntity, "some_refused");
        early.Body.GetProperty("cases").EnumerateArray().ShouldAllBe(one => one.GetProperty("code").GetString() == "above_level");
        foreach (var one in new[] { own, standIn })
        {
            var verified = await colleague.DoAsync(one.Child, "verify", version: one.Version).Should(HttpStatusCode.OK);
            var report = await colleague.DoAsync(one.Child, "file-report", version: verified.Version).Should(HttpStatusCode.OK);
            await colleague.DoAsync(one.Child, "escalate", version: report.Version).Should(HttpStatusCode.OK);
        }
        body["cases"] = new[] { own, standIn }.Select(one => new { child = one.Child, version = one.Version + 3 });
        await SendAsync(colleague, body).Should(HttpStatusCode.OK);

        (await HeadersAsync(own)).ShouldBe((office.Township, null));
        (await HeadersAsync(standIn)).ShouldBe((office.Township, CaseOffice.UserOf(absent)));
    }

    [Fact]
    public async Task A_page_keeps_what_was_ticked_and_says_which_case_stands_in_the_way()
    {
        var (township, bureau, head) = (await office.OfficerAsync(Role.TownshipOfficial, office.Township, nth: 63), await office.BureauAsync(), await HeadAsync());
        var cases = await SuspectedAsync(3);
        var names = await Task.WhenAll(cases.Select(async one => (await office.PersonAsync(one.Child)).Name));
        (await township.GetStringAsync("/cases?sort=opened", Ct)).ShouldContain("/cases/assign?back=");
        var path = $"/cases/assign?back=%2Fcases%3Fstatus%3Dout{string.Concat(cases.Select(one => $"&case={one.Child}"))}&case={Guid.NewGuid()}";
        var page = WebUtility.HtmlDecode(await township.GetStringAsync(path, Ct));
        foreach (var name in names) page.ShouldContain(name);
        page.ShouldContain("有 1 个没有列出");
        await (await CounselorAsync()).DoAsync(cases[1].Child, "log-visit", "2026-03-20").Should(HttpStatusCode.OK);

        // The third is left out.
        var sent = await SubmitAsync(township, path, page, cases[..2], cases, head);
        sent.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var words = WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Ct));
        words.ShouldContain("一个也没有登记");
        words.ShouldContain($"{names[1]}：档案已被他人更新");
        words.ShouldContain("学校劝返：拒绝");
        words.ShouldContain("value=\"2026-11-02\"");
        words.ShouldMatch($"value=\"{cases[0].Child}\"[^>]* checked");
        words.ShouldNotMatch($"value=\"{cases[2].Child}\"[^>]* checked");
        words.ShouldContain($"name=\"version-{cases[1].Child}\" value=\"{cases[1].Version + 1}\"");
        await ShouldBeUntouchedAsync([cases[0], cases[2]], head);

        var again = await SubmitAsync(township, path, words, cases[..2], [cases[0], cases[1] with { Version = cases[1].Version + 1 }, cases[2]], head);
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.Headers.Location!.ToString().ShouldEndWith("/cases?status=out");
        (await Task.WhenAll(cases.Select(one => VersionAsync(one.Child)))).ShouldBe([cases[0].Version + 1, cases[1].Version + 2, cases[2].Version]);

        // Nothing ticked, and another house to go back to.
        (await SubmitAsync(township, path, words, [], cases, head)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await township.GetStringAsync($"/cases/assign?back=%2F%2Felsewhere.example&case=nonsense", Ct)).ShouldSatisfyAllConditions(empty => empty.ShouldNotContain("href=\"//elsewhere"), empty => WebUtility.HtmlDecode(empty).ShouldContain("还没有勾选个案"));
    }

    private static Task<HttpResponseMessage> SubmitAsync(HttpClient officer, string path, string page, IEnumerable<SeenCase> ticked, IEnumerable<SeenCase> seen, string head) => officer.PostAsync(path, Office.Form(page,
    [
        ("_handler", "assign"), ("command_id", Guid.NewGuid().ToString()), ("occurredOn", "2026-10-20"), ("officer", $"school/{head}"), ("due", "2026-11-02"),
        .. ticked.Select(one => ("case", one.Child.ToString())), .. seen.Select(one => ($"version-{one.Child}", one.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))),
    ]), Ct);

    private Task<HttpClient> CounselorAsync() => office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor);

    private async Task<string> HeadAsync() => CaseOffice.UserOf(await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor, nth: 61));

    /// <summary>Children who are suspected to be out of school, with the versions of their files.</summary>
    private async Task<SeenCase[]> SuspectedAsync(int count, string school = CaseOffice.SchoolNextDoor)
    {
        var bureau = await office.BureauAsync();
        var cases = new SeenCase[count];
        for (var i = 0; i < count; i++)
        {
            var child = await office.NextChildAsync(school);
            cases[i] = new(child, (await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK)).Version);
        }
        return cases;
    }

    private static Dictionary<string, object?> BodyOf(IReadOnlyList<SeenCase> cases, string officer) => new()
    {
        ["commandId"] = Guid.NewGuid(), ["cases"] = cases.Select(one => new { child = one.Child, version = one.Version }), ["occurredOn"] = "2026-10-20", ["level"] = "school", ["officer"] = officer, ["due"] = "2026-10-30",
    };

    private static async Task<Answer> SendAsync(HttpClient officer, Dictionary<string, object?> body) => await Acts.ReadAsync(await officer.PostAsJsonAsync("/api/cases/assign", body, Ct));

    private async Task ShouldBeUntouchedAsync(IEnumerable<SeenCase> cases, string officer)
    {
        foreach (var one in cases)
        {
            (await VersionAsync(one.Child)).ShouldBe(one.Version);
            (await ScalarAsync("select count(*) from access.assigned where child = $1 and holder = $2", one.Child, officer)).ShouldBe(0);
        }
    }

    private Task<long> VersionAsync(Guid child) => ScalarAsync("select version from cases.mt_streams where id = $1 and tenant_id = $2", child, office.County);

    private async Task<(string? Office, string? InPlaceOf)> HeadersAsync(SeenCase one)
    {
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        return (await connection.With("select headers->>'office', headers->>'in_place_of' from cases.mt_events where tenant_id = $1 and stream_id = $2 order by version desc limit 1", office.County, one.Child)
            .RowsAsync(row => (row.Text(0), row.Text(1)), Ct)).Single();
    }

    private async Task<long> ScalarAsync(string sql, params object?[] values)
    {
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        return await connection.With(sql, values).ScalarAsync<long>(Ct);
    }
}
