using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators;

/// <summary>Migrant children of school age who are enrolled, alike for the share in public or purchased places.</summary>
public readonly record struct MigrantCell(string Township, bool Placed);

/// <summary>随迁子女公办占比 from what registers say, moved where a child's standing says otherwise: one of whom no roll shows the school is enrolled in no such place.</summary>
public static class MigrantPlaces
{
    private const string Migrants =
        """
        from registers.population_in($1, $2) p
        left join registers.roll_in($1, $3) r on r.child = p.child and r.status in (0, 2)
        left join (select distinct on (s.code) s.code, s.ownership from registers.schools_in($1, $4) s order by s.code, s.import desc, s.line desc) s on s.code = r.school
        where p.status = 0 and p.residence = 2 and p.born between $5 and $6
        """;

    /// <summary>By the registers alone.</summary>
    public static async Task<Dictionary<MigrantCell, int>> CellsAsync(RegistersOfDay registers, RegisterBook book, NpgsqlConnection connection, CancellationToken ct) =>
        (await Ask(registers, book, connection, $"select p.township, coalesce(s.ownership in (0, 2), false), count(*)::int {Migrants} and r.child is not null group by 1, 2")
            .RowsAsync(row => (Cell: new MigrantCell(row.GetString(0), row.GetBoolean(1)), Children: row.GetInt32(2)), ct))
        .ToDictionary(row => row.Cell, row => row.Children);

    /// <summary>The same with every child that has a standing moved to where that puts it.</summary>
    public static async Task<Dictionary<MigrantCell, int>> MovedAsync(
        IReadOnlyDictionary<MigrantCell, int> cells, RegistersOfDay registers, RegisterBook book, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var moved = new Dictionary<MigrantCell, int>(cells);
        var known = await Ask(registers, book, connection, $"select p.child, p.township, coalesce(s.ownership in (0, 2), false), r.child is not null {Migrants} and p.child = any($7)", standings.Keys.ToArray())
            .RowsAsync(row => (Child: row.GetGuid(0), Cell: new MigrantCell(row.GetString(1), row.GetBoolean(2)), OnRoll: row.GetBoolean(3)), ct);
        foreach (var (child, cell, onRoll) in known)
        {
            if (onRoll) moved[cell]--;
            if (EnrolmentRate.Of(standings[child].Standing) == EnrolmentPart.Enrolled) moved[cell] = moved.GetValueOrDefault(cell) + 1;
        }
        return moved;
    }

    /// <summary>The children behind the figure, each with its cell.</summary>
    public static async Task<IReadOnlyList<(Guid Child, MigrantCell Cell)>> ChildrenAsync(
        RegistersOfDay registers, RegisterBook book, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct) =>
    [
        .. (await Ask(registers, book, connection, $"select p.child, p.township, coalesce(s.ownership in (0, 2), false), r.child is not null {Migrants} and (r.child is not null or p.child = any($7))", standings.Keys.ToArray())
            .RowsAsync(row => (Child: row.GetGuid(0), Cell: new MigrantCell(row.GetString(1), row.GetBoolean(2)), OnRoll: row.GetBoolean(3)), ct))
            .Where(row => standings.TryGetValue(row.Child, out var known) ? EnrolmentRate.Of(known.Standing) == EnrolmentPart.Enrolled : row.OnRoll).Select(row => (row.Child, row.Cell)),
    ];

    /// <summary>Rows per county and township of residence, where there is such a child.</summary>
    public static List<MigrantFigure> Count(string county, IReadOnlyDictionary<MigrantCell, int> cells)
    {
        var counted = cells.Where(cell => cell.Value > 0).ToList();
        if (counted.Count == 0) return [];
        return
        [
            Row(county, UnitKind.County, counted),
            .. counted.GroupBy(cell => cell.Key.Township).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, UnitKind.Township, [.. group])),
        ];

        static MigrantFigure Row(string unit, UnitKind kind, List<KeyValuePair<MigrantCell, int>> of) =>
            new(unit, kind, of.Sum(cell => cell.Value), of.Where(cell => cell.Key.Placed).Sum(cell => cell.Value));
    }

    private static NpgsqlCommand Ask(RegistersOfDay registers, RegisterBook book, NpgsqlConnection connection, string sql, params object?[] more) => connection.With(sql,
        [registers.Tenant, registers.Population?.Imports ?? [], registers.Roll?.Imports ?? [], book.ImportsOf(RegisterKind.Schools), registers.OldestBorn, registers.YoungestBorn, .. more]);
}
