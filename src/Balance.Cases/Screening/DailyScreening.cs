using Balance.Cases.Access;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Screening;

/// <summary>
/// 每日排查: the clock screens every county as of today, so that whoever vanished from a roll, whose leave has run too long or whose answer has ended is
/// asked for, whether or not an officer thinks of it. Once a day, and again when registers have come in since. A new roll is left to the officers for some
/// days: rejected rows are sent in again, and whoever they hold is not to be suspected meanwhile, since a question once asked is ended by a later roll alone.
/// </summary>
public sealed class DailyScreening(Counties counties, Screenings screenings, CasesDatabase database, TimeProvider clock, ILogger<DailyScreening> log)
{
    // Days that officers have to complete a roll, or to screen it themselves.
    private const int DaysToComplete = 3;

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
        if (!await IsDueAsync(county, today, ct)) return false;
        await screenings.RunAsync(SchoolYear.Of(today).Year, today, preview: false, Principal.OfClock(county), null, ct);
        return true;
    }

    // Not screened today since the last file came in; and the last roll has been screened by an officer, or is some days old.
    private async Task<bool> IsDueAsync(string county, DateOnly today, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            with runs as (select seq_id, (data ->> 'asOf')::date as as_of, data -> 'by' ->> 'user' as officer from cases.mt_events where tenant_id = $1 and type = 'screening_run'),
            files as (select kind, seq_id from registers.imports where tenant = $1),
            roll as (select coalesce(max(seq_id), 0) as seq_id from files where kind = $3)
            select not exists (select 1 from runs where as_of = $2 and seq_id > (select coalesce(max(seq_id), 0) from files))
                and (exists (select 1 from runs, roll where runs.seq_id > roll.seq_id and runs.officer <> $4)
                    or coalesce((select l.recorded_at from chain.links l, roll where l.tenant = $1 and l.seq_id = roll.seq_id), '-infinity') < $5)
            """, county, today, (short)RegisterKind.Enrolment, Actor.Clock, clock.GetUtcNow().AddDays(-DaysToComplete).UtcDateTime).ScalarAsync<bool>(ct);
    }
}
