using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Audit;

/// <summary>A sample can be drawn again by anybody, is chosen by nobody, and stays within scope.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CaseSampleTests(CaseOffice office)
{
    private static readonly DateTimeOffset Later = DateTimeOffset.MaxValue.AddYears(-1);

    [Fact]
    public async Task The_same_seed_draws_the_same_cases_and_a_longer_sample_begins_with_the_shorter()
    {
        await OpenSomeAsync();

        var first = await DrawAsync("autumn", 5);
        (await DrawAsync("autumn", 5)).Children.ShouldBe(first.Children);
        (await DrawAsync("autumn", 9)).Children.Take(5).ShouldBe(first.Children);
        (await DrawAsync("spring", 9)).Children.ShouldNotBe((await DrawAsync("autumn", 9)).Children);
        first.Of.ShouldBeGreaterThanOrEqualTo(9);
    }

    [Fact]
    public async Task It_is_drawn_from_the_cases_of_ones_own_scope_opened_by_then()
    {
        await OpenSomeAsync();

        var whole = (await DrawAsync("all", CaseSample.Most)).Children;
        var township = (await DrawAsync("all", CaseSample.Most, office.OtherTownship, Role.TownshipOfficial)).Children;
        township.ShouldNotBeEmpty();
        township.Count.ShouldBeLessThan(whole.Count);
        township.ShouldBe(whole.Where(township.Contains));
        (await DrawAsync("all", CaseSample.Most, role: Role.SystemAdministrator)).Children.ShouldBeEmpty();
        (await office.Host.Services.GetRequiredService<CaseSample>().DrawAsync("all", 5, DateTimeOffset.UnixEpoch, At(office.County, Role.Auditor), CancellationToken.None)).Of.ShouldBe(0);
    }

    [Fact]
    public async Task The_page_shows_its_seed_and_is_the_auditors_alone()
    {
        var auditor = await office.OfficerAsync(Role.Auditor);
        (await auditor.GetStringAsync("/audit/sample?seed=autumn-7&size=10")).ShouldContain("autumn-7");
        (await auditor.GetStringAsync("/")).ShouldContain("今日抽查");
        (await (await office.TownshipAsync()).GetAsync("/audit/sample")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task OpenSomeAsync()
    {
        foreach (var school in new[] { CaseOffice.School, CaseOffice.SchoolNextDoor, CaseOffice.SchoolElsewhere })
            for (var n = 0; n < 3; n++)
                await (await office.BureauAsync()).DoAsync(await office.NextChildAsync(school), "report-absence", "2026-10-15").Should(HttpStatusCode.OK);
    }

    private Task<Sample> DrawAsync(string seed, int size, string? at = null, Role role = Role.Auditor) =>
        office.Host.Services.GetRequiredService<CaseSample>().DrawAsync(seed, size, Later, At(at ?? office.County, role), CancellationToken.None);

    private Principal At(string at, Role role) => new("auditor", office.County, at, Offices.LevelOf(at), role.Code());
}
