using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.People;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Migrants;

/// <summary>County to county with acceptance: the history goes along, access changes hands, and nothing is lost if the other side never answers.</summary>
[Collection<CaseOfficeCollection>]
public sealed class BetweenCountiesTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_waits_the_other_bureau_sees_what_it_needs_and_nothing_else()
    {
        var scene = await CountiesScene.Of(office);
        (await scene.ListAsync()).GetProperty("waiting").GetArrayLength().ShouldBe(0);
        await scene.SendAsync();

        var list = await scene.ListAsync();
        list.GetRawText().ShouldNotContain("某某");
        var row = list.GetProperty("waiting")[0];
        (row.GetProperty("fromCounty").GetString(), row.GetProperty("sentOn").GetString(), row.GetProperty("toSchool").GetString(), row.GetProperty("status").GetString())
            .ShouldBe((scene.From.County.Code, "2026-10-12", scene.To.Junior, "followed"));
        row.GetProperty("concerns").EnumerateArray().Select(concern => concern.GetString()).ShouldBe(["left_behind"]);

        var bureau = await scene.BureauAsync();
        (await bureau.GetStringAsync("/", Ct)).ShouldContain("外县转来、等待答复");
        (await bureau.GetStringAsync("/inbox", Ct)).ShouldContain("外县转来、等待答复");
        (await bureau.GetStringAsync("/transfers", Ct)).ShouldContain("乙镇初中");

        var child = (await bureau.AskAsync($"/api/transfers/{row.GetProperty("id").GetGuid()}").Should(HttpStatusCode.OK)).Body;
        (child.GetProperty("name").GetString(), child.GetProperty("note").GetString()).ShouldBe(("某某", "家长随工迁移"));
        child.GetRawText().ShouldNotContain(scene.From.Number);
        child.GetRawText().ShouldNotContain(scene.From.Child.ToString());
        (await scene.LoggedAsync(scene.To.Code, "read_across")).ShouldBe(1);
        (await scene.LoggedAsync(scene.From.County.Code, "read_across")).ShouldBe(1);
        await bureau.AskAsync($"/api/cases/{scene.From.Child}").Should(HttpStatusCode.NotFound);
        (await scene.From.DutiesAsync(await scene.From.BureauAsync())).ShouldContain("answer_transfer");
    }

    [Fact]
    public async Task Nobody_else_sees_or_answers_what_waits()
    {
        var scene = await CountiesScene.Of(office);
        var transfer = await scene.SendAsync();
        var sent = await scene.WaitingAsync();

        foreach (var officer in new[] { await scene.SchoolAsync(), await scene.TownshipAsync(), await scene.AuditorAsync(scene.To.Code), await scene.From.SenderAsync() })
        {
            (await officer.GetAsync("/api/transfers", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await officer.GetAsync($"/transfers/{sent}", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await officer.PostAsJsonAsync("/api/transfers/accept", scene.Acceptance(sent), Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        foreach (var stranger in new[] { await scene.From.BureauAsync(), await office.BureauAsync() })
        {
            (await scene.ListAsync(stranger)).GetProperty("waiting").GetArrayLength().ShouldBe(0);
            await stranger.AskAsync($"/api/transfers/{sent}").Should(HttpStatusCode.NotFound, "not_found");
            (await stranger.GetAsync($"/transfers/{sent}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var school = stranger == await office.BureauAsync() ? CaseOffice.School : scene.From.County.Junior;
            (await scene.AcceptAsync(new { commandId = Guid.NewGuid(), sent, occurredOn = "2026-10-16", school }, stranger)).Should(HttpStatusCode.NotFound, "not_found");
            (await scene.ReturnAsync(sent, officer: stranger)).Should(HttpStatusCode.NotFound, "not_found");
        }
        await scene.From.DoAsync(await scene.From.BureauAsync(), "accept-transfer", "2026-10-15", new { transfer, note = "代为接收" }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_other_county");
        await scene.From.DoAsync(await scene.From.BureauAsync(), "return-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_other_county");
        await scene.From.ShouldSeeAsync(sender: true, receiver: false);
    }

    [Fact]
    public async Task Accepted_it_is_the_other_countys_and_the_history_is_read_there()
    {
        var scene = await CountiesScene.Of(office);
        var (from, to) = (scene.From.County, scene.To);
        var before = await from.CaseAsync(scene.From.Number);
        var transfer = await scene.SendAsync();

        var child = await scene.AcceptAsync();

        child.ShouldNotBe(scene.From.Child);
        var here = await CountiesScene.FileAsync(to, child);
        here.Entries.Select(entry => entry.Recorded.GetType()).ShouldBe([typeof(CaseReceived), typeof(CaseOpened)]);
        here.Concerns.ShouldBe(before.Concerns);
        ((CaseReceived)here.Entries[0].Recorded).ShouldSatisfyAllConditions(
            came => came.FromCounty.ShouldBe(from.Code), came => came.Transfer.ShouldBe(transfer), came => came.School.ShouldBe(to.Junior), came => came.History.ShouldBe(before.Entries.Count + 1));
        (await to.ChildAsync(scene.From.Number)).ShouldBe(child);

        var school = await scene.SchoolAsync();
        (await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("由外县接收");
        var history = await (await CountiesScene.HistoryAsync(school, child, transfer)).Content.ReadAsStringAsync(Ct);
        history.ShouldContain("小学写的");
        history.ShouldContain("甲镇小学");
        await school.DoAsync(child, "add-note").Should(HttpStatusCode.OK);
        (await CountiesScene.HistoryAsync(await office.OfficerAsync(Role.Headmaster, to.Primary, to.Code), child, transfer)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await CountiesScene.HistoryAsync(await scene.From.BureauAsync(), child, transfer)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var evidence = await (await scene.BureauAsync()).GetByteArrayAsync($"/cases/{child}/history/{transfer}/evidence", Ct);
        var verdict = EvidenceProof.Check(evidence);
        verdict.Faults.ShouldBeEmpty();
        verdict.Pack!.Events.Count.ShouldBe(before.Entries.Count + 1);
        await scene.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task The_county_that_sent_it_reads_the_case_by_its_bureau_and_auditor_and_acts_in_it_no_more()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var before = (await scene.From.County.CaseAsync(scene.From.Number)).Entries.Select(entry => entry.Recorded).ToList();
        await scene.AcceptAsync();

        await scene.From.ShouldSeeAsync(sender: false, receiver: false);
        // The figure counts by the register that still shows the child there, until the next one.
        (await scene.From.SeenAsync(await scene.From.SendingTownshipAsync())).ShouldBe((false, false, false, true));
        var bureau = await scene.From.BureauAsync();
        (await scene.From.SeenAsync(bureau)).Page.ShouldBeTrue();
        (await (await scene.AuditorAsync(scene.From.County.Code)).GetAsync($"/cases/{scene.From.Child}", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await bureau.GetStringAsync($"/cases/{scene.From.Child}", Ct)).ShouldContain($"外县教育局（{scene.To.Code}）");
        (await scene.From.DutiesAsync(bureau)).ShouldBeEmpty();
        await bureau.DoAsync(scene.From.Child, "add-note").Should(HttpStatusCode.UnprocessableEntity, "departed");

        var file = await scene.From.County.CaseAsync(scene.From.Number);
        file.Entries.Take(before.Count).Select(entry => entry.Recorded).ShouldBe(before);
        file.Entries.Skip(before.Count).ShouldHaveSingleItem().Recorded.ShouldBeOfType<TransferAccepted>().ShouldSatisfyAllConditions(
            accepted => accepted.By.Office.ShouldBe(scene.To.Code), accepted => accepted.School.ShouldBe(scene.To.Junior));

        // A register of before the move brings no office back.
        await scene.From.County.PopulationAsync("2026-10-10", scene.From.County.Person(scene.From.Number));
        await scene.From.County.RollAsync("2026-10-11", scene.From.County.Pupil(scene.From.Number, grade: 6));
        await scene.From.ShouldSeeAsync(sender: false, receiver: false);
        (await scene.From.SeenAsync(await scene.From.SendingTownshipAsync())).Page.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_restricted_stays_so_and_what_was_attached_comes_along()
    {
        var scene = await CountiesScene.Of(office);
        var (sender, child) = (await scene.From.SenderAsync(), scene.From.Child);
        await scene.From.DoAsync(sender, "raise-concern", "2026-09-01", new { concern = "mental_health" }).Should(HttpStatusCode.OK);
        await scene.From.DoAsync(sender, "screen-mental-health", "2026-09-02", new { risk = "severe", result = "只给承办人看的" }).Should(HttpStatusCode.OK);
        var attached = (await sender.DoAsync(child, "attach-evidence", "2026-09-03").Should(HttpStatusCode.OK)).Entry;
        var transfer = await scene.SendAsync();
        var here = await scene.AcceptAsync();

        (await CountiesScene.HistoryAsync(await scene.SchoolAsync(), here, transfer)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await CountiesScene.HistoryAsync(await scene.SchoolAsync(), here, transfer)).Content.ReadAsStringAsync(Ct)).ShouldContain("只给承办人看的");
        var seen = await (await CountiesScene.HistoryAsync(await scene.TownshipAsync(), here, transfer)).Content.ReadAsStringAsync(Ct);
        seen.ShouldContain("小学写的");
        seen.ShouldContain("受限内容");
        seen.ShouldNotContain("只给承办人看的");
        (await (await scene.SchoolAsync()).GetStringAsync($"/api/cases/{here}", Ct)).ShouldContain("follow_up_mental_health", Case.Sensitive, "a crisis goes on");
        (await (await scene.TownshipAsync()).GetStringAsync($"/api/cases/{here}", Ct)).ShouldNotContain("mental_health");
        (await (await scene.AuditorAsync(scene.To.Code)).GetAsync($"/cases/{here}/history/{transfer}/evidence", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var file = await (await scene.SchoolAsync()).GetByteArrayAsync($"/cases/{here}/history/{transfer}/{attached}/file", Ct);
        file.ShouldBe([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]);
    }

    [Fact]
    public async Task A_child_that_the_county_knows_already_is_the_same_one_and_its_file_goes_on()
    {
        var scene = await CountiesScene.Of(office);
        await scene.To.PopulationAsync("2025-09-01", scene.To.Person(scene.From.Number, township: scene.To.OtherTownship));
        var known = await scene.To.ChildAsync(scene.From.Number);
        var bureau = await scene.BureauAsync();
        await bureau.DoAsync(known, "open", "2026-05-01", fields: new { concern = "hardship" }).Should(HttpStatusCode.OK);
        await scene.SendAsync();

        (await scene.AcceptAsync()).ShouldBe(known);

        var file = await CountiesScene.FileAsync(scene.To, known);
        file.Entries.Select(entry => entry.Recorded.GetType()).ShouldBe([typeof(CaseOpened), typeof(CaseReceived), typeof(ConcernRaised)]);
        file.Concerns.ShouldBe([Concern.Hardship, Concern.LeftBehind], ignoreOrder: true);
        await (await scene.SchoolAsync()).AskAsync($"/api/cases/{known}").Should(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_child_without_a_number_comes_along_too()
    {
        var scene = await CountiesScene.Of(office);
        var child = Guid.NewGuid();
        var sender = await scene.From.SenderAsync();
        await sender.DoAsync(child, "open-provisional", "2026-09-01", fields: new { name = "周无名", birthDate = "2014-05-01" }).Should(HttpStatusCode.OK);
        await sender.DoAsync(child, "transfer", "2026-10-12", fields: new { reach = "to_other_county", toSchool = (string?)null, toCounty = scene.To.Code }).Should(HttpStatusCode.OK);

        var here = await scene.AcceptAsync();

        (await scene.To.Get<Vault>().RevealAsync(scene.To.Code, here, Ct))!.Name.ShouldBe("周无名");
        await scene.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Sent_twice_it_is_accepted_once_and_of_two_at_once_one_finds_it_answered()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var sent = await scene.WaitingAsync();
        var (one, other) = (scene.Acceptance(sent), scene.Acceptance(sent));
        var (first, second) = (await scene.BureauAsync(), await scene.BureauAsync(1));

        var answers = await Task.WhenAll(scene.AcceptAsync(one, first), scene.AcceptAsync(other, second));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Single(answer => answer.Status != HttpStatusCode.OK).Should(HttpStatusCode.UnprocessableEntity, "transfer_not_waiting");
        var (won, by) = answers[0].Status == HttpStatusCode.OK ? (one, first) : (other, second);
        var again = await scene.AcceptAsync(won, by);
        again.Should(HttpStatusCode.OK);
        var child = again.Body.GetProperty("child").GetGuid();
        (await CountiesScene.FileAsync(scene.To, child)).Entries.Count(entry => entry.Recorded is CaseReceived).ShouldBe(1);
        (await scene.From.County.CaseAsync(scene.From.Number)).Entries.Count(entry => entry.Recorded is TransferAccepted).ShouldBe(1);
        await scene.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task An_acceptance_that_the_decision_refuses_leaves_both_counties_as_they_were()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var sent = await scene.WaitingAsync();
        var (there, here) = (await scene.From.County.EventsAsync(), await scene.To.EventsAsync());

        (await scene.AcceptAsync(scene.Acceptance(sent, "2026-10-11"))).Should(HttpStatusCode.UnprocessableEntity, "before_the_move");
        (await scene.AcceptAsync(new { commandId = Guid.NewGuid(), sent, occurredOn = "2026-10-16", school = scene.From.County.Junior })).Should(HttpStatusCode.UnprocessableEntity, "unknown_school");
        (await scene.AcceptAsync(new { commandId = Guid.NewGuid(), sent, occurredOn = "2026-10-16" })).Should(HttpStatusCode.BadRequest);

        (await scene.From.County.EventsAsync(), await scene.To.EventsAsync()).ShouldBe((there, here));
        (await scene.To.Get<Vault>().FindAsync(scene.To.Code, scene.From.Number, Ct)).ShouldBeNull();
        (await scene.LoggedAsync(scene.From.County.Code, "exported")).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_sent_back_is_the_senders_again_at_once_and_asks_where_the_child_is()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var sent = await scene.WaitingAsync();

        (await scene.ReturnAsync(sent, "not_arrived")).Status.ShouldBe(HttpStatusCode.NoContent);

        await scene.From.ShouldSeeAsync(sender: true, receiver: false);
        (await scene.From.County.CaseAsync(scene.From.Number)).OpenSuspicion!.Reasons.ShouldBe([SuspicionReason.Reported]);
        (await (await scene.From.SenderAsync()).GetStringAsync($"/cases/{scene.From.Child}", Ct)).ShouldContain("没有学位");
        await (await scene.BureauAsync()).AskAsync($"/api/transfers/{sent}").Should(HttpStatusCode.UnprocessableEntity, "transfer_not_waiting");
        (await scene.AcceptAsync(scene.Acceptance(sent))).Should(HttpStatusCode.UnprocessableEntity, "transfer_not_waiting");
        var list = await scene.ListAsync();
        list.GetProperty("waiting").GetArrayLength().ShouldBe(0);
        list.GetProperty("ended")[0].GetProperty("outcome").GetString().ShouldBe("returned");

        // Sent anew it waits anew, under another name.
        await scene.SendAsync("2026-10-18");
        (await scene.WaitingAsync()).ShouldNotBe(sent);
        await scene.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task What_is_never_answered_comes_back_and_both_bureaus_see_it()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync("2026-08-20");
        var round = office.Host.Services.GetRequiredService<UnansweredTransfers>();

        (await round.ReturnAsync(scene.From.County.Code, Ct)).ShouldBe(1);
        (await round.ReturnAsync(scene.From.County.Code, Ct)).ShouldBe(0);

        await scene.From.ShouldSeeAsync(sender: true, receiver: false);
        var bureau = await scene.From.BureauAsync();
        (await scene.From.DutiesAsync(bureau)).ShouldContain("chase_transfer");
        (await bureau.GetStringAsync("/inbox", Ct)).ShouldContain("外县逾期未答复");
        (await scene.From.County.CaseAsync(scene.From.Number)).Entries.Select(entry => entry.Recorded).OfType<DutyEscalated>().ShouldHaveSingleItem().ToLevel.ShouldBe(Level.County);
        var list = await scene.ListAsync();
        list.GetProperty("waiting").GetArrayLength().ShouldBe(0);
        list.GetProperty("ended")[0].GetProperty("outcome").GetString().ShouldBe("never_answered");
        (await (await scene.BureauAsync()).GetStringAsync("/transfers", Ct)).ShouldContain("逾期未答复，已退回");
        (await scene.LoggedAsync(scene.To.Code, "transfer_unanswered")).ShouldBe(1);

        await bureau.DoAsync(scene.From.Child, "add-note", "2026-10-20", fields: new { text = "已电话追问" }).Should(HttpStatusCode.OK);
        (await scene.From.DutiesAsync(bureau)).ShouldNotContain("chase_transfer");
    }

    [Fact]
    public async Task What_the_sender_withdraws_waits_no_more()
    {
        var scene = await CountiesScene.Of(office);
        var transfer = await scene.SendAsync();
        var sent = await scene.WaitingAsync();
        await scene.From.DoAsync(await scene.From.SenderAsync(), "withdraw-entry", "2026-10-13", new { wrong = transfer }).Should(HttpStatusCode.OK);

        (await scene.ListAsync()).GetProperty("waiting").GetArrayLength().ShouldBe(0);
        (await scene.AcceptAsync(scene.Acceptance(sent))).Should(HttpStatusCode.UnprocessableEntity, "transfer_not_waiting");
        await office.Host.Services.GetRequiredService<UnansweredTransfers>().ReturnAsync(scene.From.County.Code, Ct);
        (await scene.ListAsync()).GetProperty("ended")[0].GetProperty("outcome").GetString().ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_child_that_comes_back_is_the_same_one_and_brings_what_was_done_meanwhile()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var here = await scene.AcceptAsync();
        await (await scene.SchoolAsync()).DoAsync(here, "add-note", "2026-10-17", fields: new { text = "在外县写的" }).Should(HttpStatusCode.OK);
        var version = (await (await scene.BureauAsync()).AskAsync($"/api/cases/{here}")).Version;
        var back = (await (await scene.SchoolAsync()).DoAsync(here, "transfer", "2026-10-18", version, fields: new { reach = "to_other_county", toSchool = (string?)null, toCounty = scene.From.County.Code }).Should(HttpStatusCode.OK)).Entry;

        var bureau = await scene.From.BureauAsync();
        var sent = (await scene.ListAsync(bureau)).GetProperty("waiting")[0].GetProperty("id").GetGuid();
        var answer = await scene.AcceptAsync(new { commandId = Guid.NewGuid(), sent, occurredOn = "2026-10-19", school = scene.From.County.Primary }, bureau);

        answer.Should(HttpStatusCode.OK).Body.GetProperty("child").GetGuid().ShouldBe(scene.From.Child);
        await scene.From.ShouldSeeAsync(sender: true, receiver: false);
        (await scene.From.SeenAsync(await scene.From.SendingTownshipAsync())).Page.ShouldBeTrue();
        (await (await CountiesScene.HistoryAsync(await scene.From.SenderAsync(), scene.From.Child, back)).Content.ReadAsStringAsync(Ct)).ShouldContain("在外县写的");
        await (await scene.SchoolAsync()).AskAsync($"/api/cases/{here}").Should(HttpStatusCode.NotFound);
        await scene.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task The_pages_answer_without_script()
    {
        var scene = await CountiesScene.Of(office);
        await scene.SendAsync();
        var (bureau, sent) = (await scene.BureauAsync(), await scene.WaitingAsync());
        var page = await bureau.GetStringAsync($"/transfers/{sent}", Ct);
        page.ShouldContain("某某");
        page.ShouldNotContain(scene.From.Number);

        var posted = await bureau.PostAsync($"/transfers/{sent}", Office.Form(page, ("_handler", "accept"), ("command_id", Guid.NewGuid().ToString()), ("occurredOn", "2026-10-16"), ("school", scene.To.Junior)), Ct);
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await bureau.GetAsync($"/transfers/{sent}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Another officer had the page open.
        var late = await (await scene.BureauAsync()).PostAsync($"/transfers/{sent}", Office.Form(page, ("_handler", "accept"), ("command_id", Guid.NewGuid().ToString()), ("occurredOn", "2026-10-16"), ("school", scene.To.Junior)), Ct);
        late.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await late.Content.ReadAsStringAsync(Ct)).ShouldContain("这次转学已有答复");
    }
}
