using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>What a page can offer an officer in a case: what the role has, and what the file allows now.</summary>
/// <param name="Obstacle">Why it cannot be done now; null: it can.</param>
public sealed record OfferedUse(Right Use, Refused? Obstacle);

/// <summary>One case, for one who may read it.</summary>
/// <param name="AsOf">The day it shows.</param>
/// <param name="KnownAt">What was known at this moment; null: now.</param>
/// <param name="Version">What a decision on it says that it has seen.</param>
/// <param name="Person">Who the child is; null: the identity was erased. Its number is shown masked.</param>
/// <param name="SchoolName">Of the school in <paramref name="Place"/>.</param>
/// <param name="TownshipName">Of the township where the child lives, else of its school's.</param>
/// <param name="Pack">In force on that day; it knows those before.</param>
/// <param name="Rolls">What every roll says of the child, by date.</param>
/// <param name="Timeline">The latest happening first.</param>
/// <param name="Offers">What the reader's role may do; empty where the past is shown.</param>
/// <param name="LegalSteps">Rungs of the legal ladder that the reader can take now.</param>
public sealed record CaseView(
    Guid Child, DateOnly AsOf, DateTimeOffset? KnownAt, long Version, Person? Person, Place Place, string? SchoolName, string? TownshipName,
    Student Student, Standing Standing, CaseSummary Summary, PolicyPack Pack, IReadOnlyList<RollRow> Rolls, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<OfferedUse> Offers, IReadOnlyList<LegalStep> LegalSteps)
{
    /// <summary>It shows what was, not what is.</summary>
    public bool IsPast { get; init; }
}

/// <summary>A case as one of its recorded events left it.</summary>
/// <param name="Step">From 1, in order of recording.</param>
/// <param name="Of">How many were recorded in all.</param>
/// <param name="Entry">What was recorded by this step.</param>
/// <param name="Before">What a list would have shown without it; null: there was no case.</param>
/// <param name="LegalBefore">The rung of the legal ladder that stood without it.</param>
public sealed record ReplayedStep(int Step, int Of, Guid Entry, CaseView View, CaseSummary? Before, LegalStepTaken? LegalBefore);

/// <summary>个案: one child's file as it stands, or as it stood on a day and was known at a moment. Every reading is written down.</summary>
public sealed class CaseFile(
    CasesDatabase database, IDocumentStore store, Reach reach, Books books, Counties counties, Vault vault, Timelines timelines, AccessLog log, TimeProvider clock)
{
    /// <summary>The case as it stands.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>no_case</c>.</exception>
    public async Task<CaseView> ReadAsync(Guid child, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var place = await reach.MustReachAsync(child, Right.ReadCases, who, connection, ct);
        var today = clock.Today();
        var county = await books.OfAsync(who.Tenant, connection, ct);
        await using var session = store.QuerySession(who.Tenant);
        var student = (await session.LoadAsync<StudentCase>(child, ct))?.Student ?? throw NoCase();
        var view = await ViewAsync(student, today, county.Book, county.Places, place, who, connection, ct);
        var marks = view.Rolls.Select(row => row.Mark).ToArray();
        return view with
        {
            Offers = OffersOf(student, who, today, view.Pack, marks),
            LegalSteps = [.. Domain.Students.Decisions.Offers.LegalSteps(student, who.Actor, today, view.Pack, marks).Where(step => who.May(step))],
        };
    }

    /// <summary>The case as its events up to one left it, on the day of its recording unless another is asked for; what stood before beside it.</summary>
    /// <param name="step">From 1, in order of recording; beyond the ends the nearest is taken.</param>
    /// <exception cref="Refusal"><c>not_found</c>, <c>forbidden</c>; <c>no_case</c>: nothing was ever recorded.</exception>
    public async Task<ReplayedStep> StepAsync(Guid child, int step, DateOnly? asOf, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var place = await reach.MustReachAsync(child, Right.Replay, who, connection, ct);
        var recorded = await RecordedAsync(who.Tenant, child, connection, ct);
        await using var session = store.QuerySession(who.Tenant);
        var happened = await session.Events.FetchStreamAsync(child, token: ct);
        if (happened.Count == 0) throw NoCase();

        var at = Math.Clamp(step, 1, happened.Count);
        var knownAt = recorded[happened[at - 1].Version];
        var day = asOf ?? CountyClock.DayOf(knownAt);
        var county = await books.OfAsync(who.Tenant, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, knownAt, ct);
        var view = await ViewAsync(After(at), day, book, county.Places, place, who, connection, ct);
        var before = After(at - 1);
        var then = CaseSummary.Of(before, day, view.Pack, [.. view.Rolls.Select(row => row.Mark)]).For(who);
        return new ReplayedStep(at, happened.Count, ((StudentEvent)happened[at - 1].Data).Entry, view with { KnownAt = knownAt, IsPast = true }, before.Entries.Count == 0 ? null : then, before.LegalStepOn(view.Pack.Ladder));

        Student After(int count)
        {
            Student? known = null;
            foreach (var one in happened.Take(count)) known = Student.Evolve(known, child, one.Version, (StudentEvent)one.Data);
            return new Student(child, [.. known?.Entries.Where(entry => entry.Happened.OccurredOn <= day) ?? []]);
        }
    }

    /// <summary>The case as it stood at the end of a day, by what had been recorded by a moment (null: by now).</summary>
    /// <exception cref="Refusal"><c>not_found</c>; <c>no_case</c>: nothing was known of it then.</exception>
    public async Task<CaseView> AsOfAsync(Guid child, DateOnly day, DateTimeOffset? knownAt, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var place = await reach.MustReachAsync(child, Right.ReadCases, who, connection, ct);
        var county = await books.OfAsync(who.Tenant, connection, ct);
        var book = knownAt is null ? county.Book : await RegisterBook.LoadAsync(connection, who.Tenant, knownAt, ct);
        var recorded = await RecordedAsync(who.Tenant, child, connection, ct);
        await using var session = store.QuerySession(who.Tenant);
        Student? known = null;
        foreach (var happened in await session.Events.FetchStreamAsync(child, token: ct))
            if (knownAt is not { } moment || recorded[happened.Version] <= moment)
                known = Student.Evolve(known, child, happened.Version, (StudentEvent)happened.Data);
        var then = new Student(child, [.. known?.Entries.Where(entry => entry.Happened.OccurredOn <= day) ?? []]);
        if (then.Entries.Count == 0) throw NoCase();
        var view = await ViewAsync(then, day, book, county.Places, place, who, connection, ct);
        return view with { KnownAt = knownAt, IsPast = true };
    }

    /// <summary>A child's whole identity number; showing it is an act of its own, which is written down with its reason.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>erased_child</c>.</exception>
    public async Task<string> UnmaskAsync(Guid child, UnmaskReason reason, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        await reach.MustReachAsync(child, Right.Unmask, who, connection, ct);
        var person = await vault.RevealAsync(who.Tenant, child, ct)
            ?? throw new Refusal("erased_child", "该学生的身份信息已被删除。", "The child's identity has been erased.");
        await log.Unmasked(who, child, reason.Code(), ct);
        return person.Number;
    }

    private async Task<CaseView> ViewAsync(
        Student student, DateOnly day, RegisterBook book, Places places, Place place, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, day, ct);
        var rolls = (await RollHistory.ReadAsync(book, day, [student.Id], connection, ct)).Of(student.Id);
        var marks = rolls.Select(row => row.Mark).ToArray();
        var recorded = await RecordedAsync(who.Tenant, student.Id, connection, ct);
        // Written down while the rest is read, and before anything of it goes out.
        var written = log.Read(who, student.Id, ct);
        var timeline = await timelines.OfAsync(student, recorded, pack, places, who, connection, ct);
        var person = await vault.RevealAsync(who.Tenant, student.Id, ct);
        await written;
        var township = place.ResidenceTownship ?? place.SchoolTownship;
        return new CaseView(student.Id, day, null, student.LastVersion, person, place, Name(place.School), Name(township), student,
            student.StandingOn(day, marks), CaseSummary.Of(student, day, pack, marks).For(who), pack, rolls, timeline, [], []);

        string? Name(string? unit) => unit is null ? null : places.NameOf(unit);
    }

    private static IReadOnlyList<OfferedUse> OffersOf(Student student, Principal who, DateOnly today, PolicyPack pack, RollMark[] rolls) =>
    [
        .. from offer in Domain.Students.Decisions.Offers.For(student, who.Actor, today, pack, rolls)
           let use = Rights.Of(offer.Action)
           where who.May(use)
           select new OfferedUse(use, offer.Refused),
    ];

    /// <summary>The chain's moment of recording of every entry, by its version.</summary>
    private static async Task<Dictionary<long, DateTimeOffset>> RecordedAsync(string tenant, Guid child, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            """
            select e.version, l.recorded_at from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
            where e.tenant_id = $1 and e.stream_id = $2
            """, tenant, child).RowsAsync(row => (Version: row.GetInt64(0), At: new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero)), ct))
        .ToDictionary(row => row.Version, row => row.At);

    private static Refusal NoCase() => new("no_case", "该学生尚未建档，请先建档。", "This student has no case yet; open one first.");
}
