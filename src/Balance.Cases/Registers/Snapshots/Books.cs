using System.Collections.Concurrent;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Snapshots;

/// <summary>The registers of a county as known now, with the places they name.</summary>
public sealed record County(RegisterBook Book, Places Places);

/// <summary>The registers of each county that this node serves, read again when an import has come: whoever opens a case page asks for them.</summary>
public sealed class Books(CasesDatabase database)
{
    /// <summary>Imports of one county wait for each other, so that the newest ordinal that can be seen says which there are.</summary>
    internal const string LastOrdinal = "select coalesce(max(ordinal), 0) from registers.imports where tenant = $1";

    private readonly ConcurrentDictionary<string, County> kept = new();

    /// <summary>As they were when somebody last asked; null: nobody has.</summary>
    public County? Kept(string tenant) => kept.GetValueOrDefault(tenant);

    /// <summary>As they are now, for one who holds no connection.</summary>
    public async Task<County> OfAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        return await OfAsync(tenant, connection, ct);
    }

    /// <summary>As they are now.</summary>
    public async Task<County> OfAsync(string tenant, NpgsqlConnection connection, CancellationToken ct)
    {
        var last = await connection.With(LastOrdinal, tenant).ScalarAsync<long>(ct);
        if (kept.TryGetValue(tenant, out var county) && county.Book.LastOrdinal == last) return county;
        var book = await RegisterBook.LoadAsync(connection, tenant, null, ct);
        return kept[tenant] = new County(book, await Places.LoadAsync(connection, book, ct));
    }
}
