using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Screening;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Screening;

/// <summary>The roll of a term is screened within the pack's days of its first day, and the bureau is told until it is. It is 20 October 2026; the term began on 1 September.</summary>
[Collection<CaseOfficeCollection>]
public sealed class TermCheckTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_county_whose_roll_was_not_screened_ten_days_after_term_began_is_told_so_until_it_is()
    {
        var county = await CountyAsync("2025-08-01");
        var bureau = await office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code);
        var number = Files.Child();
        await county.PopulationAsync("2025-09-01", county.Person(number));
        foreach (var page in new[] { "/", "/screening" })
        {
            var told = WebUtility.HtmlDecode(await bureau.GetStringAsync(page, Ct));
            told.ShouldContain("本学期（2026年9月1日开始）尚未排查，应在 2026年9月11日 前完成，已逾期");
            told.ShouldContain("先导入本学期的学籍");
        }

        // A screening of the term before does not help.
        await county.RollAsync("2026-03-05", county.Pupil(number));
        await county.ScreenAsync("2026-03-20");
        await county.RollAsync("2026-09-05", county.Pupil(number));
        (await OwedAsync(county)).ShouldBe(new TermCheck(Files.Day("2026-09-01"), Files.Day("2026-09-11"), HasRoll: true));
        (await county.ScreenAsync("2026-10-20", preview: true)).Suspected.ShouldBeEmpty();
        (await OwedAsync(county)).ShouldNotBeNull("a preview leaves nothing behind");

        await county.ScreenAsync("2026-10-20");
        (await OwedAsync(county)).ShouldBeNull();
        WebUtility.HtmlDecode(await bureau.GetStringAsync("/", Ct)).ShouldNotContain("尚未排查");
    }

    [Fact]
    public async Task A_county_that_was_set_up_after_those_days_owes_none_for_that_term() => (await OwedAsync(await CountyAsync("2026-09-12"))).ShouldBeNull();

    private async Task<TestCounty> CountyAsync(string asOf)
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync(asOf);
        return county;
    }

    private Task<TermCheck?> OwedAsync(TestCounty county) => office.Host.Services.GetRequiredService<TermChecks>().OwedAsync(county.Who, Ct);
}
