using Balance.Cases.Domain.Standings;
using Balance.Cases.Registers.Snapshots;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>The standing of every child of a county of whom steps are recorded: the others have none, and the registers alone speak for them.</summary>
public static class CountyStandings
{
    /// <summary>Folds the steps known against the rolls known.</summary>
    /// <param name="steps">Dated steps by child, corrections applied.</param>
    public static async Task<IReadOnlyDictionary<Guid, ChildStanding>> OnAsync(
        DateOnly day, RegisterBook book, IReadOnlyDictionary<Guid, IReadOnlyList<DatedStep>> steps, NpgsqlConnection connection, CancellationToken ct) =>
        On(day, steps, await RollHistory.ReadAsync(book, day, [.. steps.Keys], connection, ct));

    /// <summary>The same with rolls at hand; those dated after the day are passed over.</summary>
    public static IReadOnlyDictionary<Guid, ChildStanding> On(DateOnly day, IReadOnlyDictionary<Guid, IReadOnlyList<DatedStep>> steps, RollHistory rolls) =>
        steps.ToDictionary(child => child.Key, child =>
        {
            RollRow[] rows = [.. rolls.Of(child.Key).Where(row => row.Mark.On <= day)];
            return new ChildStanding(child.Key, Standing.On(day, child.Value, rows.Select(row => row.Mark)), child.Value, rows);
        });
}
