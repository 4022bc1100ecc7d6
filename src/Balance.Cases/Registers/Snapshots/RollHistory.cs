using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Snapshots;

/// <summary>What one roll says of a child, with the school and grade of the row that counts.</summary>
public readonly record struct RollRow(RollMark Mark, string? School, int? Grade);

/// <summary>What every roll up to a day says of some children.</summary>
public sealed class RollHistory
{
    private readonly List<(Snapshot Roll, Dictionary<Guid, RollRow> Rows)> rolls = [];

    /// <summary>What each roll says of a child, by date; a roll that it is not on says so.</summary>
    public RollRow[] Of(Guid child) =>
        [.. rolls.Select(roll => roll.Rows.TryGetValue(child, out var row) ? row : new(new(roll.Roll.SchoolYear!.Value, roll.Roll.AsOf, null), null, null))];

    /// <summary>The marks alone.</summary>
    public RollMark[] MarksOf(Guid child) => [.. Of(child).Select(row => row.Mark)];

    /// <summary>Reads the rolls dated by the day.</summary>
    public static async Task<RollHistory> ReadAsync(RegisterBook book, DateOnly until, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        var history = new RollHistory();
        Snapshot[] asked = [.. book.Rolls.Where(roll => roll.AsOf <= until)];
        if (asked.Length == 0) return history;
        await using var batch = connection.Batch(asked.Select(roll =>
            ("select child, status, school, grade from registers.roll_in($1, $2) where child = any($3)", new object[] { book.Tenant, roll.Imports, children })));
        await using var row = await batch.ExecuteReaderAsync(ct);
        foreach (var roll in asked)
        {
            var rows = new Dictionary<Guid, RollRow>();
            while (await row.ReadAsync(ct)) rows[row.GetGuid(0)] = new(new(roll.SchoolYear!.Value, roll.AsOf, row.Code<RollStatus>(1)), row.GetString(2), row.GetInt16(3));
            history.rolls.Add((roll, rows));
            await row.NextResultAsync(ct);
        }
        return history;
    }
}
