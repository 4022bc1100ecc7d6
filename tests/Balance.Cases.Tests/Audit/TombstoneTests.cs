using Balance.Cases.Audit;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Storage;

namespace Balance.Cases.Tests.Audit;

/// <summary>What Marten writes in place of an append that failed: an event without a moment.</summary>
public sealed class TombstoneTests(TestDatabase databases)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_without_a_moment_is_chained_like_any_other_and_proved()
    {
        var database = await databases.NewDatabaseAsync();
        using var store = TestStore.Of(database);
        var county = databases.NextCounty();
        var child = await TestStore.RecordAsync(store, county, Happened.Opened(), Happened.Out());
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        await connection.With(
            """
            insert into cases.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('cases.mt_events_sequence'), gen_random_uuid(), stream_id, 3, '{}', 'tombstone', '-infinity', tenant_id, mt_dotnet_type, false
            from cases.mt_events where stream_id = $1 and version = 1
            """, child).RunAsync(Ct);
        await TestStore.RecordAsync(store, county, Happened.Opened());

        var verified = await new VerifyChain(database, []).RunAsync(county, null, Ct);

        verified.Damages.ShouldBeEmpty();
        verified.Events.ShouldBe(4);
    }

    [Fact]
    public async Task A_stream_of_tombstones_has_no_versions_that_could_be_missing()
    {
        var database = await databases.NewDatabaseAsync();
        using var store = TestStore.Of(database);
        var county = databases.NextCounty();
        await TestStore.RecordAsync(store, county, Happened.Opened());
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        await connection.With("insert into cases.mt_streams (id, version, tenant_id) values ($1, 9, $2)", Guid.CreateVersion7(), county).RunAsync(Ct);
        (await new VerifyChain(database, []).RunAsync(county, null, Ct)).Damages.Count.ShouldBe(9, "a stream whose events are all gone is damage");

        await connection.With(
            """
            insert into cases.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('cases.mt_events_sequence'), gen_random_uuid(), id, 7, '{}', 'tombstone', '-infinity', tenant_id, '', false
            from cases.mt_streams where tenant_id = $1 and version = 9
            """, county).RunAsync(Ct);
        (await new VerifyChain(database, []).RunAsync(county, null, Ct)).Damages.ShouldBeEmpty();
    }
}
