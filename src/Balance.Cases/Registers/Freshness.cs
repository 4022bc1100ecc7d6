using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;

namespace Balance.Cases.Registers;

/// <summary>The latest data of a kind.</summary>
/// <param name="AsOf">The day that it describes.</param>
/// <param name="RecordedAt">When it came.</param>
/// <param name="Age">Days since the day described.</param>
/// <param name="Keeps">Days for which data of the kind speaks for the present.</param>
public sealed record LatestData(RegisterKind Kind, DateOnly AsOf, DateTimeOffset RecordedAt, int Rows, int Rejected, int Age, int Keeps)
{
    /// <summary>Figures that rest on it no longer speak of today.</summary>
    public bool IsStale => Age > Keeps;
}

/// <summary>How old what a county knows is, kind by kind.</summary>
public sealed class Freshness(CasesDatabase database, TimeProvider clock)
{
    /// <summary>The latest of each kind that was ever imported.</summary>
    public async Task<IReadOnlyList<LatestData>> OfAsync(string tenant, CancellationToken ct)
    {
        var today = clock.Today();
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            select distinct on (i.kind) i.kind, i.as_of, l.recorded_at, i.rows, i.rejected
            from registers.imports i join chain.links l on l.tenant = i.tenant and l.seq_id = i.seq_id
            where i.tenant = $1 order by i.kind, i.as_of desc, i.ordinal desc
            """, tenant)
            .RowsAsync(row =>
            {
                var (kind, asOf) = ((RegisterKind)row.GetInt16(0), row.GetFieldValue<DateOnly>(1));
                return new LatestData(kind, asOf, new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero), row.GetInt32(3), row.GetInt32(4), today.DayNumber - asOf.DayNumber, KeepsFor(kind));
            }, ct);
    }

    /// <summary>A roll is of a term, attendance of a fortnight, a ledger of a month (school returns are monthly); every other register is surveyed once a year.</summary>
    private static int KeepsFor(RegisterKind kind) => kind switch
    {
        RegisterKind.Enrolment => 160,
        RegisterKind.Absence => 14,
        RegisterKind.Ledger => 40,
        _ => 370,
    };
}
