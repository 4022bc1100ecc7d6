using Balance.Cases.Audit;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Tests.Audit;

/// <summary>Each test breaks the chain of its own county, as an owner of the tables would who has taken the guards away.</summary>
public sealed class VerifyChainTests(TestDatabase databases, TamperedDatabase tampered) : IClassFixture<TamperedDatabase>
{
    private readonly string county = databases.NextCounty();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DocumentStore Store => tampered.Store;

    [Fact]
    public async Task A_chain_that_nobody_touched_is_whole()
    {
        var (first, _, _) = await ThreeCasesAsync();
        await TestStore.RecordAsync(Store, county, first, Happened.Visited());

        var verified = await VerifyAsync();

        verified.Damages.ShouldBeEmpty();
        verified.Events.ShouldBe(7);
        verified.Heads.Sum(head => head.Position).ShouldBe(7);
    }

    [Fact]
    public async Task Writers_at_once_leave_a_chain_that_is_whole()
    {
        await Parallel.ForAsync(0, 60, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (_, _) =>
            await TestStore.RecordAsync(Store, county, Happened.Opened(), Happened.Out()));

        var verified = await VerifyAsync();

        verified.Damages.ShouldBeEmpty();
        verified.Events.ShouldBe(120);
        verified.Heads.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("data = jsonb_set(data, '{occurredOn}', '\"2025-09-01\"')")]
    [InlineData("type = 'note_added'")]
    [InlineData("user_name = 'another'")]
    [InlineData("timestamp = timestamp + interval '1 second'")]
    [InlineData("causation_id = null")]
    [InlineData("headers = null")]
    [InlineData("id = gen_random_uuid()")]
    public async Task An_event_that_was_changed_is_named(string change)
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"update cases.mt_events set {change} where stream_id = '{second}' and version = 1");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Changed, second, 1)]);
    }

    [Fact]
    public async Task The_last_event_changed_is_named_too()
    {
        var (_, _, third) = await ThreeCasesAsync();
        await TamperAsync($"update cases.mt_events set user_name = 'another' where stream_id = '{third}' and version = 2");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Changed, third, 2)]);
    }

    [Fact]
    public async Task Neighbours_that_were_changed_are_each_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"update cases.mt_events set user_name = 'another' where stream_id = '{second}'");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Changed, second, 1), (DamageKind.Changed, second, 2)]);
    }

    [Fact]
    public async Task A_deleted_event_is_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"delete from cases.mt_events where stream_id = '{second}' and version = 1");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Deleted, second, 1)]);
    }

    [Fact]
    public async Task An_event_deleted_with_its_link_is_named_and_the_gap_beside_it()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"delete from chain.links where stream_id = '{second}' and version = 1; delete from cases.mt_events where stream_id = '{second}' and version = 1");

        var damages = (await VerifyAsync()).Damages;
        damages.Select(Plain).ShouldBe([(DamageKind.Deleted, null, null), (DamageKind.Deleted, second, 1)], ignoreOrder: true);
        damages.Single(damage => damage.Stream is null).Position.ShouldBe(3);
    }

    [Fact]
    public async Task An_event_deleted_with_its_link_is_named_though_the_gap_was_closed_up()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"""
            delete from chain.links where stream_id = '{second}' and version = 1; delete from cases.mt_events where stream_id = '{second}' and version = 1;
            update chain.links set position = position - 1 where tenant = '{county}' and position > 3
            """);

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Deleted, null, null), (DamageKind.Deleted, second, 1)], ignoreOrder: true);
    }

    [Fact]
    public async Task An_event_put_at_the_end_with_a_link_that_does_not_fit_is_named()
    {
        var (_, _, third) = await ThreeCasesAsync();
        await InsertAsync(third, 3, position: 7, hash: "'\\x00'::bytea");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Inserted, third, 3)]);
    }

    [Theory]
    [InlineData("'\\x00'::bytea")]
    [InlineData("(select hash from chain.links where tenant = '{0}' and position = 2)")]
    public async Task An_event_put_in_the_middle_of_the_chain_is_named(string hash)
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"update chain.links set position = -position - 1 where tenant = '{county}' and position > 2; update chain.links set position = -position where tenant = '{county}' and position < 0");
        await InsertAsync(second, 3, position: 3, hash.Replace("{0}", county, StringComparison.Ordinal));

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Inserted, second, 3)]);
    }

    [Fact]
    public async Task An_event_put_in_the_middle_with_a_link_made_to_fit_is_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"update chain.links set position = -position - 1 where tenant = '{county}' and position > 2; update chain.links set position = -position where tenant = '{county}' and position < 0");
        await InsertAsync(second, 3, position: 3, "'\\x00'::bytea");
        var forged = await ForgeAsync(second, 3);
        await TamperAsync($"update chain.links set hash = '\\x{forged}' where stream_id = '{second}' and version = 3");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Inserted, second, 3)]);
    }

    [Fact]
    public async Task Events_that_changed_places_in_their_stream_are_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"""
            update cases.mt_events set version = -version where stream_id = '{second}';
            update cases.mt_events set version = 3 + version where stream_id = '{second}'
            """);

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Reordered, second, 1), (DamageKind.Reordered, second, 2)]);
    }

    [Fact]
    public async Task Events_that_changed_places_in_the_log_are_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"""
            update cases.mt_events set seq_id = -seq_id where stream_id = '{second}';
            update cases.mt_events e set seq_id = (select o.seq_id from chain.links o where o.stream_id = e.stream_id and o.version = 3 - e.version) where stream_id = '{second}'
            """);

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Reordered, second, 1), (DamageKind.Reordered, second, 2)]);
    }

    [Fact]
    public async Task Links_that_changed_places_are_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await TamperAsync($"update chain.links set position = -position where stream_id = '{second}'; update chain.links set position = 7 + position where stream_id = '{second}'");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Reordered, second, 2), (DamageKind.Reordered, second, 1)]);
    }

    [Fact]
    public async Task An_event_without_a_link_is_named()
    {
        var (_, second, _) = await ThreeCasesAsync();
        await InsertAsync(second, 3, position: null, "");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Unchained, second, 3)]);
    }

    [Fact]
    public async Task A_checkpoint_tells_of_a_tail_that_was_cut_off()
    {
        var (_, _, third) = await ThreeCasesAsync();
        using var keys = KeyRing.LoadOrCreate(Path.Combine(tampered.Folder, "keys"));
        var file = Path.Combine(tampered.Folder, $"{county}.checkpoint");
        var checkpoints = new Checkpoints(tampered.Database, keys, TimeProvider.System);
        await checkpoints.TakeAsync(file, [county], Ct);
        (await VerifyAsync(await checkpoints.ReadAsync(file, Ct))).IsWhole.ShouldBeTrue();

        await TamperAsync($"""
            delete from chain.links where stream_id = '{third}'; delete from cases.mt_events where stream_id = '{third}'; delete from cases.mt_streams where id = '{third}'
            """);

        (await VerifyAsync()).IsWhole.ShouldBeTrue();
        var damage = (await VerifyAsync(await checkpoints.ReadAsync(file, Ct))).Damages.ShouldHaveSingleItem();
        damage.Kind.ShouldBe(DamageKind.Truncated);
        damage.Position.ShouldBe(5);
    }

    [Fact]
    public async Task A_tail_cut_off_is_named_by_its_streams_where_they_still_count_it()
    {
        var (_, _, third) = await ThreeCasesAsync();
        await TamperAsync($"delete from chain.links where stream_id = '{third}' and version = 2; delete from cases.mt_events where stream_id = '{third}' and version = 2");

        (await VerifyAsync()).Damages.Select(Plain).ShouldBe([(DamageKind.Deleted, third, 2)]);
    }

    [Fact]
    public async Task A_checkpoint_tells_of_a_history_that_was_written_anew()
    {
        await ThreeCasesAsync();
        using var keys = KeyRing.LoadOrCreate(Path.Combine(tampered.Folder, "keys"));
        var file = Path.Combine(tampered.Folder, $"{county}.checkpoint");
        var checkpoints = new Checkpoints(tampered.Database, keys, TimeProvider.System);
        await checkpoints.TakeAsync(file, [county], Ct);
        await TamperAsync($"delete from chain.links where tenant = '{county}'; delete from cases.mt_events where tenant_id = '{county}'; delete from cases.mt_streams where tenant_id = '{county}'");
        await ThreeCasesAsync();

        (await VerifyAsync()).IsWhole.ShouldBeTrue();
        (await VerifyAsync(await checkpoints.ReadAsync(file, Ct))).Damages.ShouldHaveSingleItem().Kind.ShouldBe(DamageKind.Rewritten);
    }

    [Fact]
    public async Task A_checkpoint_that_was_altered_is_refused()
    {
        await ThreeCasesAsync();
        using var keys = KeyRing.LoadOrCreate(Path.Combine(tampered.Folder, "keys"));
        var file = Path.Combine(tampered.Folder, $"{county}.checkpoint");
        var checkpoints = new Checkpoints(tampered.Database, keys, TimeProvider.System);
        await checkpoints.TakeAsync(file, [county], Ct);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Ct)).Replace("\\u0022position\\u0022:6", "\\u0022position\\u0022:4", StringComparison.Ordinal), Ct);

        (await Should.ThrowAsync<Refusal>(() => checkpoints.ReadAsync(file, Ct))).Code.ShouldBe("checkpoint_forged");
    }

    private static (DamageKind, Guid?, long?) Plain(Damage damage) => (damage.Kind, damage.Stream, damage.Version);

    private Task<Verification> VerifyAsync(Checkpoint? checkpoint = null) => new VerifyChain(tampered.Database, []).RunAsync(county, checkpoint, Ct);

    /// <summary>Six events in one strand: two a stream.</summary>
    private async Task<(Guid First, Guid Second, Guid Third)> ThreeCasesAsync() => (
        await TestStore.RecordAsync(Store, county, Happened.Opened(), Happened.Out()),
        await TestStore.RecordAsync(Store, county, Happened.Opened(), Happened.Out()),
        await TestStore.RecordAsync(Store, county, Happened.Opened(), Happened.Out()));

    /// <summary>Puts an event there as a copy of the stream's first, with a link at that position or with none.</summary>
    private Task InsertAsync(Guid stream, long version, long? position, string hash) => TamperAsync(
        $"""
        alter table cases.mt_events disable trigger events_linked;
        insert into cases.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived)
        select nextval('cases.mt_events_sequence'), gen_random_uuid(), stream_id, {version}, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers, user_name, is_archived
        from cases.mt_events where stream_id = '{stream}' and version = 1;
        alter table cases.mt_events enable always trigger events_linked;
        """ + (position is null ? "" : $"""
        insert into chain.links (tenant, strand, position, seq_id, stream_id, version, event_id, recorded_at, hash)
        select tenant_id, 0, {position}, seq_id, stream_id, version, id,
            (select max(recorded_at) from chain.links where tenant = '{county}' and position < {position}) + interval '1 microsecond', {hash}
        from cases.mt_events where stream_id = '{stream}' and version = {version}
        """));

    private async Task<string> ForgeAsync(Guid stream, long version)
    {
        await using var connection = await tampered.Database.Owner.OpenConnectionAsync(Ct);
        return (await connection.With(
            """
            select encode(sha256(before.hash || convert_to(concat(
                0, ',', l.position, ',', (extract(epoch from l.recorded_at) * 1000000)::bigint, ',',
                e.seq_id, ',', e.id, ',', e.stream_id, ',', e.version, ',', (extract(epoch from e.timestamp) * 1000000)::bigint, ',',
                octet_length(e.tenant_id), ':', e.tenant_id, ',', octet_length(e.type), ':', e.type, ',', octet_length(e.user_name), ':', e.user_name, ',',
                octet_length(e.correlation_id), ':', e.correlation_id, ',', octet_length(e.causation_id), ':', e.causation_id, E'\n', e.headers, E'\n', e.data), 'UTF8')), 'hex')
            from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
            join chain.links before on before.tenant = l.tenant and before.strand = l.strand and before.position = l.position - 1
            where e.stream_id = $1 and e.version = $2
            """, stream, version).ScalarAsync<string>(Ct)).ShouldNotBeNull();
    }

    private async Task TamperAsync(string sql)
    {
        await using var command = tampered.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

/// <summary>A database whose owner has taken the guards away; the chain goes on.</summary>
public sealed class TamperedDatabase(TestDatabase databases) : IAsyncLifetime
{
    private CasesDatabase? database;
    private DocumentStore? store;

    public CasesDatabase Database => database!;

    public DocumentStore Store => store!;

    public string Folder { get; } = Throwaway.Folder("balance-tests-checkpoints-");

    public async ValueTask InitializeAsync()
    {
        database = await databases.NewDatabaseAsync();
        store = TestStore.Of(database);
        await using var command = database.Owner.CreateCommand(
            """
            drop trigger events_stay on cases.mt_events; drop trigger events_stay_whole on cases.mt_events;
            drop trigger links_stay on chain.links; drop trigger links_stay_whole on chain.links;
            """);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync()
    {
        store?.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
