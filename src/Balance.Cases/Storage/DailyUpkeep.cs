using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>Something that a room forgets when its days are over.</summary>
public interface IUpkeep
{
    /// <summary>Forgets it; once more does no harm.</summary>
    Task ForgetAsync(CancellationToken ct);
}

/// <summary>Once a day every room forgets what is past its days.</summary>
public sealed partial class DailyUpkeep(IEnumerable<IUpkeep> rooms, ILogger<DailyUpkeep> log)
{
    /// <summary>Goes through the rooms; what one cannot forget keeps nothing from the others.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var room in rooms)
            try { await room.ForgetAsync(ct); }
            // A database that is away for a moment is no reason to end; tomorrow is another day.
            catch (NpgsqlException problem) { NotForgotten(room.GetType().Name, problem.SqlState); }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Room} could not forget what is past its days ({SqlState}); the next try is tomorrow")]
    private partial void NotForgotten(string room, string? sqlState);
}
