using Balance.Cases.People;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class NameBookTests(PeopleDatabase people)
{
    [Fact]
    public async Task A_name_is_found_by_any_part_of_it_the_nearest_first()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var ids = await room.AllotAsync(county, Named("欧阳春分"), Named("春分"), Named("春分儿"), Named("阿依古丽·买买提"), Named("沈清明"));

        (await room.Names.SearchAsync(county, "春分", 10)).ShouldBe([ids[1], ids[2], ids[0]]);
        (await room.Names.SearchAsync(county, " 买买提 ", 10)).ShouldBe([ids[3]]);
        (await room.Names.SearchAsync(county, "春分", 2)).ShouldBe([ids[1], ids[2]]);
        (await room.Names.SearchAsync(county, "谷雨", 10)).ShouldBeEmpty();
        (await room.Names.SearchAsync(county, "", 10)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_opened_beforehand_are_found_with_those_that_came_since()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var before = (await room.AllotAsync(county, Named("魏霜降")))[0];
        await room.Names.WarmAsync(county, TestContext.Current.CancellationToken);
        var since = (await room.AllotAsync(county, Named("邱霜降")))[0];

        (await room.Names.SearchAsync(county, "霜降", 5)).ShouldBe([before, since], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_children_within_the_askers_scope_are_found_and_they_fill_the_limit()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var ids = await room.AllotAsync(county, [.. Enumerable.Range(0, 50).Select(n => Named($"韩立夏{n}"))]);
        var mine = ids.Where((_, n) => n % 10 == 3).ToHashSet();

        (await room.Names.SearchAsync(county, "立夏", 5, mine.Contains)).ToHashSet().SetEquals(mine).ShouldBeTrue();
        (await room.Names.SearchAsync(people.NewCounty(), "立夏", 5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_finds_its_child_whole_and_within_scope_only()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "杨小满")))[0];

        (await room.Names.SearchAsync(county, number, 5)).ShouldBe([id]);
        (await room.Names.SearchAsync(county, number[^6..], 5)).ShouldBeEmpty();
        (await room.Names.SearchAsync(county, number, 5, _ => false)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_name_of_the_population_register_counts_else_that_of_the_roll()
    {
        await using var room = people.Start();
        var (county, number, rolled) = (people.NewCounty(), people.NewNumber(), people.NewNumber());
        var ids = await room.AllotAsync(county, IdentityFacet.OfStudent(number, "学籍上的", "G" + number), IdentityFacet.OfPerson(number, "户口上的"), IdentityFacet.OfStudent(rolled, "只在学籍", "G" + rolled));

        (await room.Names.SearchAsync(county, "户口上", 5)).ShouldBe([ids[0]]);
        (await room.Names.SearchAsync(county, "学籍上", 5)).ShouldBeEmpty();
        (await room.Names.SearchAsync(county, "只在学籍", 5)).ShouldBe([ids[2]]);
    }

    [Fact]
    public async Task New_renamed_and_erased_children_are_seen_at_once_by_every_node()
    {
        await using var writer = people.Start();
        await using var reader = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await writer.AllotAsync(county, IdentityFacet.OfPerson(number, "朱芒种")))[0];
        (await reader.Names.SearchAsync(county, "芒种", 5)).ShouldBe([id]);

        var second = (await writer.AllotAsync(county, Named("秦芒种")))[0];
        (await reader.Names.SearchAsync(county, "芒种", 5)).ToHashSet().SetEquals([id, second]).ShouldBeTrue();
        await writer.AllotAsync(county, IdentityFacet.OfPerson(number, "朱夏至"));
        (await reader.Names.SearchAsync(county, "芒种", 5)).ShouldBe([second]);
        (await reader.Names.SearchAsync(county, "夏至", 5)).ShouldBe([id]);
        await writer.Vault.EraseAsync(county, id, "guardian_request");
        (await reader.Names.SearchAsync(county, "夏至", 5)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_committed_late_by_an_older_transaction_is_not_missed()
    {
        await using var room = people.Start();
        await using var other = people.Start();
        var county = people.NewCounty();
        await room.AllotAsync(county, Named("尤一"));
        await using var connection = await people.Database.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var late = await other.Batch.AllotAsync(connection, transaction, county, Named("尤晚到"), CancellationToken.None);
        await room.AllotAsync(people.NewCounty(), Named("尤二"));
        (await room.Names.SearchAsync(county, "尤", 5)).ShouldNotContain(late);

        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        (await room.Names.SearchAsync(county, "尤晚到", 5)).ShouldBe([late]);
    }

    [Fact]
    public async Task A_large_import_is_found_too()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        await room.AllotAsync(county, Named("许处暑"));
        (await room.Names.SearchAsync(county, "处暑", 5)).Count.ShouldBe(1);

        await room.AllotAsync(county, [.. Enumerable.Range(0, 12_000).Select(n => Named($"何白露{n}"))]);

        (await room.Names.SearchAsync(county, "白露11999", 5)).Count.ShouldBe(1);
        (await room.Names.SearchAsync(county, "白露", 20_000)).Count.ShouldBe(12_000);
    }

    [Fact]
    public async Task One_altered_name_is_left_out_and_said_without_a_name()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var ids = await room.AllotAsync(county, Named("吕秋分"), Named("施秋分"));
        await people.DoAsync("update people.facets set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where tenant = $1 and child = $2", county, ids[0]);

        (await room.Names.SearchAsync(county, "秋分", 5)).ShouldBe([ids[1]]);

        people.Log.Lines.ShouldContain(line => line.Contains(ids[0].ToString(), StringComparison.Ordinal));
        new LeakHunt("吕秋分", "施秋分").InLines(people.Log.Lines).ShouldBeEmpty();
    }

    private IdentityFacet Named(string name) => IdentityFacet.OfPerson(people.NewNumber(), name);
}
