using Balance.Cases.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.People;

/// <summary>Values of rejected rows after their ninety days, and the trail of changes that nodes follow.</summary>
internal sealed class Upkeep(RejectedValues rejected) : IUpkeep
{
    public Task ForgetAsync(CancellationToken ct) => rejected.PurgeAsync(ct);
}

/// <summary>Before anything is served, erases again whom a restored backup brought back.</summary>
internal sealed partial class ErasedAgain(Vault vault, ILogger<ErasedAgain> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var again = await vault.ReplayErasuresAsync(cancellationToken);
        if (again > 0) SayHowMany(again);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erased {Count} children again that the database had brought back")]
    private partial void SayHowMany(int count);
}
