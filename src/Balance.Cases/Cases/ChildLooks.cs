using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>What registers and vault say of one child today.</summary>
/// <param name="Place">Where it is, if it has a case; null: it has none, or nobody knows it.</param>
/// <param name="Born">By the population register.</param>
/// <param name="Rolls">Every roll of the county up to today, with the child's status on each.</param>
/// <param name="Key">What narrative about it is sealed under; null: the child is erased.</param>
public sealed record ChildLook(Place? Place, DateOnly? Born, RollMark[] Rolls, ChildKey? Key = null);

/// <summary>Asks everything that a command has to know of a child in one go: a clerk who logs a visit waits for one answer of the database, not for ten.</summary>
public sealed class ChildLooks(Books books, TimeProvider clock)
{
    /// <summary>Looks a child up.</summary>
    public async Task<ChildLook> OfAsync(string tenant, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            var book = (books.Kept(tenant) ?? await books.OfAsync(tenant, connection, ct)).Book;
            var rolls = book.Rolls.Where(roll => roll.AsOf <= clock.Today()).ToArray();
            await using var batch = Batch(book, rolls, child, connection);
            await using var row = await batch.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            if (row.GetInt64(0) == book.LastOrdinal) return await ReadAsync(row, rolls, ct);
            await row.DisposeAsync();
            await books.OfAsync(tenant, connection, ct); // an import has come meanwhile
        }
    }

    private static NpgsqlBatch Batch(RegisterBook book, Snapshot[] rolls, Guid child, NpgsqlConnection connection) => connection.Batch(
    [
        (Books.LastOrdinal, [book.Tenant]),
        (Whereabouts.OfOne, [book.Tenant, child]),
        ("select born from registers.population_in($1, $2) where child = $3 limit 1", [book.Tenant, book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? [], child]),
        (ChildKeys.OfOne, [book.Tenant, child]),
        .. rolls.Select(roll => ("select status from registers.roll_in($1, $2) where child = $3", new object[] { book.Tenant, roll.Imports, child })),
    ]);

    private static async Task<ChildLook> ReadAsync(NpgsqlDataReader row, Snapshot[] rolls, CancellationToken ct)
    {
        await row.NextResultAsync(ct);
        var place = await row.ReadAsync(ct) ? Whereabouts.Read(row, 0, followed: true) : null;
        await row.NextResultAsync(ct);
        DateOnly? born = await row.ReadAsync(ct) ? row.GetFieldValue<DateOnly>(0) : null;
        await row.NextResultAsync(ct);
        var key = await ChildKeys.ReadOneAsync(row, ct);
        var marks = new RollMark[rolls.Length];
        for (var i = 0; i < rolls.Length; i++)
        {
            await row.NextResultAsync(ct);
            marks[i] = new RollMark(rolls[i].SchoolYear!.Value, rolls[i].AsOf, await row.ReadAsync(ct) ? row.Code<RollStatus>(0) : null);
        }
        return new ChildLook(place, born, marks, key);
    }
}
