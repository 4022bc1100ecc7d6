using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage.Desk;

/// <summary>
/// The one way to write in a student's file: reads it, lets a pure decision say what happens, and keeps events, chain, view, receipt and
/// follow-up messages in one transaction.
/// </summary>
public sealed partial class CaseDesk(CasesDatabase database, CaseSessions sessions, FollowUps followUps, TimeProvider clock)
{
    /// <summary>A lost race is run again; so many in a row mean that something else is wrong.</summary>
    private const int Attempts = 30;

    /// <summary>Acts on the version that the officer saw: verifying, confirming, placing, closing, correcting.</summary>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal">The decision refused, or <c>command_reused</c>.</exception>
    /// <param name="alongside">Writes into the same transaction, if anything happened.</param>
    public Task<Receipt> DecideAsync(
        CommandSlip command, Principal who, Guid child, long expectedVersion, Func<Student?, Decision> decide, CancellationToken ct, Func<NpgsqlConnection, CancellationToken, Task>? alongside = null) =>
        ActAsync(command, who, child, expectedVersion, Plainly(decide), alongside, ct);

    /// <summary>The same, where the decision needs something of the transaction that it is kept in, such as the next number.</summary>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal">The decision refused, or <c>command_reused</c>.</exception>
    public Task<Receipt> DecideWithinAsync(
        CommandSlip command, Principal who, Guid child, long expectedVersion, Func<NpgsqlConnection, Student?, CancellationToken, Task<Decision>> decide, CancellationToken ct) =>
        ActAsync(command, who, child, expectedVersion, Within(decide, ct), null, ct);

    /// <summary>Adds an entry whatever happened meanwhile: visit, session, talk, absence, check, note; and the opening of a case.</summary>
    /// <exception cref="Refusal">The decision refused, or <c>command_reused</c>.</exception>
    /// <param name="whenOpened">Writes into the same transaction, if it is the first of the file.</param>
    public Task<Receipt> AddAsync(
        CommandSlip command, Principal who, Guid child, Func<Student?, Decision> decide, CancellationToken ct, Func<NpgsqlConnection, CancellationToken, Task>? whenOpened = null) =>
        ActAsync(command, who, child, null, Plainly(decide), whenOpened, ct);

    /// <summary>The same, where something is kept in the transaction of the entry, such as the file that it names.</summary>
    /// <exception cref="Refusal">The decision refused, or <c>command_reused</c>.</exception>
    public Task<Receipt> AddWithinAsync(
        CommandSlip command, Principal who, Guid child, Func<NpgsqlConnection, Student?, CancellationToken, Task<Decision>> decide, CancellationToken ct) =>
        ActAsync(command, who, child, null, Within(decide, ct), null, ct);

    private Task<Receipt> ActAsync(
        CommandSlip command, Principal who, Guid child, long? expected, Func<IDocumentSession, Student?, Task<Decision>> decide, Func<NpgsqlConnection, CancellationToken, Task>? beside, CancellationToken ct) =>
        UntilWonAsync(() => TryAsync(command, who, child, expected, decide, beside, ct), ct);

    private static Func<IDocumentSession, Student?, Task<Decision>> Within(Func<NpgsqlConnection, Student?, CancellationToken, Task<Decision>> decide, CancellationToken ct) => async (session, student) =>
    {
        await session.BeginTransactionAsync(ct);
        return await decide(session.Connection!, student, ct);
    };

    private static Func<IDocumentSession, Student?, Task<Decision>> Plainly(Func<Student?, Decision> decide) => (_, student) => Task.FromResult(decide(student));

    private static async Task<TAnswer> UntilWonAsync<TAnswer>(Func<Task<TAnswer>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await act();
            }
            catch (Exception lost) when (LostRace.Is(lost) && attempt < Attempts)
            {
                // Read again: the other may have been the same command, or the file now has another version.
                await Task.Delay(Random.Shared.Next(attempt * 4), ct);
            }
    }

    private async Task<Receipt> TryAsync(
        CommandSlip command, Principal who, Guid child, long? expected, Func<IDocumentSession, Student?, Task<Decision>> decide, Func<NpgsqlConnection, CancellationToken, Task>? beside, CancellationToken ct)
    {
        await using var session = sessions.Open(who, command.Id);
        var batch = session.CreateBatchQuery();
        var before = batch.Load<KeptReceipt>(command.Id);
        var fetched = batch.Events.FetchForWriting<StudentCase>(child);
        await batch.Execute(ct);
        if (await before is { } kept) return Same(kept, command).Answer!;

        var stream = await fetched;
        var student = stream.Aggregate?.Student;
        var version = stream.StartingVersion ?? 0;
        if (expected is { } seen && seen != version)
            throw new Conflict(child, seen, version, [.. student?.Entries.Where(entry => entry.Order > seen) ?? []]);

        var decision = await decide(session, student);
        if (decision.Refused is { } refused) throw new Refusal(refused.Code, refused.Chinese, refused.English);
        var receipt = new Receipt(command.Id, child, version + decision.Events.Count, [.. decision.Events.Select(happened => happened.Entry)]);
        if (decision.Events.Count > 0) stream.AppendMany(decision.Events);
        if (decision.Events.Count > 0 && beside is not null && (version == 0 || expected is not null))
        {
            await session.BeginTransactionAsync(ct);
            await beside(session.Connection, ct);
        }
        Keep(session, command, receipt);
        await followUps.SaveAsync(session, who.Tenant, followUps.Of(child, decision.Events), ct);
        return receipt;
    }

    /// <summary>The digest names the kind of the command too: what is the same was answered in the same way.</summary>
    private static KeptReceipt Same(KeptReceipt kept, CommandSlip command) => kept.Payload.AsSpan().SequenceEqual(command.Payload)
        ? kept
        : throw new Refusal("command_reused", "该操作编号已用于另一项内容，请用新的编号重新提交。", "This command id has been used for something else; send the command under a new one.");
}
