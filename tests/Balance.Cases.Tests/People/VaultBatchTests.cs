using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Tests.People;

[Collection<PeopleDatabaseCollection>]
public sealed class VaultBatchTests(PeopleDatabase people)
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_child_allotted_twice_is_one_child()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());

        var first = await room.AllotAsync(county, IdentityFacet.OfPerson(number, "张小满"));
        var second = await room.AllotAsync(county, IdentityFacet.OfStudent(number, "张小满", "G" + number));

        second.ShouldBe(first);
        (await people.AskAsync<long>("select count(*) from people.children where tenant = $1", county)).ShouldBe(1);
    }

    [Fact]
    public async Task Rows_may_repeat_a_child_and_the_last_counts()
    {
        await using var room = people.Start();
        var (county, one, two) = (people.NewCounty(), people.NewNumber(), people.NewNumber());

        var ids = await room.AllotAsync(county, IdentityFacet.OfPerson(one, "先来"), IdentityFacet.OfPerson(two, "李谷雨"), IdentityFacet.OfPerson(one, "后到"), IdentityFacet.OfNumber(one));

        ids[0].ShouldBe(ids[2]);
        ids[0].ShouldBe(ids[3]);
        ids[1].ShouldNotBe(ids[0]);
        (await room.Vault.RevealAsync(county, ids[0]))!.Name.ShouldBe("后到");
    }

    [Fact]
    public async Task A_large_batch_on_all_cores_gives_every_row_its_own_child()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var rows = Enumerable.Range(0, 5_000).Select(n => IdentityFacet.OfPerson(people.NewNumber(), $"学生{n}", $"家长{n}", "13800000000", "某村某组")).ToArray();

        var ids = await room.AllotAsync(county, rows);
        var known = await room.Vault.RevealAsync(county, ids);

        ids.Distinct().Count().ShouldBe(rows.Length);
        for (var n = 0; n < rows.Length; n++)
        {
            known[ids[n]].Number.ShouldBe(rows[n].Number);
            known[ids[n]].Name.ShouldBe($"学生{n}");
            known[ids[n]].GuardianName.ShouldBe($"家长{n}");
        }
    }

    [Fact]
    public async Task Imports_at_the_same_time_allot_no_child_twice()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        var numbers = Enumerable.Range(0, 300).Select(_ => people.NewNumber()).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(import => Task.Run(() =>
            room.AllotAsync(county, [.. (import % 2 == 0 ? numbers : numbers.Reverse()).Select(IdentityFacet.OfNumber)]))));

        (await people.AskAsync<long>("select count(*) from people.children where tenant = $1", county)).ShouldBe(numbers.Length);
        answers[2].ShouldBe(answers[0]);
        answers[1].Reverse().ShouldBe(answers[0]);
    }

    [Fact]
    public async Task An_unchanged_facet_is_not_written_again_and_a_changed_one_is()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        await room.AllotAsync(county, IdentityFacet.OfPerson(number, "王小暑", "王父", "13900000001", "柳条沟"));
        var stored = await SealedAsync(county);

        await room.AllotAsync(county, IdentityFacet.OfPerson(number, "王小暑", "王父", "13900000001", "柳条沟"));
        (await SealedAsync(county)).ShouldBe(stored);

        var id = await room.AllotAsync(county, IdentityFacet.OfPerson(number, "王小暑", "王父", "13900000002", "柳条沟"));
        (await SealedAsync(county)).ShouldNotBe(stored);
        (await room.Vault.RevealAsync(county, id[0]))!.GuardianPhone.ShouldBe("13900000002");
    }

    [Fact]
    public async Task A_number_alone_adds_nothing_to_a_child_that_is_known()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        await room.AllotAsync(county, IdentityFacet.OfPerson(number, "赵立秋"));

        await room.AllotAsync(county, IdentityFacet.OfNumber(number));

        (await people.AskAsync<long>("select count(*) from people.facets where tenant = $1", county)).ShouldBe(1);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_child_known_as_it_is_does_not_wait_for_a_running_import()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "冯立夏")))[0];
        await using var connection = await people.Database.Application.OpenConnectionAsync(cancel);
        await using var import = await connection.BeginTransactionAsync(cancel);
        await room.Batch.AllotAsync(connection, import, county, [IdentityFacet.OfPerson(people.NewNumber(), "正在导入")], cancel);

        foreach (var facet in new[] { IdentityFacet.OfNumber(number), IdentityFacet.OfPerson(number, "冯立夏") })
            (await room.InTransactionAsync((other, transaction) => room.Batch.AllotAsync(other, transaction, county, facet, cancel))).ShouldBe(id);
    }

    [Fact]
    public async Task A_single_child_is_made_and_renewed_like_one_of_many()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());

        var made = await room.InTransactionAsync((connection, transaction) => room.Batch.AllotAsync(connection, transaction, county, IdentityFacet.OfPerson(number, "旧名"), None));
        var renewed = await room.InTransactionAsync((connection, transaction) => room.Batch.AllotAsync(connection, transaction, county, IdentityFacet.OfPerson(number, "新名"), None));

        renewed.ShouldBe(made);
        (await room.Vault.RevealAsync(county, made))!.Name.ShouldBe("新名");
    }

    [Fact]
    public async Task Finding_allots_nobody()
    {
        await using var room = people.Start();
        var (county, known, unknown) = (people.NewCounty(), people.NewNumber(), people.NewNumber());
        var id = (await room.AllotAsync(county, IdentityFacet.OfNumber(known)))[0];

        var found = await room.InTransactionAsync((connection, _) => room.Batch.FindAsync(connection, county, [known, unknown, known], None));

        found.ShouldBe(new Dictionary<string, Guid> { [known] = id });
        (await people.AskAsync<long>("select count(*) from people.children where tenant = $1", county)).ShouldBe(1);
        (await room.Vault.FindAsync(people.NewCounty(), known)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_rolled_back_was_never_allotted()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        await using (var connection = await people.Database.Application.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
            await room.Batch.AllotAsync(connection, transaction, county, [IdentityFacet.OfNumber(number)], None);

        (await room.Vault.FindAsync(county, number)).ShouldBeNull();
    }

    [Fact]
    public async Task A_provisional_child_is_a_new_one_every_time_and_may_be_given_a_number_later()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        var told = IdentityFacet.OfProvisional("小名石头", new DateOnly(2014, 3, 2), "孙外婆");
        var first = await room.InTransactionAsync((connection, transaction) => room.Batch.AllotProvisionalAsync(connection, transaction, county, told, None));
        var second = await room.InTransactionAsync((connection, transaction) => room.Batch.AllotProvisionalAsync(connection, transaction, county, told, None));
        first.ShouldNotBe(second);
        (await room.Vault.RevealAsync(county, first))!.BirthDate.ShouldBe(new DateOnly(2014, 3, 2));

        await room.Vault.CorrectNumberAsync(county, first, number);

        (await room.AllotAsync(county, IdentityFacet.OfPerson(number, "孙石头")))[0].ShouldBe(first);
        var person = (await room.Vault.RevealAsync(county, first))!;
        person.Number.ShouldBe(number);
        person.Name.ShouldBe("孙石头");
        person.GuardianName.ShouldBe("孙外婆");
    }

    [Fact]
    public async Task Keys_of_another_installation_are_refused_before_they_allot_anybody_anew()
    {
        await using var room = people.Start();
        var (county, number) = (people.NewCounty(), people.NewNumber());
        await room.AllotAsync(county, IdentityFacet.OfNumber(number));
        var elsewhere = Path.Combine(people.KeysFolder, "elsewhere");
        await using var stranger = people.Start(elsewhere);

        (await Should.ThrowAsync<Refusal>(() => stranger.AllotAsync(county, IdentityFacet.OfNumber(number)))).Code.ShouldBe("wrong_keys");
        (await Should.ThrowAsync<Refusal>(() => stranger.Vault.FindAsync(county, number))).Code.ShouldBe("wrong_keys");
    }

    [Fact]
    public async Task The_application_can_neither_delete_a_child_nor_move_it_to_another_county()
    {
        await using var room = people.Start();
        var county = people.NewCounty();
        await room.AllotAsync(county, IdentityFacet.OfNumber(people.NewNumber()));

        foreach (var sql in new[] { "delete from people.children", "update people.children set tenant = 'x'", "update people.facets set child = tenant::uuid", "truncate people.facets", "delete from people.key_ids" })
        {
            await using var command = people.Database.Application.CreateCommand(sql);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private Task<byte[]> SealedAsync(string county) => people.AskAsync<byte[]>("select sealed from people.facets where tenant = $1", county);
}
