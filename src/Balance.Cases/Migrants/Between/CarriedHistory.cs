using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Attachments;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Documents;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Migrants.Between;

/// <summary>The whole file of a child as the county that sent it had it. It is kept sealed under the key that the child has in the county that received it.</summary>
/// <param name="Evidence">The signed evidence pack (docs/evidence.md), whole: events with their links, register rows, heads. Narrative in it is still sealed under the key of before.</param>
/// <param name="Texts">That narrative opened, by its cipher.</param>
/// <param name="Units">Names of the schools and townships that the events name, by code.</param>
/// <param name="Officers">Names of those who recorded them, by user name.</param>
internal sealed record CarriedHistory(
    string FromCounty, string FromName, string Evidence, IReadOnlyDictionary<string, string> Texts, IReadOnlyDictionary<string, string> Units, IReadOnlyDictionary<string, string> Officers)
{
    /// <summary>The county, never a value.</summary>
    public override string ToString() => $"{nameof(CarriedHistory)} {FromCounty}";

    /// <summary>As it is kept and digested.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CasesJson.Options);

    /// <summary>Reads it.</summary>
    public static CarriedHistory Of(byte[] content) => JsonSerializer.Deserialize<CarriedHistory>(content, CasesJson.Options)!;

    /// <summary>The pack, checked: whoever altered it has no key to sign it with.</summary>
    /// <exception cref="CryptographicException">It is not what was signed.</exception>
    public EvidencePack Pack() => EvidenceProof.Check(Encoding.UTF8.GetBytes(Evidence)) is { IsWhole: true, Pack: { } pack } ? pack
        : throw new CryptographicException($"The history from {FromCounty} is not what was signed.");

    /// <summary>An event of the pack; its data are the last line of what was hashed.</summary>
    public static StudentEvent EventOf(EvidenceEvent happened) => EventKinds.ReadStudentEvent(happened.Type, happened.Text[(happened.Text.LastIndexOf('\n') + 1)..]);
}

/// <summary>Carries histories from one county's keys to another's.</summary>
public sealed class HistoryCarrier(
    CasesDatabase database, EvidenceExport evidence, EvidenceFiles attached, IssuedPapers papers, Vault vault, Books books, SentTransfers counties, AccessLog log)
{
    /// <summary>What is to go along with a child. That it leaves its county is written down there first.</summary>
    internal async Task<CarriedHistory> MakeAsync(OpenTransfer open, Principal who, CancellationToken ct)
    {
        var (from, child) = (open.Sent.From, open.Sent.Child);
        var there = who with { Tenant = from };
        await log.Unmasked(there, child, Right.ReceiveTransfer.Code(), ct);
        var (pack, file) = await evidence.OfAsync(there, child, null, ct);
        var events = pack.Events.Select(CarriedHistory.EventOf).ToList();
        var sealedTexts = events.SelectMany(SealedTexts.In).Distinct().ToList();
        var opened = await vault.OpenTextsAsync(from, [.. sealedTexts.Select(text => (child, text))], ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(from, connection, ct)).Places;
        var named = pack.Events.Select(happened => happened.Text).ToList();
        var users = events.Select(happened => happened.By.User).Distinct().ToArray();
        var officers = await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)", from, users)
            .RowsAsync(row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), ct);
        return new(from, await counties.NameAsync(from, ct), Encoding.UTF8.GetString(file),
            sealedTexts.Zip(opened).ToDictionary(text => text.First.Cipher, text => text.Second ?? ""),
            places.TownshipNames.Keys.Concat(places.BySchoolCode.Keys).Where(unit => named.Any(text => text.Contains(unit, StringComparison.Ordinal))).ToDictionary(unit => unit, places.NameOf),
            new Dictionary<string, string>(officers));
    }

    /// <summary>Keeps it with the child's file in the receiving county, with everything that was attached and issued, and with the histories that had come before.</summary>
    internal async Task KeepAsync(OpenTransfer open, byte[] history, string to, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        await KeepAsync(to, child, open.Entry, history, connection, ct);
        foreach (var recorded in open.File.Student.Entries.Select(entry => entry.Recorded))
            if (await ContentOfAsync(open.Sent.From, open.Sent.Child, recorded, ct) is { } content)
                await KeepFileAsync(to, child, open.Entry, recorded.Entry, content, connection, ct);
        await KeepEarlierAsync(open.Sent, to, child, connection, ct);
    }

    /// <summary>A history of a child, as it was kept; null: there is none, or the child is erased.</summary>
    internal async Task<byte[]?> FindAsync(string tenant, Guid child, Guid transfer, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var kept = await connection.With($"select child, content from transfers.histories where tenant = $1 and {Vault.UnderEitherId} and transfer = $3", tenant, child, transfer)
            .RowsAsync(row => (Under: row.GetGuid(0), Sealed: row.GetFieldValue<byte[]>(1)), ct);
        return kept is [var history, ..] ? await vault.OpenFileAsync(tenant, history.Under, history.Sealed, ct) : null;
    }

    /// <summary>A file that came with a history; null: there is none, or the child is erased.</summary>
    internal async Task<byte[]?> FindFileAsync(string tenant, Guid child, Guid transfer, Guid entry, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var kept = await connection.With($"select child, content from transfers.files where tenant = $1 and {Vault.UnderEitherId} and transfer = $3 and entry = $4", tenant, child, transfer, entry)
            .RowsAsync(row => (Under: row.GetGuid(0), Sealed: row.GetFieldValue<byte[]>(1)), ct);
        return kept is [var file, ..] ? await vault.OpenFileAsync(tenant, file.Under, file.Sealed, ct) : null;
    }

    private async Task<byte[]?> ContentOfAsync(string from, Guid child, StudentEvent recorded, CancellationToken ct) => recorded switch
    {
        EvidenceAttached file => await attached.FindAsync(from, child, file, ct),
        DocumentIssued paper => (await papers.FindAsync(from, child, paper, ct))?.File,
        _ => null,
    };

    /// <summary>A child that moves on takes along what it came with; what this county itself once sent stands in its own file.</summary>
    private async Task KeepEarlierAsync(SentTransfer sent, string to, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        var earlier = await connection.With($"select distinct transfer from transfers.histories where tenant = $1 and {Vault.UnderEitherId}", sent.From, sent.Child).RowsAsync(row => row.GetGuid(0), ct);
        foreach (var transfer in earlier)
        {
            if (await FindAsync(sent.From, sent.Child, transfer, ct) is not { } history || CarriedHistory.Of(history).FromCounty == to) continue;
            await KeepAsync(to, child, transfer, history, connection, ct);
            var entries = await connection.With($"select entry from transfers.files where tenant = $1 and {Vault.UnderEitherId} and transfer = $3", sent.From, sent.Child, transfer).RowsAsync(row => row.GetGuid(0), ct);
            foreach (var entry in entries)
                if (await FindFileAsync(sent.From, sent.Child, transfer, entry, ct) is { } file)
                    await KeepFileAsync(to, child, transfer, entry, file, connection, ct);
        }
    }

    private async Task KeepAsync(string tenant, Guid child, Guid transfer, byte[] history, NpgsqlConnection connection, CancellationToken ct) =>
        await connection.With("insert into transfers.histories (tenant, child, transfer, content) values ($1, $2, $3, $4) on conflict do nothing",
            tenant, child, transfer, await vault.SealFileAsync(tenant, child, history, connection, ct)).RunAsync(ct);

    private async Task KeepFileAsync(string tenant, Guid child, Guid transfer, Guid entry, byte[] content, NpgsqlConnection connection, CancellationToken ct) =>
        await connection.With("insert into transfers.files (tenant, child, transfer, entry, content) values ($1, $2, $3, $4, $5) on conflict do nothing",
            tenant, child, transfer, entry, await vault.SealFileAsync(tenant, child, content, connection, ct)).RunAsync(ct);
}
