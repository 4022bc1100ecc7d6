using Balance.Cases.People;
using Balance.Cases.Storage;
using Marten.Exceptions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>
/// Folds the cases of large counties before somebody asks, at the start and again when a day or a roll has made all of them stale, and opens their
/// names. Nothing hangs on it but waiting: a list folds what it lacks, a search opens what it needs.
/// </summary>
internal sealed partial class ShelfWarming(CaseShelf shelf, NameBook names, CasesDatabase database, TimeProvider clock, ILogger<ShelfWarming> log) : BackgroundService
{
    /// <summary>A smaller county is folded while its first officer waits, and not felt.</summary>
    private const int Large = 5_000;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var large = new HashSet<string>();
        using var minute = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                if (large.Count == 0) large.UnionWith(await LargeAsync(stoppingToken));
                foreach (var county in large.Union(shelf.Kept))
                    try
                    {
                        await shelf.WarmAsync(county, clock.Today(), stoppingToken);
                        if (large.Contains(county)) await names.WarmAsync(county, stoppingToken);
                    }
                    // A county that has no registers yet has nothing to be read ahead.
                    catch (Refusal) { }
            }
            // The list says what is wrong to whoever asks for one; here it is tried again.
            catch (Exception problem) when (problem is NpgsqlException or MartenException or TimeoutException) { NotWarmed((problem as NpgsqlException)?.SqlState); }
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<List<string>> LargeAsync(CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select tenant from registers.whereabouts group by tenant having count(*) >= $1", (long)Large).RowsAsync(row => row.GetString(0), ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cases could not be read ahead ({SqlState}); the next try is in a minute")]
    private partial void NotWarmed(string? sqlState);
}
