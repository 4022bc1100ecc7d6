using System.Runtime.CompilerServices;
using System.Text.Json;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Importing;

/// <summary>Holds the stored rows of every register against the digest in its import's event, and the list of imports against the events themselves.</summary>
public sealed class RegisterProof(CasesDatabase database) : IVerifyMore
{
    private sealed record Stored(Guid Stream, long Version, long Sequence, RegisterImported Event);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Damage> DamagesAsync(string county, Checkpoint? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        // One view of everything: an import that is committed meanwhile is neither missing nor a stray.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var events = new Dictionary<long, Stored>();
        foreach (var stored in await EventsAsync(county, connection, ct))
            if (!events.TryAdd(stored.Event.Ordinal, stored)) yield return new(DamageKind.RegisterRowChanged, stored.Stream, stored.Version);
        var imports = await connection.With(ImportLine.Query, county).RowsAsync(ImportLine.Read, ct);

        foreach (var import in imports)
            if (!events.TryGetValue(import.Ordinal, out var stored) || !import.Says(stored))
                yield return new(DamageKind.RegisterRowChanged, import.Id, stored?.Version);
        foreach (var stored in events.Values)
            if (imports.All(import => import.Ordinal != stored.Event.Ordinal) || !await HoldsAsync(stored, county, connection, ct))
                yield return new(DamageKind.RegisterRowChanged, stored.Stream, stored.Version);
        foreach (var stray in await StrayRowsAsync(county, [.. events.Keys], connection, ct))
            yield return new(DamageKind.RegisterRowChanged, null, null, Position: stray);
    }

    private static async Task<IEnumerable<Stored>> EventsAsync(string county, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            "select stream_id, version, seq_id, data::text from cases.mt_events where tenant_id = $1 and type = 'register_imported' order by seq_id", county)
            .RowsAsync(row => ReadEvent(row.GetString(3)) is { } happened ? new Stored(row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), happened) : null, ct))
        .OfType<Stored>().Where(stored => stored.Event.Digest is not null);

    /// <summary>Null where the event was altered beyond reading: the chain says so, and its rows then are strays.</summary>
    private static RegisterImported? ReadEvent(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<RegisterImported>(json, CasesJson.Options) is { File: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<bool> HoldsAsync(Stored stored, string county, NpgsqlConnection connection, CancellationToken ct) =>
        Convert.ToHexStringLower(await RegisterDigest.OfAsync(RegisterShape.Of(stored.Event.Kind), county, stored.Event.Ordinal, connection, ct)) == stored.Event.Digest;

    /// <summary>Ordinals of rows that no import's event knows.</summary>
    private static async Task<IEnumerable<long>> StrayRowsAsync(string county, long[] known, NpgsqlConnection connection, CancellationToken ct)
    {
        var strays = new SortedSet<long>();
        foreach (var shape in RegisterShape.All)
            strays.UnionWith(await connection.With(
                $"select distinct import from registers.{shape.Table} where tenant = $1 and not import = any($2)", county, known).RowsAsync(row => row.GetInt64(0), ct));
        return strays;
    }

    /// <summary>A line of the list of imports, by which figures choose their snapshots and know since when they are known.</summary>
    private sealed record ImportLine(
        long Ordinal, Guid Id, short Kind, DateOnly AsOf, int? SchoolYear, bool Replaces, string? Digest, long Sequence,
        string FileName, long FileBytes, string FileSha256, int Rows, int Applied, int Unchanged, int Rejected)
    {
        public const string Query =
            """
            select ordinal, id, kind, as_of, school_year, replaces, digest, seq_id, file_name, file_bytes, file_sha256, rows, applied, unchanged, rejected
            from registers.imports where tenant = $1
            """;

        public static ImportLine Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetGuid(1), row.GetInt16(2), row.GetFieldValue<DateOnly>(3),
            row.IsDBNull(4) ? null : row.GetInt32(4), row.GetBoolean(5), row.IsDBNull(6) ? null : Hex(row, 6), row.GetInt64(7),
            row.GetString(8), row.GetInt64(9), Hex(row, 10), row.GetInt32(11), row.GetInt32(12), row.GetInt32(13), row.GetInt32(14));

        public bool Says(Stored stored)
        {
            var happened = stored.Event;
            var (file, sent) = (happened.File, new SentFile(FileName, FileBytes, FileSha256));
            return Sequence == stored.Sequence && Id == happened.Import && Kind == (short)happened.Kind && AsOf == happened.AsOf
                && SchoolYear == happened.SchoolYear && Replaces == happened.Replaces && Digest == happened.Digest && sent == file
                && (Rows, Applied, Unchanged, Rejected) == (happened.Rows, happened.Applied, happened.Unchanged, happened.Rejected);
        }

        private static string Hex(NpgsqlDataReader row, int column) => Convert.ToHexStringLower(row.GetFieldValue<byte[]>(column));
    }
}
