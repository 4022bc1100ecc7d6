using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>What an entry says, opened for one who may read it.</summary>
/// <param name="Narrative">What was told; where the child is erased, that it can no longer be read.</param>
public sealed record OpenWords(string Title, IReadOnlyList<EntryFact> Facts, IReadOnlyList<EntryFact> Narrative);

/// <summary>An entry of a timeline.</summary>
/// <param name="Kind">Stored name of its kind, such as <c>persuasion_visit_logged</c>.</param>
/// <param name="Says">What counts.</param>
/// <param name="Before">What was first recorded, where it was corrected.</param>
/// <param name="RecordedAt">The chain's moment of recording.</param>
/// <param name="IsLate">It was recorded on another day than that on which it happened.</param>
/// <param name="Officer">Who recorded it, as colleagues call them.</param>
/// <param name="Office">Their office's name.</param>
/// <param name="About">The entry that this one corrects, withdraws or confirms.</param>
/// <param name="CorrectedBy">The entry that corrected it.</param>
/// <param name="WithdrawnBy">The entry that withdrew it: it counts as never entered.</param>
/// <param name="Breaches">Rules of procedure that it broke when it was taken from history.</param>
/// <param name="MayCorrect">Whether the reader may correct or withdraw it.</param>
/// <param name="Happened">What counts, for a form to begin with.</param>
public sealed record TimelineEntry(
    Guid Id, long Order, string Kind, OpenWords Says, OpenWords? Before, DateOnly OccurredOn, DateTimeOffset RecordedAt, bool IsLate,
    string Officer, string Office, Origin? From, Guid? About, Guid? CorrectedBy, Guid? WithdrawnBy, IReadOnlyList<string> Breaches, bool MayCorrect, StudentEvent Happened)
{
    /// <summary>The day that was first recorded, where another is right.</summary>
    public DateOnly? BeforeOn { get; init; }

    /// <summary>For which concern it was made; null: for the case as a whole, or the reader may not know.</summary>
    public Concern? Concern { get; init; }
}

/// <summary>Writes a file's entries down as a timeline.</summary>
public sealed class Timelines(Vault vault)
{
    /// <summary>Every entry, the latest happening first.</summary>
    /// <param name="pack">By which it is told what is still to be reported.</param>
    public async Task<IReadOnlyList<TimelineEntry>> OfAsync(
        Student student, IReadOnlyDictionary<long, DateTimeOffset> recorded, PolicyPack pack, Places places, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var words = student.Entries.ToDictionary(entry => entry.Id, entry => Restrictions.Of(student, entry) is { } part && !who.MayRead(part)
            ? (Says: Withheld(part), Before: null)
            : (Says: EntryWords.Of(entry.Happened, places.NameOf), Before: entry.Corrected is null ? null : EntryWords.Of(entry.Recorded, places.NameOf)));
        var opened = await OpenAsync(who.Tenant, student.Id, [.. words.Values.SelectMany(word => word.Before is null ? [word.Says] : new[] { word.Says, word.Before })], ct);
        var due = student.ReportsDue(pack);
        var officers = await OfficersAsync(who.Tenant, student, connection, ct);
        return
        [
            .. from entry in student.Entries
               orderby entry.Happened.OccurredOn descending, entry.Order descending
               let word = words[entry.Id]
               let told = Of(entry, opened[word.Says], word.Before is null ? null : opened[word.Before])
               select who.MayRead(Restrictions.Of(student, entry)) ? told
                   : told with { Kind = "restricted", From = null, About = null, CorrectedBy = null, Breaches = [], MayCorrect = false, BeforeOn = null, Concern = null },
        ];

        TimelineEntry Of(Entry entry, OpenWords says, OpenWords? before) => new(
            entry.Id, entry.Order, EventKinds.NameOf(entry.Happened.GetType()), says, before, entry.Happened.OccurredOn, recorded[entry.Order],
            CountyClock.DayOf(recorded[entry.Order]) != entry.Happened.OccurredOn,
            officers.GetValueOrDefault(entry.Recorded.By.User, entry.Recorded.By.User), OfficeName(entry.Recorded.By, places, who.Tenant), entry.Recorded.From,
            AboutOf(entry.Happened), entry.CorrectedBy, entry.WithdrawnBy, [.. (entry.Happened.Breaches ?? []).Select(EntryWords.Say)],
            who.May(Right.Correct) && Correcting.Forbids(student, entry.Id, who.Actor, due) is null && entry.Recorded is not (IdentityErased or IdentityNumberCorrected or HistoryReceived or FileMerged), entry.Happened)
        {
            BeforeOn = entry.Recorded.OccurredOn == entry.Happened.OccurredOn ? null : entry.Recorded.OccurredOn,
            Concern = EntryConcerns.Of(AboutOf(entry.Happened) is { } about && student.Find(about) is { } other ? other.Happened : entry.Happened),
        };
    }

    /// <summary>The name of the office in which somebody acted; the bureau of another county is told by its code.</summary>
    public static string OfficeName(Actor by, Places places, string county) => !by.IsBureau() ? places.NameOf(by.Office)
        : by.Office == county ? T("县教育局", "County bureau") : T($"外县教育局（{by.Office}）", $"Bureau of another county ({by.Office})");

    internal static EntryWords Withheld(RestrictedPart part) =>
        new(T($"受限内容（{EntryWords.Say(part)}），仅限承办人员查看", $"Restricted ({EntryWords.Say(part)}): for those who act on it"), [], []);

    private static Guid? AboutOf(StudentEvent happened) => happened switch
    {
        EntryCorrected corrected => corrected.Wrong,
        EntryWithdrawn withdrawn => withdrawn.Wrong,
        ReturnConfirmed confirmed => confirmed.Return,
        // Disability.
        PlacementContested contested => contested.Placement,
        PlacementEnded ended => ended.Placement,
        EducationPlanReviewed reviewed => reviewed.Plan,
        EducationPlanEnded ended => ended.Plan,
        HomeTeachingSessionDelivered session => session.MakesUp,
        RehabilitationAnswered answered => answered.Referral,
        ResourceCentreAnswered answered => answered.Handover,
        EvidenceAttached attached => attached.About,
        _ => null,
    };

    private async Task<Dictionary<EntryWords, OpenWords>> OpenAsync(string tenant, Guid child, EntryWords[] words, CancellationToken ct)
    {
        var told = words.SelectMany(word => word.Narrative).ToArray();
        var texts = await vault.OpenTextsAsync(tenant, [.. told.Select(fact => (child, fact.Text))], ct);
        var read = new Dictionary<SealedFact, string>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < told.Length; i++) read[told[i]] = texts[i] ?? T("（身份信息已删除，内容无法读取）", "(the identity was erased; this can no longer be read)");
        var opened = new Dictionary<EntryWords, OpenWords>(ReferenceEqualityComparer.Instance);
        foreach (var word in words) opened[word] = new OpenWords(word.Title, word.Facts, [.. word.Narrative.Select(fact => new EntryFact(fact.Label, read[fact]))]);
        return opened;
    }

    private static async Task<Dictionary<string, string>> OfficersAsync(string tenant, Student student, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)",
            tenant, student.Entries.Select(entry => entry.Recorded.By.User).Distinct().ToArray())
            .RowsAsync(row => (User: row.GetString(0), Name: row.GetString(1)), ct)).ToDictionary(officer => officer.User, officer => officer.Name);
}
