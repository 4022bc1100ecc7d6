using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>The standing of every child of a county of whom steps are recorded: the others have none, and the registers alone speak for them.</summary>
public static class CountyStandings
{
    /// <summary>Folds the steps known against the rolls known.</summary>
    /// <param name="steps">Dated steps by child, corrections applied.</param>
    public static async Task<IReadOnlyDictionary<Guid, ChildStanding>> OnAsync(
        DateOnly day, RegisterBook book, IReadOnlyDictionary<Guid, IReadOnlyList<DatedStep>> steps, NpgsqlConnection connection, CancellationToken ct)
    {
        var children = steps.Keys.ToArray();
        var rolls = book.Rolls.Where(roll => roll.AsOf <= day).ToList();
        var shown = new List<Dictionary<Guid, RollRow>>(rolls.Count);
        foreach (var roll in rolls) shown.Add(await RowsOnAsync(roll, children, book.Tenant, connection, ct));

        var standings = new Dictionary<Guid, ChildStanding>(children.Length);
        foreach (var (child, dated) in steps)
        {
            var rows = rolls.Select((roll, i) => shown[i].TryGetValue(child, out var row) ? row : NotOn(roll)).ToArray();
            standings[child] = new(child, Standing.On(day, dated, rows.Select(row => row.Mark)), dated, rows);
        }
        return standings;
    }

    private static RollRow NotOn(Snapshot roll) => new(new(roll.SchoolYear!.Value, roll.AsOf, null), null, null);

    private static async Task<Dictionary<Guid, RollRow>> RowsOnAsync(
        Snapshot roll, Guid[] children, string tenant, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = await connection
            .With("select child, status, school, grade from registers.roll_in($1, $2) where child = any($3)", tenant, roll.Imports, children)
            .RowsAsync(row => (Child: row.GetGuid(0),
                Row: new RollRow(new(roll.SchoolYear!.Value, roll.AsOf, row.Code<RollStatus>(1)), row.GetString(2), row.GetInt16(3))), ct);
        return rows.ToDictionary(row => row.Child, row => row.Row);
    }
}
