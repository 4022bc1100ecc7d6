using Balance.Cases.Domain.Returns;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Reads a moment by which everything stamped earlier can be seen.</summary>
public static class ChainTime
{
    /// <summary>The database's time, once every commit of the county that was stamped before it has ended: an answer given as of this moment can be asked for again and is the same for ever.</summary>
    public static async Task<DateTimeOffset> SettledAsync(NpgsqlConnection connection, string tenant, CancellationToken ct) =>
        new(await connection.With("select chain.known($1)", tenant).ScalarAsync<DateTime>(ct), TimeSpan.Zero);

    /// <summary>The moment that a question is answered as of: the one asked for, where it is past; else now.</summary>
    public static async Task<DateTimeOffset> AskedAsync(NpgsqlConnection connection, string tenant, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var now = await SettledAsync(connection, tenant, ct);
        return knownAt is { } asked && asked < now ? asked : now;
    }

    /// <summary>The position in the event log that a settled moment stands for: of every strand with events, the last by then.</summary>
    public static Task<List<LogPosition>> HeadsAsync(NpgsqlConnection connection, string tenant, DateTimeOffset moment, CancellationToken ct) => connection.With(
        """
        select s.strand, l.position, l.hash from generate_series(0, chain.strands() - 1) as s(strand)
        cross join lateral (
            select k.position, k.hash from chain.links k where k.tenant = $1 and k.strand = s.strand and k.recorded_at <= $2 order by k.position desc limit 1) l
        order by 1
        """, tenant, moment.UtcDateTime)
        .RowsAsync(row => new LogPosition(row.GetInt32(0), row.GetInt64(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2))), ct);
}
