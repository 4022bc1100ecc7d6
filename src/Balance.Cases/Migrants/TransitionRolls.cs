using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Migrants;

/// <summary>Pupils of a last primary class by the school whose roll has them now.</summary>
/// <param name="Followed">Those with a case.</param>
/// <param name="InCharge">Those of them whose case is the asker's now.</param>
internal sealed record RolledClass(string FromSchool, string? Class, string? ToSchool, int Pupils, int OnRoll, Guid[] Followed, Guid[] InCharge);

/// <summary>The last primary grade of the roll of the year before, held against that of the new year: whoever was of the asker's scope then, or is now.</summary>
internal static class TransitionRolls
{
    /// <summary>By school, class and receiving school.</summary>
    public static async Task<IReadOnlyList<RolledClass>> ClassesAsync(RegisterBook book, int year, PolicyPack pack, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        if (book.Rolls.LastOrDefault(roll => roll.SchoolYear == year - 1) is not { } before) return [];
        var now = book.Rolls.LastOrDefault(roll => roll.SchoolYear == year);
        await using var query = new NpgsqlCommand { Connection = connection, CommandTimeout = 0 };
        var scope = Scope.Of(who);
        query.CommandText =
            $"""
            with s as (select distinct on (code) code, township from registers.schools_in(@tenant, @schools) order by code, import desc, line desc),
            b as (
                select @tenant as tenant, r.child, p.township as residence_township, r.school as school_code, r.grade, r.class, s.township as school_township
                from registers.roll_in(@tenant, @before) r
                left join s on s.code = r.school
                left join registers.population_in(@tenant, @population) p on p.child = r.child
                where r.grade = @last_primary and r.status <= 2
            ),
            n as (
                select @tenant as tenant, r.child, b.residence_township, r.school as school_code, r.grade, r.class, s.township as school_township
                from registers.roll_in(@tenant, @now) r join b on b.child = r.child left join s on s.code = r.school
                where r.status <= 2
            )
            select b.school_code, b.class, n.school_code, count(*)::int, count(n.child)::int,
                coalesce(array_agg(b.child) filter (where w.child is not null), '{"{}"}'), coalesce(array_agg(b.child) filter (where {scope.Where("w", query.Parameters)}), '{"{}"}')
            from b left join n on n.child = b.child left join registers.whereabouts w on w.tenant = b.tenant and w.child = b.child
            where {scope.Where("b", query.Parameters)} or {scope.Where("n", query.Parameters)}
            group by 1, 2, 3 order by 1, 2, 3
            """;
        query.Parameters.Add(new("tenant", NpgsqlDbType.Text) { Value = book.Tenant });
        query.Parameters.AddWithValue("schools", book.ImportsOf(RegisterKind.Schools));
        query.Parameters.AddWithValue("population", book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? []);
        query.Parameters.AddWithValue("before", before.Imports);
        query.Parameters.AddWithValue("now", now?.Imports ?? []);
        query.Parameters.AddWithValue("last_primary", pack.LastPrimaryGrade.Value);
        return await query.RowsAsync(row => new RolledClass(row.GetString(0), row.Text(1), row.Text(2), row.GetInt32(3), row.GetInt32(4), row.GetFieldValue<Guid[]>(5), row.GetFieldValue<Guid[]>(6)), ct);
    }
}
