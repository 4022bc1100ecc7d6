using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators;

/// <summary>What the registers alone say, counted by the database. Snapshots never change, so each count is good for as long as its imports are those in force.</summary>
public static class RegisterCounts
{
    private static readonly long[] NoImports = [];

    /// <summary>留守儿童 of a row <c>l</c> of the survey: both parents away, or one and the other not capable (国发〔2016〕13号).</summary>
    internal const string IsLeftBehind = "(l.father_away and l.mother_away or (l.father_away or l.mother_away) and not l.other_capable)";

    /// <summary>Children on the baseline as enrolled, by school and grade.</summary>
    public static Task<List<(string School, int Grade, int Children)>> BaselineAsync(Snapshot? baseline, string tenant, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With(
            "select school, grade, count(*)::int from registers.roll_in($1, $2) where status = 0 group by 1, 2",
            tenant, baseline?.Imports ?? NoImports).RowsAsync(row => (row.GetString(0), (int)row.GetInt16(1), row.GetInt32(2)), ct);

    /// <summary>Of them, those whom the roll of a day shows on leave, dead or transferred out (definition B), by school and grade of the baseline.</summary>
    /// <param name="of">Of these children alone; null: of all.</param>
    public static Task<List<(string School, int Grade, int Children)>> LeftOtherwiseAsync(Snapshot? baseline, Snapshot? roll, string tenant, Guid[]? of, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With(
            $"""
            select b.school, b.grade, count(*)::int from registers.roll_in($1, $2) b join registers.roll_in($1, $3) r on r.child = b.child
            where b.status = 0 and {HasLeftOtherwise} and ($4::uuid[] is null or b.child = any($4)) group by 1, 2
            """, tenant, baseline?.Imports ?? NoImports, roll?.Imports ?? NoImports, of).RowsAsync(row => (row.GetString(0), (int)row.GetInt16(1), row.GetInt32(2)), ct);

    /// <summary>休学, 转出 or 死亡 of a row <c>r</c> of a roll.</summary>
    internal const string HasLeftOtherwise = "r.status in (1, 3, 5)";

    /// <summary>Township of each school of the county by the latest row of each; schools outside the county are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TownshipsOfSchoolsAsync(RegisterBook book, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            """
            select distinct on (s.code) s.code, s.township
            from registers.schools_in($1, $2) s join registers.imports i on i.tenant = s.tenant and i.ordinal = s.import
            order by s.code, i.as_of desc, s.import desc, s.line desc
            """, book.Tenant, book.ImportsOf(RegisterKind.Schools))
            .RowsAsync(row => (Code: row.GetString(0), Township: row.Text(1)), ct))
        .Where(school => school.Township is not null).ToDictionary(school => school.Code, school => school.Township!);

    /// <summary>Children of school age who are present, counted alike by township, stage of the age, disability and what the roll shows.</summary>
    public static async Task<Dictionary<EnrolmentCell, int>> CellsAsync(
        RegistersOfDay registers, PolicyPack pack, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = await connection.With(
            """
            select p.township, p.born >= $6, d.child is not null, r.status, count(*)::int
            from registers.population_in($1, $2) p
            left join registers.roll_in($1, $3) r on r.child = p.child
            left join registers.disability_in($1, $4) d on d.child = p.child
            where p.status = 0 and p.born between $5 and $7
            group by 1, 2, 3, 4
            """,
            registers.Tenant, Imports(registers.Population), Imports(registers.Roll), Imports(registers.Disability),
            registers.OldestBorn, registers.FirstPrimaryBorn(pack), registers.YoungestBorn)
            .RowsAsync(row => (Cell: new EnrolmentCell(row.GetString(0), row.GetBoolean(1) ? Stage.Primary : Stage.Junior, row.GetBoolean(2),
                EnrolmentRate.OfRoll(row.Code<RollStatus>(3))), Children: row.GetInt32(4)), ct);

        var cells = new Dictionary<EnrolmentCell, int>();
        foreach (var (cell, children) in rows) cells[cell] = cells.GetValueOrDefault(cell) + children;
        return cells;
    }

    /// <summary>The same cell for each of a few children: those whose standing may say otherwise.</summary>
    public static Task<List<(Guid Child, EnrolmentCell Cell)>> CellsOfAsync(
        RegistersOfDay registers, PolicyPack pack, Guid[] children, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With(
            """
            select p.child, p.township, p.born >= $6, d.child is not null, r.status
            from registers.population_in($1, $2) p
            left join registers.roll_in($1, $3) r on r.child = p.child and r.child = any($8)
            left join registers.disability_in($1, $4) d on d.child = p.child
            where p.status = 0 and p.born between $5 and $7 and p.child = any($8)
            """,
            registers.Tenant, Imports(registers.Population), Imports(registers.Roll), Imports(registers.Disability),
            registers.OldestBorn, registers.FirstPrimaryBorn(pack), registers.YoungestBorn, children)
            .RowsAsync(row => (row.GetGuid(0), new EnrolmentCell(row.GetString(1), row.GetBoolean(2) ? Stage.Primary : Stage.Junior,
                row.GetBoolean(3), EnrolmentRate.OfRoll(row.Code<RollStatus>(4)))), ct);

    private static long[] Imports(Snapshot? snapshot) => snapshot?.Imports ?? NoImports;
}

/// <summary>The registers that count on a day (indicators.md, «Which registers count»), and the birth dates of school age in its school year.</summary>
public sealed record RegistersOfDay(string Tenant, SchoolYear Year, Snapshot? Population, Snapshot? Roll, Snapshot? Disability)
{
    /// <summary>Born on this day or later: at most 14 on 31 August.</summary>
    public DateOnly OldestBorn => new(Year.Year - 15, 9, 1);

    /// <summary>Born on this day or earlier: at least 6 on 31 August.</summary>
    public DateOnly YoungestBorn => new(Year.Year - 6, 8, 31);

    /// <summary>Born on this day or later: of the primary stage by age.</summary>
    public DateOnly FirstPrimaryBorn(PolicyPack pack) => new(Year.Year - 6 - pack.LastPrimaryGrade.Value, 9, 1);

    /// <summary>Those dated on or before the day, as far as the book knows them.</summary>
    public static RegistersOfDay Of(RegisterBook book, DateOnly day) => new(book.Tenant, SchoolYear.Of(day),
        book.LatestBy(RegisterKind.Population, day), book.RollOf(day), book.LatestBy(RegisterKind.Disability, day));
}
