using Balance.Cases.Access;

namespace Balance.Cases.Storage.Jobs;

/// <summary>How far a piece of work is.</summary>
public enum JobState
{
    Waiting,
    Running,
    Done,
    Refused,
    Failed,
}

/// <summary>A piece of work that takes longer than a page may: an import, a screening. It belongs to who asked for it and lives in memory.</summary>
public abstract class CountyJob(Principal by)
{
    /// <summary>Names it in addresses.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Who asked for it.</summary>
    public Principal By { get; } = by;

    /// <summary>How far it is.</summary>
    public JobState State { get; private set; }

    /// <summary>Why nothing was done, where the work itself refused.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>It waits or runs.</summary>
    public bool IsOpen => State is JobState.Waiting or JobState.Running;

    /// <summary>Does it; a <see cref="Storage.Refusal"/> is an answer, any other exception a failure.</summary>
    protected abstract Task WorkAsync(CancellationToken ct);

    /// <summary>Lets go of what it held, whether it ran or not.</summary>
    protected virtual void Release()
    {
    }

    internal async Task<Exception?> RunAsync(TimeProvider clock, CancellationToken ct)
    {
        Exception? failure = null;
        var end = JobState.Done;
        try
        {
            State = JobState.Running;
            await WorkAsync(ct);
        }
        catch (Refusal refusal)
        {
            (Refusal, end) = (refusal, JobState.Refused);
        }
#pragma warning disable CA1031 // whatever went wrong, the officer is told and the next job runs
        catch (Exception exception)
#pragma warning restore CA1031
        {
            (failure, end) = (exception, JobState.Failed);
        }
        finally
        {
            Release();
            EndedAt = clock.GetUtcNow();
        }
        State = end;
        return failure;
    }
}
