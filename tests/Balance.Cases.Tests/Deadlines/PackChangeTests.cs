using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;
using Npgsql;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>The bureau appoints another policy pack from a day on: each day is judged by its own, nothing of the past is touched, and the record stays. It is 20 October 2026.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PackChangeTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_day_is_judged_by_its_own_pack_and_what_was_judged_keeps_the_one_that_did()
    {
        var (county, bureau) = await CountyAsync();
        var (first, second) = (Files.Child(), Files.Child("2013-04-05"));
        await county.PopulationAsync("2026-09-01", county.Person(first));
        await county.RollAsync("2026-09-10", county.Pupil(Files.Child()));
        await county.ScreenAsync("2026-10-20");

        await AppointAsync(bureau, "beipiao-2019", "2026-11-01").Should(HttpStatusCode.OK);
        await county.PopulationAsync("2026-11-05", county.Person(second));
        await county.ScreenAsync("2026-11-10");

        (await PackOfSuspicionAsync(county, first)).ShouldBe("national/1");
        (await PackOfSuspicionAsync(county, second)).ShouldBe("beipiao-2019/1");
        (await PackAsync(county, "2026-10-31")).ShouldBe("national");
        (await PackAsync(county, "2026-11-01")).ShouldBe("beipiao-2019");
        (await TargetAsync(county, "2026-10-31")).ShouldBeNull();
        (await TargetAsync(county, "2026-11-30")).ShouldNotBeNull().Value.ShouldBe(0.9m);
        var trend = await county.Get<Rates>().TrendAsync(await RatesAsync(county, "2026-12-05"), null, Ct);
        trend.Select(month => month.Pack.Name).ShouldBe(["national", "national", "beipiao-2019", "beipiao-2019"]);
        (await county.VerifyAsync()).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public async Task The_page_says_what_will_change_and_when_and_who_decided_it()
    {
        var (county, bureau) = await CountyAsync();
        await AppointAsync(bureau, "binzhou-2023", "2026-12-01").Should(HttpStatusCode.OK);

        var page = WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack", Ct));
        page.ShouldContain($"自 2026年12月1日 起执行“{PolicyPack.Load("binzhou-2023").Title}”");
        page.ShouldContain("/pack?with=binzhou-2023");
        page.ShouldContain("national/1");
        page.ShouldContain("李晓梅");

        await AppointAsync(bureau, "baoshan-2018", "2026-10-20").Should(HttpStatusCode.OK);
        page = WebUtility.HtmlDecode(await bureau.GetStringAsync("/pack", Ct));
        page.ShouldContain("baoshan-2018/1", customMessage: "from today on");
        page.ShouldNotContain("起执行“", Case.Sensitive, "what was to come has fallen away");
        (await PackAsync(county, "2027-01-01")).ShouldBe("baoshan-2018");
        (await PackAsync(county, "2026-10-19")).ShouldBe("national");
        (await bureau.AskAsync("/api/pack/appointments").Should(HttpStatusCode.OK)).Body.EnumerateArray().Select(one => one.GetProperty("pack").GetString()).ShouldBe(["baoshan-2018", "binzhou-2023"], "the record stays");
    }

    [Fact]
    public async Task It_is_never_of_the_past_nor_for_nothing_and_sent_twice_it_is_done_once()
    {
        var (county, bureau) = await CountyAsync();
        await AppointAsync(bureau, "binzhou-2023", "2026-10-19").Should(HttpStatusCode.UnprocessableEntity, "past_day");
        await AppointAsync(bureau, "national", "2026-11-01").Should(HttpStatusCode.UnprocessableEntity, "same_pack");
        (await AppointAsync(bureau, "nowhere", "2026-11-01").Should(HttpStatusCode.BadRequest)).Of("pack").ShouldContain("政策包");
        (await AppointAsync(bureau, "binzhou-2023", null).Should(HttpStatusCode.BadRequest)).Of("from").ShouldContain("哪天");

        var command = Guid.NewGuid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AppointAsync(bureau, "binzhou-2023", "2026-11-01", command)));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        await AppointAsync(bureau, "baoshan-2018", "2026-11-01", command).Should(HttpStatusCode.Conflict, "command_reused");
        (await county.CountAsync("registers.pack_appointments where tenant = $1")).ShouldBe(1);
        (await county.CountAsync("cases.mt_events where tenant_id = $1 and type = 'policy_pack_appointed'")).ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_bureau_appoints_only_for_its_own_county_and_nobody_changes_the_record()
    {
        var (county, bureau) = await CountyAsync();
        var (other, _) = await CountyAsync();
        foreach (var role in new[] { Role.TownshipOfficial, Role.Headmaster, Role.Auditor, Role.SystemAdministrator })
        {
            var officer = await office.OfficerAsync(role, role == Role.TownshipOfficial ? county.Township : role == Role.Headmaster ? county.Junior : county.Code, county.Code);
            await AppointAsync(officer, "binzhou-2023", "2026-11-01").Should(HttpStatusCode.Forbidden);
            if (role != Role.SystemAdministrator) (await officer.GetStringAsync("/pack", Ct)).ShouldNotContain("更换政策包");
        }
        (await bureau.GetStringAsync("/pack", Ct)).ShouldContain("更换政策包");
        await Should.ThrowAsync<Refusal>(() => county.Get<PackAppointments>().AppointAsync(new(Guid.NewGuid(), "binzhou-2023", CaseOffice.Today), county.Who with { Role = "auditor" }, Ct));

        await AppointAsync(bureau, "binzhou-2023", "2026-11-01").Should(HttpStatusCode.OK);
        (await PackAsync(other, "2026-11-01")).ShouldBe("national");
        await using var connection = await office.Databases.Shared.Owner.OpenConnectionAsync(Ct);
        foreach (var change in new[] { "update registers.pack_appointments set from_on = '2020-01-01'", "delete from registers.pack_appointments" })
            (await Should.ThrowAsync<PostgresException>(() => connection.With(change + " where tenant = $1", county.Code).RunAsync(Ct))).SqlState.ShouldBe("BC001");
    }

    private async Task<(TestCounty County, HttpClient Bureau)> CountyAsync()
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.SetUpAsync();
        return (county, await office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code));
    }

    private static async Task<Answer> AppointAsync(HttpClient officer, string pack, string? from, Guid? command = null) =>
        await Acts.ReadAsync(await officer.PostAsJsonAsync("/api/pack/appointments", new { commandId = command ?? Guid.NewGuid(), pack, from }, Ct));

    private static async Task<string> PackAsync(TestCounty county, string day) => (await county.Get<Counties>().PackOfAsync(county.Code, Files.Day(day), Ct)).Name;

    private static async Task<string> PackOfSuspicionAsync(TestCounty county, string child) =>
        (await county.CaseAsync(child)).Entries.Select(entry => entry.Recorded).OfType<DropoutSuspected>().Single().Pack;

    private static Task<RatesOfOffice> RatesAsync(TestCounty county, string day) => county.Get<Rates>().OfAsync(county.Who, 2026, Files.Day(day), null, Ct);

    private static async Task<Target?> TargetAsync(TestCounty county, string day) => (await RatesAsync(county, day)).TargetFor(Measure.DropoutRate, Stage.Junior);
}
