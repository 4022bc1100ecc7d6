using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Marten;
using Npgsql;

namespace Balance.Cases.Storage.Desk;

/// <summary>A case that goes from another county's file to one of the own.</summary>
/// <param name="County">The other county.</param>
/// <param name="Child">The child there.</param>
/// <param name="Version">The version of its file there that is taken over.</param>
/// <param name="Take">The child here, within the transaction.</param>
/// <param name="DecideThere">What comes of it in the file there.</param>
/// <param name="DecideHere">What comes of it in the file here; there may be none yet.</param>
/// <param name="Alongside">Writes into the same transaction, for the child here.</param>
public sealed record CaseAcross(
    string County, Guid Child, long Version, Func<NpgsqlTransaction, CancellationToken, Task<Guid>> Take, Func<Student?, Decision> DecideThere, Func<Student?, Decision> DecideHere,
    Func<NpgsqlConnection, Guid, CancellationToken, Task> Alongside);

public sealed partial class CaseDesk
{
    /// <summary>What a command answered before; null: it is new.</summary>
    /// <exception cref="Refusal"><c>command_reused</c>.</exception>
    public async Task<Receipt?> BeforeAsync(CommandSlip command, Principal who, CancellationToken ct)
    {
        await using var session = sessions.Open(who, command.Id);
        return await session.LoadAsync<KeptReceipt>(command.Id, ct) is { } kept ? Same(kept, command).Answer : null;
    }

    /// <summary>Writes in two files of two counties, in one transaction and under one receipt, which is of the file here: in both, or in none.</summary>
    /// <exception cref="Conflict">The file there has another version.</exception>
    /// <exception cref="Refusal">A decision refused, or <c>command_reused</c>.</exception>
    public Task<Receipt> DecideAcrossAsync(CommandSlip command, Principal who, CaseAcross across, CancellationToken ct) => UntilWonAsync(() => TryAcrossAsync(command, who, across, ct), ct);

    /// <summary>Writes in another county's file, under a receipt that is kept here.</summary>
    /// <param name="alongside">Writes into the same transaction, before the entry.</param>
    /// <exception cref="Conflict">The file has another version.</exception>
    /// <exception cref="Refusal">The decision refused, or <c>command_reused</c>.</exception>
    public Task<Receipt> DecideElsewhereAsync(
        CommandSlip command, Principal who, string county, Guid child, long expectedVersion, Func<Student?, Decision> decide, Func<NpgsqlConnection, CancellationToken, Task> alongside, CancellationToken ct) =>
        UntilWonAsync(() => TryElsewhereAsync(command, who, county, child, expectedVersion, decide, alongside, ct), ct);

    private async Task<Receipt> TryAcrossAsync(CommandSlip command, Principal who, CaseAcross across, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var here = sessions.Within(transaction, who, command.Id);
        await using var there = sessions.Within(transaction, who with { Tenant = across.County }, command.Id);
        if (await here.LoadAsync<KeptReceipt>(command.Id, ct) is { } kept) return Same(kept, command).Answer!;

        var child = await across.Take(transaction, ct);
        await WriteAsync(there, across.Child, across.Version, across.DecideThere, ct);
        var receipt = (await WriteAsync(here, child, null, across.DecideHere, ct)) with { Command = command.Id };
        Keep(here, command, receipt);
        await across.Alongside(connection, child, ct);
        // In one order everywhere: of two cases that cross each other neither then waits for a strand of the chain that the other holds.
        foreach (var session in new[] { here, there }.OrderBy(session => session.TenantId, StringComparer.Ordinal)) await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return receipt;
    }

    private async Task<Receipt> TryElsewhereAsync(
        CommandSlip command, Principal who, string county, Guid child, long expectedVersion, Func<Student?, Decision> decide, Func<NpgsqlConnection, CancellationToken, Task> alongside, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var here = sessions.Within(transaction, who, command.Id);
        await using var there = sessions.Within(transaction, who with { Tenant = county }, command.Id);
        if (await here.LoadAsync<KeptReceipt>(command.Id, ct) is { } kept) return Same(kept, command).Answer!;

        await alongside(connection, ct);
        var receipt = (await WriteAsync(there, child, expectedVersion, decide, ct)) with { Command = command.Id };
        Keep(here, command, receipt);
        await there.SaveChangesAsync(ct);
        await here.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return receipt;
    }

    private static async Task<Receipt> WriteAsync(IDocumentSession session, Guid child, long? expected, Func<Student?, Decision> decide, CancellationToken ct)
    {
        var file = await session.LoadAsync<StudentCase>(child, ct);
        var version = file?.Version ?? 0;
        if (expected is { } seen && seen != version) throw new Conflict(child, seen, version, [.. file?.Student.Entries.Where(entry => entry.Order > seen) ?? []]);
        var decision = decide(file?.Student);
        if (decision.Refused is { } refused) throw new Refusal(refused.Code, refused.Chinese, refused.English);
        if (file is null) session.Events.StartStream<StudentCase>(child, decision.Events);
        else if (decision.Events.Count > 0) session.Events.Append(child, version + decision.Events.Count, decision.Events);
        return new Receipt(default, child, version + decision.Events.Count, [.. decision.Events.Select(happened => happened.Entry)]);
    }

    private void Keep(IDocumentSession session, CommandSlip command, Receipt receipt) =>
        session.Insert(new KeptReceipt { Id = command.Id, Payload = command.Payload, Answer = receipt, At = clock.GetUtcNow() });
}
