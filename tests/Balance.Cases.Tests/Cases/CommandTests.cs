using System.Globalization;
using System.Net;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>Every command over HTTP: once, twice, late, by two.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CommandTests(CaseOffice office)
{
    [Fact]
    public async Task A_child_is_followed_from_its_absence_to_the_closing_and_every_act_is_done_once_however_often_it_is_sent()
    {
        var child = await office.NextChildAsync();
        var (school, township, bureau) = (await office.CounselorAsync(), await office.TownshipAsync(), await office.BureauAsync());
        var done = new HashSet<string>();

        await DoAsync(school, "report-absence", "2026-03-05");
        await DoAsync(township, "verify", "2026-03-08");
        await DoAsync(township, "confirm-dropout", "2026-03-09");
        await DoAsync(township, "assign", "2026-03-10", fields: new { officer = CaseOffice.UserOf(school) });
        await DoAsync(school, "log-visit", "2026-03-12");
        await DoAsync(school, "file-report", "2026-03-20");
        await DoAsync(township, "escalate", "2026-04-01");
        await DoAsync(township, "legal-step", "2026-04-20");
        var visit = await DoAsync(township, "log-visit", "2026-04-25", fields: new { outcome = "promised", promisedOn = "2026-05-08" });
        await DoAsync(township, "correct-entry", "2026-04-26", visit.Entry, new { right = new { happenedOn = "2026-04-24", promisedOn = "2026-05-09" } });
        var back = await DoAsync(school, "record-return", "2026-05-09");
        await DoAsync(township, "confirm-return", "2026-05-10", back.Entry);
        foreach (var days in PolicyPack.Load("national").AttendanceCheckDays)
            await DoAsync(school, "check-attendance", new DateOnly(2026, 5, 9).AddDays(days).ToString("O", CultureInfo.InvariantCulture));
        await DoAsync(bureau, "raise-concern", "2026-06-20");
        await DoAsync(bureau, "withdraw-concern", "2026-07-01");
        await DoAsync(bureau, "close", "2026-09-20");
        await DoAsync(bureau, "reopen", "2026-09-21");
        await DoAsync(school, "mandatory-report", "2026-09-22");
        var note = await DoAsync(school, "add-note", "2026-09-23");
        await DoAsync(school, "withdraw-entry", "2026-09-24", note.Entry);
        var nameless = Guid.CreateVersion7();
        await DoAsync(school, "open-provisional", "2026-09-25", of: nameless);
        await DoAsync(bureau, "merge", "2026-09-25", fields: new { version = 1, number = (await office.PersonAsync(child)).Number }, of: nameless);
        await DoAsync(bureau, "correct-number", "2026-09-25");
        var forgotten = await office.NextChildAsync();
        await DoAsync(bureau, "open", "2026-09-25", of: forgotten);
        await bureau.DoAsync(forgotten, "erase-identity").Should(HttpStatusCode.UnprocessableEntity, "erase_open");
        await bureau.DoAsync(forgotten, "close", "2026-09-26", 1).Should(HttpStatusCode.OK);
        await DoAsync(bureau, "erase-identity", "2026-09-27", of: forgotten);
        (await office.Host.Services.GetRequiredService<Vault>().RevealAsync(office.County, forgotten)).ShouldBeNull();
        (await bureau.AskAsync($"/api/cases/{forgotten}").Should(HttpStatusCode.OK)).Body.GetRawText().ShouldContain("identity_erased");

        done.ShouldBe(Acts.OfAnyCase, ignoreOrder: true);
        office.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => route.StartsWith("/api/cases/{child:guid}/", StringComparison.Ordinal))
            .Select(route => route.Split('/')[^1]).Where(act => act != "number").ShouldBe(Acts.All, ignoreOrder: true);

        var file = await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        file.Body.GetProperty("summary").GetProperty("status").GetString().ShouldBe("returned");
        file.Body.GetProperty("standing").GetProperty("enrolled").GetBoolean().ShouldBeTrue();

        async Task<Answer> DoAsync(HttpClient officer, string act, string day, Guid? entry = null, object? fields = null, Guid? of = null)
        {
            var whose = of ?? child;
            var before = of is null ? await VersionAsync(child) : 0;
            var body = Acts.Body(act, day, before, entry, fields);
            var first = await officer.SendAsync(whose, act, body);
            first.Should(HttpStatusCode.OK);
            var second = await officer.SendAsync(whose, act, body);
            second.Should(HttpStatusCode.OK);
            second.Body.GetRawText().ShouldBe(first.Body.GetRawText(), act);
            (await VersionAsync(whose)).ShouldBe(first.Version, act);
            first.Version.ShouldBeGreaterThan(before, act);
            done.Add(act);
            return first;
        }
    }

    [Fact]
    public async Task A_decision_on_an_old_version_is_told_what_changed_and_changes_nothing()
    {
        var child = await SuspectedAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        var seen = await VersionAsync(child);
        await school.DoAsync(child, "add-note", "2026-03-06").Should(HttpStatusCode.OK);

        var stale = await township.DoAsync(child, "verify", "2026-03-08", seen).Should(HttpStatusCode.PreconditionFailed, "changed");

        stale.Body.GetProperty("seen").GetInt64().ShouldBe(seen);
        stale.Version.ShouldBe(seen + 1);
        var change = stale.Body.GetProperty("since").EnumerateArray().ShouldHaveSingleItem();
        change.GetProperty("title").GetString().ShouldBe("记事");
        change.GetProperty("by").GetString().ShouldBe(CaseOffice.UserOf(school));
        change.GetProperty("office").GetString().ShouldBe("东乡中学");
        (await VersionAsync(child)).ShouldBe(seen + 1);
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_once_one_is_taken_and_the_other_learns_of_it()
    {
        var child = await SuspectedAsync();
        var (township, bureau) = (await office.TownshipAsync(), await office.BureauAsync());
        var seen = await VersionAsync(child);

        var answers = await Task.WhenAll(
            township.DoAsync(child, "verify", "2026-03-08", seen),
            bureau.DoAsync(child, "verify", "2026-03-08", seen, fields: new { finding = "moved_away", proof = "迁出证明" }));

        answers.Select(answer => answer.Status).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]);
        (await VersionAsync(child)).ShouldBe(answers.Single(answer => answer.Status == HttpStatusCode.OK).Version);
    }

    [Fact]
    public async Task An_addition_never_conflicts()
    {
        var child = await SuspectedAsync();
        var school = await office.CounselorAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => school.DoAsync(child, "log-visit", "2026-03-12")));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        answers.Select(answer => answer.Entry).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public async Task An_id_that_served_one_command_serves_no_other()
    {
        var child = await SuspectedAsync();
        var school = await office.CounselorAsync();
        var body = Acts.Body("add-note");
        await school.SendAsync(child, "add-note", body).Should(HttpStatusCode.OK);

        body["text"] = "别的内容";
        await school.SendAsync(child, "add-note", body).Should(HttpStatusCode.Conflict, "command_reused");
    }

    [Fact]
    public async Task What_the_decision_refuses_is_told_with_its_code_and_leaves_nothing()
    {
        var child = await SuspectedAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        var version = await VersionAsync(child);

        await school.DoAsync(child, "add-note", "2026-10-21").Should(HttpStatusCode.UnprocessableEntity, "date_in_future");
        await school.DoAsync(child, "add-note", "2001-01-01").Should(HttpStatusCode.UnprocessableEntity, "date_before_birth");
        await township.DoAsync(child, "confirm-return", "2026-03-08", version).Should(HttpStatusCode.UnprocessableEntity, "no_return");
        await township.DoAsync(child, "verify", "2026-03-08", version, fields: new { finding = "deferred", proof = "缓学申请" }).Should(HttpStatusCode.UnprocessableEntity, "until_missing");
        await township.DoAsync(child, "assign", "2026-03-08", version).Should(HttpStatusCode.UnprocessableEntity, "unknown_officer");
        await school.DoAsync(await office.NextChildAsync(), "add-note").Should(HttpStatusCode.NotFound, "no_case");
        (await VersionAsync(child)).ShouldBe(version);
    }

    [Fact]
    public async Task A_correction_keeps_what_it_does_not_name_and_refuses_what_the_entry_does_not_have()
    {
        var child = await SuspectedAsync();
        var school = await office.CounselorAsync();
        var visit = await school.DoAsync(child, "log-visit", "2026-03-12", fields: new { promisedOn = "2026-03-20" }).Should(HttpStatusCode.OK);

        await school.DoAsync(child, "correct-entry", "2026-03-13", visit.Version, visit.Entry, new { right = new { finding = "missing" } })
            .Should(HttpStatusCode.UnprocessableEntity, "no_such_field");
        await school.DoAsync(child, "correct-entry", "2026-03-13", visit.Version, visit.Entry, new { right = new { outcome = "refused" } })
            .Should(HttpStatusCode.UnprocessableEntity, "nothing_corrected");
        await school.DoAsync(child, "correct-entry", "2026-03-13", visit.Version, visit.Entry, new { right = new { outcome = "promised", clear = new[] { "promisedOn" } } })
            .Should(HttpStatusCode.OK);

        var file = await school.AskAsync($"/api/cases/{child}");
        var entry = file.Body.GetProperty("timeline").EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == visit.Entry);
        entry.GetProperty("title").GetString().ShouldBe("学校劝返：承诺");
        entry.GetProperty("facts").GetArrayLength().ShouldBe(0);
        entry.GetProperty("narrative").EnumerateArray().Select(fact => fact.GetProperty("value").GetString()).ShouldBe(["班主任", "家长不同意"]);
        entry.GetProperty("before").GetProperty("title").GetString().ShouldBe("学校劝返：拒绝");
        entry.GetProperty("before").GetProperty("facts")[0].GetProperty("value").GetString().ShouldBe("2026-03-20");
    }

    [Fact]
    public async Task A_child_whom_no_register_knows_is_in_the_charge_of_whoever_opened_its_case()
    {
        var (school, nextDoor, bureau) = (await office.CounselorAsync(), await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor), await office.BureauAsync());
        var child = Guid.CreateVersion7();

        await school.DoAsync(child, "open-provisional", fields: new { name = "周谷雨", guardianPhone = "13812341234" }).Should(HttpStatusCode.OK);

        var file = await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        file.Body.GetProperty("person").GetProperty("name").GetString().ShouldBe("周谷雨");
        file.Body.GetProperty("place").GetProperty("schoolName").GetString().ShouldBe("东乡中学");
        await (await office.TownshipAsync()).AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        await nextDoor.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound);
        await school.DoAsync(Guid.CreateVersion7(), "open-provisional", fields: new { school = CaseOffice.SchoolNextDoor }).Should(HttpStatusCode.UnprocessableEntity, "outside_scope");
        // An id that is somebody else's opens nothing and says nothing.
        await school.DoAsync(await office.NextChildAsync(CaseOffice.SchoolElsewhere), "open-provisional").Should(HttpStatusCode.NotFound, "not_found");
    }

    private async Task<Guid> SuspectedAsync()
    {
        var child = await office.NextChildAsync();
        await (await office.CounselorAsync()).DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        return child;
    }

    private async Task<long> VersionAsync(Guid child)
    {
        await using var query = office.Databases.Application.CreateCommand("select version from cases.mt_streams where tenant_id = $1 and id = $2");
        query.Parameters.Add(new() { Value = office.County });
        query.Parameters.Add(new() { Value = child });
        return await query.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long version ? version : 0;
    }
}
