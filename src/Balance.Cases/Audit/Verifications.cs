using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>That a county's chain was verified, when, by whom, and what it came to.</summary>
/// <param name="Against">When the checkpoint was signed that it was held against; null: against none.</param>
public sealed record PastVerification(DateTimeOffset At, string User, long Events, int Damages, DateTimeOffset? Against);

/// <summary>The end of a county's chain as it stands.</summary>
public sealed record ChainEnd(long Links, DateTimeOffset? LastAt);

/// <summary>Verifications so far: a page tells how long ago the last was. It is no proof; verifying again is.</summary>
public sealed class Verifications(CasesDatabase database)
{
    /// <summary>Writes one down.</summary>
    public async Task KeepAsync(Verification proof, string user, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await connection.With("insert into chain.verifications (tenant, user_name, events, damages, checkpoint_at) values ($1, $2, $3, $4, $5::timestamptz)", proof.County, user, proof.Events, proof.Damages.Count, proof.Against?.UtcDateTime).RunAsync(ct);
    }

    /// <summary>The last few of a county, the latest first.</summary>
    public async Task<IReadOnlyList<PastVerification>> OfAsync(string county, int take, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select at, user_name, events, damages, checkpoint_at from chain.verifications where tenant = $1 order by id desc limit $2", county, take)
            .RowsAsync(row => new PastVerification(new DateTimeOffset(row.GetDateTime(0), TimeSpan.Zero), row.GetString(1), row.GetInt64(2), row.GetInt32(3),
                row.IsDBNull(4) ? null : new DateTimeOffset(row.GetDateTime(4), TimeSpan.Zero)), ct);
    }

    /// <summary>How long the county's chain is now, and when its last link was made.</summary>
    public async Task<ChainEnd> EndAsync(string county, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var ends = await connection.With(
            """
            select e.position, e.recorded_at from generate_series(0, 7) as s(strand)
            cross join lateral (select l.position, l.recorded_at from chain.links l where l.tenant = $1 and l.strand = s.strand order by l.position desc limit 1) e
            """, county).RowsAsync(row => (Links: row.GetInt64(0), At: new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero)), ct);
        return new(ends.Sum(end => end.Links), ends.Count == 0 ? null : ends.Max(end => end.At));
    }
}
