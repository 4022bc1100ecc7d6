using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Screening;

/// <summary>Children of the protected groups who are present in the population register (indicators.md, «Protected groups»).</summary>
/// <param name="DisabledUnplaced">Disabled children of school age who are not enrolled.</param>
/// <param name="LeftBehind">Both parents away, or one and the other not capable; under 16 (国发〔2016〕13号).</param>
/// <param name="LeftBehindRoll">A parent away for three months or more; under 16 (the school roll's definition).</param>
public sealed record ProtectedGroups(int Disabled, int DisabledUnplaced, int LeftBehind, int LeftBehindRoll, int Migrant, int Hardship)
{
    private static readonly long[] NoImports = [];

    /// <summary>Counts them on a day.</summary>
    public static async Task<ProtectedGroups> CountAsync(
        RegisterBook book, DateOnly day, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var registers = RegistersOfDay.Of(book, day);
        var population = registers.Population?.Imports ?? NoImports;
        var disabled = await connection.With(
            """
            select p.child, r.status from registers.population_in($1, $2) p
            join registers.disability_in($1, $3) d on d.child = p.child
            left join registers.roll_in($1, $4) r on r.child = p.child
            where p.status = 0 and p.born between $5 and $6
            """, book.Tenant, population, registers.Disability?.Imports ?? NoImports, registers.Roll?.Imports ?? NoImports, registers.OldestBorn, registers.YoungestBorn)
            .RowsAsync(row => (Child: row.GetGuid(0), Roll: row.Code<RollStatus>(1)), ct);
        var unplaced = disabled.Count(child => standings.TryGetValue(child.Child, out var known)
            ? !known.Standing.Enrolled
            : EnrolmentRate.OfRoll(child.Roll) != EnrolmentPart.Enrolled);

        var survey = book.LatestBy(RegisterKind.LeftBehind, day)?.Imports ?? NoImports;
        var assistance = book.Of(RegisterKind.Assistance).Where(file => file.AsOf <= day).SelectMany(file => file.Imports).ToArray();
        return (await connection.With(
            $"""
            select
                count(*) filter (where p.born > $8 and {RegisterCounts.IsLeftBehind})::int,
                count(*) filter (where p.born > $8 and (l.father_away or l.mother_away) and l.months >= 3)::int,
                count(*) filter (where p.residence = 2 and p.born between $5 and $6)::int,
                count(*) filter (where p.born between $5 and $6 and a.child is not null)::int
            from registers.population_in($1, $2) p
            left join registers.left_behind_in($1, $3) l on l.child = p.child
            left join (select distinct child from registers.assistance_in($1, $4) where from_on <= $7 and (until_on is null or until_on >= $7)) a on a.child = p.child
            where p.status = 0
            """, book.Tenant, population, survey, assistance, registers.OldestBorn, registers.YoungestBorn, day, day.AddYears(-16))
            .RowsAsync(row => new ProtectedGroups(disabled.Count, unplaced, row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3)), ct)).Single();
    }
}
