using Microsoft.Extensions.Logging;

namespace Balance.Cases.Storage;

/// <summary>Something that a room forgets when its days are over.</summary>
public interface IUpkeep
{
    /// <summary>Forgets it; once more does no harm.</summary>
    Task ForgetAsync(CancellationToken ct);
}

/// <summary>Once a day every room forgets what is past its days.</summary>
public sealed class DailyUpkeep(IEnumerable<IUpkeep> rooms, ILogger<DailyUpkeep> log)
{
    /// <summary>Goes through the rooms; what one cannot forget keeps nothing from the others.</summary>
    /// <exception cref="RoundFailed">A room could not; all others have.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var round = new Round(log);
        foreach (var room in rooms) await round.DoAsync(room.GetType().Name, () => room.ForgetAsync(ct), ct);
        round.End();
    }
}
