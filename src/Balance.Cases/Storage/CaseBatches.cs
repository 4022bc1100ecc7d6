using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using JasperFx;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>How many streams a batch opened and how many it added to.</summary>
public readonly record struct BatchOutcome(int Opened, int Updated)
{
    public static BatchOutcome operator +(BatchOutcome left, BatchOutcome right) => new(left.Opened + right.Opened, left.Updated + right.Updated);
}

/// <summary>
/// The batch use of decisions, for a ledger and a screening: one fetch and one append a child, some two hundred children a transaction. A batch
/// that met another writer is decided again from what that one left.
/// </summary>
public sealed class CaseBatches(CasesDatabase database, CaseSessions sessions)
{
    private const int Size = 200;
    private const int Tries = 5;

    /// <summary>Decides for every child and appends what comes of it.</summary>
    /// <param name="command">The import or screening that causes the events.</param>
    /// <param name="decide">Pure: the events of a child from its file (null: none yet); called again when the batch is tried again.</param>
    /// <param name="preview">Decide and count, append nothing.</param>
    /// <param name="alongside">What belongs into the same transaction: the batch's children and those whose stream it opens.</param>
    public async Task<BatchOutcome> WriteAsync(
        Principal who, Guid command, IReadOnlyList<Guid> children, Func<Guid, Student?, IReadOnlyList<StudentEvent>> decide,
        Func<NpgsqlConnection, Guid[], Guid[], CancellationToken, Task> alongside, Action<int>? progress, CancellationToken ct, bool preview = false)
    {
        var total = default(BatchOutcome);
        var done = 0;
        var gate = new Lock();
        await Parallel.ForEachAsync(children.Chunk(Size), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, async (batch, stop) =>
        {
            var outcome = await WriteBatchAsync(who, command, batch, decide, alongside, preview, stop);
            lock (gate)
            {
                total += outcome;
                done += batch.Length;
                progress?.Invoke(done);
            }
        });
        return total;
    }

    private async Task<BatchOutcome> WriteBatchAsync(
        Principal who, Guid command, Guid[] batch, Func<Guid, Student?, IReadOnlyList<StudentEvent>> decide,
        Func<NpgsqlConnection, Guid[], Guid[], CancellationToken, Task> alongside, bool preview, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await TryBatchAsync(who, command, batch, decide, alongside, preview, ct);
            }
            catch (Exception lost) when (tried < Tries && IsLostRace(lost))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * tried), ct);
            }
        }
    }

    private async Task<BatchOutcome> TryBatchAsync(
        Principal who, Guid command, Guid[] batch, Func<Guid, Student?, IReadOnlyList<StudentEvent>> decide,
        Func<NpgsqlConnection, Guid[], Guid[], CancellationToken, Task> alongside, bool preview, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, who, command);
        var files = (await session.LoadManyAsync<StudentCase>(ct, batch)).ToDictionary(file => file.Id);

        var opened = new List<Guid>();
        var updated = 0;
        foreach (var child in batch)
        {
            var file = files.GetValueOrDefault(child);
            var events = decide(child, file?.Student);
            if (events.Count == 0) continue;
            if (file is null)
            {
                session.Events.StartStream(child, events);
                opened.Add(child);
            }
            else
            {
                session.Events.Append(child, file.Student.LastVersion + events.Count, events);
                updated++;
            }
        }
        if (preview) return new(opened.Count, updated);
        await session.SaveChangesAsync(ct);
        await alongside(connection, batch, [.. opened], ct);
        await transaction.CommitAsync(ct);
        return new(opened.Count, updated);
    }

    private static bool IsLostRace(Exception problem) =>
        problem is ConcurrencyException or JasperFx.Events.EventStreamUnexpectedMaxEventIdException or Marten.Exceptions.ExistingStreamIdCollisionException
        || problem is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation }
        || problem.InnerException is { } inner && IsLostRace(inner);
}
