using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>A moment of the database, and how far a county's chain reached then.</summary>
/// <param name="Position">Everything up to it was recorded by the moment, everything later after it.</param>
public readonly record struct ChainTime(DateTimeOffset Moment, long Position)
{
    /// <summary>
    /// Reads both under the county's chain lock, which a commit holds from stamping its events until they can be seen: whatever is stamped
    /// earlier than the moment is visible by then, so that the answer can be asked for again.
    /// </summary>
    public static async Task<ChainTime> ReadAsync(NpgsqlConnection connection, string tenant, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.With("select pg_advisory_xact_lock_shared(chain.lock_key($1))", tenant).RunAsync(ct);
        var read = await connection.With("select clock_timestamp(), coalesce((select max(position) from chain.links where tenant = $1), 0)", tenant)
            .RowsAsync(row => new ChainTime(new DateTimeOffset(row.GetDateTime(0), TimeSpan.Zero), row.GetInt64(1)), ct);
        await transaction.CommitAsync(ct);
        return read.Single();
    }
}
