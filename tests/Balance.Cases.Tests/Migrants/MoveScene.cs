using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Migrants;

/// <summary>A county of its own in which a followed child of grade six learns at the primary school of one township, and the junior school is in the other. It is 20 October 2026.</summary>
internal sealed class MoveScene(CaseOffice office, TestCounty county)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestCounty County => county;

    public string Number { get; } = Files.Child("2014-03-04");

    public string Other { get; } = Files.Child("2014-03-05");

    public Guid Child { get; private set; }

    public static async Task<MoveScene> Of(CaseOffice office)
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync();
        var scene = new MoveScene(office, county);
        await county.PopulationAsync("2025-09-01", county.Person(scene.Number), county.Person(scene.Other));
        await county.RollAsync("2025-09-10", county.Pupil(scene.Number, grade: 6), county.Pupil(scene.Other, grade: 6));
        scene.Child = await county.ChildAsync(scene.Number);
        await (await scene.SenderAsync()).DoAsync(scene.Child, "open", day: "2026-06-01", fields: new { note = "小学写的" }).Should(HttpStatusCode.OK);
        return scene;
    }

    public Task<HttpClient> SenderAsync() => office.OfficerAsync(Role.Headmaster, county.Primary, county.Code);

    public Task<HttpClient> ReceiverAsync() => office.OfficerAsync(Role.Headmaster, county.Junior, county.Code);

    public Task<HttpClient> SendingTownshipAsync() => office.OfficerAsync(Role.TownshipOfficial, county.Township, county.Code);

    public Task<HttpClient> ReceivingTownshipAsync() => office.OfficerAsync(Role.TownshipOfficial, county.OtherTownship, county.Code);

    public Task<HttpClient> BureauAsync() => office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code);

    /// <summary>Whether case page, list, search by name and the children behind a figure show the child.</summary>
    public async Task<(bool Page, bool List, bool Search, bool Figure)> SeenAsync(HttpClient officer)
    {
        var id = Child.ToString();
        var page = await officer.GetAsync($"/cases/{Child}", Ct);
        var list = await officer.GetStringAsync("/api/cases?pageSize=200", Ct);
        var search = await (await officer.PostAsJsonAsync("/api/cases/search", new { text = "某某" }, Ct)).Content.ReadAsStringAsync(Ct);
        var figure = await officer.GetStringAsync("/api/indicators/children?part=school_age&take=200", Ct);
        return (page.StatusCode == HttpStatusCode.OK, list.Contains(id), search.Contains(id), figure.Contains(id));
    }

    public async Task ShouldSeeAsync(bool sender, bool receiver)
    {
        var (yes, no) = ((true, true, true, true), (false, false, false, false));
        (await SeenAsync(await SenderAsync())).ShouldBe(sender ? yes : no, "the school that sends");
        (await SeenAsync(await ReceiverAsync())).ShouldBe(receiver ? yes : no, "the school that receives");
    }

    public async Task<Answer> DoAsync(HttpClient officer, string act, string day, object? fields = null) =>
        await officer.DoAsync(Child, act, day: day, version: await VersionAsync(), fields: fields);

    public async Task<long> VersionAsync() => (await (await BureauAsync()).AskAsync($"/api/cases/{Child}").Should(HttpStatusCode.OK)).Version;

    public async Task<Guid> TransferAsync(string day = "2026-10-12") =>
        (await DoAsync(await SenderAsync(), "transfer", day, new { toSchool = county.Junior }).Should(HttpStatusCode.OK)).Entry;

    public async Task<Guid> HandOverAsync(string day = "2026-10-12") =>
        (await DoAsync(await SenderAsync(), "hand-over", day, new { toSchool = county.Junior }).Should(HttpStatusCode.OK)).Entry;

    public async Task<IReadOnlyList<string>> DutiesAsync(HttpClient officer) =>
        [.. (await officer.AskAsync($"/api/cases/{Child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("duties").EnumerateArray().Select(duty => duty.GetProperty("kind").GetString()!)];
}
