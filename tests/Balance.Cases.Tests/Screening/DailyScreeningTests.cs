using System.Globalization;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Screening;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Screening;

/// <summary>A child who vanished from a roll is asked for the same day, also where no officer thinks of it.</summary>
[Collection<RunningHostCollection>]
public sealed class DailyScreeningTests(RunningHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Today => host.Get<TimeProvider>().Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_new_roll_is_left_to_the_officers_and_screened_by_the_clock_after_three_days()
    {
        var (county, child) = await MissedAsync();
        (await host.Get<DailyScreening>().RunAsync(county.Code, Ct)).ShouldBeFalse("rejected rows may still come");
        (await county.StudentAsync(child)).ShouldBeNull();

        (await After(4).RunAsync(county.Code, Ct)).ShouldBeTrue();
        var suspicion = (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
        suspicion.Reasons.ShouldBe([SuspicionReason.NotEnrolled]);
        (await host.Get<PastScreenings>().LatestAsync(county.Code, 1, Ct)).ShouldHaveSingleItem().What.By.User.ShouldBe(Actor.Clock);
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_an_officer_has_screened_the_roll_the_clock_goes_on_with_what_comes_in_since()
    {
        var (county, _) = await MissedAsync();
        await county.ScreenAsync(Today);
        var before = await county.EventsAsync();
        (await host.Get<DailyScreening>().RunAsync(county.Code, Ct)).ShouldBeFalse();
        (await county.EventsAsync()).ShouldBe(before);

        var other = Files.Child();
        await county.PopulationAsync(Today, county.Person(other));
        (await host.Get<DailyScreening>().RunAsync(county.Code, Ct)).ShouldBeTrue();
        (await county.CaseAsync(other)).OpenSuspicion.ShouldNotBeNull();
        (await host.Get<DailyScreening>().RunAsync(county.Code, Ct)).ShouldBeFalse("nothing has come in since");
    }

    [Fact]
    public async Task A_county_without_a_roll_of_the_year_keeps_nothing_from_the_others()
    {
        var empty = await host.CountyAsync();
        var (county, child) = await MissedAsync();
        (await Should.ThrowAsync<Refusal>(() => After(4).RunAsync(empty.Code, Ct))).Code.ShouldBe("no_roll");
        // Tests that run beside it may break their own counties.
        await Record.ExceptionAsync(() => After(4).RunAsync(Ct));
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    private DailyScreening After(int days) => ActivatorUtilities.CreateInstance<DailyScreening>(host.Services, new Later(days));

    private sealed class Later(int days) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);
    }

    private async Task<(TestCounty County, string Child)> MissedAsync()
    {
        var (county, child) = (await host.CountyAsync(), Files.Child());
        await county.PopulationAsync(Today, county.Person(child));
        await county.RollAsync(Today, county.Pupil(Files.Child("2010-01-01"), 9));
        return (county, child);
    }
}
