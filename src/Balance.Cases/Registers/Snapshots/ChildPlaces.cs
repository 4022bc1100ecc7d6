using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Snapshots;

/// <summary>Where a child lives and learns by the latest registers that a book knows; of a child that has left the roll, where it last learned.</summary>
/// <param name="HasCase">A file is open, or was.</param>
public sealed record ChildPlace(Guid Child, string? Township, string? School, int? Grade, string? Class, bool HasCase);

/// <summary>The places of a page of children.</summary>
public static class ChildPlaces
{
    /// <summary>One for each child asked for.</summary>
    public static async Task<Dictionary<Guid, ChildPlace>> OfAsync(RegisterBook book, Guid[] children, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            """
            select c.child, coalesce(p.township, w.residence_township), coalesce(r.school, w.school_code), coalesce(r.grade, w.grade), case when r.child is null then w.class else r.class end, w.child is not null
            from unnest($2::uuid[]) as c(child)
            left join (select * from registers.population_in($1, $3) where child = any($2)) p on p.child = c.child
            left join registers.whereabouts w on w.tenant = $1 and w.child = c.child
            -- Of a child that another school has taken since, the roll is of before.
            left join (select * from registers.roll_in($1, $4) where child = any($2)) r on r.child = c.child and (w.moved_on is null or w.moved_on < $5)
            """, book.Tenant, children, book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? [], book.Rolls is [.., var latest] ? latest.Imports : [], Whereabouts.LastRollOn(book))
            .RowsAsync(row => new ChildPlace(row.GetGuid(0), row.Text(1), row.Text(2), row.IsDBNull(3) ? null : row.GetInt16(3), row.Text(4), row.GetBoolean(5)), ct))
        .DistinctBy(place => place.Child).ToDictionary(place => place.Child);
}
