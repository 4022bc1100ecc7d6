using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Reads a moment by which everything stamped earlier can be seen.</summary>
public static class ChainTime
{
    /// <summary>The database's time, once every commit of the county that was stamped before it has ended: an answer given as of this moment can be asked for again and is the same for ever.</summary>
    public static async Task<DateTimeOffset> SettledAsync(NpgsqlConnection connection, string tenant, CancellationToken ct) =>
        new(await connection.With("select chain.known($1)", tenant).ScalarAsync<DateTime>(ct), TimeSpan.Zero);
}
