using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Migrants;

/// <summary>The county of a <see cref="MoveScene"/>, which sends its child, and another one of the installation, which is asked to take it.</summary>
internal sealed class CountiesScene(CaseOffice office, MoveScene from, TestCounty to)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public MoveScene From => from;

    public TestCounty To => to;

    public static async Task<CountiesScene> Of(CaseOffice office)
    {
        var to = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await to.SetUpAsync();
        return new(office, await MoveScene.Of(office), to);
    }

    public Task<HttpClient> BureauAsync(int nth = 0) => office.OfficerAsync(Role.CountyOfficer, to.Code, to.Code, nth: nth);

    public Task<HttpClient> SchoolAsync() => office.OfficerAsync(Role.Headmaster, to.Junior, to.Code);

    public Task<HttpClient> TownshipAsync() => office.OfficerAsync(Role.TownshipOfficial, to.OtherTownship, to.Code);

    public Task<HttpClient> AuditorAsync(string county) => office.OfficerAsync(Role.Auditor, county, county);

    /// <summary>The sending school hands the child to the other county.</summary>
    public async Task<Guid> SendAsync(string day = "2026-10-12", string? note = "家长随工迁移") =>
        (await from.DoAsync(await from.SenderAsync(), "transfer", day, new { reach = "to_other_county", toSchool = to.Junior, toCounty = to.Code, note }).Should(HttpStatusCode.OK)).Entry;

    public async Task<JsonElement> ListAsync(HttpClient? officer = null) => (await (officer ?? await BureauAsync()).AskAsync("/api/transfers").Should(HttpStatusCode.OK)).Body;

    /// <summary>What waits for the receiving county, by its name there.</summary>
    public async Task<Guid> WaitingAsync() => (await ListAsync()).GetProperty("waiting")[0].GetProperty("id").GetGuid();

    public object Acceptance(Guid sent, string day = "2026-10-16") => new { commandId = Guid.NewGuid(), sent, occurredOn = day, school = to.Junior, note = "已到校" };

    public async Task<Answer> AcceptAsync(object body, HttpClient? officer = null) =>
        await Acts.ReadAsync(await (officer ?? await BureauAsync()).PostAsJsonAsync("/api/transfers/accept", body, Ct));

    /// <summary>The child in the receiving county, once that has taken it.</summary>
    public async Task<Guid> AcceptAsync() => (await AcceptAsync(Acceptance(await WaitingAsync())).Should(HttpStatusCode.OK)).Body.GetProperty("child").GetGuid();

    public async Task<Answer> ReturnAsync(Guid sent, string reason = "refused", HttpClient? officer = null) => await Acts.ReadAsync(
        await (officer ?? await BureauAsync()).PostAsJsonAsync("/api/transfers/return", new { commandId = Guid.NewGuid(), sent, occurredOn = "2026-10-16", reason, note = "没有学位" }, Ct));

    public static Task<HttpResponseMessage> HistoryAsync(HttpClient officer, Guid child, Guid transfer) => officer.GetAsync($"/cases/{child}/history/{transfer}", Ct);

    public async Task<long> LoggedAsync(string county, string what)
    {
        await using var connection = await office.Databases.Shared.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from access.log where tenant = $1 and what = $2", county, what).ScalarAsync<long>(Ct);
    }

    public async Task ShouldBeWholeAsync()
    {
        (await from.County.VerifyAsync()).Damages.ShouldBeEmpty();
        (await to.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    public static async Task<Student> FileAsync(TestCounty county, Guid child)
    {
        await using var session = county.Get<Marten.IDocumentStore>().QuerySession(county.Code);
        return (await session.LoadAsync<StudentCase>(child, Ct)).ShouldNotBeNull().Student;
    }
}
