using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>Takes checkpoints of the chains.</summary>
public sealed class Checkpoints(CasesDatabase database, KeyRing keys, TimeProvider clock)
{
    /// <summary>Signs the present heads of these counties, of all where none is named, into a file outside the database.</summary>
    public async Task<Checkpoint> TakeAsync(string path, IReadOnlyCollection<string> counties, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var rows = await connection.With(
            """
            select distinct on (tenant, strand) tenant, strand, position, recorded_at, hash from chain.links
            where cardinality($1::varchar[]) = 0 or tenant = any($1) order by tenant, strand, position desc
            """, (object)counties.ToArray())
            .RowsAsync(row => (County: row.GetString(0), Head: new Head(row.GetInt16(1), row.GetInt64(2),
                new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)))), ct);
        var checkpoint = new Checkpoint(clock.GetUtcNow(), [.. rows.GroupBy(row => row.County, row => row.Head).Select(of => new CountyHeads(of.Key, [.. of]))]);
        await checkpoint.WriteAsync(path, keys, ct);
        return checkpoint;
    }

    /// <summary>Reads a checkpoint that this installation signed.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>, <c>checkpoint_forged</c>.</exception>
    public Task<Checkpoint> ReadAsync(string path, CancellationToken ct) => Checkpoint.ReadAsync(path, keys, ct);
}
