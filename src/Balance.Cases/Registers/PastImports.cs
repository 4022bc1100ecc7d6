using System.Text.Json;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Storage;

namespace Balance.Cases.Registers;

/// <summary>One import that was taken in, and when it was recorded.</summary>
public sealed record PastImport(RegisterImported What, DateTimeOffset RecordedAt);

/// <summary>The imports of a county so far, from their events.</summary>
public sealed class PastImports(CasesDatabase database)
{
    /// <summary>A page of them, the latest first, and how many there are.</summary>
    public async Task<(int Total, IReadOnlyList<PastImport> Page)> OfAsync(string tenant, int skip, int take, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var total = await connection.With("select count(*)::int from cases.mt_events where tenant_id = $1 and type = $2", tenant, Name).ScalarAsync<int>(ct);
        var page = await connection.With(
            """
            select e.data::text, l.recorded_at
            from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
            where e.tenant_id = $1 and e.type = $2 order by e.seq_id desc offset $3 limit $4
            """, tenant, Name, skip, take)
            .RowsAsync(row => new PastImport(JsonSerializer.Deserialize<RegisterImported>(row.GetString(0), CasesJson.Options)!, new(row.GetDateTime(1), TimeSpan.Zero)), ct);
        return (total, page);
    }

    private static string Name => EventKinds.NameOf(typeof(RegisterImported));
}
