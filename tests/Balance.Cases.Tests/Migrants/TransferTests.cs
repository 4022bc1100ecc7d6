using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Migrants;

/// <summary>转学: the history goes along and access changes hands, and nothing is lost if the other side never answers.</summary>
[Collection<CaseOfficeCollection>]
public sealed class TransferTests(CaseOffice office)
{
    /// <summary>A county that does not work in this installation.</summary>
    private const string Unknown = "110101";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_sides_read_the_case_until_the_other_accepts_and_then_it_alone()
    {
        var scene = await MoveScene.Of(office);
        await scene.ShouldSeeAsync(sender: true, receiver: false);

        var transfer = await scene.TransferAsync();

        await scene.ShouldSeeAsync(sender: true, receiver: true);
        (await scene.SeenAsync(await scene.SendingTownshipAsync())).Page.ShouldBeTrue();
        (await scene.SeenAsync(await scene.ReceivingTownshipAsync())).Page.ShouldBeTrue();
        (await scene.DutiesAsync(await scene.ReceiverAsync())).ShouldContain("answer_transfer");
        (await (await scene.ReceiverAsync()).GetStringAsync($"/cases/{scene.Child}", Ct)).ShouldContain("小学写的");

        await scene.DoAsync(await scene.ReceiverAsync(), "accept-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.OK);

        await scene.ShouldSeeAsync(sender: false, receiver: true);
        // It still lives in the old township.
        (await scene.SeenAsync(await scene.SendingTownshipAsync())).Page.ShouldBeTrue();
        (await (await scene.ReceiverAsync()).GetStringAsync($"/cases/{scene.Child}", Ct)).ShouldContain("小学写的");
        await (await scene.ReceiverAsync()).DoAsync(scene.Child, "add-note").Should(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_roll_of_before_does_not_bring_the_child_back_and_a_later_one_does()
    {
        var scene = await MoveScene.Of(office);
        var transfer = await scene.TransferAsync();
        await scene.DoAsync(await scene.ReceiverAsync(), "accept-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.OK);

        await scene.County.RollAsync("2026-10-10", scene.County.Pupil(scene.Number, grade: 6), scene.County.Pupil(scene.Other, grade: 6));
        await scene.ShouldSeeAsync(sender: false, receiver: true);

        await scene.County.RollAsync("2026-10-21", scene.County.Pupil(scene.Number, grade: 6), scene.County.Pupil(scene.Other, grade: 6));
        await scene.ShouldSeeAsync(sender: true, receiver: false);
    }

    [Fact]
    public async Task What_comes_back_is_the_senders_again_and_asks_where_the_child_is()
    {
        var scene = await MoveScene.Of(office);
        var transfer = await scene.TransferAsync();

        await scene.DoAsync(await scene.SenderAsync(), "return-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_receiver");
        await scene.DoAsync(await scene.ReceiverAsync(), "return-transfer", "2026-10-15", new { transfer, reason = "not_arrived" }).Should(HttpStatusCode.OK);

        await scene.ShouldSeeAsync(sender: true, receiver: false);
        (await scene.County.CaseAsync(scene.Number)).OpenSuspicion!.Reasons.ShouldBe([SuspicionReason.Reported]);
    }

    [Fact]
    public async Task What_nobody_answers_comes_back_by_the_clock_once_and_goes_up_the_line()
    {
        var scene = await MoveScene.Of(office);
        var transfer = await scene.TransferAsync("2026-08-20");
        var round = office.Host.Services.GetRequiredService<UnansweredTransfers>();
        await scene.DoAsync(await scene.ReceiverAsync(), "return-transfer", "2026-10-15", new { transfer, reason = "never_answered" }).Should(HttpStatusCode.UnprocessableEntity, "clock_returns");

        (await round.ReturnAsync(scene.County.Code, Ct)).ShouldBe(1);
        (await round.ReturnAsync(scene.County.Code, Ct)).ShouldBe(0);

        await scene.ShouldSeeAsync(sender: true, receiver: false);
        var file = await scene.County.CaseAsync(scene.Number);
        file.Entries.Select(entry => entry.Recorded).OfType<TransferReturned>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            back => back.Reason.ShouldBe(TransferReturn.NeverAnswered), back => back.By.User.ShouldBe(Actor.Clock));
        file.Entries.ShouldContain(entry => entry.Recorded is DutyEscalated);
        file.OpenSuspicion.ShouldNotBeNull();
        (await scene.County.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_transfer_in_time_waits_for_its_answer()
    {
        var scene = await MoveScene.Of(office);
        await scene.TransferAsync("2026-10-19");
        (await office.Host.Services.GetRequiredService<UnansweredTransfers>().ReturnAsync(scene.County.Code, Ct)).ShouldBe(0);
        await scene.ShouldSeeAsync(sender: true, receiver: true);
    }

    [Fact]
    public async Task An_acceptance_sent_twice_has_its_effect_once_and_one_that_saw_too_little_decides_again()
    {
        var scene = await MoveScene.Of(office);
        var transfer = await scene.TransferAsync();
        var (receiver, version) = (await scene.ReceiverAsync(), await scene.VersionAsync());
        await receiver.DoAsync(scene.Child, "accept-transfer", "2026-10-15", version - 1, fields: new { transfer }).Should(HttpStatusCode.PreconditionFailed, "changed");

        var body = Acts.Body("accept-transfer", "2026-10-15", version, fields: new { transfer });
        var first = await receiver.SendAsync(scene.Child, "accept-transfer", body).Should(HttpStatusCode.OK);
        (await receiver.SendAsync(scene.Child, "accept-transfer", body).Should(HttpStatusCode.OK)).Version.ShouldBe(first.Version);
        (await scene.County.CaseAsync(scene.Number)).Entries.Count(entry => entry.Recorded is TransferAccepted).ShouldBe(1);
    }

    [Fact]
    public async Task A_child_that_left_the_county_is_its_schools_until_the_bureau_has_the_answer_and_then_no_schools()
    {
        var scene = await MoveScene.Of(office);
        var sender = await scene.SenderAsync();
        await scene.DoAsync(sender, "transfer", "2026-10-12", new { reach = "to_other_county", toSchool = (string?)null, toCounty = scene.County.Code }).Should(HttpStatusCode.UnprocessableEntity, "own_county");
        var transfer = (await scene.DoAsync(sender, "transfer", "2026-10-12", new { reach = "to_other_county", toSchool = (string?)null, toCounty = Unknown }).Should(HttpStatusCode.OK)).Entry;
        await scene.ShouldSeeAsync(sender: true, receiver: false);
        await scene.DoAsync(sender, "accept-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_bureau");

        await scene.DoAsync(await scene.BureauAsync(), "accept-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.UnprocessableEntity, "acceptance_unproven");
        await scene.DoAsync(await scene.BureauAsync(), "accept-transfer", "2026-10-15", new { transfer, note = "对方回执 3 号" }).Should(HttpStatusCode.OK);

        await scene.ShouldSeeAsync(sender: false, receiver: false);
        (await scene.SeenAsync(await scene.SendingTownshipAsync())).Page.ShouldBeFalse();
        (await scene.SeenAsync(await scene.BureauAsync())).ShouldBe((true, true, true, true));
        (await (await scene.BureauAsync()).GetStringAsync($"/cases/{scene.Child}", Ct)).ShouldContain("对方不在本系统");
    }

    [Fact]
    public async Task A_child_that_comes_from_another_county_is_the_schools_that_accepts_it()
    {
        var scene = await MoveScene.Of(office);
        var transfer = (await scene.DoAsync(await scene.BureauAsync(), "transfer", "2026-10-12", new { reach = "from_other_county", toSchool = scene.County.Junior }).Should(HttpStatusCode.OK)).Entry;
        (await scene.SeenAsync(await scene.ReceiverAsync())).ShouldBe((true, true, true, true));
        await scene.DoAsync(await scene.ReceiverAsync(), "accept-transfer", "2026-10-15", new { transfer }).Should(HttpStatusCode.OK);
        await scene.ShouldSeeAsync(sender: false, receiver: true);
    }

    [Fact]
    public async Task A_transfer_that_is_withdrawn_closes_the_case_to_the_school_that_was_asked()
    {
        var scene = await MoveScene.Of(office);
        var transfer = await scene.TransferAsync();
        await scene.ShouldSeeAsync(sender: true, receiver: true);
        await scene.DoAsync(await scene.SenderAsync(), "withdraw-entry", "2026-10-13", new { wrong = transfer }).Should(HttpStatusCode.OK);
        await scene.ShouldSeeAsync(sender: true, receiver: false);
    }

    [Fact]
    public async Task A_school_of_another_county_or_none_receives_nothing()
    {
        var scene = await MoveScene.Of(office);
        foreach (var unknown in new[] { scene.County.Outside, "9999999999" })
            await scene.DoAsync(await scene.SenderAsync(), "transfer", "2026-10-12", new { toSchool = unknown }).Should(HttpStatusCode.UnprocessableEntity, "unknown_school");
        await scene.DoAsync(await scene.SendingTownshipAsync(), "transfer", "2026-10-12", new { toSchool = scene.County.Junior }).Should(HttpStatusCode.Forbidden, "forbidden");
    }
}
