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
    private sealed record Stored(Guid Stream, long Version, RegisterImported Event);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Damage> DamagesAsync(string county, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var events = (await connection.With(
            "select stream_id, version, data::text from cases.mt_events where tenant_id = $1 and type = 'register_imported' order by seq_id", county)
            .RowsAsync(row => new Stored(row.GetGuid(0), row.GetInt64(1), JsonSerializer.Deserialize<RegisterImported>(row.GetString(2), CasesJson.Options)!), ct))
            .Where(stored => stored.Event.Digest is not null).ToDictionary(stored => stored.Event.Ordinal);
        var imports = await connection.With(
            "select ordinal, id, kind, as_of, school_year, replaces, digest from registers.imports where tenant = $1", county)
            .RowsAsync(ImportLine.Read, ct);

        foreach (var import in imports)
            if (!events.TryGetValue(import.Ordinal, out var stored) || !import.Says(stored.Event))
                yield return new(DamageKind.RegisterRowChanged, import.Id, stored?.Version);
        foreach (var stored in events.Values)
            if (imports.All(import => import.Ordinal != stored.Event.Ordinal) || !await HoldsAsync(stored, county, connection, ct))
                yield return new(DamageKind.RegisterRowChanged, stored.Stream, stored.Version);
        foreach (var stray in await StrayRowsAsync(county, [.. events.Keys], connection, ct))
            yield return new(DamageKind.RegisterRowChanged, null, null, Position: stray);
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

    /// <summary>A line of the list of imports, by which figures choose their snapshots.</summary>
    private sealed record ImportLine(long Ordinal, Guid Id, short Kind, DateOnly AsOf, int? SchoolYear, bool Replaces, string Digest)
    {
        public static ImportLine Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetGuid(1), row.GetInt16(2), row.GetFieldValue<DateOnly>(3),
            row.IsDBNull(4) ? null : row.GetInt32(4), row.GetBoolean(5), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)));

        public bool Says(RegisterImported happened) => Id == happened.Import && Kind == (short)happened.Kind && AsOf == happened.AsOf
            && SchoolYear == happened.SchoolYear && Replaces == happened.Replaces && Digest == happened.Digest;
    }
}
