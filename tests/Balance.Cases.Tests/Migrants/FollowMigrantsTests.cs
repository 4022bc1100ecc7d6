using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Migrants;

/// <summary>A migrant child without a public or purchased place is followed from the register on, and a place is owed to it.</summary>
[Collection<RunningHostCollection>]
public sealed class FollowMigrantsTests(RunningHost host)
{
    private static readonly DateOnly Asked = Files.Day("2026-10-10");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whom_no_roll_shows_at_a_public_school_is_followed_and_owed_a_place()
    {
        var county = await host.CountyAsync();
        var (nowhere, elsewhere, placed, onLeave, local, small) = (Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child("2022-01-01"));
        await county.ImportAsync(RegisterKind.Schools, "2026-08-01", Files.Schools, $"21{county.Code}77,民办小学,{county.Township},primary,private,town");
        await county.PopulationAsync("2026-09-01", [.. new[] { nowhere, elsewhere, placed, onLeave, small }.Select(child => county.Person(child, residence: "migrant").Replace($"某某,{county.Township},", "某某,,", StringComparison.Ordinal)), county.Person(local)]);
        await county.RollAsync("2026-09-05", county.Pupil(elsewhere, school: $"21{county.Code}77"), county.Pupil(placed), county.Pupil(onLeave, status: "suspended", statusOn: "2026-09-02"), county.Pupil(Files.Child()));

        var counts = await host.Get<MigrantRegister>().CountAsync(Asked, county.Who, Ct);
        (counts.Children, counts.Unplaced).ShouldBe((4, 2));
        (await FollowAsync(county)).Opened.ShouldBe(2);

        CaseSummary.Of(await county.CaseAsync(nowhere), Asked, county.Pack, []).Duties.ShouldContain(new Duty(DutyKind.SecurePlace, Files.Day("2026-09-01").AddDays(30), Level.County));
        (await county.CaseAsync(elsewhere)).Concerns.ShouldBe([Concern.Migrant]);
        foreach (var other in new[] { placed, onLeave, local, small }) (await county.StudentAsync(other)).ShouldBeNull();

        var again = await FollowAsync(county);
        (again.Shown, again.Opened, again.Updated).ShouldBe((2, 0, 0));
    }

    [Fact]
    public async Task Without_a_roll_nobody_can_say_who_has_a_place()
    {
        var county = await host.CountyAsync();
        await county.PopulationAsync("2026-09-01", county.Person(Files.Child()));
        (await Should.ThrowAsync<Refusal>(() => FollowAsync(county))).Code.ShouldBe("no_roll");
    }

    private Task<RegisterFollowed> FollowAsync(TestCounty county) => host.Get<FollowMigrants>().RunAsync(Asked, false, county.Who, Ct);
}
