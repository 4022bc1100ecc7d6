using System.Text.Json;
using Balance.Cases.Domain.Screening;
using Balance.Cases.Storage;

namespace Balance.Cases.Screening;

/// <summary>A screening that was run, and when it was recorded.</summary>
public sealed record PastScreening(ScreeningRun What, DateTimeOffset RecordedAt);

/// <summary>The screenings of a county so far, from their events.</summary>
public sealed class PastScreenings(CasesDatabase database)
{
    /// <summary>The latest of them.</summary>
    public async Task<IReadOnlyList<PastScreening>> LatestAsync(string tenant, int take, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            select e.data::text, l.recorded_at
            from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
            where e.tenant_id = $1 and e.type = $2 order by e.seq_id desc limit $3
            """, tenant, EventKinds.NameOf(typeof(ScreeningRun)), take)
            .RowsAsync(row => new PastScreening(JsonSerializer.Deserialize<ScreeningRun>(row.GetString(0), CasesJson.Options)!, new(row.GetDateTime(1), TimeSpan.Zero)), ct);
    }
}
