using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Storage.Schema;
using JasperFx;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Marten's tables, made as their owner, with what the application may do on them: of events only reading and adding.</summary>
public sealed class EventStoreSchema : ISchemaPart, IDisposable
{
    private const string Grants =
        """
        grant usage on schema cases to balance_app;
        grant usage, select on all sequences in schema cases to balance_app;
        grant execute on all functions in schema cases to balance_app;
        grant select, insert, update, delete on all tables in schema cases to balance_app;
        revoke update, delete, truncate on cases.mt_events from balance_app;
        revoke delete, truncate on cases.mt_streams from balance_app;
        """;

    // Kinds of which a county has few, found among millions of others without reading those.
    private const string Index =
        $"""
        create index if not exists {CasesStore.FewEvents} on cases.mt_events (tenant_id, type, seq_id) where type in
            ('screening_run', 'aid_granted', 'cohort_declared', 'completion_declared', 'school_values_declared', 'resource_room_declared');
        """;

    private readonly DocumentStore _store;

    /// <summary>By the same rules as the application's store.</summary>
    public EventStoreSchema(CasesDatabase database, IEnumerable<EventKinds> kinds)
    {
        _store = DocumentStore.For(options =>
        {
            CasesStore.Configure(options, kinds);
            options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            options.Connection(database.Owner);
        });
        var script = _store.Storage.ToDatabaseScript() + Index + Grants;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
    }

    public string Name => "EventStore";

    public int Order => SchemaOrder.EventStore;

    public string Fingerprint { get; }

    public async Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await _store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var command = owner.CreateCommand(Index + Grants);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<IReadOnlyList<string>> DifferencesAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var migration = await _store.Storage.Database.CreateMigrationAsync(cancel);
        return [.. migration.Deltas.Where(delta => delta.Difference != Weasel.Core.SchemaPatchDifference.None)
            .Select(delta => $"{delta.SchemaObject.Identifier.QualifiedName}: {delta.Difference}")];
    }

    public void Dispose() => _store.Dispose();
}
