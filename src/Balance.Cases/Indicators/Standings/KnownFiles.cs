using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Children's files as they stood on a day and were known at a moment.</summary>
public static class KnownFiles
{
    /// <summary>Every child of the county with a file, whenever it was opened.</summary>
    public static Task<List<Guid>> ChildrenAsync(string tenant, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With("select child from registers.whereabouts where tenant = $1", tenant).RowsAsync(row => row.GetGuid(0), ct);

    /// <summary>Their files; a child of whom nothing was known by then has none.</summary>
    public static async Task<Dictionary<Guid, Student>> ReadAsync(string tenant, Guid[] children, DateOnly day, DateTimeOffset moment, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            """
            select e.stream_id, e.version, e.type, e.data::text
            from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
            where e.tenant_id = $1 and e.stream_id = any($2) and l.recorded_at <= $3 order by e.stream_id, e.version
            """, tenant, children, moment.UtcDateTime)
            .RowsAsync(row => (Child: row.GetGuid(0), Entry: new Entry(EventKinds.ReadStudentEvent(row.GetString(2), row.GetString(3)), row.GetInt64(1))), ct))
        .GroupBy(row => row.Child, row => row.Entry)
        .ToDictionary(child => child.Key, child => new Student(child.Key, [.. Corrections.Apply(child).Where(entry => entry.Happened.OccurredOn <= day)]));
}
