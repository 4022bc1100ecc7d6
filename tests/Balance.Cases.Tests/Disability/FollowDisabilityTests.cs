using Balance.Cases.Cases;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Tests.Disability;

/// <summary>Whom the register of disabled children shows is registered and followed, also in the year before school.</summary>
[Collection<RunningHostCollection>]
public sealed class FollowDisabilityTests(RunningHost host)
{
    private const string Listed = "2026-04-20";

    private static readonly DateOnly Asked = Files.Day("2026-04-25");

    [Fact]
    public async Task Children_of_school_age_and_those_who_enter_next_are_registered_and_owed_an_assessment()
    {
        var county = await host.CountyAsync();
        var (pupil, entrant, infant, gone) = (Files.Child("2017-03-01"), Files.Child("2020-05-01"), Files.Child("2023-05-01"), Files.Child("2016-05-01"));
        await county.PopulationAsync("2026-03-01", county.Person(pupil), county.Person(entrant), county.Person(infant), county.Person(gone, status: "moved_out"));
        await ListAsync(county, $"{pupil},5,2,,2024-06-01", $"{entrant},2,1,,", $"{infant},1,1,,", $"{gone},3,3,,");

        (await FollowAsync(county, preview: true)).Opened.ShouldBe(2);
        (await county.StudentAsync(pupil)).ShouldBeNull("a preview writes nothing");
        (await FollowAsync(county)).Opened.ShouldBe(2);

        var file = await county.CaseAsync(pupil);
        var registered = file.Registration.ShouldNotBeNull().Happened.ShouldBeOfType<DisabilityRegistered>();
        (registered.Category, registered.DisabilityLevel, registered.Source, registered.CertifiedOn).ShouldBe((DisabilityCategory.Intellectual, 2, RegistrationSource.Register, Files.Day("2024-06-01")));
        CaseSummary.Of(file, Asked, county.Pack, []).Duties.ShouldContain(new Duty(DutyKind.AssessNeeds, Files.Day(Listed).AddDays(31), Level.County));
        (await county.CaseAsync(entrant)).Concerns.ShouldBe([Concern.Disability]);
        (await county.StudentAsync(infant)).ShouldBeNull();
        (await county.StudentAsync(gone)).ShouldBeNull();

        var again = await FollowAsync(county);
        (again.Shown, again.Opened, again.Updated).ShouldBe((2, 0, 0));
    }

    [Fact]
    public async Task A_child_followed_for_something_else_gets_the_concern_and_one_whose_concern_was_ended_stays_as_it_is()
    {
        var county = await host.CountyAsync();
        var (poor, ended) = (Files.Child("2016-03-01"), Files.Child("2017-03-01"));
        await county.PopulationAsync("2026-03-01", county.Person(poor), county.Person(ended));
        foreach (var child in new[] { poor, ended }) await county.ActAsync(child, _ => new Decisions.OpenCase(Files.Day("2026-03-02"), Concern.Hardship, null), "2026-03-02");
        await county.ActAsync(ended, _ => new Decisions.RaiseConcern(Files.Day("2026-03-02"), Concern.Disability, null), "2026-03-02");
        await county.ActAsync(ended, _ => new Decisions.WithdrawConcern(Files.Day("2026-04-22"), Concern.Disability, null), "2026-04-22");
        await ListAsync(county, $"{poor},5,2,,", $"{ended},5,2,,");

        var done = await FollowAsync(county);
        (done.Shown, done.Opened, done.Updated).ShouldBe((2, 0, 1));
        (await county.CaseAsync(poor)).Concerns.ShouldBe([Concern.Disability, Concern.Hardship], ignoreOrder: true);
        (await county.CaseAsync(ended)).Concerns.ShouldBe([Concern.Hardship]);
    }

    [Fact]
    public async Task Without_a_register_there_is_nothing_to_follow()
    {
        var county = await host.CountyAsync();
        (await Should.ThrowAsync<Refusal>(() => FollowAsync(county))).Code.ShouldBe("no_disability_register");
    }

    private static Task ListAsync(TestCounty county, params string[] rows) => county.ImportAsync(RegisterKind.Disability, Listed, Files.Disability, rows);

    private Task<RegisterFollowed> FollowAsync(TestCounty county, bool preview = false) => host.Get<FollowDisability>().RunAsync(Asked, preview, county.Who, TestContext.Current.CancellationToken);
}
