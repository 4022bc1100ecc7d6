using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Before anything is served, erases again whom a restored backup brought back; every day forgets what is past its days.</summary>
internal sealed partial class Upkeep(Vault vault, RejectedValues rejected, TimeProvider time, ILogger<Upkeep> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var again = await vault.ReplayErasuresAsync(cancellationToken);
        if (again > 0) ErasedAgain(again);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            try { await rejected.PurgeAsync(stoppingToken); }
            // A database that is away for a moment is no reason to end; tomorrow is another day.
            catch (NpgsqlException problem) { NotPurged(problem.SqlState); }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erased {Count} children again that the database had brought back")]
    private partial void ErasedAgain(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Values past their days could not be purged ({SqlState}); the next try is tomorrow")]
    private partial void NotPurged(string? sqlState);
}
