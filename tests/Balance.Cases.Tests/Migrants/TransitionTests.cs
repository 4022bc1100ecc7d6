using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Tests.Access;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Migrants;

/// <summary>小升初: lists handed over school to school, received, registered, and who has not come is suspected the same day.</summary>
[Collection<CaseOfficeCollection>]
public sealed class TransitionTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_schools_read_the_case_until_the_child_is_registered_and_then_the_junior_school_alone()
    {
        var scene = await MoveScene.Of(office);
        await scene.ShouldSeeAsync(sender: true, receiver: false);
        var handed = await scene.HandOverAsync();
        await scene.ShouldSeeAsync(sender: true, receiver: true);
        (await scene.SeenAsync(await scene.ReceivingTownshipAsync())).Page.ShouldBeTrue();

        await scene.DoAsync(await scene.ReceiverAsync(), "answer-transition", "2026-10-14", new { handed, answer = "received" }).Should(HttpStatusCode.OK);
        await scene.ShouldSeeAsync(sender: true, receiver: true);

        await scene.DoAsync(await scene.ReceiverAsync(), "answer-transition", "2026-10-16", new { handed, answer = "registered" }).Should(HttpStatusCode.OK);
        await scene.ShouldSeeAsync(sender: false, receiver: true);
        (await (await scene.ReceiverAsync()).AskAsync($"/api/cases/{scene.Child}")).Body.GetProperty("place").GetProperty("grade").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task A_child_that_has_not_arrived_is_suspected_the_same_day_and_is_the_primary_schools_to_find()
    {
        var scene = await MoveScene.Of(office);
        var handed = await scene.HandOverAsync();
        await scene.DoAsync(await scene.SenderAsync(), "answer-transition", "2026-10-16", new { handed, answer = "not_arrived" }).Should(HttpStatusCode.UnprocessableEntity, "answer_by_receiver");
        await scene.DoAsync(await scene.ReceiverAsync(), "answer-transition", "2026-10-16", new { handed, answer = "not_arrived" }).Should(HttpStatusCode.OK);

        await scene.ShouldSeeAsync(sender: true, receiver: false);
        var open = (await scene.County.CaseAsync(scene.Number)).OpenSuspicion.ShouldNotBeNull();
        (open.Since, open.Reasons).ShouldSatisfyAllConditions(one => one.Since.ShouldBe(new(2026, 10, 16)), one => one.Reasons.ShouldBe([SuspicionReason.TransitionGap]));
        (await scene.DutiesAsync(await scene.SenderAsync())).ShouldContain("verify");
    }

    [Fact]
    public async Task A_list_is_handed_over_received_and_registered_in_one_act_each_and_twice_does_nothing_more()
    {
        var scene = await MoveScene.Of(office);
        var (sender, receiver) = (await scene.SenderAsync(), await scene.ReceiverAsync());
        (await ClassAsync(sender)).ShouldSatisfyAllConditions(
            one => one.GetProperty("pupils").GetInt32().ShouldBe(2), one => one.GetProperty("followed").GetInt32().ShouldBe(1), one => Step(one, "notHandedOver").ShouldBe(1));
        (await receiver.AskAsync("/api/transitions").Should(HttpStatusCode.OK)).Body.GetProperty("classes").GetArrayLength().ShouldBe(0);

        var list = new { commandId = Guid.NewGuid(), fromSchool = scene.County.Primary, @class = "1", toSchool = scene.County.Junior };
        (await PostAsync(sender, "hand-over", list)).ShouldBe(1);
        (await PostAsync(sender, "hand-over", list)).ShouldBe(0);
        await scene.ShouldSeeAsync(sender: true, receiver: true);

        var waiting = (await receiver.AskAsync("/api/transitions")).Body.GetProperty("waiting")[0];
        waiting.GetProperty("mayAnswer").GetBoolean().ShouldBeTrue();
        (await sender.AskAsync("/api/transitions")).Body.GetProperty("waiting")[0].GetProperty("mayAnswer").GetBoolean().ShouldBeFalse();
        var of = waiting.GetProperty("list").GetGuid();
        (await PostAsync(sender, "answer", new { commandId = Guid.NewGuid(), list = of, answer = "registered" })).ShouldBe(0);
        (await PostAsync(receiver, "answer", new { commandId = Guid.NewGuid(), list = of, answer = "received" })).ShouldBe(1);
        (await PostAsync(receiver, "answer", new { commandId = Guid.NewGuid(), list = of, answer = "registered" })).ShouldBe(1);

        await scene.ShouldSeeAsync(sender: false, receiver: true);
        Step(await ClassAsync(await scene.BureauAsync()), "registered").ShouldBe(1);
        (await scene.County.CaseAsync(scene.Number)).Entries.Count(entry => entry.Recorded is TransitionHandedOver or TransitionAnswered).ShouldBe(3);
        (await scene.County.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_shows_where_each_class_went_and_hands_over_without_script()
    {
        var scene = await MoveScene.Of(office);
        await scene.County.RollAsync("2026-10-01", scene.County.Pupil(scene.Other, grade: 7, school: scene.County.Junior));
        var sender = await scene.SenderAsync();
        var page = await sender.GetStringAsync("/transitions", Ct);
        page.ShouldContain("乙镇初中");
        page.ShouldContain("不在新学年学籍");

        var sent = await sender.PostAsync("/transitions", Office.Form(page, ("_handler", "hand-over"), ("command_id", Guid.NewGuid().ToString()), ("from", $"{scene.County.Primary}/1"), ("toSchool", scene.County.Junior)), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await (await scene.ReceiverAsync()).GetStringAsync("/transitions", Ct)).ShouldContain("全部接收");
    }

    [Fact]
    public async Task No_list_is_told_of_to_an_office_that_has_no_part_in_it()
    {
        var scene = await MoveScene.Of(office);
        await scene.HandOverAsync();
        var stranger = await office.OfficerAsync(Role.Headmaster, CaseOffice.School);
        var seen = (await stranger.AskAsync("/api/transitions").Should(HttpStatusCode.OK)).Body.GetRawText();
        seen.ShouldNotContain(scene.Child.ToString());
        seen.ShouldNotContain(scene.County.Primary);
        (await PostAsync(await scene.ReceiverAsync(), "hand-over", new { commandId = Guid.NewGuid(), fromSchool = scene.County.Primary, toSchool = scene.County.Junior })).ShouldBe(0);
        await (await scene.SenderAsync()).DoAsync(scene.Child, "hand-over", "2026-10-12", 1, fields: new { toSchool = scene.County.Primary }).Should(HttpStatusCode.UnprocessableEntity, "no_junior_school");
    }

    [Fact]
    public async Task A_list_is_printed_for_the_two_schools_and_the_bureau_and_for_nobody_else()
    {
        var scene = await MoveScene.Of(office);
        var handed = await scene.HandOverAsync();
        await (await scene.BureauAsync()).DoAsync(scene.Child, "report-harm", "2026-10-12").Should(HttpStatusCode.OK);
        await scene.DoAsync(await scene.ReceiverAsync(), "answer-transition", "2026-10-14", new { handed, answer = "received" }).Should(HttpStatusCode.OK);
        await scene.DoAsync(await scene.ReceiverAsync(), "answer-transition", "2026-10-16", new { handed, answer = "registered" }).Should(HttpStatusCode.OK);
        var asked = $"?year=2026&from={scene.County.Primary}&to={scene.County.Junior}";
        var name = (await office.Host.Services.GetRequiredService<Vault>().RevealAsync(scene.County.Code, [scene.Child], Ct))[scene.Child].Name;

        foreach (var officer in new[] { await scene.SenderAsync(), await scene.ReceiverAsync(), await scene.BureauAsync() })
        {
            WebUtility.HtmlDecode(await officer.GetStringAsync("/transitions", Ct)).ShouldContain($"/transitions/list{asked}");
            var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/transitions/list{asked}", Ct));
            foreach (var words in new[] { name, "6 年级", "2026-10-12", "2026-10-14", "2026-10-16", "小升初〔2026〕", "接收学校经办人" }) page.ShouldContain(words);
            // That a child was harmed is known only to those who act on it.
            page.ShouldNotContain(Concern.Harm.Chinese());
        }
        using var word = WordprocessingDocument.Open(new MemoryStream(await (await scene.SenderAsync()).GetByteArrayAsync($"/transitions/list/file{asked}", Ct)), isEditable: false);
        new OpenXmlValidator().Validate(word, Ct).Select(fault => fault.Description).ShouldBeEmpty();
        foreach (var words in new[] { "小升初移交清单", name, "注册日期", "2026-10-16", "移出学校经办人" }) word.MainDocumentPart!.Document!.Body!.InnerText.ShouldContain(words);
        (await LoggedAsync(scene, "exported")).ShouldBeGreaterThanOrEqualTo(4);

        var homeroom = await office.OfficerAsync(Role.Counselor, scene.County.Primary, scene.County.Code, @class: "1");
        foreach (var stranger in new[] { homeroom, await office.OfficerAsync(Role.Headmaster, CaseOffice.School), await scene.SendingTownshipAsync() })
            foreach (var path in new[] { "/transitions/list", "/transitions/list/file" })
                (await stranger.GetAsync($"{path}{asked}", Ct)).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
    }

    private async Task<long> LoggedAsync(MoveScene scene, string what)
    {
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from access.log where tenant = $1 and record = $2 and what = $3 and detail = 'transition_list'", scene.County.Code, scene.Child, what).ScalarAsync<long>(Ct);
    }

    private static async Task<JsonElement> ClassAsync(HttpClient officer) => (await officer.AskAsync("/api/transitions").Should(HttpStatusCode.OK)).Body.GetProperty("classes")[0];

    private static int Step(JsonElement row, string step) => row.GetProperty("steps").GetProperty(step).GetInt32();

    private static async Task<int> PostAsync(HttpClient officer, string act, object body) =>
        (await Acts.ReadAsync(await officer.PostAsJsonAsync($"/api/transitions/{act}", body, Ct)).Should(HttpStatusCode.OK)).Body.GetProperty("children").GetInt32();
}
