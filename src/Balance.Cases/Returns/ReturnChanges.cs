using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Returns;

/// <summary>An entry recorded since the return before, about a day that it covers.</summary>
public sealed record EntryBetween(string Title, DateOnly OccurredOn, DateTimeOffset RecordedAt);

/// <summary>A child about whom something of the past was recorded since.</summary>
/// <param name="Then">Where it stood on that day, as known then.</param>
/// <param name="Now">The same as known now.</param>
public sealed record ChangedChild(Guid Child, string Name, string MaskedNumber, string Then, string Now, IReadOnlyList<EntryBetween> Entries);

/// <summary>A register that came since and speaks of a day that the return before covers.</summary>
public sealed record RegisterBetween(RegisterKind Kind, DateOnly AsOf, DateTimeOffset RecordedAt);

/// <summary>What was recorded between a return and the one before, of those days that the one before covers; children as far as the reader may know of them.</summary>
/// <param name="Total">How many children there are for the reader.</param>
/// <param name="Children">A page of them.</param>
public sealed record ChangesBetween(int Total, IReadOnlyList<ChangedChild> Children, IReadOnlyList<RegisterBetween> Registers)
{
    /// <summary>Nothing to compare with.</summary>
    public static readonly ChangesBetween None = new(0, [], []);
}

/// <summary>
/// Child by child, why the figures of the return before are others now: the strands of the chain are read from where that return stood to where
/// this one does, so that nothing in between can be missed.
/// </summary>
public sealed class ReturnChanges(CasesDatabase database, StepBooks steps, Vault vault, AccessLog log)
{
    private sealed record Row(Guid Stream, string Type, string Data, DateTimeOffset RecordedAt);

    /// <summary>A page of the children; each is written down as read.</summary>
    public async Task<ChangesBetween> OfAsync(ReturnContent content, int skip, int take, Principal who, CancellationToken ct)
    {
        if (content.Restated is not { } before) return ChangesBetween.None;
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if (await SealedReturns.FindAsync(who.Tenant, before.Return, connection, ct) is not { Content: var then }) return ChangesBetween.None;
        var rows = await BetweenAsync(who.Tenant, then.Positions, content.Positions, connection, ct);
        var old = await StandingsAsync(who.Tenant, then.AsOf, then.KnownAt, connection, ct);
        var now = await StandingsAsync(who.Tenant, then.AsOf, content.KnownAt, connection, ct);

        var names = EventKinds.OfStudents.Types.Select(EventKinds.NameOf).ToHashSet();
        var moved = now.Where(child => !Same(old.GetValueOrDefault(child.Key), child.Value)).Select(child => child.Key);
        var visible = await VisibleAsync([.. rows.Where(row => names.Contains(row.Type)).Select(row => row.Stream).Union(moved)], content.Unit, who, connection, ct);
        var places = await Places.LoadAsync(connection, await RegisterBook.LoadAsync(connection, who.Tenant, null, ct), ct);
        var files = await KnownFiles.ReadAsync(who.Tenant, [.. visible], DateOnly.MaxValue, content.KnownAt, connection, ct);
        var byChild = rows.ToLookup(row => row.Stream);
        var found = visible.Select(child => (Child: child, Entries: EntriesOf(files.GetValueOrDefault(child), byChild[child], then.AsOf, places, who)))
            .Where(child => child.Entries.Count > 0 || !Same(old.GetValueOrDefault(child.Child), now.GetValueOrDefault(child.Child))).ToList();

        var page = found.Skip(skip).Take(take).ToList();
        var people = await vault.RevealAsync(who.Tenant, [.. page.Select(child => child.Child)], ct);
        foreach (var (child, _) in page) await log.Read(who, child, ct);
        return new(found.Count,
            [
                .. from child in page
                   let person = people.GetValueOrDefault(child.Child)
                   select new ChangedChild(child.Child, person?.Name ?? "", person?.MaskedNumber ?? "", Words(old.GetValueOrDefault(child.Child)), Words(now.GetValueOrDefault(child.Child)), child.Entries),
            ], RegistersOf(rows, then.AsOf));
    }

    private async Task<IReadOnlyDictionary<Guid, ChildStanding>> StandingsAsync(string tenant, DateOnly day, DateTimeOffset moment, NpgsqlConnection connection, CancellationToken ct)
    {
        var known = await steps.AsKnownAsync(tenant, moment, connection, ct);
        return await CountyStandings.OnAsync(day, await RegisterBook.LoadAsync(connection, tenant, moment, ct), known.Steps, connection, ct);
    }

    private static Task<List<Row>> BetweenAsync(string tenant, IReadOnlyList<LogPosition> from, IReadOnlyList<LogPosition> to, NpgsqlConnection connection, CancellationToken ct)
    {
        var after = from.ToDictionary(position => position.Strand, position => position.Position);
        return connection.With(
            """
            select e.stream_id, e.type, e.data::text, l.recorded_at
            from unnest($2::smallint[], $3::bigint[], $4::bigint[]) as g(strand, after, head)
            join chain.links l on l.tenant = $1 and l.strand = g.strand and l.position > g.after and l.position <= g.head
            join cases.mt_events e on e.tenant_id = l.tenant and e.seq_id = l.seq_id
            order by l.recorded_at, e.seq_id
            """, tenant, to.Select(position => (short)position.Strand).ToArray(), to.Select(position => after.GetValueOrDefault(position.Strand)).ToArray(), to.Select(position => position.Position).ToArray())
            .RowsAsync(row => new Row(row.GetGuid(0), row.GetString(1), row.GetString(2), new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero)), ct);
    }

    /// <summary>Those of them whom the reader has in charge and who are of the return's office, by where they are now.</summary>
    private static async Task<List<Guid>> VisibleAsync(Guid[] children, string unit, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var scope = Scope.Of(who).Where("w", command.Parameters);
        command.CommandText = $"select w.child from registers.whereabouts w where w.tenant = @tenant and w.child = any(@children) and @unit in (w.tenant, w.residence_township, w.school_township, w.school_code) and {scope} order by w.child";
        command.Parameters.AddWithValue("tenant", who.Tenant);
        command.Parameters.AddWithValue("children", children);
        command.Parameters.AddWithValue("unit", unit);
        return await command.RowsAsync(row => row.GetGuid(0), ct);
    }

    private static IReadOnlyList<EntryBetween> EntriesOf(Student? file, IEnumerable<Row> rows, DateOnly day, Places places, Principal who)
    {
        if (file is null) return [];
        return
        [
            .. from row in rows
               let happened = EventKinds.ReadStudentEvent(row.Type, row.Data)
               let entry = file.Find(happened.Entry)
               where entry is not null && who.MayRead(Restrictions.Of(file, entry)) && BearsOn(file, happened, day)
               select new EntryBetween(TitleOf(file, happened, places), happened.OccurredOn, row.RecordedAt),
        ];
    }

    /// <summary>It says something of the day or of one before, or puts right what does; notes and papers say nothing that is counted.</summary>
    private static bool BearsOn(Student file, StudentEvent happened, DateOnly day) => happened switch
    {
        NoteAdded or EvidenceAttached or DocumentIssued or DocumentServed or IdentityErased or IdentityNumberCorrected => false,
        EntryCorrected corrected => corrected.Right.OccurredOn <= day || file.Find(corrected.Wrong)?.Recorded.OccurredOn <= day,
        EntryWithdrawn withdrawn => file.Find(withdrawn.Wrong)?.Recorded.OccurredOn <= day,
        _ => happened.OccurredOn <= day,
    };

    private static string TitleOf(Student file, StudentEvent happened, Places places)
    {
        var wrong = happened switch { EntryCorrected corrected => corrected.Wrong, EntryWithdrawn withdrawn => withdrawn.Wrong, _ => (Guid?)null };
        var title = EntryWords.Of(happened, places.NameOf).Title;
        return wrong is { } id && file.Find(id) is { } about ? T($"{title}：{EntryWords.Of(about.Recorded, places.NameOf).Title}", $"{title}: {EntryWords.Of(about.Recorded, places.NameOf).Title}") : title;
    }

    private static IReadOnlyList<RegisterBetween> RegistersOf(IEnumerable<Row> rows, DateOnly day) =>
    [
        .. rows.Where(row => row.Type == EventKinds.NameOf(typeof(RegisterImported)))
            .Select(row => (What: JsonSerializer.Deserialize<RegisterImported>(row.Data, CasesJson.Options)!, row.RecordedAt))
            .Where(row => row.What.Kind != RegisterKind.Ledger && row.What.AsOf <= day).Select(row => new RegisterBetween(row.What.Kind, row.What.AsOf, row.RecordedAt)),
    ];

    private static bool Same(ChildStanding? then, ChildStanding? now) => Words(then) == Words(now) && then?.Standing.LastDropout?.OccurredOn == now?.Standing.LastDropout?.OccurredOn;

    private static string Words(ChildStanding? child) => child?.Standing switch
    {
        null => T("没有记录", "nothing recorded"),
        { Out: true } => T("辍学在册", "out"),
        { StandingReturn: not null } => T("有效复学", "returned"),
        { Finding: { } finding } => Say(finding),
        { Enrolled: true } => T("在学", "enrolled"),
        { LastDropout: not null } => T("不在学", "not enrolled"),
        _ => T("没有辍学记录", "no dropout"),
    };
}
