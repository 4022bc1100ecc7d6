using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Access;

/// <summary>Every list, search and drill-down, for every role: it holds the child in charge and never one of another office or county, and its count says no more.</summary>
[Collection<CaseOfficeCollection>]
public sealed class ListTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Written by hand: where the office sits, its own child, and a child of the county that is another's (null: it has the whole county).</summary>
    public static TheoryData<Role, string?, string?, int, string?, int?> Readers => new()
    {
        { Role.Counselor, CaseOffice.School, "1", 56, CaseOffice.School, 57 },
        { Role.Headmaster, CaseOffice.School, null, 56, CaseOffice.SchoolNextDoor, 56 },
        { Role.TownshipOfficial, "township", null, 56, CaseOffice.SchoolElsewhere, 56 },
        { Role.SpecialEducationExpert, CaseOffice.School, null, 56, CaseOffice.SchoolNextDoor, 56 },
        { Role.CountyOfficer, null, null, 56, null, null },
        { Role.AidOfficer, null, null, 56, null, null },
        { Role.Auditor, null, null, 56, null, null },
    };

    [Theory, MemberData(nameof(Readers))]
    public async Task A_list_holds_the_own_children_and_nobody_elses(Role role, string? at, string? @class, int own, string? otherSchool, int? other)
    {
        var reader = await office.OfficerAsync(role, at == "township" ? office.Township : at, @class: @class, nth: 33);
        var mine = await OpenAsync(await office.ChildAsync(own), office.County);
        List<Guid> strangers = [await OpenAsync(await office.ChildAsync(56, county: office.OtherCounty), office.OtherCounty)];
        if (other is { } n) strangers.Add(await OpenAsync(await office.ChildAsync(n, otherSchool!), office.County));

        foreach (var (name, read) in Lists(reader))
        {
            (await read(mine, office.County)).ShouldContain(mine.ToString(), customMessage: name);
            foreach (var stranger in strangers)
                (await read(stranger, stranger == strangers[0] ? office.OtherCounty : office.County)).ShouldNotContain(stranger.ToString(), customMessage: name);
        }
    }

    [Fact]
    public async Task Counts_are_those_of_the_own_children()
    {
        await OpenAsync(await office.ChildAsync(56), office.County);
        await OpenAsync(await office.ChildAsync(56, CaseOffice.SchoolNextDoor), office.County);
        var (head, next, township) = (await CountAsync(Role.Headmaster, CaseOffice.School), await CountAsync(Role.Headmaster, CaseOffice.SchoolNextDoor), await CountAsync(Role.TownshipOfficial, office.Township));

        township.ShouldBe((head.Cases + next.Cases, head.Behind + next.Behind));
    }

    private async Task<(int Cases, int Behind)> CountAsync(Role role, string at)
    {
        var reader = await office.OfficerAsync(role, at, nth: 33);
        var cases = (await reader.AskAsync("/api/cases").Should(HttpStatusCode.OK)).Body;
        cases.GetProperty("byStatus").EnumerateObject().Sum(status => status.Value.GetInt32()).ShouldBe(cases.GetProperty("total").GetInt32());
        return (cases.GetProperty("total").GetInt32(), (await reader.AskAsync("/api/indicators/children?part=school_age").Should(HttpStatusCode.OK)).Body.GetProperty("total").GetInt32());
    }

    private (string Name, Func<Guid, string, Task<string>> Read)[] Lists(HttpClient reader) =>
    [
        ("GET /api/cases", async (_, _) => string.Join(' ', await reader.ListedAsync())),
        ("POST /api/cases/search by name", async (child, county) => await SearchAsync(reader, (await office.PersonAsync(child, county)).Name)),
        ("POST /api/cases/search by number", async (child, county) => await SearchAsync(reader, (await office.PersonAsync(child, county)).Number)),
        ("GET /api/indicators/children", async (_, _) => string.Join(' ', await reader.BehindAsync("part=school_age"))),
        ("PAGE /cases, searched by name", async (child, county) => await FindAsync(reader, "/cases", (await office.PersonAsync(child, county)).Name)),
    ];

    private static async Task<string> SearchAsync(HttpClient reader, string text)
    {
        using var answer = await reader.PostAsJsonAsync("/api/cases/search", new { text, pageSize = 200 }, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<string> FindAsync(HttpClient reader, string path, string text)
    {
        var page = await reader.GetStringAsync(path, Ct);
        using var sent = await reader.PostAsync(path, Office.Form(page, ("_handler", "find"), ("text", text)), Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await reader.GetStringAsync(sent.Headers.Location!.OriginalString, Ct);
    }

    private async Task<Guid> OpenAsync(Guid child, string county)
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, county, county);
        if ((await bureau.AskAsync($"/api/cases/{child}")).Status == HttpStatusCode.NotFound) await bureau.DoAsync(child, "open").Should(HttpStatusCode.OK);
        return child;
    }
}
