using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>Where children with a case live and learn by the latest registers: what an officer's scope is held against. Follows every import and every opened case.</summary>
public static class Whereabouts
{
    /// <summary>Brings all cases of a county up to the registers, after an import of a kind that says where children are.</summary>
    public static async Task RefreshAsync(string tenant, RegisterKind kind, NpgsqlConnection connection, CancellationToken ct)
    {
        if (kind is not (RegisterKind.Population or RegisterKind.Enrolment or RegisterKind.Schools)) return;
        var cases = await connection.With("select child from registers.whereabouts where tenant = $1", tenant).RowsAsync(row => row.GetGuid(0), ct);
        await FollowAsync(tenant, [.. cases], connection, ct);
    }

    /// <summary>Says where each of these children is; from now on they are followed.</summary>
    public static async Task FollowAsync(string tenant, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (children.Length == 0) return;
        var book = await RegisterBook.LoadAsync(connection, tenant, null, ct);
        var population = book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? [];
        var roll = book.Rolls is [.., var latest] ? latest.Imports : [];
        await connection.With(
            """
            insert into registers.whereabouts as w (tenant, child, residence_township, school_code, school_township, grade, class)
            select $1, c.child, p.township, r.school, s.township, r.grade, r.class
            from unnest($2::uuid[]) as c(child)
            left join (select * from registers.population_in($1, $3) where child = any($2)) p on p.child = c.child
            left join (select * from registers.roll_in($1, $4) where child = any($2)) r on r.child = c.child
            left join (select distinct on (code) code, township from registers.schools_in($1, $5) order by code, import desc, line desc) s on s.code = r.school
            on conflict (tenant, child) do update set
                residence_township = coalesce(excluded.residence_township, w.residence_township),
                school_code = coalesce(excluded.school_code, w.school_code),
                school_township = case when excluded.school_code is null then w.school_township else excluded.school_township end,
                grade = coalesce(excluded.grade, w.grade),
                class = case when excluded.school_code is null then w.class else excluded.class end
            """, tenant, children, population, roll, book.ImportsOf(RegisterKind.Schools)).RunAsync(ct);
    }
}
