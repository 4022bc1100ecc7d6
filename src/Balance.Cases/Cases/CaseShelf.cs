using System.Collections.Concurrent;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>A case as the database has it now: its file's version, and where the child is.</summary>
public sealed record CaseRef(Guid Child, long Version, Place Place);

/// <summary>
/// What a list shows of each case today. Status and duties hang on the day and on every roll, so that no column can hold them: they are
/// folded from the file by the one function that the case page uses, once for each version of it, and kept for as long as day and registers stay.
/// </summary>
public sealed class CaseShelf(IDocumentStore store, Counties counties, Books books)
{
    private const int PartSize = 2_000;

    private readonly ConcurrentDictionary<string, Shelf> shelves = new();

    /// <summary>The summary of each of these cases on a day.</summary>
    public async Task<IReadOnlyDictionary<Guid, CaseSummary>> OfAsync(string tenant, DateOnly day, IReadOnlyList<CaseRef> cases, NpgsqlConnection connection, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(tenant, ct);
        var book = (await books.OfAsync(tenant, connection, ct)).Book;
        var stamp = (day, book.LastOrdinal, pack.Id);
        if (!shelves.TryGetValue(tenant, out var shelf) || shelf.Stamp != stamp) shelves[tenant] = shelf = new Shelf(stamp, new());

        foreach (var part in cases.Where(one => !shelf.IsCurrent(one)).Chunk(PartSize)) await FillAsync(shelf, tenant, part, pack, book, connection, ct);
        return cases.Where(one => shelf.Cases.ContainsKey(one.Child)).ToDictionary(one => one.Child, one => shelf.Cases[one.Child].Summary);
    }

    private async Task FillAsync(Shelf shelf, string tenant, CaseRef[] part, PolicyPack pack, RegisterBook book, NpgsqlConnection connection, CancellationToken ct)
    {
        var children = part.Select(one => one.Child).ToArray();
        var rolls = await RollHistory.ReadAsync(book, shelf.Stamp.Day, children, connection, ct);
        await using var session = store.QuerySession(tenant);
        foreach (var file in await session.LoadManyAsync<StudentCase>(ct, children))
            shelf.Cases[file.Id] = (file.Version, CaseSummary.Of(file.Student, shelf.Stamp.Day, pack, rolls.MarksOf(file.Id)));
    }

    private sealed record Shelf((DateOnly Day, long Registers, string Pack) Stamp, ConcurrentDictionary<Guid, (long Version, CaseSummary Summary)> Cases)
    {
        public bool IsCurrent(CaseRef one) => Cases.TryGetValue(one.Child, out var kept) && kept.Version >= one.Version;
    }
}
