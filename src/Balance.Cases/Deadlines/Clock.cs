using Balance.Cases.Disability;
using Balance.Cases.Migrants;
using Balance.Cases.Screening;
using Balance.Cases.Storage;
using Hangfire;
using Microsoft.Extensions.Hosting;

namespace Balance.Cases.Deadlines;

/// <summary>Sets the clock: which round comes when, in the counties' time. A round that was missed while nothing ran comes at the next start.</summary>
internal sealed class Clock(IRecurringJobManager jobs) : IHostedService
{
    private static readonly RecurringJobOptions InTheCounty = new() { TimeZone = CountyClock.Zone, MisfireHandling = MisfireHandlingMode.Relaxed };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<UnansweredTransfers>("transfers-unanswered", round => round.RunAsync(CancellationToken.None), "10 1 * * *", InTheCounty);
        jobs.AddOrUpdate<UnansweredCentres>("centres-unanswered", round => round.RunAsync(CancellationToken.None), "20 1 * * *", InTheCounty);
        jobs.AddOrUpdate<OverdueRound>("overdue-night", round => round.RunAsync(CancellationToken.None), "30 1 * * *", InTheCounty);
        jobs.AddOrUpdate<DailyScreening>("screening-morning", round => round.RunAsync(CancellationToken.None), "40 5 * * *", InTheCounty);
        jobs.AddOrUpdate<DailyScreening>("screening-evening", round => round.RunAsync(CancellationToken.None), "30 18 * * *", InTheCounty);
        jobs.AddOrUpdate<OverdueRound>("overdue-morning", round => round.RunAsync(CancellationToken.None), "30 6 * * *", InTheCounty);
        jobs.AddOrUpdate<DailyUpkeep>("upkeep", upkeep => upkeep.RunAsync(CancellationToken.None), "0 3 * * *", InTheCounty);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
