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
    /// <summary>Whether some of it is not for everyone who may see the case.</summary>
    public bool IsRestricted { get; } = Summary.IsRestricted;

    /// <summary>By the grade of the last roll; null: none shows the child.</summary>
    public Stage? Stage { get; init; }
}

/// <summary>Cases that were asked for, counted, and the first of them.</summary>
/// <param name="Total">How many there are of the status asked for.</param>
/// <param name="ByStatus">Those of every status, each counted.</param>
/// <param name="Overdue">How many of all those have a duty whose day has passed.</param>
/// <param name="First">The first of the order, of the status asked for.</param>
public sealed record FoundCases(int Total, IReadOnlyDictionary<CaseStatus, int> ByStatus, int Overdue, IReadOnlyList<Charge> First);

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
        await FoldAsync(tenant, shelf, day, shelf.All, ct);
    }

    /// <summary>Counties whose cases are kept here.</summary>
    internal IReadOnlyCollection<string> Kept => [.. _shelves.Keys];

    internal async Task FoldAsync(string tenant, CountyShelf shelf, DateOnly day, IEnumerable<int> asked, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(tenant, day, ct);
        var book = (await books.OfAsync(tenant, ct)).Book;
        var stamp = shelf.StampOf(day, book.AllImportsOf(RegisterKind.Enrolment).LastOrDefault(), pack.Id);
        var lacking = shelf.StaleOf(asked);
        if (lacking.Count == 0) return;
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        foreach (var part in lacking.Chunk(PartSize))
        {
            await shelf.Folding.WaitAsync(ct);
            try
            {
                // Whoever waited may find it done.
                var stale = shelf.StaleOf(part);
                if (stale.Count > 0) await FoldAsync(shelf, stale, stamp, pack, book, connection, ct);
            }
            finally
            {
                shelf.Folding.Release();
            }
        }
    }

    private async Task FoldAsync(CountyShelf shelf, IReadOnlyList<int> cases, ShelfStamp stamp, PolicyPack pack, RegisterBook book, NpgsqlConnection connection, CancellationToken ct)
    {
        // The place and version of now are kept with a file that is read after them: what came between is folded again the next time.
        var of = cases.Select(number => (Number: number, Now: shelf.Columns.Now[number])).ToList();
        var children = of.Select(one => one.Now.Child).ToArray();
        var rolls = await RollHistory.ReadAsync(book, stamp.Day, children, connection, ct);
        await using var session = store.QuerySession(book.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, children)).ToDictionary(file => file.Id, file => file.Student);
        foreach (var (number, now) in of)
            shelf.Keep(number, stamp, now, files.TryGetValue(now.Child, out var student) && student.MergedInto is null
                ? new Charge(now, CaseSummary.Of(student, stamp.Day, pack, rolls.MarksOf(now.Child))) { Stage = now.Place.Grade is { } grade ? pack.StageOfGrade(grade) : null } : null);
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
    public async Task<IReadOnlyList<Charge>> OnAsync(DateOnly day, CancellationToken ct) => [.. await EachAsync(day, null, null, ct)];

    /// <summary>The cases of these children, of those in charge, in the order given.</summary>
    public async Task<IReadOnlyList<Charge>> OnAsync(DateOnly day, IReadOnlyList<Guid> children, CancellationToken ct)
    {
        var held = _shelf.Of(children, _scope);
        await _from.FoldAsync(_who.Tenant, _shelf, day, held, ct);
        var byChild = held.Select(Shown).OfType<Charge>().ToDictionary(one => one.Case.Child);
        return [.. children.Where(byChild.ContainsKey).Select(child => byChild[child])];
    }

    /// <summary>Every case in the township and at the school asked for (empty: any), one after another, to be looked at once: of a large county a list of them all would be heavier than the look.</summary>
    public async Task<IEnumerable<Charge>> EachAsync(DateOnly day, string? township, string? school, CancellationToken ct)
    {
        var held = _shelf.Within(_scope, township, school);
        await _from.FoldAsync(_who.Tenant, _shelf, day, held, ct);
        return held.Select(Shown).OfType<Charge>();
    }

    /// <summary>The cases that a list asks for: counted, and the first so many of its order.</summary>
    /// <param name="called">The children that are called as it asks; null: it asks for no name.</param>
    public async Task<FoundCases> FindAsync(CaseListQuery query, IReadOnlyList<Guid>? called, int most, DateOnly day, CancellationToken ct)
    {
        var held = called is null ? _shelf.Within(_scope, query.Township, query.School) : _shelf.Of(called, _scope, query.Township, query.School);
        await _from.FoldAsync(_who.Tenant, _shelf, day, held, ct);

        var (wanted, total, overdue, byStatus) = (CaseMarks.Wanted(query), 0, 0, new int[Term.All<CaseStatus>().Count]);
        var first = new FirstCases(most, query.Backwards);
        var columns = _shelf.Columns;
        var keyOf = CaseOrders.KeyOf(query.Order, _shelf.Places);
        foreach (var number in held)
        {
            var marks = columns.MarksOf(number);
            if (!marks.IsShown) continue;
            // Neither counted nor put in order by what the asker may not know.
            if (marks.IsRestricted && Shown(number) is { } known) marks = CaseMarks.Of(known, day);
            if (!marks.Has(wanted)) continue;
            byStatus[(int)marks.Status]++;
            if (marks.IsOverdue) overdue++;
            if (query.Status is { } status && status != marks.Status) continue;
            total++;
            first.Add(number, keyOf(marks, columns.Place[number]), columns.Child[number]);
        }
        return new(total, Term.All<CaseStatus>().Where(status => byStatus[(int)status] > 0).ToDictionary(status => status, status => byStatus[(int)status]), overdue,
            [.. first.InOrder().Select(Shown).OfType<Charge>()]);
    }

    // What an officer may know of a case; null: it stands in no list.
    private Charge? Shown(int number) => _shelf.Columns.Charge[number] is not { } charge ? null
        : charge.IsRestricted ? charge with { Summary = charge.Summary.For(_who) } : charge;
}
