using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage.Desk;

/// <summary>What a ledger or a screening has to say of one child.</summary>
/// <param name="Child">Whose file.</param>
/// <param name="Decide">The events that follow from the file as it stands, null where there is none; none where all of it is known already.</param>
public readonly record struct ChildWork(Guid Child, Func<Student?, IReadOnlyList<StudentEvent>> Decide);

/// <summary>What many pieces of work came to.</summary>
/// <param name="Opened">Files that began.</param>
/// <param name="Updated">Files that were there and got entries.</param>
/// <param name="Events">Entries made.</param>
public readonly record struct ManyDone(int Opened, int Updated, int Events)
{
    /// <summary>Both together.</summary>
    public static ManyDone operator +(ManyDone one, ManyDone other) => new(one.Opened + other.Opened, one.Updated + other.Updated, one.Events + other.Events);
}

/// <summary>What goes with many pieces of work.</summary>
/// <param name="Preview">Decide and count, and write nothing.</param>
/// <param name="Alongside">Writes into the transaction of some two hundred children: all of them, and those whose file begins.</param>
public sealed record ManyOptions(bool Preview = false, Func<NpgsqlConnection, Guid[], Guid[], CancellationToken, Task>? Alongside = null);

public sealed partial class CaseDesk
{
    /// <summary>Files a transaction holds: enough that commits do not count, few enough that nobody waits long for a file.</summary>
    private const int Together = 200;

    /// <summary>Sessions at work at once.</summary>
    private const int Hands = 2;

    /// <summary>
    /// The same decisions for many children, some two hundred a transaction. Each transaction stands alone: after a stop, the same work
    /// again finds what is done by the ids of its entries (<c>DecisionContext.EntryId</c>) and does the rest. A child may come once.
    /// </summary>
    public async Task<ManyDone> ActManyAsync(Guid command, Principal who, IReadOnlyCollection<ChildWork> work, ManyOptions how, IProgress<int>? progress, CancellationToken ct)
    {
        var all = new ManyDone();
        var gate = new Lock();
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Hands, CancellationToken = ct };
        await Parallel.ForEachAsync(work.Chunk(Together), options, async (some, cancel) =>
        {
            var result = await ManyAsync(command, who, some, how, cancel);
            lock (gate)
            {
                all += result;
                done += some.Length;
                progress?.Report(done);
            }
        });
        return all;
    }

    private async Task<ManyDone> ManyAsync(Guid command, Principal who, ChildWork[] work, ManyOptions how, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await TryManyAsync(command, who, work, how, ct);
            }
            catch (Exception lost) when (LostRace.Is(lost) && attempt < Attempts)
            {
                await Task.Delay(Random.Shared.Next(attempt * 8), ct);
            }
    }

    private async Task<ManyDone> TryManyAsync(Guid command, Principal who, ChildWork[] work, ManyOptions how, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, who, command);
        // The view has the stream's version, since both are written together; loaded as aggregates, they are not loaded again to be rewritten.
        session.UseIdentityMapFor<StudentCase>();
        var files = (await session.LoadManyAsync<StudentCase>(ct, work.Select(one => one.Child))).ToDictionary(file => file.Id);
        var result = new ManyDone();
        var opened = new List<Guid>();
        // In one order everywhere, so that two who write the same files wait for each other in turn.
        foreach (var one in work.OrderBy(one => one.Child))
        {
            var file = files.GetValueOrDefault(one.Child);
            var events = one.Decide(file?.Student);
            if (events.Count == 0) continue;
            if (file is null)
            {
                session.Events.StartStream<StudentCase>(one.Child, events);
                opened.Add(one.Child);
            }
            else
            {
                session.Events.Append(one.Child, file.Version + events.Count, events);
            }
            result += file is null ? new(1, 0, events.Count) : new(0, 1, events.Count);
        }
        if (how.Preview) return result;
        if (result.Events > 0) await session.SaveChangesAsync(ct);
        if (how.Alongside is { } alongside) await alongside(connection, [.. work.Select(one => one.Child)], [.. opened], ct);
        await transaction.CommitAsync(ct);
        return result;
    }
}
