using System.Collections.Concurrent;
using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>A case as the database has it now: its file's version, and where the child is.</summary>
public sealed record CaseRef(Guid Child, long Version, Place Place);

/// <summary>A case with what a list would show of it.</summary>
public sealed record Charge(CaseRef Case, CaseSummary Summary)
{
    // What a list counts and orders by stands in the case itself: of a large county each step from one object to the next is felt.

    /// <summary>In which part of the work it stands.</summary>
    public CaseStatus Status { get; } = Summary.Status;

    /// <summary>By when the next thing is to be done; the last day there is, where there is nothing.</summary>
    public DateOnly Due { get; } = Summary.Next?.Until ?? DateOnly.MaxValue;

    /// <summary>When the file was opened.</summary>
    public DateOnly? OpenedOn { get; } = Summary.OpenedOn;

    /// <summary>Whether some of it is not for everyone who may see the case.</summary>
    public bool IsRestricted { get; } = Summary.Concerns.Any(concern => Restrictions.Of(concern) is not null);
}

/// <summary>
/// What a list shows of each case today. Status and duties hang on the day and on every roll, so that no column can hold them: they are
/// folded from the file by the one function that the case page uses, once for each version of it, and kept in memory with the place that an
/// officer's scope is held against. Of a county that nobody asked for yet only what is in the asker's scope is folded.
/// </summary>
public sealed class CaseShelf(IDocumentStore store, CasesDatabase database, Counties counties, Books books)
{
    private const int PartSize = 2_000;

    private readonly ConcurrentDictionary<string, CountyShelf> _shelves = new();

    /// <summary>What an officer has in charge, with everything that is recorded by now.</summary>
    public async Task<InCharge> OfAsync(Principal who, CancellationToken ct)
    {
        var shelf = ShelfOf(who.Tenant);
        await shelf.CatchUpAsync().WaitAsync(ct);
        return new InCharge(this, shelf, who);
    }

    /// <summary>Brings a whole county up to the day, so that nobody has to wait for it.</summary>
    public async Task WarmAsync(string tenant, DateOnly day, CancellationToken ct)
    {
        var shelf = ShelfOf(tenant);
        await shelf.CatchUpAsync().WaitAsync(ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await FoldAsync(tenant, shelf, day, shelf.All, connection, ct);
    }

    /// <summary>Counties whose cases are kept here.</summary>
    internal IReadOnlyCollection<string> Kept => [.. _shelves.Keys];

    internal async Task FoldAsync(string tenant, CountyShelf shelf, DateOnly day, ArraySegment<ShelvedCase> asked, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(tenant, day, ct);
        var book = (await books.OfAsync(tenant, connection, ct)).Book;
        var stamp = shelf.StampOf(day, book.AllImportsOf(RegisterKind.Enrolment).LastOrDefault(), pack.Id);
        var lacking = new List<ShelvedCase>();
        foreach (var one in asked)
            if (!one.IsFolded(stamp)) lacking.Add(one);
        foreach (var part in lacking.Chunk(PartSize))
        {
            await shelf.Folding.WaitAsync(ct);
            try
            {
                // Whoever waited may find it done.
                ShelvedCase[] stale = [.. part.Where(one => !one.IsFolded(stamp))];
                if (stale.Length > 0) await FoldAsync(stale, stamp, pack, book, connection, ct);
            }
            finally
            {
                shelf.Folding.Release();
            }
        }
    }

    private async Task FoldAsync(ShelvedCase[] cases, ShelfStamp stamp, PolicyPack pack, RegisterBook book, NpgsqlConnection connection, CancellationToken ct)
    {
        // The place and version of now are kept with a file that is read after them: what came between is folded again the next time.
        var of = cases.Select(one => (Case: one, one.Now)).ToList();
        var children = of.Select(one => one.Now.Child).ToArray();
        var rolls = await RollHistory.ReadAsync(book, stamp.Day, children, connection, ct);
        await using var session = store.QuerySession(book.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, children)).ToDictionary(file => file.Id, file => file.Student);
        foreach (var (one, now) in of)
            one.Keep(stamp, now, files.TryGetValue(now.Child, out var student) && student.MergedInto is null ? new Charge(now, CaseSummary.Of(student, stamp.Day, pack, rolls.MarksOf(now.Child))) : null);
    }

    private CountyShelf ShelfOf(string tenant) => _shelves.GetOrAdd(tenant, county => new CountyShelf(county, database));
}

/// <summary>What an officer has in charge, as the shelf had it when it was asked for.</summary>
public sealed class InCharge
{
    private readonly CaseShelf _from;
    private readonly CountyShelf _shelf;
    private readonly Principal _who;
    private readonly Scope _scope;

    internal InCharge(CaseShelf from, CountyShelf shelf, Principal who)
    {
        (_from, _shelf, _who, _scope) = (from, shelf, who, Scope.Of(who));
        Changes = shelf.Changes;
    }

    /// <summary>Grows whenever something new was recorded in the county.</summary>
    public long Changes { get; }

    /// <summary>Whether a child's case is in the officer's charge.</summary>
    public bool Has(Guid child) => _shelf.Find(child, _scope) is not null;

    /// <summary>Every case, with what the officer may know of it on a day.</summary>
    public async Task<IReadOnlyList<Charge>> OnAsync(DateOnly day, NpgsqlConnection connection, CancellationToken ct) => [.. await EachAsync(day, null, connection, ct)];

    /// <summary>The cases of these children, of those in charge that are where it is asked for.</summary>
    public async Task<IReadOnlyList<Charge>> OnAsync(DateOnly day, Predicate<Place> at, IReadOnlyList<Guid> children, NpgsqlConnection connection, CancellationToken ct) =>
        [.. await FoldedAsync(day, (ShelvedCase[])[.. children.Select(child => _shelf.Find(child, _scope)).OfType<ShelvedCase>().Where(one => at(one.Now.Place))], connection, ct)];

    /// <summary>Every case that is where it is asked for (null: anywhere), one after another, to be looked at once: of a large county a list of them all would be heavier than the look.</summary>
    public Task<IEnumerable<Charge>> EachAsync(DateOnly day, Predicate<Place>? at, NpgsqlConnection connection, CancellationToken ct) =>
        FoldedAsync(day, _shelf.Within(_scope, at), connection, ct);

    // Held fast: nobody who comes into the scope while others are folded is shown without having been asked for.
    private async Task<IEnumerable<Charge>> FoldedAsync(DateOnly day, ArraySegment<ShelvedCase> cases, NpgsqlConnection connection, CancellationToken ct)
    {
        await _from.FoldAsync(_who.Tenant, _shelf, day, cases, connection, ct);
        return Shown(cases);
    }

    private IEnumerable<Charge> Shown(ArraySegment<ShelvedCase> cases)
    {
        foreach (var one in cases)
            if (one.Charge is { } charge) yield return charge.IsRestricted ? charge with { Summary = charge.Summary.For(_who) } : charge;
    }
}
