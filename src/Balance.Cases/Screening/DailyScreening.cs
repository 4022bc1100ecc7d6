using Balance.Cases.Access;
using Balance.Cases.Domain.Screening;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Screening;

/// <summary>
/// 每日排查: the clock screens every county as of today, so that whoever vanished from a roll, whose leave has run too long or whose answer has ended is
/// asked for the same day, whether or not an officer thinks of it. Once a day, and again when registers have come in since.
/// </summary>
public sealed class DailyScreening(Counties counties, Screenings screenings, CasesDatabase database, TimeProvider clock, ILogger<DailyScreening> log)
{
    /// <summary>Goes through every county; what cannot be done in one keeps nothing from the others. Of a county without a roll of the school year there is nothing to compare.</summary>
    /// <exception cref="RoundFailed">Something failed; all else was done.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        var round = new Round(log);
        foreach (var county in await counties.AllAsync(ct)) await round.DoAsync(county, () => RunAsync(county, ct), ct);
        round.End();
    }

    /// <summary>Screens one county; whether there was anything to do.</summary>
    /// <exception cref="Refusal"><c>no_roll</c>.</exception>
    public async Task<bool> RunAsync(string county, CancellationToken ct)
    {
        var today = clock.Today();
        if (await IsScreenedAsync(county, today, ct)) return false;
        await screenings.RunAsync(SchoolYear.Of(today).Year, today, preview: false, Principal.OfClock(county), null, ct);
        return true;
    }

    private async Task<bool> IsScreenedAsync(string county, DateOnly today, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            select exists (select 1 from cases.mt_events where tenant_id = $1 and type = $2 and (data ->> 'asOf')::date = $3
                and seq_id > (select coalesce(max(seq_id), 0) from registers.imports where tenant = $1))
            """, county, EventKinds.NameOf(typeof(ScreeningRun)), today).ScalarAsync<bool>(ct);
    }
}
