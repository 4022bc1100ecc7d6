using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Registers;

[Collection<RunningHostCollection>]
public sealed class ImportTests(RunningHost host)
{
    private const short Present = 0, MovedOut = 2;

    [Fact]
    public async Task A_second_file_of_a_date_is_merged_into_the_first()
    {
        var county = await host.CountyAsync();
        string[] child = [Files.Child(), Files.Child(), Files.Child(), Files.Child()];
        await county.PopulationAsync("2026-09-01", county.Person(child[0]), county.Person(child[1]), county.Person(child[2]));

        var second = await county.PopulationAsync("2026-09-01", county.Person(child[0]), county.Person(child[1], "moved_out"), county.Person(child[3]));

        (second.Applied, second.Unchanged).ShouldBe((2, 1));
        var rows = await county.InForceAsync<short>(RegisterKind.Population, "status");
        rows.ShouldBe(new Dictionary<Guid, short>
        {
            [await county.ChildAsync(child[0])] = Present,
            [await county.ChildAsync(child[1])] = MovedOut,
            [await county.ChildAsync(child[2])] = Present,
            [await county.ChildAsync(child[3])] = Present,
        }, ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        var county = await host.CountyAsync();
        var (one, other) = (Files.Child(), Files.Child());
        string[] roll = [county.Pupil(one), county.Pupil(other), county.Pupil(other, status: "suspended")];
        string[] people = [county.Person(one), county.Person(other)];
        await county.RollAsync("2026-09-01", roll);
        await county.PopulationAsync("2026-09-01", people);
        var imports = await county.CountAsync("registers.imports where tenant = $1");

        var again = await county.RollAsync("2026-09-01", roll);
        var peopleAgain = await county.PopulationAsync("2026-09-01", people);

        (again.Applied, again.Unchanged, again.Rows).ShouldBe((0, 3, 3));
        (peopleAgain.Applied, peopleAgain.Unchanged).ShouldBe((0, 2));
        (await county.CountAsync("registers.imports where tenant = $1")).ShouldBe(imports);
    }

    [Fact]
    public async Task A_changed_name_alone_is_a_changed_row_and_renews_who_the_child_is()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(child));

        (await county.PopulationAsync("2026-09-01", county.Person(child).Replace("某某", "另名", StringComparison.Ordinal))).Applied.ShouldBe(1);

        (await county.Get<Balance.Cases.People.Vault>().RevealAsync(county.Code, await county.ChildAsync(child), TestContext.Current.CancellationToken))!.Name.ShouldBe("另名");
    }

    [Fact]
    public async Task A_rows_fingerprint_is_not_made_of_the_number()
    {
        var county = await host.CountyAsync();
        var (one, other) = (Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(one), county.Person(other));
        await county.AbsenceAsync("2026-09-11", $"{one},2026-09-11,sick", $"{other},2026-09-11,sick");

        (await county.CountAsync("(select distinct mac from registers.population where tenant = $1) as macs")).ShouldBe(1);
        (await county.CountAsync("(select distinct mac from registers.absence where tenant = $1) as macs")).ShouldBe(1);
    }

    [Fact]
    public async Task A_replacing_file_is_the_whole_snapshot_and_the_old_one_stays_known_to_the_past()
    {
        var county = await host.CountyAsync();
        var (stays, goes) = (Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(stays), county.Person(goes));
        var before = await county.NowAsync();

        var result = await county.ImportAsync(RegisterKind.Population, "2026-09-01", Files.Population, [county.Person(stays)], request => request with { Replace = true });

        (result.Applied, result.Unchanged).ShouldBe((0, 1));
        (await county.InForceAsync<short>(RegisterKind.Population, "status")).Keys.ShouldBe([await county.ChildAsync(stays)]);
        (await county.InForceAsync<short>(RegisterKind.Population, "status", before)).Keys
            .ShouldBe([await county.ChildAsync(stays), await county.ChildAsync(goes)], ignoreOrder: true);
    }

    [Fact]
    public async Task One_schools_part_of_the_latest_roll_is_replaced_and_no_others()
    {
        var county = await host.CountyAsync();
        var (stays, goes, comes, elsewhere) = (Files.Child(), Files.Child(), Files.Child(), Files.Child("2013-03-04"));
        await county.RollAsync("2026-09-01", county.Pupil(stays), county.Pupil(goes), county.Pupil(elsewhere, 7));

        await county.RollAsync("2026-10-10", [county.Pupil(stays), county.Pupil(comes)], request => request with { School = county.Primary });

        (await county.InForceAsync<short>(RegisterKind.Enrolment, "grade")).Keys
            .ShouldBe([await county.ChildAsync(stays), await county.ChildAsync(comes), await county.ChildAsync(elsewhere)], ignoreOrder: true);
        await RefusedAsync("other_school", county.RollAsync("2026-10-10", [county.Pupil(elsewhere, 7)], request => request with { School = county.Primary }));
    }

    [Fact]
    public async Task Strict_applies_nothing_if_any_row_is_rejected()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        var events = await county.EventsAsync();

        await RefusedAsync("rejected_rows", county.ImportAsync(RegisterKind.Population, "2026-09-01", Files.Population,
            [county.Person(child), county.Person(Files.Child(), "vanished")], request => request with { Strict = true }));

        (await county.EventsAsync()).ShouldBe(events);
        (await county.CountAsync("registers.population where tenant = $1")).ShouldBe(0);
        (await county.CountAsync("people.children where tenant = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task A_snapshot_that_has_shrunk_is_refused_until_it_is_confirmed()
    {
        var county = await host.CountyAsync();
        string[] children = [.. Enumerable.Range(0, 20).Select(_ => county.Person(Files.Child()))];
        await county.PopulationAsync("2026-09-01", children);

        (await county.PopulationAsync("2026-09-20", children[..19])).Applied.ShouldBe(19);
        await RefusedAsync("shrunk", county.PopulationAsync("2026-10-01", children[..18]));
        (await county.InForceAsync<short>(RegisterKind.Population, "status")).Count.ShouldBe(19);

        await county.ImportAsync(RegisterKind.Population, "2026-10-01", Files.Population, children[..18], request => request with { Confirm = true });
        (await county.InForceAsync<short>(RegisterKind.Population, "status")).Count.ShouldBe(18);
    }

    [Fact]
    public async Task A_roll_without_one_of_its_schools_is_refused_though_it_is_long_enough()
    {
        var county = await host.CountyAsync();
        string[] pupils = [.. Enumerable.Range(0, 30).Select(_ => county.Pupil(Files.Child()))];
        await county.RollAsync("2026-09-01", [.. pupils, county.Pupil(Files.Child("2013-03-04"), 7)]);

        await RefusedAsync("shrunk", county.RollAsync("2026-10-01", pupils));
        // Another school year is another county's worth of children: nothing to compare with.
        (await county.RollAsync("2025-10-01", pupils)).Applied.ShouldBe(30);
    }

    [Theory]
    [InlineData("suspended", "enrolled", 0)]
    [InlineData("enrolled", "suspended", 0)]
    [InlineData("deceased", "withdrawn", 4)]
    public async Task Of_a_childs_rows_in_a_roll_the_best_status_counts(string first, string second, int counts)
    {
        var county = await host.CountyAsync();
        var child = Files.Child();

        var result = await county.RollAsync("2026-09-01", county.Pupil(child, status: first), county.Pupil(child, status: second));

        (result.Applied, result.Unchanged).ShouldBe((1, 1));
        (await county.InForceAsync<short>(RegisterKind.Enrolment, "status"))[await county.ChildAsync(child)].ShouldBe((short)counts);
    }

    [Fact]
    public async Task Among_rows_of_equal_status_the_later_counts()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();

        await county.RollAsync("2026-09-01", county.Pupil(child, 5), county.Pupil(child, 4));

        (await county.InForceAsync<short>(RegisterKind.Enrolment, "grade"))[await county.ChildAsync(child)].ShouldBe((short)4);
    }

    [Fact]
    public async Task Two_enrolled_rows_at_two_schools_are_taken_with_a_warning()
    {
        var county = await host.CountyAsync();
        var (child, moved) = (Files.Child(), Files.Child());

        var result = await county.RollAsync("2026-09-01", county.Pupil(child, 6), county.Pupil(moved, 6, "transferred_out"), county.Pupil(moved, 7),
            county.Pupil(child, 6, school: county.Junior));

        result.Applied.ShouldBe(4);
        var warning = result.Warnings.ShouldHaveSingleItem();
        (warning.Code, warning.Lines.Count).ShouldBe(("double_enrolment", 2));
        warning.Lines.ShouldBe([2, 5]);
    }

    [Fact]
    public async Task Only_an_import_of_townships_sets_a_county_up()
    {
        var county = host.Unknown();
        await RefusedAsync("unknown_county", county.PopulationAsync("2026-09-01", county.Person(Files.Child())));
        await RefusedAsync("unknown_county", county.LedgerAsync(Files.Step(Files.Child(), "2026-10-01", "visit", "refused")));
        await RefusedAsync("unknown_county", county.ScreenAsync("2026-10-01"));
        await RefusedAsync("unknown_county", county.FiguresAsync("2026-10-01"));
        (await county.EventsAsync()).ShouldBe(0);

        await county.SetUpAsync();
        (await county.PopulationAsync("2026-09-01", county.Person(Files.Child()))).Applied.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_column_refuses_the_file_before_anything_is_applied()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        var events = await county.EventsAsync();

        await RefusedAsync("missing_column", county.ImportAsync(RegisterKind.Population, "2026-09-01", "id_number,name,residence_township_code,residence", $"{child},某某,{county.Township},local"));
        await RefusedAsync("missing_column", county.ImportAsync(RegisterKind.Ledger, "2026-09-01", "id_number,occurred_on", $"{child},2026-09-01"));

        (await county.EventsAsync()).ShouldBe(events);
        (await county.CountAsync("people.children where tenant = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task An_unidentified_child_is_one_task_however_often_its_row_is_sent()
    {
        var county = await host.CountyAsync();
        var broken = Files.Child();
        broken = broken[..17] + (broken[17] == '1' ? '2' : '1');
        string[] rows = [county.Person(broken), county.Person(Files.Child()), county.Person("", "present")];

        await county.PopulationAsync("2026-09-01", rows);
        await county.PopulationAsync("2026-09-01", rows);
        await county.PopulationAsync("2026-09-20", [.. rows, rows[0]]);

        (await county.CountAsync("registers.unidentified where tenant = $1")).ShouldBe(2);
        (await county.CountAsync("people.rejected_values where tenant = $1")).ShouldBe(2);
        (await county.CountAsync("cases.mt_events where tenant_id = $1 and type = 'children_unidentified'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_corrected_reject_completes_its_snapshot()
    {
        var county = await host.CountyAsync();
        var (good, bad) = (Files.Child(), Files.Child());
        var first = await county.PopulationAsync("2026-09-01", county.Person(good), county.Person(bad, "lost"));
        first.Rejects.ShouldHaveSingleItem().Code.ShouldBe(RejectCode.UnknownValue);

        var second = await county.PopulationAsync("2026-09-01", county.Person(bad));

        second.Applied.ShouldBe(1);
        (await county.InForceAsync<short>(RegisterKind.Population, "status")).Count.ShouldBe(2);
    }

    private static async Task RefusedAsync<T>(string code, Task<T> work) => (await Should.ThrowAsync<Refusal>(() => work)).Code.ShouldBe(code);
}
