using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Schema;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Balance.Cases.Tests.Storage;

public sealed class EventStoreTests(TestDatabase databases) : IDisposable
{
    private readonly DocumentStore store = TestStore.Of(databases.Shared);
    private readonly string county = databases.NextCounty();

    [Fact]
    public async Task An_event_is_kept_under_its_explicit_name_with_who_where_and_why()
    {
        var child = await TestStore.RecordAsync(store, county, Happened.Opened(), Happened.Out());

        await using var command = databases.Application.CreateCommand(
            "select type, user_name, causation_id, headers ->> 'office', data ->> 'reason' from cases.mt_events where tenant_id = $1 and stream_id = $2 order by version");
        command.Parameters.Add(new() { Value = county });
        command.Parameters.Add(new() { Value = child });
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        reader.GetString(0).ShouldBe("case_opened");
        reader.GetString(1).ShouldBe("officer");
        reader.GetString(2).ShouldBe(TestStore.Command.ToString());
        reader.GetString(3).ShouldBe("210000");
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        reader.GetString(0).ShouldBe("dropout_confirmed");
        reader.GetString(4).ShouldBe("work");
    }

    [Fact]
    public async Task The_view_is_there_with_the_events_and_again_after_more()
    {
        var child = await TestStore.RecordAsync(store, county, Happened.Opened(), Happened.Out());
        await TestStore.RecordAsync(store, county, child, Happened.Visited());

        await using var session = store.LightweightSession(county);
        var kept = (await session.LoadAsync<StudentCase>(child, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        kept.Version.ShouldBe(3);
        kept.Student.LastVersion.ShouldBe(3);
        kept.Student.LastVisit!.OccurredOn.ShouldBe(new DateOnly(2025, 10, 4));
    }

    [Fact]
    public async Task A_correction_comes_back_with_the_event_it_carries()
    {
        var wrong = Happened.Out();
        var right = wrong with { OccurredOn = wrong.OccurredOn.AddDays(-1) };
        var child = await TestStore.RecordAsync(store, county, Happened.Opened(), wrong,
            new EntryCorrected(wrong.Entry, right, new("d2h5")) { Entry = Guid.CreateVersion7(), OccurredOn = right.OccurredOn, By = wrong.By });

        await using var session = store.LightweightSession(county);
        var events = await session.Events.FetchStreamAsync(child, token: TestContext.Current.CancellationToken);
        events[2].Data.ShouldBeOfType<EntryCorrected>().Right.ShouldBe(right);
        (await session.LoadAsync<StudentCase>(child, TestContext.Current.CancellationToken))!.Student.Dropout!.Happened.ShouldBe(right);
    }

    [Fact]
    public async Task A_county_does_not_see_the_cases_of_another()
    {
        var child = await TestStore.RecordAsync(store, county, Happened.Opened());

        await using var session = store.LightweightSession(databases.NextCounty());
        (await session.LoadAsync<StudentCase>(child, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await session.Events.FetchStreamAsync(child, token: TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Applying_the_schema_twice_changes_nothing_and_keeps_chain_and_guards()
    {
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database);
        var before = await TriggersAsync(database.Owner);
        var keeper = host.Services.GetRequiredService<SchemaKeeper>();

        await keeper.ApplyAsync(TestContext.Current.CancellationToken);
        await keeper.ApplyAsync(TestContext.Current.CancellationToken);

        (await keeper.DifferencesAsync(TestContext.Current.CancellationToken)).Values.SelectMany(all => all).ShouldBeEmpty();
        (await TriggersAsync(database.Owner)).ShouldBe(before);
        before.ShouldContain("events_linked A");
        before.ShouldContain("events_stay A");
        before.ShouldContain("events_stay_whole A");
    }

    [Theory]
    [InlineData("update cases.mt_events set type = type")]
    [InlineData("delete from cases.mt_events")]
    [InlineData("truncate cases.mt_events")]
    [InlineData("update chain.links set hash = hash")]
    [InlineData("delete from chain.links")]
    [InlineData("truncate chain.links")]
    public async Task What_is_recorded_stays_for_the_owner_too(string sql)
    {
        await TestStore.RecordAsync(store, county, Happened.Opened());

        (await Should.ThrowAsync<PostgresException>(() => RunAsync(databases.Owner, sql))).SqlState.ShouldBe("BC001");
        (await Should.ThrowAsync<PostgresException>(() => RunAsync(databases.Application, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("insert into chain.links select tenant, strand, position + 1000000, seq_id, stream_id, version, gen_random_uuid(), recorded_at, hash from chain.links limit 1")]
    [InlineData("alter table cases.mt_events disable trigger events_linked")]
    [InlineData("drop trigger events_stay on cases.mt_events")]
    [InlineData("create table cases.mine (id int)")]
    [InlineData("create function chain.mine() returns int language sql return 1")]
    [InlineData("delete from cases.mt_streams")]
    public async Task The_application_can_neither_forge_a_link_nor_loosen_a_guard(string sql)
    {
        await TestStore.RecordAsync(store, county, Happened.Opened());

        (await Should.ThrowAsync<PostgresException>(() => RunAsync(databases.Application, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_commit_that_cannot_see_the_link_before_its_own_fails()
    {
        await using var connection = await databases.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, TestContext.Current.CancellationToken);
        await connection.With("select count(*) from chain.links").ScalarAsync<long>(TestContext.Current.CancellationToken);
        await TestStore.RecordAsync(store, county, Happened.Opened());
        await InsertAsync(connection);

        (await Should.ThrowAsync<PostgresException>(() => transaction.CommitAsync(TestContext.Current.CancellationToken))).SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task What_is_known_at_a_moment_waits_for_whoever_was_stamped_before_it()
    {
        await using var writer = await databases.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await writer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await InsertAsync(writer);
        await writer.With("set constraints all immediate").RunAsync(TestContext.Current.CancellationToken);

        await using var reader = await databases.Application.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var known = reader.With("select chain.known($1)", county).ScalarAsync<DateTime>(TestContext.Current.CancellationToken);
        (await Task.WhenAny(known, Task.Delay(300, TestContext.Current.CancellationToken))).ShouldNotBe(known);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        var moment = await known;
        (await reader.With("select count(*) from chain.links where tenant = $1 and recorded_at <= $2", county, moment).ScalarAsync<long>(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    public void Dispose() => store.Dispose();

    private async Task InsertAsync(NpgsqlConnection connection) => await connection.With(
        """
        with stream as (insert into cases.mt_streams (id, version, tenant_id) values (gen_random_uuid(), 1, $1) returning id)
        insert into cases.mt_events (seq_id, id, stream_id, version, data, type, tenant_id)
        select nextval('cases.mt_events_sequence'), gen_random_uuid(), id, 1, '{}', 'case_opened', $1 from stream
        """, county).RunAsync(TestContext.Current.CancellationToken);

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string>> TriggersAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.With("select tgname || ' ' || tgenabled::text from pg_trigger where tgrelid in ('cases.mt_events'::regclass, 'chain.links'::regclass) and not tgisinternal order by 1")
            .RowsAsync(row => row.GetString(0), TestContext.Current.CancellationToken);
    }
}
