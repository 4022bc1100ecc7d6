using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using TakeUp = Balance.Cases.Deadlines.TakeUpOverdue;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>What is overdue is taken up by itself, once, whoever else runs the round, and nobody can do it in the clock's name.</summary>
[Collection<RunningHostCollection>]
public sealed class OverdueRoundTests(RunningHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dropout_that_the_school_left_lying_is_taken_up_to_township_and_county()
    {
        var (county, number) = await ForgottenAsync(40);
        await RoundAsync(county);

        var file = await county.CaseAsync(number);
        file.Level.ShouldBe(Level.County);
        var told = file.Entries.Select(entry => entry.Recorded).OfType<DutyEscalated>().ShouldHaveSingleItem();
        (told.Duty, told.FromLevel, told.ToLevel, told.By.User).ShouldBe((DutyKind.Persuade, Level.School, Level.County, Actor.Clock));
    }

    [Fact]
    public async Task A_round_that_comes_again_or_on_two_nodes_at_once_does_nothing_twice()
    {
        var (county, number) = await ForgottenAsync(12);
        await Task.WhenAll(RoundAsync(county), RoundAsync(county), RoundAsync(county));
        await RoundAsync(county);
        (await county.CaseAsync(number)).Entries.Count(entry => entry.Recorded is DutyEscalated).ShouldBe(1);
        (await county.VerifyAsync()).Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_in_time_and_what_is_closed_is_left_alone()
    {
        var (county, number) = await ForgottenAsync(3);
        var before = await county.EventsAsync();
        await RoundAsync(county);
        (await county.EventsAsync()).ShouldBe(before);
        (await county.CaseAsync(number)).Entries.ShouldNotContain(entry => entry.Recorded is DutyEscalated);
    }

    [Fact]
    public async Task Those_above_find_it_in_their_inbox()
    {
        var (county, number) = await ForgottenAsync(40, step: "care_visit", detail: "");
        await RoundAsync(county);
        var child = await county.ChildAsync(number);
        var bureau = new Principal("bureau", county.Code, county.Code, Level.County, Role.CountyOfficer.Code());
        var inbox = await host.Get<Inbox>().OfAsync(bureau, Ct);
        inbox.Single(part => part.Cases.Any(one => one.Case.Child == child)).Matter.ShouldBe(Matter.TakenUpToUs);
    }

    [Fact]
    public async Task What_the_bureau_left_lying_it_is_told_once_and_has_as_its_own()
    {
        var (county, number) = await ForgottenAsync(700, step: "aid", detail: "营养改善");
        await RoundAsync(county);
        await RoundAsync(county);
        (await county.CaseAsync(number)).Entries.Select(entry => entry.Recorded).OfType<DutyEscalated>().ShouldAllBe(told => told.Duty == DutyKind.GrantAid && told.FromLevel == Level.County && told.ToLevel == Level.County);
        (await county.CaseAsync(number)).Entries.Count(entry => entry.Recorded is DutyEscalated).ShouldBe(1);
        EntryWords.Of((await county.CaseAsync(number)).Entries[^1].Recorded, code => code).Title.ShouldBe("已逾期，告知县教育局：落实资助");
        var bureau = new Principal("bureau", county.Code, county.Code, Level.County, Role.CountyOfficer.Code());
        (await host.Get<Inbox>().OfAsync(bureau, Ct)).Single(part => part.Cases.Count > 0).Matter.ShouldBe(Matter.Overdue);
    }

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory, MemberData(nameof(Roles))]
    public async Task Nobody_can_do_it_in_the_clocks_place(Role role)
    {
        var (county, number) = await ForgottenAsync(40);
        var who = new Principal("somebody", county.Code, county.Code, Level.County, role.Code());
        var refusal = await Should.ThrowAsync<Refusal>(async () =>
            await host.Get<Dispatcher>().SendAsync(new TakeUp(Guid.CreateVersion7(), await county.ChildAsync(number), host.Get<TimeProvider>().Today()), who, Ct));
        refusal.Code.ShouldBeOneOf("forbidden", "not_found");
        (await county.CaseAsync(number)).Entries.ShouldNotContain(entry => entry.Recorded is DutyEscalated);
    }

    [Fact]
    public async Task No_account_can_take_the_clocks_name()
    {
        var county = await host.CountyAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var refusal = await Should.ThrowAsync<Refusal>(() => scope.ServiceProvider.GetRequiredService<Accounts>()
            .CreateAsync(new("Clock", "钟", county.Code, county.Code, "县教育局", Role.CountyOfficer), "five-quiet-herons-71"));
        refusal.Code.ShouldBe("bad_user_name");
    }

    private Task RoundAsync(TestCounty county) => host.Get<OverdueRound>().RunAsync(county.Code, Ct);

    /// <summary>A county with one child of whom something was entered so many days ago and nothing since.</summary>
    private async Task<(TestCounty County, string Number)> ForgottenAsync(int days, string step = "dropout", string detail = "work")
    {
        var county = await host.CountyAsync();
        var (number, on) = (Files.Child(), host.Get<TimeProvider>().Today().AddDays(-days));
        await county.PopulationAsync("2025-09-01", county.Person(number));
        await county.LedgerAsync(Files.Step(number, on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), step, detail));
        return (county, number);
    }
}
