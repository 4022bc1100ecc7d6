using System.Globalization;
using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>Lists come from memory: what they hold is what the database holds, at once and on every node.</summary>
[Collection<CaseOfficeCollection>]
public sealed class ShelfTests(CaseOffice office)
{
    // Children of the second county, whom no other test takes.
    private const int First = 10;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_what_the_database_filters_and_the_files_say_for_every_officer_and_question()
    {
        var children = await ManyCasesAsync();
        var list = office.Host.Services.GetRequiredService<CaseList>();
        foreach (var who in Officers(children))
            foreach (var query in Questions())
            {
                var plain = await PlainList.OfAsync(office.Host.Services, who, CaseOffice.Today, query);
                var shown = new List<CaseRow>();
                var page = await list.OfAsync(query with { PageSize = 4 }, who, Ct);
                for (var next = 2; ; next++)
                {
                    shown.AddRange(page.Rows);
                    if (shown.Count >= page.Total) break;
                    page = await list.OfAsync(query with { PageSize = 4, Page = next }, who, Ct);
                }
                shown.Select(row => row.Child).ShouldBe(plain.Select(one => one.Child), $"{who.Role} of {who.Office} {who.Class}: {query.Order} {query.Status} {query.Township} {query.School} {query.Due}");
                shown.Select(row => row.Summary.Status).ShouldBe(plain.Select(one => one.Summary.Status));
                shown.Select(row => row.Summary.Concerns).ShouldBe(plain.Select(one => one.Summary.Concerns));
                shown.Select(row => row.Summary.Duties).ShouldBe(plain.Select(one => one.Summary.Duties));
                page.Total.ShouldBe(plain.Count);
            }
    }

    [Fact]
    public async Task What_is_recorded_stands_in_the_next_list_of_every_node()
    {
        var child = await office.NextChildAsync();
        var bureau = await office.BureauAsync();
        var nodes = new[] { Node(), Node() };
        var head = Access.Office.At(office.County, CaseOffice.School, Role.Headmaster);
        foreach (var node in nodes) (await FoundAsync(node, head, child)).ShouldBeNull("it has no case yet");

        await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        foreach (var node in nodes) (await FoundAsync(node, head, child))!.Summary.Status.ShouldBe(CaseStatus.Suspected);

        await bureau.DoAsync(child, "verify", "2026-03-08", 2, fields: new { finding = "missing" }).Should(HttpStatusCode.OK);
        foreach (var node in nodes)
        {
            var charge = (await FoundAsync(node, head, child))!;
            charge.Summary.Status.ShouldBe(CaseStatus.Verified);
            charge.Case.Version.ShouldBe(3);
        }
    }

    [Fact]
    public async Task A_child_that_moves_leaves_one_list_and_stands_in_the_other_once()
    {
        var child = await office.NextChildAsync();
        await (await office.BureauAsync()).DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var node = Node();
        var (here, nextDoor) = (Access.Office.At(office.County, CaseOffice.School, Role.Headmaster), Access.Office.At(office.County, CaseOffice.SchoolNextDoor, Role.Headmaster));
        (await FoundAsync(node, here, child)).ShouldNotBeNull();

        foreach (var (school, sees, not) in new[] { (CaseOffice.SchoolNextDoor, nextDoor, here), (CaseOffice.School, here, nextDoor), (CaseOffice.SchoolNextDoor, nextDoor, here), (CaseOffice.School, here, nextDoor) })
        {
            await MoveAsync(child, school);
            (await FoundAsync(node, sees, child)).ShouldNotBeNull();
            (await FoundAsync(node, not, child)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Whoever_asks_while_others_write_and_ask_finds_what_was_written_before()
    {
        var bureau = await office.BureauAsync();
        var node = Node();
        var head = Access.Office.At(office.County, CaseOffice.SchoolNextDoor, Role.Headmaster);
        var children = new List<Guid>();
        for (var i = 0; i < 3; i++) children.Add(await office.NextChildAsync(CaseOffice.SchoolNextDoor));

        await Task.WhenAll(children.Select(async child =>
        {
            await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
            for (var visits = 1; visits <= 4; visits++)
            {
                await bureau.DoAsync(child, "log-visit", string.Create(CultureInfo.InvariantCulture, $"2026-04-{visits:00}")).Should(HttpStatusCode.OK);
                (await FoundAsync(node, head, child))!.Summary.Visits.ShouldBe(visits);
            }
        }));
    }

    [Fact]
    public void A_page_is_that_part_of_the_whole_in_order() =>
        Gen.Select(Gen.Int[0, 30].Array[0, 60], Gen.Int[0, 70], Gen.Enum<CaseOrder>(), Gen.Bool).Sample((days, most, order, backwards) =>
        {
            var cases = days.Select(Case).ToList();
            Place[] places = [.. cases.Select(one => one.Case.Place).Distinct()];
            var keyOf = CaseOrders.KeyOf(order, places);
            var first = new FirstCases(most, backwards);
            foreach (var (number, one) in cases.Index()) first.Add(number, keyOf(CaseMarks.Of(one, Today), Array.IndexOf(places, one.Case.Place)), one.Case.Child);
            first.InOrder().Select(number => cases[number].Case.Child).ShouldBe(PlainList.InOrder(cases, order, backwards).Take(most).Select(one => one.Case.Child));
        });

    [Fact]
    public void Every_choice_of_a_filter_has_a_trait_of_its_own()
    {
        var wanted = new List<ulong>();
        wanted.AddRange(Term.All<Level>().Select(choice => CaseMarks.Wanted(new(Level: choice))));
        wanted.AddRange(Term.All<Stage>().Select(choice => CaseMarks.Wanted(new(Stage: choice))));
        wanted.AddRange(Term.All<DueFilter>().Select(choice => CaseMarks.Wanted(new(Due: choice))));
        wanted.AddRange(Term.All<Concern>().Select(choice => CaseMarks.Wanted(new(Concern: choice))));
        wanted.AddRange(Term.All<SuspicionReason>().Select(choice => CaseMarks.Wanted(new(Reason: choice))));
        wanted.ShouldBeUnique();
        wanted.ShouldAllBe(trait => System.Numerics.BitOperations.PopCount(trait) == 1 && trait < 1UL << 42);
        CaseMarks.Wanted(new()).ShouldBe(0UL);
        // A status stands in the four bits that it has, and the last day there is in the days'.
        foreach (var status in Term.All<CaseStatus>()) CaseMarks.Of(Case(status, null), Today).Status.ShouldBe(status);
        CaseMarks.Of(Case(CaseStatus.Closed, DateOnly.MaxValue), Today).ByDue.ShouldBeLessThan(CaseMarks.Of(Case(CaseStatus.Closed, null), Today).ByDue);
    }

    private static readonly DateOnly Today = new(2026, 3, 8);

    private static Charge Case(int day, int n) => new(
        new CaseRef(new Guid(n * 31 % 64, 0, 0, new byte[8]), 1, new Place(day % 5 == 0 ? null : $"10{day % 2}", day % 3 == 0 ? null : $"20{day % 4}", day % 3 == 0 ? null : "103", null, null, true)),
        Summary((CaseStatus)(day % 3), day % 7 == 0 ? null : new DateOnly(2026, 3, 1).AddDays(day / 3)));

    private static Charge Case(CaseStatus status, DateOnly? on) => new(new CaseRef(default, 1, new Place(null, null, null, null, null, true)), Summary(status, on));

    private static CaseSummary Summary(CaseStatus status, DateOnly? on) => new(status, on?.AddDays(-(on.Value.Day % 3)), Level.School, [], [], null, null, 0, on, null,
        on is { } until ? [new Duty(DutyKind.Verify, until, Level.School)] : []);

    private IEnumerable<Principal> Officers(IReadOnlyList<Guid> children)
    {
        var county = office.OtherCounty;
        var counselor = Access.Office.At(county, CaseOffice.School, Role.Counselor, 7, "1");
        yield return counselor;
        yield return Access.Office.At(county, CaseOffice.School, Role.Headmaster);
        yield return Access.Office.At(county, county + "101", Role.TownshipOfficial);
        yield return Access.Office.At(county, county, Role.CountyOfficer);
        yield return Access.Office.At(county, county, Role.AidOfficer);
        yield return Access.Office.At(county, county, Role.SystemAdministrator);
        // In place of a colleague whose school lies in the same township, and one child of the other township by assignment.
        yield return counselor with { Beyond = new([new Area(CaseOffice.SchoolNextDoor, "colleague"), new Area(CaseOffice.School, "other", 7, "2")], [children[^1], children[0], Guid.NewGuid()]) };
        yield return Access.Office.At(county, county + "101", Role.TownshipOfficial) with { Beyond = new([new Area(county + "102", "colleague")], []) };
    }

    private IEnumerable<CaseListQuery> Questions()
    {
        foreach (var order in Term.All<CaseOrder>()) yield return new CaseListQuery(Order: order, Backwards: order is CaseOrder.Visited or CaseOrder.School);
        yield return new CaseListQuery(CaseStatus.Suspected);
        yield return new CaseListQuery(CaseStatus.Verified, Order: CaseOrder.Visited);
        yield return new CaseListQuery(Concern: Concern.MentalHealth);
        yield return new CaseListQuery(Township: office.OtherCounty + "102");
        yield return new CaseListQuery(School: CaseOffice.School, Order: CaseOrder.Opened);
        yield return new CaseListQuery(Stage: Stage.Junior);
        yield return new CaseListQuery(Stage: Stage.Primary, Order: CaseOrder.Opened);
        yield return new CaseListQuery(Due: DueFilter.Overdue);
        yield return new CaseListQuery(Due: DueFilter.Overdue, Concern: Concern.Disability);
    }

    /// <summary>Cases of every school, of different days, some visited, some verified, some of a restricted concern; by a fixed seed.</summary>
    private async Task<List<Guid>> ManyCasesAsync()
    {
        var chance = new Random(8);
        var bureau = await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty);
        var expert = await office.OfficerAsync(Role.SpecialEducationExpert, office.OtherCounty, office.OtherCounty);
        var children = new List<Guid>();
        foreach (var school in new[] { CaseOffice.School, CaseOffice.SchoolNextDoor, CaseOffice.SchoolElsewhere })
            for (var n = First; n < First + 6; n++)
            {
                var child = await office.ChildAsync(n, school, office.OtherCounty);
                children.Add(child);
                await bureau.DoAsync(child, "report-absence", string.Create(CultureInfo.InvariantCulture, $"2026-03-{chance.Next(5, 9):00}")).Should(HttpStatusCode.OK);
                // What is due after an assessment is not for everyone who may see that there is a disability.
                if (n == First)
                {
                    var registered = await bureau.DoAsync(child, "register-disability", "2026-03-12", 2).Should(HttpStatusCode.OK);
                    await expert.DoAsync(child, "assess-needs", "2026-03-20", registered.Version).Should(HttpStatusCode.OK);
                }
                else if (chance.Next(3) == 0) await bureau.DoAsync(child, "raise-concern", "2026-03-12", 2, fields: new { concern = "mental_health" }).Should(HttpStatusCode.OK);
                else if (chance.Next(2) == 0) await bureau.DoAsync(child, "verify", "2026-03-10", 2, fields: new { finding = "missing" }).Should(HttpStatusCode.OK);
                if (chance.Next(2) == 0) await bureau.DoAsync(child, "log-visit", string.Create(CultureInfo.InvariantCulture, $"2026-04-{chance.Next(1, 5):00}")).Should(HttpStatusCode.OK);
            }
        return children;
    }

    private CaseShelf Node() => ActivatorUtilities.CreateInstance<CaseShelf>(office.Host.Services);

    private static async Task<Charge?> FoundAsync(CaseShelf node, Principal who, Guid child)
    {
        var inCharge = await node.OfAsync(who, Ct);
        var found = (await inCharge.OnAsync(CaseOffice.Today, Ct)).SingleOrDefault(one => one.Case.Child == child);
        inCharge.Has(child).ShouldBe(found is not null);
        return found;
    }

    private async Task MoveAsync(Guid child, string school)
    {
        await using var move = office.Host.Services.GetRequiredService<CasesDatabase>().Application.CreateCommand("update registers.whereabouts set school_code = $3 where tenant = $1 and child = $2");
        foreach (var value in new object[] { office.County, child, school }) move.Parameters.Add(new() { Value = value });
        (await move.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
    }
}
