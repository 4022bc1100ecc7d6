using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Registers.Ledger;

/// <summary>
/// Takes the ledger in (控辍台账): history as it happened, by the same decisions that officers' commands use. Batches of children commit one by
/// one, each row with its fingerprint, so that a file sent again adds only what is not there.
/// </summary>
public sealed class LedgerImporter(
    CasesDatabase database, CaseSessions sessions, CaseDesk desk, VaultBatch vaultBatch, Vault vault, IdentityHash hash, RejectedValues rejectedValues, Counties counties)
{
    /// <summary>Imports a ledger; <see cref="ImportRequest.AsOf"/> is only its label.</summary>
    /// <exception cref="Refusal">The file as a whole is refused; nothing was applied.</exception>
    public async Task<ImportResult> ImportAsync(ImportRequest request, Principal who, CancellationToken ct)
    {
        Requirements.Check(request);
        var pack = await counties.PackOfAsync(who.Tenant, request.AsOf, ct);
        var sent = await SentFiles.DescribeAsync(request, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var alone = await LedgerTurn.TakeAsync(connection, who.Tenant, ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, null, ct);
        var places = await Places.LoadAsync(connection, book, ct);
        using var file = RegisterFile.Open(request.Content, request.Kind, await HeaderMaps.OfAsync(connection, who.Tenant, request.Kind, ct));
        using var rejectsFile = request.Rejects is null ? null : new RejectsFile(request.Rejects, request.Kind, file.Headers);
        var rejected = new RejectedRows(rejectsFile);

        var reading = new LedgerRows(vaultBatch, hash, book, connection);
        var rows = await reading.ReadAsync(file, new ReadContext(request.AsOf, who.Tenant, places.Townships, places.Schools), rejected, request.Progress, ct);
        if (request.Strict && rejected.Count > 0) throw Requirements.Strict(rejected.Count);
        var fresh = await reading.NotYetRecordedAsync(rows, ct);

        var import = Guid.CreateVersion7();
        var ordinal = await connection.With("select nextval('registers.imports_ordinal_seq')").ScalarAsync<long>(ct);
        await RecordAsync(who, import, new LedgerImportBegun(import, request.AsOf, sent, who.Actor), ct);
        await ApplyAsync(fresh, import, ordinal, pack, book, request, who, ct);
        var imported = new RegisterImported(import, ordinal, request.Kind, request.AsOf, null, false, null, sent,
            rows.Count + rejected.Count, fresh.Count, rows.Count - fresh.Count, rejected.Count, null, who.Actor);
        await EndAsync(imported, rejected, who, ct);
        return new(import, request.Kind, imported.Rows, imported.Applied, imported.Unchanged, imported.Rejected, rejected.Shownable, [], file.IgnoredColumns);
    }

    private async Task ApplyAsync(
        IReadOnlyList<RecordedRow> rows, Guid import, long ordinal, Domain.Packs.PolicyPack pack, RegisterBook book, ImportRequest request, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var byChild = rows.GroupBy(row => row.Child).ToDictionary(child => child.Key, child => child.ToList());
        var applied = 0;
        // A file of a million steps is prepared in parts, each a few batches.
        foreach (var part in byChild.Keys.Chunk(5_000))
        {
            var rolls = await RollHistory.ReadAsync(book, DateOnly.MaxValue, part, connection, ct);
            var notes = await SealNotesAsync(who.Tenant, [.. part.SelectMany(child => byChild[child])], ct);
            await desk.ActManyAsync(import, who,
                [.. part.Select(child => new ChildWork(child, student => FromLedger.Decide(student, child, byChild[child].Select(row => Step(row, notes)),
                    new DecisionContext(who.Actor, request.AsOf, import, pack, rolls.MarksOf(child), IdentityNumber.BirthDate(byChild[child][0].Row.IdNumber)))))],
                new(Alongside: async (within, batch, opened, stop) =>
                {
                    await RememberAsync(batch.SelectMany(child => byChild[child]), ordinal, who.Tenant, within, stop);
                    await Whereabouts.FollowAsync(who.Tenant, opened, within, stop);
                }), null, ct);
            applied += part.Sum(child => byChild[child].Count);
            request.Progress?.Report(new(applied, 0, Storing: true));
        }
    }

    private async Task<Dictionary<int, Domain.People.SealedText>> SealNotesAsync(string tenant, List<RecordedRow> rows, CancellationToken ct)
    {
        var noted = rows.Where(row => row.Row.Note is { Length: > 0 }).ToList();
        var cipher = await vault.SealTextsAsync(tenant, noted.ConvertAll(row => new ChildText(row.Child, row.Row.Note!)), null, ct);
        return noted.Zip(cipher).ToDictionary(pair => pair.First.Line, pair => pair.Second);
    }

    private static Domain.Students.Decisions.LedgerRow Step(RecordedRow recorded, Dictionary<int, Domain.People.SealedText> notes)
    {
        var row = recorded.Row;
        return new(recorded.Line, row.OccurredOn, row.Step, row.Detail, row.Until, row.SchoolCode, row.Grade, row.Quantity, row.Level, row.DocumentNumber,
            notes.TryGetValue(recorded.Line, out var note) ? note : null);
    }

    private static async Task RememberAsync(IEnumerable<RecordedRow> rows, long ordinal, string tenant, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy registers.ledger (tenant, import, line, mac, child) from stdin (format binary)", ct);
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(tenant);
            copy.Write(ordinal, NpgsqlDbType.Bigint);
            copy.Write(row.Line, NpgsqlDbType.Integer);
            copy.Write(row.Mac, NpgsqlDbType.Bytea);
            copy.Write(row.Child, NpgsqlDbType.Uuid);
        }
        await copy.CompleteAsync(ct);
    }

    private async Task EndAsync(RegisterImported imported, RejectedRows rejected, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, who, imported.Import);
        session.Events.Append(imported.Import, imported);
        var unidentified = await UnidentifiedChildren.NoticeAsync(imported, rejected.Unidentified, who.Tenant, hash, rejectedValues, connection, transaction, ct);
        if (unidentified.Count > 0) session.Events.Append(imported.Import, new ChildrenUnidentified(imported.Import, unidentified));
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task RecordAsync(Principal who, Guid import, object happened, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, who, import);
        session.Events.StartStream(import, happened);
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
