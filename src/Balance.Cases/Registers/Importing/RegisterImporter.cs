using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Importing;

/// <summary>
/// Takes a register file in: all of its accepted rows or nothing, in one transaction with the event that says who sent it and with a digest
/// of what was stored.
/// </summary>
public sealed class RegisterImporter(
    CasesDatabase database, CaseSessions sessions, VaultBatch vault, IdentityHash hash, RejectedValues sealedValues)
{
    private const int BatchSize = 20_000;

    /// <summary>Imports a file of any kind but the ledger.</summary>
    /// <exception cref="Refusal">The file as a whole is refused; nothing was applied.</exception>
    public Task<ImportResult> ImportAsync(ImportRequest request, Principal who, CancellationToken ct) => request.Kind switch
    {
        RegisterKind.Townships => ImportAsync(RegisterTables.Townships, request, who, ct),
        RegisterKind.Schools => ImportAsync(RegisterTables.Schools, request, who, ct),
        RegisterKind.Population => ImportAsync(RegisterTables.Population, request, who, ct),
        RegisterKind.Enrolment => ImportAsync(RegisterTables.Enrolment, request, who, ct),
        RegisterKind.Disability => ImportAsync(RegisterTables.Disability, request, who, ct),
        RegisterKind.LeftBehind => ImportAsync(RegisterTables.LeftBehind, request, who, ct),
        RegisterKind.Assistance => ImportAsync(RegisterTables.Assistance, request, who, ct),
        RegisterKind.Absence => ImportAsync(RegisterTables.Absence, request, who, ct),
        _ => throw new ArgumentException("The ledger is imported by its own importer.", nameof(request)),
    };

    private async Task<ImportResult> ImportAsync<TRow>(RegisterTable<TRow> table, ImportRequest request, Principal who, CancellationToken ct)
        where TRow : class, IRegisterRow<TRow>
    {
        Requirements.Check(request);
        var tenant = who.Tenant;
        var sent = await SentFiles.DescribeAsync(request, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // Apart from the numbers of the chain's strands (7355608 and on): whoever asks for figures would wait for the whole import.
        await connection.With("select pg_advisory_xact_lock(hashtextextended($1, 7355700))", tenant).RunAsync(ct);

        var pack = await Counties.ForImportAsync(request.Kind, tenant, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, null, ct);
        var places = await Places.LoadAsync(connection, book, ct);
        using var file = RegisterFile.Open(request.Content, request.Kind, await HeaderMaps.OfAsync(connection, tenant, request.Kind, ct));
        using var rejectsFile = request.Rejects is null ? null : new RejectsFile(request.Rejects, request.Kind, file.Headers);
        var rejected = new RejectedRows(rejectsFile);

        var ordinal = await connection.With("select nextval('registers.imports_ordinal_seq')").ScalarAsync<long>(ct);
        var present = Requirements.SnapshotOf(request, book);
        // One school's part goes into the roll that stands, whatever day it was sent.
        if (request.School is not null) request = request with { AsOf = present!.AsOf };
        var merge = new Merge(table.Shape, tenant, ordinal, present, connection);
        // Rows that cannot meet others go straight to their table.
        var straight = present is null && table.Shape.Best.Length == 0;
        var target = straight ? $"registers.{table.Shape.Table}" : await merge.StageAsync(ct);

        var reading = new Incoming<TRow>(table, vault, hash, tenant, ordinal, BatchSize);
        var context = new ReadContext(request.AsOf, tenant, places.Townships, places.Schools);
        var accepted = await reading.CopyAsync(RegisterReader.Read<TRow>(file, context), target, rejected, request.Progress, connection, transaction, ct);
        if (request.Strict && rejected.Count > 0) throw Requirements.Strict(rejected.Count);

        request.Progress?.Report(new(accepted + rejected.Count, rejected.Count, Storing: true));
        if (!straight) await merge.ChooseAsync(request.School, ct);
        if (present is null) await Shrinkage.GuardAsync(table.Shape, book, request, straight ? $"registers.{table.Shape.Table}" : target, ordinal, accepted, connection, ct);
        var warnings = straight ? [] : await merge.DoubleEnrolmentsAsync(ct);
        var (applied, stored) = straight ? (accepted, accepted > 0) : await StoreAsync(merge, request, present, ct);

        var import = Guid.CreateVersion7();
        var digest = stored ? await RegisterDigest.OfAsync(table.Shape, tenant, ordinal, connection, ct) : null;
        var imported = new RegisterImported(import, ordinal, request.Kind, request.AsOf, request.SchoolYear, request.Replace && present is not null, request.School, sent,
            accepted + rejected.Count, applied, accepted - applied, rejected.Count, digest is null ? null : Convert.ToHexStringLower(digest), who.Actor);
        await RecordAsync(imported, stored, rejected, pack, who, connection, transaction, ct);
        if (stored) await Whereabouts.RefreshAsync(tenant, request.Kind, connection, ct);
        await transaction.CommitAsync(ct);
        if (stored) await connection.With("select registers.refresh_statistics($1)", table.Shape.Table).RunAsync(ct);

        return new(import, request.Kind, imported.Rows, imported.Applied, imported.Unchanged, imported.Rejected, rejected.Shownable, warnings, file.IgnoredColumns);
    }

    /// <summary>How many rows were applied, and whether the snapshot changed. An empty absence file says that nobody was absent; any other empty file says nothing.</summary>
    private static async Task<(int Applied, bool Stored)> StoreAsync(Merge merge, ImportRequest request, Snapshot? present, CancellationToken ct)
    {
        var changed = await merge.ChangedAsync(ct);
        var gone = (request.Replace || request.School is not null) && present is not null ? await merge.GoneAsync(request.School, ct) : 0;
        var stored = changed > 0 || gone > 0 || present is null && request.Kind == RegisterKind.Absence;
        if (!stored) return (0, false);
        if (request.Replace) await merge.ReplaceAsync(ct);
        else await merge.ApplyAsync(request.School, ct);
        return (changed, true);
    }

    private async Task RecordAsync(
        RegisterImported imported, bool stored, RejectedRows rejected, string? newPack, Principal who,
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var session = sessions.Within(transaction, who, imported.Import);
        var events = session.Events.StartStream(imported.Import, imported).Events;
        if (newPack is not null) session.Events.Append(imported.Import, new CountySetUp(who.Tenant, newPack, who.Actor));
        var unidentified = await UnidentifiedChildren.NoticeAsync(imported, rejected.Unidentified, who.Tenant, hash, sealedValues, connection, transaction, ct);
        if (unidentified.Count > 0) session.Events.Append(imported.Import, new ChildrenUnidentified(imported.Import, unidentified));
        await session.SaveChangesAsync(ct);
        if (stored)
            await connection.With(
                """
                insert into registers.imports (tenant, ordinal, id, kind, as_of, school_year, replaces, file_name, file_bytes, file_sha256,
                    rows, applied, unchanged, rejected, digest, seq_id)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                """, who.Tenant, imported.Ordinal, imported.Import, (short)imported.Kind, imported.AsOf, imported.SchoolYear, imported.Replaces, imported.File.Name,
                imported.File.Bytes, Convert.FromHexString(imported.File.Sha256), imported.Rows, imported.Applied, imported.Unchanged, imported.Rejected,
                Convert.FromHexString(imported.Digest!), events[0].Sequence).RunAsync(ct);
    }
}
