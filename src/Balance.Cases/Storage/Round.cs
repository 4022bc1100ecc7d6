using Balance.Cases.Storage.Desk;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>A round of the clock in which something failed. All else was done, so that the round can be run again.</summary>
/// <param name="failed">How many counties, cases or rooms.</param>
public sealed class RoundFailed(int failed) : Exception($"{failed} of the round failed; the log names each with the kind of its error.")
{
    /// <summary>How many counties, cases or rooms failed.</summary>
    public int Failed { get; } = failed;
}

/// <summary>
/// One going of the clock through counties and cases, each for itself: what fails in one is written down with its id and the kind of the error alone (a message may
/// hold what a child is called), and keeps nothing from the others. A round in which something failed ends as failed, and the clock tries it again.
/// </summary>
internal sealed partial class Round(ILogger log)
{
    private int _failed;

    /// <summary>Does one; whether anything was done. A file that somebody changed in the same moment, or that no longer allows it, is no failure.</summary>
    /// <param name="id">Of the county, case or room, for the log.</param>
    public async Task<bool> DoAsync(string id, Func<Task<bool>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (Exception late) when (late is Refusal or Conflict)
        {
            NothingDone(id, (late as Refusal)?.Code ?? "changed");
        }
        catch (RoundFailed inside)
        {
            _failed += inside.Failed;
        }
#pragma warning disable CA1031 // whatever went wrong with one, the others are owed their round
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _failed++;
            HasFailed(id, KindOf(failure.GetBaseException()));
        }
        return false;
    }

    /// <summary>The same for what has no answer.</summary>
    public Task DoAsync(string id, Func<Task> act, CancellationToken ct) => DoAsync(id, async () => { await act(); return true; }, ct);

    /// <summary>Ends the round.</summary>
    /// <exception cref="RoundFailed">Something failed.</exception>
    public void End()
    {
        if (_failed > 0) throw new RoundFailed(_failed);
    }

    private static string KindOf(Exception failure) => failure is PostgresException { SqlState: var state } ? $"{nameof(PostgresException)} {state}" : failure.GetType().Name;

    [LoggerMessage(Level = LogLevel.Information, Message = "Nothing was done for {Id}: {Code}")]
    private partial void NothingDone(string id, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The round failed for {Id}: {Kind}")]
    private partial void HasFailed(string id, string kind);
}
