using System.Text;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Attachments;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Cases;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Migrants.Between;

/// <summary>An entry of a history that came along.</summary>
/// <param name="Kind">Stored name of its kind; <c>restricted</c> where it is not for the reader's eyes.</param>
/// <param name="Says">What counts, corrections applied.</param>
/// <param name="File">Something was attached or issued with it, and came along.</param>
/// <param name="Earlier">A history that had come before; null: it tells of none.</param>
public sealed record HistoryEntry(
    Guid Id, string Kind, DateOnly OccurredOn, DateTimeOffset RecordedAt, OpenWords Says, string By, bool Corrected, bool Withdrawn, bool File, Guid? Earlier);

/// <summary>A history that came along, for one who may read it.</summary>
/// <param name="Whole">Nothing of it is kept from the reader.</param>
public sealed record HistoryView(string FromCounty, string FromName, DateTimeOffset MadeAt, bool Whole, IReadOnlyList<HistoryEntry> Entries);

/// <summary>
/// Reads the history that came with a case from another county. It is read as the case is: by whoever has the child in charge, restricted parts by
/// those who act on them, and each reading is written down. Nobody can change it.
/// </summary>
public sealed class Histories(CaseFile cases, HistoryCarrier carrier, AccessLog log)
{
    private readonly record struct Opened(CarriedHistory History, EvidencePack Pack, Student Student);

    /// <summary>The history, the latest happening first; null: there is none, or the child is erased.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<HistoryView?> OfAsync(Guid child, Guid transfer, Principal who, CancellationToken ct)
    {
        if (await OpenAsync(child, transfer, who, ct) is not { } opened) return null;
        var recorded = opened.Pack.Events.ToDictionary(happened => happened.Version, happened => happened.RecordedAt);
        List<HistoryEntry> entries =
        [
            .. from entry in opened.Student.Entries
               orderby entry.Happened.OccurredOn descending, entry.Order descending
               select EntryOf(entry, recorded[entry.Order], opened, who),
        ];
        return new(opened.History.FromCounty, opened.History.FromName, opened.Pack.MadeAt, MayReadAll(opened, who), entries);
    }

    /// <summary>The signed pack, for <c>verify-evidence</c>: identity masked, narrative sealed. It cannot leave anything out, so it is for those who may read all of it.</summary>
    public async Task<byte[]?> EvidenceAsync(Guid child, Guid transfer, Principal who, CancellationToken ct)
    {
        if (await OpenAsync(child, transfer, who, ct) is not { } opened || !MayReadAll(opened, who)) return null;
        await log.Exported(who, "evidence", child, ct);
        return Encoding.UTF8.GetBytes(opened.History.Evidence);
    }

    /// <summary>What was attached or issued with an entry.</summary>
    public async Task<(byte[] Content, string MediaType, string Name)?> FileAsync(Guid child, Guid transfer, Guid entry, Principal who, CancellationToken ct)
    {
        if (await OpenAsync(child, transfer, who, ct) is not { } opened || opened.Student.Find(entry) is not { Stands: true } kept || !who.MayRead(Restrictions.Of(opened.Student, kept))) return null;
        if (await carrier.FindFileAsync(who.Tenant, child, transfer, entry, ct) is not { } content) return null;
        await log.Exported(who, "evidence", child, ct);
        var (type, ending) = kept.Recorded is EvidenceAttached attached ? (attached.MediaType, EvidenceKinds.EndingOf(attached.MediaType))
            : ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");
        return (content, type, $"{kept.Recorded.OccurredOn:yyyyMMdd}-{entry:N}{ending}");
    }

    private async Task<Opened?> OpenAsync(Guid child, Guid transfer, Principal who, CancellationToken ct)
    {
        var view = await cases.ReadAsync(child, who, ct);
        if (await carrier.FindAsync(who.Tenant, child, transfer, ct) is not { } content) return null;
        // A history that had come before that one is told of by it, and by no entry here.
        if (view.Student.Entries.Select(entry => entry.Recorded).OfType<CaseReceived>().FirstOrDefault(received => received.Transfer == transfer) is { } received && Digest.Of(content) != received.Sha256)
            throw new System.Security.Cryptography.CryptographicException($"The history of transfer {transfer} is not the one that was received.");
        var history = CarriedHistory.Of(content);
        var pack = history.Pack();
        Student? student = null;
        foreach (var happened in pack.Events) student = Student.Evolve(student, pack.Child, happened.Version, CarriedHistory.EventOf(happened));
        return student is null ? null : new(history, pack, student);
    }

    private static bool MayReadAll(Opened opened, Principal who) => opened.Student.Entries.All(entry => who.MayRead(Restrictions.Of(opened.Student, entry)));

    private static HistoryEntry EntryOf(Entry entry, DateTimeOffset recordedAt, Opened opened, Principal who)
    {
        var part = Restrictions.Of(opened.Student, entry);
        var isRead = who.MayRead(part);
        var words = isRead ? EntryWords.Of(entry.Happened, NameOf) : Timelines.Withheld(part!.Value);
        return new(entry.Id, isRead ? EventKinds.NameOf(entry.Happened.GetType()) : "restricted", entry.Happened.OccurredOn, recordedAt,
            new(words.Title, words.Facts, [.. words.Narrative.Select(told => new EntryFact(told.Label, opened.History.Texts.GetValueOrDefault(told.Text.Cipher, "")))]),
            By(entry.Recorded.By), entry.Corrected is not null, !entry.Stands, isRead && entry is { Stands: true, Recorded: EvidenceAttached or DocumentIssued },
            isRead && entry.Recorded is CaseReceived received ? received.Transfer : null);

        string NameOf(string unit) => opened.History.Units.GetValueOrDefault(unit, unit);

        string By(Actor by) => $"{opened.History.Officers.GetValueOrDefault(by.User, by.User)} · {(by.Level == Level.County ? T($"县教育局（{by.Office}）", $"County bureau ({by.Office})") : NameOf(by.Office))}";
    }
}
