using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Storage.Schema;

/// <summary>
/// Owns the schema: applies every part in order under one lock and remembers what it applied, so that a later start with the same
/// parts asks one question and changes nothing.
/// </summary>
public sealed partial class SchemaKeeper(CasesDatabase database, IEnumerable<ISchemaPart> parts, ILogger<SchemaKeeper> log)
{
    /// <summary>Any number of our own; every process that applies the schema takes this lock.</summary>
    private const long Lock = 0x62616C616E6365;

    private const string State = """
        create schema if not exists storage;
        create table if not exists storage.schema_parts (
            part text primary key,
            fingerprint text not null,
            applied_at timestamptz not null default clock_timestamp()
        );
        grant usage on schema storage to balance_app;
        grant select on storage.schema_parts to balance_app;
        """;

    private readonly List<ISchemaPart> _parts = [.. RoomScript.All.Concat(parts)
        .OrderBy(part => part.Order).ThenBy(part => part.Name, StringComparer.Ordinal)];

    /// <summary>Every part in the order of applying.</summary>
    public IReadOnlyList<string> PartNames => _parts.ConvertAll(part => part.Name);

    /// <summary>Applies the schema where the database does not have this form of it; true where something was applied.</summary>
    public async Task<bool> EnsureAsync(CancellationToken cancel) => await IsCurrentAsync(cancel) is false && await ApplyAsync(always: false, cancel);

    /// <summary>Applies every part, also where the database is said to have it already.</summary>
    public Task ApplyAsync(CancellationToken cancel) => ApplyAsync(always: true, cancel);

    /// <summary>Every part's name and what in the database differs from it.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> DifferencesAsync(CancellationToken cancel)
    {
        var applied = await AppliedAsync(database.Owner, cancel);
        var found = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var part in _parts)
        {
            var differences = applied.GetValueOrDefault(part.Name) switch
            {
                null => (IReadOnlyList<string>)["never applied"],
                var fingerprint when fingerprint != part.Fingerprint => ["applied in another form"],
                _ => await part.DifferencesAsync(database.Owner, cancel),
            };
            found.Add(part.Name, differences);
        }
        return found;
    }

    /// <summary>Whether the database has this form of every part. Asked as the application, which may know it without being the owner.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancel) => IsCurrent(await AppliedAsync(database.Application, cancel));

    private bool IsCurrent(Dictionary<string, string> applied) => _parts.TrueForAll(part => applied.GetValueOrDefault(part.Name) == part.Fingerprint);

    private async Task<bool> ApplyAsync(bool always, CancellationToken cancel)
    {
        await using var held = await database.Owner.OpenConnectionAsync(cancel);
        await ExecuteAsync(held, $"select pg_advisory_lock({Lock})", cancel);
        try
        {
            await AppRole.EnsureAsync(held, database.ApplicationUser, cancel);
            // Another process may have done the work while this one waited.
            if (!always && IsCurrent(await AppliedAsync(database.Owner, cancel))) return false;
            await ExecuteAsync(held, State, cancel);
            foreach (var part in _parts)
            {
                Applying(part.Name);
                await part.ApplyAsync(database.Owner, cancel);
                await RecordAsync(held, part, cancel);
            }
            return true;
        }
        finally
        {
            await ExecuteAsync(held, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        var applied = new Dictionary<string, string>();
        try
        {
            await using var command = source.CreateCommand("select part, fingerprint from storage.schema_parts");
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) applied.Add(reader.GetString(0), reader.GetString(1));
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            applied.Clear(); // a database that nobody has set up yet
        }
        return applied;
    }

    private static async Task RecordAsync(NpgsqlConnection connection, ISchemaPart part, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("""
            insert into storage.schema_parts (part, fingerprint) values ($1, $2)
            on conflict (part) do update set fingerprint = excluded.fingerprint, applied_at = clock_timestamp()
            """, connection) { Parameters = { new() { Value = part.Name }, new() { Value = part.Fingerprint } } };
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Applying the schema of {Part}")]
    private partial void Applying(string part);
}
