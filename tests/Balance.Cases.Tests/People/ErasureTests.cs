using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class ErasureTests(PeopleDatabase people)
{
    [Fact]
    public async Task Erasure_leaves_nothing_that_opens_and_every_count()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var ids = await room.AllotAsync(county, IdentityFacet.OfPerson(number, "冯小雪", "冯母"), IdentityFacet.OfPerson(people.NewNumber(), "陈大雪"));
        var note = await room.Vault.SealTextAsync(county, ids[0], "只有本人知道的事");
        var file = await room.Vault.SealFileAsync(county, ids[0], [1, 2, 3]);

        await room.Vault.EraseAsync(county, ids[0], "guardian_request");

        (await room.Vault.RevealAsync(county, ids)).Keys.ShouldBe([ids[1]]);
        (await room.Vault.FindAsync(county, number)).ShouldBeNull();
        (await room.Vault.OpenTextAsync(county, ids[0], note)).ShouldBeNull();
        (await room.Vault.OpenFileAsync(county, ids[0], file)).ShouldBeNull();
        (await people.AskAsync<long>("select count(*) from people.children where tenant = $1", county)).ShouldBe(2);
        (await people.AskAsync<bool>("select hash is null and wrapped_key is null and key_id is null and erased_at is not null from people.children where tenant = $1 and child = $2", county, ids[0])).ShouldBeTrue();
        (await people.AskAsync<long>("select count(*) from people.facets where tenant = $1 and child = $2", county, ids[0])).ShouldBe(0);
        (await Should.ThrowAsync<Refusal>(() => room.Vault.SealTextAsync(county, ids[0], "再写一句"))).Code.ShouldBe("erased_child");
    }

    [Fact]
    public async Task Erasing_twice_does_no_harm_and_a_child_nobody_knows_is_refused()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var id = (await room.AllotAsync(county, IdentityFacet.OfNumber(people.NewNumber())))[0];
        await room.Vault.EraseAsync(county, id, "guardian_request");
        var when = await people.AskAsync<DateTime>("select erased_at from people.children where tenant = $1", county);

        await room.Vault.EraseAsync(county, id, "again");

        (await people.AskAsync<DateTime>("select erased_at from people.children where tenant = $1", county)).ShouldBe(when);
        (await Should.ThrowAsync<Refusal>(() => room.Vault.EraseAsync(county, Guid.NewGuid(), "nobody"))).Code.ShouldBe("erased_child");
    }

    [Fact]
    public async Task An_erased_child_that_a_later_register_names_is_a_new_one()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfNumber(number)))[0];
        await room.Vault.EraseAsync(county, id, "guardian_request");

        (await room.AllotAsync(county, IdentityFacet.OfNumber(number)))[0].ShouldNotBe(id);
    }

    [Fact]
    public async Task A_restored_backup_loses_its_erased_children_again()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "褚冬至")))[0];
        await people.DoAsync("create table children_backup as select * from people.children where tenant = $1".Replace("$1", $"'{county}'", StringComparison.Ordinal));
        await people.DoAsync("create table facets_backup as select * from people.facets where tenant = $1".Replace("$1", $"'{county}'", StringComparison.Ordinal));
        await room.Vault.EraseAsync(county, id, "guardian_request");
        await people.DoAsync("delete from people.children where tenant = $1", county);
        await people.DoAsync("insert into people.children select * from children_backup");
        await people.DoAsync("insert into people.facets select * from facets_backup");
        (await room.Vault.FindAsync(county, number)).ShouldBe(id);

        await using var restarted = people.Start();
        await restarted.StartAsync();

        (await restarted.Vault.RevealAsync(county, id)).ShouldBeNull();
        (await restarted.Vault.FindAsync(county, number)).ShouldBeNull();
        (await restarted.Vault.ReplayErasuresAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_list_outside_the_database_names_ids_and_is_closed_to_others()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "卫小寒")))[0];
        await room.Vault.EraseAsync(county, id, "guardian_request");
        var list = Path.Combine(people.KeysFolder, "erased.list");

        room.Get<ErasureList>().Read()[county].ShouldBe([id]);
        new LeakHunt(number, "卫小寒").InLines(await File.ReadAllLinesAsync(list, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(list).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
