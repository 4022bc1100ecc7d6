using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;

namespace Balance.Cases.Indicators.Standings;

/// <summary>The county's steps follow an entry as soon as it is recorded, so that whoever next asks for figures finds them read.</summary>
public static class StandingChangedHandler
{
    /// <summary>Reads on from where the county's steps were.</summary>
    public static async Task Handle(StandingChanged changed, StepBooks books, CasesDatabase database, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await books.AsKnownAsync(changed.County, await ChainTime.SettledAsync(connection, changed.County, ct), connection, ct);
    }
}
