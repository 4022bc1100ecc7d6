using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>Takes checkpoints of the chains.</summary>
public sealed class Checkpoints(CasesDatabase database, KeyRing keys, TimeProvider clock)
{
    /// <summary>Signs the present heads of these counties, of all where none is named, into a file outside the database.</summary>
    public async Task<Checkpoint> TakeAsync(string path, IReadOnlyCollection<string> counties, CancellationToken ct)
    {
        var checkpoint = await OfAsync(counties, ct);
        await checkpoint.WriteAsync(path, keys, ct);
        return checkpoint;
    }

    /// <summary>The signed file of one county's present heads, to be taken out of the house.</summary>
    public async Task<byte[]> FileOfAsync(string county, CancellationToken ct) => (await OfAsync([county], ct)).Signed(keys);

    private async Task<Checkpoint> OfAsync(IReadOnlyCollection<string> counties, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var rows = await connection.With(
            """
            select distinct on (tenant, strand) tenant, strand, position, recorded_at, hash from chain.links
            where cardinality($1::varchar[]) = 0 or tenant = any($1) order by tenant, strand, position desc
            """, (object)counties.ToArray())
            .RowsAsync(row => (County: row.GetString(0), Head: new Head(row.GetInt16(1), row.GetInt64(2),
                new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)))), ct);
        var heads = rows.ToLookup(row => row.County, row => row.Head);
        // Of a county that was asked for and has recorded nothing yet, its access log has an end all the same.
        return new Checkpoint(clock.GetUtcNow(), await WithLogsAsync(counties.Union(heads.Select(of => of.Key)).Select(county => new CountyHeads(county, [.. heads[county]])), connection, ct));
    }

    private static async Task<IReadOnlyList<CountyHeads>> WithLogsAsync(IEnumerable<CountyHeads> counties, NpgsqlConnection connection, CancellationToken ct)
    {
        var with = new List<CountyHeads>();
        foreach (var county in counties) with.Add(county with { Log = await LogChain.HeadsAsync(county.County, connection, ct) });
        return with;
    }

    /// <summary>Reads a checkpoint that this installation signed.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>, <c>checkpoint_forged</c>.</exception>
    public Task<Checkpoint> ReadAsync(string path, CancellationToken ct) => Checkpoint.ReadAsync(path, keys, ct);

    /// <summary>The same of a file that was sent.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>, <c>checkpoint_forged</c>.</exception>
    public Task<Checkpoint> ReadAsync(Stream sent, CancellationToken ct) => Checkpoint.ReadAsync(sent, keys, ct);
}
