using Balance.Cases.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Storage.Jobs;

/// <summary>
/// Runs jobs behind the pages: a few at a time, those of one county one after another, so that a screening never reads half an import. What
/// they found is kept for an hour, for who asked; nothing of it is written down here.
/// </summary>
public sealed partial class CountyJobs(TimeProvider clock, ILogger<CountyJobs> log) : IHostedService, IDisposable
{
    private const int AtOnce = 2;
    private const int MostOpen = 20;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, CountyJob> jobs = [];
    private readonly Dictionary<string, Task> lastOf = [];
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Takes a job in; it runs when its county's earlier ones have ended.</summary>
    /// <exception cref="Refusal"><c>busy</c>: too many wait already.</exception>
    public void Submit(CountyJob job)
    {
        lock (gate)
        {
            Forget();
            if (jobs.Values.Count(other => other.IsOpen) >= MostOpen)
                throw new Refusal("busy", "排队的任务太多，请几分钟后再试。", "Too many jobs are waiting; try again in a few minutes.");
            jobs[job.Id] = job;
            lastOf[job.By.Tenant] = RunAfterAsync(lastOf.GetValueOrDefault(job.By.Tenant, Task.CompletedTask), job);
        }
    }

    /// <summary>A job of the officer's county; null where there is none, or it was forgotten.</summary>
    public T? Find<T>(Guid id, Principal who) where T : CountyJob
    {
        lock (gate) return jobs.GetValueOrDefault(id) is T job && job.By.Tenant == who.Tenant ? job : null;
    }

    /// <summary>Jobs of the officer's county that wait or run, oldest first.</summary>
    public IReadOnlyList<CountyJob> OpenOf(Principal who)
    {
        lock (gate) return [.. jobs.Values.Where(job => job.IsOpen && job.By.Tenant == who.Tenant).OrderBy(job => job.Id)];
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What runs is broken off; a register is taken in whole or not at all, a ledger goes on where it stopped.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        Task all;
        lock (gate) all = Task.WhenAll(lastOf.Values);
        await all.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        places.Dispose();
        stopping.Dispose();
    }

    private async Task RunAfterAsync(Task before, CountyJob job)
    {
        await Task.Yield();
        await before;
        await places.WaitAsync(CancellationToken.None);
        try
        {
            if (await job.RunAsync(clock, stopping.Token) is { } failure and not OperationCanceledException) SayFailed(log, failure, job.GetType().Name, job.Id);
        }
        finally
        {
            places.Release();
        }
    }

    private void Forget()
    {
        foreach (var job in jobs.Values.Where(job => job.EndedAt < clock.GetUtcNow() - Kept).ToList()) jobs.Remove(job.Id);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Job} failed.")]
    private static partial void SayFailed(ILogger logger, Exception exception, string kind, Guid job);
}
