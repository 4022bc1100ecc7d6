using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>The inbox holds what waits for an officer and nothing of anybody else's, and it follows what is done at once.</summary>
[Collection<CaseOfficeCollection>]
public sealed class InboxTests(CaseOffice office)
{
    [Fact]
    public async Task A_suspicion_waits_for_its_township_until_it_is_verified()
    {
        var child = await office.NextChildAsync();
        (await MatterAsync(Township, child)).ShouldBeNull();

        await (await office.CounselorAsync()).DoAsync(child, "report-absence", "2026-10-19", fields: new { absentSince = "2026-10-16" }).Should(HttpStatusCode.OK);
        (await MatterAsync(Township, child)).ShouldBe(Matter.Verify);
        (await MatterAsync(At(Role.TownshipOfficial, office.OtherTownship), child)).ShouldBeNull("another township's");

        await (await office.TownshipAsync()).DoAsync(child, "verify", "2026-10-20", 2, fields: new { finding = "dropped_out" }).Should(HttpStatusCode.OK);
        (await MatterAsync(Township, child)).ShouldNotBe(Matter.Verify);
    }

    [Fact]
    public async Task What_the_law_wants_reported_at_once_stands_in_the_bureau_s_inbox_at_once_whoever_saw_it()
    {
        var (county, child) = await OwnAsync();
        await (await office.OfficerAsync(Role.Counselor, county.Primary, county.Code)).DoAsync(child, "report-harm", "2026-10-20").Should(HttpStatusCode.OK);

        (await MatterAsync(At(Role.CountyOfficer, county.Code, county.Code), child)).ShouldBe(Matter.Report);
        (await (await office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code)).GetStringAsync("/")).ShouldContain("应立即强制报告");
        (await MatterAsync(At(Role.Counselor, county.Primary, county.Code), child)).ShouldBe(Matter.Report);
        (await MatterAsync(At(Role.AidOfficer, county.Code, county.Code), child)).ShouldBeNull("who grants aid does not report");
        (await MatterAsync(At(Role.SpecialEducationExpert, $"Z{county.Code}", county.Code), child)).ShouldBeNull("a resource centre is not the bureau");
    }

    [Fact]
    public async Task A_return_waits_for_the_office_above_that_of_who_logged_it()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence", "2026-10-10").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "verify", "2026-10-12", 2, fields: new { finding = "dropped_out" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "record-return", "2026-10-18", 3).Should(HttpStatusCode.OK);

        (await MatterAsync(Township, child)).ShouldBe(Matter.ConfirmReturn);
        (await MatterAsync(At(Role.Counselor, CaseOffice.School), child)).ShouldNotBe(Matter.ConfirmReturn);
        (await MatterAsync(At(Role.Counselor, CaseOffice.SchoolNextDoor), child)).ShouldBeNull("another school's");
    }

    [Fact]
    public async Task Persuasion_given_to_an_officer_stands_in_that_officers_inbox_and_not_in_a_colleagues()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence", "2026-10-10").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "verify", "2026-10-19", 2, fields: new { finding = "dropped_out" }).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "assign", "2026-10-20", 3, fields: new { level = "school", officer = CaseOffice.UserOf(school), due = "2026-11-20" }).Should(HttpStatusCode.OK);

        (await MatterAsync(At(Role.Counselor, CaseOffice.School) with { User = CaseOffice.UserOf(school) }, child)).ShouldBe(Matter.GivenToMe);
        (await MatterAsync(At(Role.Counselor, CaseOffice.School), child)).ShouldNotBe(Matter.GivenToMe);
    }

    [Fact]
    public async Task The_bell_counts_what_the_page_shows_and_those_who_do_not_act_have_none()
    {
        var (county, child) = await OwnAsync();
        await (await office.OfficerAsync(Role.Counselor, county.Primary, county.Code)).DoAsync(child, "report-absence", "2026-10-19").Should(HttpStatusCode.OK);
        var name = (await office.PersonAsync(child, county.Code)).Name;

        var township = await office.OfficerAsync(Role.TownshipOfficial, county.Township, county.Code);
        (await township.GetStringAsync("/inbox")).ShouldContain(name);
        (await township.GetStringAsync("/")).ShouldContain($"待办消息，{await PressingAsync(At(Role.TownshipOfficial, county.Township, county.Code))} 件");
        (await (await office.OfficerAsync(Role.TownshipOfficial, county.OtherTownship, county.Code)).GetStringAsync("/inbox")).ShouldNotContain(name);
        (await (await office.OfficerAsync(Role.Auditor)).GetStringAsync("/")).ShouldNotContain("待办消息");
        (await (await office.OfficerAsync(Role.SecurityAdministrator)).GetAsync("/inbox")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/", "本周谁需要什么")]
    [InlineData("/cases?due=this_week", "个案")]
    public async Task A_homeroom_teacher_s_pages_hold_the_own_class_alone(string path, string says)
    {
        var (mine, other) = (await office.NextChildAsync(), await office.NextChildAsync());
        foreach (var child in new[] { mine, other }) await (await office.CounselorAsync()).DoAsync(child, "report-absence", "2026-10-15").Should(HttpStatusCode.OK);
        // Every second child is of class 1.
        var ofClass = (await office.OfficerAsync(Role.Counselor, CaseOffice.School, @class: "1"), await office.OfficerAsync(Role.Counselor, CaseOffice.School, @class: "2"));
        var (first, second) = (await ofClass.Item1.GetStringAsync(path), await ofClass.Item2.GetStringAsync(path));
        var names = new[] { (await office.PersonAsync(mine)).Name, (await office.PersonAsync(other)).Name };

        first.ShouldContain(says);
        foreach (var name in names) (first.Contains(name, StringComparison.Ordinal) && second.Contains(name, StringComparison.Ordinal)).ShouldBeFalse("one child stands in two classes' work");
    }

    private Principal Township => At(Role.TownshipOfficial, office.Township);

    private Principal At(Role role, string at, string? county = null) => new("nobody-else", county ?? office.County, at, Offices.LevelOf(at), role.Code());

    /// <summary>A county of the test's own with a child: of a whole county the work is kept for a while, and a page shows the first few.</summary>
    private async Task<(TestCounty County, Guid Child)> OwnAsync()
    {
        var (county, number) = (new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty()), Files.Child());
        await county.SetUpAsync();
        await county.PopulationAsync("2026-09-01", county.Person(number));
        await county.RollAsync("2026-09-10", county.Pupil(number));
        return (county, await county.ChildAsync(number));
    }

    private async Task<Matter?> MatterAsync(Principal who, Guid child) =>
        (await office.Host.Services.GetRequiredService<Inbox>().OfAsync(who, CancellationToken.None)).FirstOrDefault(part => part.Cases.Any(one => one.Case.Child == child))?.Matter;

    private Task<int> PressingAsync(Principal who) => office.Host.Services.GetRequiredService<Inbox>().PressingAsync(who, CancellationToken.None);
}
