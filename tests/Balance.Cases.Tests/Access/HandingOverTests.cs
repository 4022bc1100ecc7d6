using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Access;

/// <summary>A child that moves takes its case along: the old office loses it and the new one gains it, everywhere at once.</summary>
[Collection<RunningHostCollection>]
public sealed class HandingOverTests(RunningHost host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_new_school_has_the_case_and_its_history_and_the_old_one_has_neither()
    {
        var (county, number, child) = await CountyAsync();
        var (old, next) = (Head(county, county.Primary), Head(county, county.Junior));
        (await SeenAsync(county, old, child)).ShouldBe((true, true, true, true));
        (await SeenAsync(county, next, child)).ShouldBe((false, false, false, false));

        await county.RollAsync("2026-11-10", county.Pupil(number, grade: 7, school: county.Junior), county.Pupil(Files.Child()));

        (await SeenAsync(county, old, child)).ShouldBe((false, false, false, false));
        (await SeenAsync(county, next, child)).ShouldBe((true, true, true, true));
        (await county.Get<CaseFile>().ReadAsync(child, next, Ct)).Timeline.ShouldContain(entry => entry.Says.Narrative.Any(told => told.Value == "老学校写的"));
    }

    [Fact]
    public async Task A_child_that_moves_to_another_township_is_that_one_s()
    {
        var (county, number, child) = await CountyAsync();
        var (old, next) = (Official(county, county.Township), Official(county, county.OtherTownship));
        (await SeenAsync(county, old, child)).ShouldBe((true, true, true, true));
        (await SeenAsync(county, next, child)).ShouldBe((false, false, false, false));

        await county.PopulationAsync("2026-11-09", county.Person(number, township: county.OtherTownship), county.Person(Files.Child()));
        // It still learns in the old township: both have it in charge (双线责任).
        (await SeenAsync(county, old, child)).ShouldBe((true, true, true, true));
        (await SeenAsync(county, next, child)).ShouldBe((true, true, true, true));

        await county.RollAsync("2026-11-10", county.Pupil(number, grade: 7, school: county.Junior), county.Pupil(Files.Child()));
        (await SeenAsync(county, old, child)).ShouldBe((false, false, false, false));
        (await SeenAsync(county, next, child)).ShouldBe((true, true, true, true));
    }

    [Fact]
    public async Task A_child_that_left_the_roll_stays_with_the_school_that_is_to_bring_it_back()
    {
        var (county, _, child) = await CountyAsync();

        await county.RollAsync("2026-11-10", county.Pupil(Files.Child()), county.Pupil(Files.Child()));

        (await SeenAsync(county, Head(county, county.Primary), child)).ShouldBe((true, true, true, true));
    }

    [Fact]
    public async Task A_county_that_a_child_moves_to_begins_its_own_file_and_reads_no_other()
    {
        var (county, number, child) = await CountyAsync();
        var other = await host.CountyAsync();

        await other.PopulationAsync("2026-11-09", other.Person(number));
        await other.RollAsync("2026-11-10", other.Pupil(number));

        var there = await other.ChildAsync(number);
        there.ShouldNotBe(child);
        (await SeenAsync(other, other.Who, child)).ShouldBe((false, false, false, false));
        (await SeenAsync(county, county.Who, there)).ShouldBe((false, false, false, false));
        (await SeenAsync(county, county.Who, child)).ShouldBe((true, true, true, true));
    }

    private async Task<(TestCounty County, string Number, Guid Child)> CountyAsync()
    {
        var county = await host.CountyAsync();
        var number = Files.Child("2014-03-04");
        await county.PopulationAsync("2026-09-01", county.Person(number), county.Person(Files.Child()));
        await county.RollAsync("2026-09-10", county.Pupil(number, grade: 6), county.Pupil(Files.Child()));
        var child = await county.ChildAsync(number);
        var head = Head(county, county.Primary);
        await county.Get<Balance.Cases.Storage.Dispatch.Dispatcher>().SendAsync(new Balance.Cases.Cases.OpenCase(Guid.NewGuid(), child, Concern.Hardship, new(2026, 9, 20), "老学校写的"), head, Ct);
        return (county, number, child);
    }

    private static Principal Head(TestCounty county, string school) => Office.At(county.Code, school, Role.Headmaster);

    private static Principal Official(TestCounty county, string township) => Office.At(county.Code, township, Role.TownshipOfficial);

    /// <summary>Whether case page, list (with its count), search and the children behind a figure show the child.</summary>
    private static async Task<(bool Page, bool List, bool Search, bool Figure)> SeenAsync(TestCounty county, Principal who, Guid child)
    {
        var list = await county.Get<CaseList>().OfAsync(new CaseListQuery(PageSize: 200), who, Ct);
        list.Total.ShouldBe(list.Rows.Count);
        list.ByStatus.Values.Sum().ShouldBe(list.Rows.Count);
        var name = (await county.Get<Vault>().RevealAsync(county.Code, child, Ct))?.Name ?? "某某";
        var found = await county.Get<ChildSearch>().FindAsync(name, who, 200, Ct);
        var behind = await county.Get<FigureChildren>().OfAsync(new(FigurePart.SchoolAge, county.Code, UnitKind.County, null), new(2026, 11, 12), null, who, 0, 200, Ct);
        return (await ReadsAsync(county, who, child), list.Rows.Any(row => row.Child == child), found.Any(one => one.Child == child), behind.Children.Contains(child));
    }

    private static async Task<bool> ReadsAsync(TestCounty county, Principal who, Guid child)
    {
        try
        {
            await county.Get<CaseFile>().ReadAsync(child, who, Ct);
            return true;
        }
        catch (Refusal refusal)
        {
            refusal.Code.ShouldBeOneOf("not_found", "no_case");
            return false;
        }
    }
}
