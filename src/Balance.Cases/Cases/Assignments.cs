using Balance.Cases.Access;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>
/// Children who are assigned to an officer, of whatever office. Which were ever is remembered beside the files; whether it stands the file
/// says: until another is assigned at that level, the entry is withdrawn, or the case is closed.
/// </summary>
public sealed class Assignments(IDocumentStore store, CasesDatabase database) : IPutInCharge
{
    private const string Remembered = "select child from access.assigned where tenant = $1 and holder = $2";

    public async Task<IReadOnlyList<Guid>> OfAsync(string tenant, string user, NpgsqlConnection connection, CancellationToken ct)
    {
        var ever = await connection.With(Remembered, tenant, user).RowsAsync(row => row.GetGuid(0), ct);
        if (ever.Count == 0) return [];
        await using var session = store.QuerySession(tenant);
        return [.. (await session.LoadManyAsync<StudentCase>(ct, [.. ever])).Where(file => file.Student.AssignedTo.Contains(user)).Select(file => file.Id)];
    }

    /// <summary>Remembers whom a child is about to be assigned to. Alone it opens nothing, so it may be written before the file's entry.</summary>
    public async Task RememberAsync(string tenant, string user, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await RememberAsync(tenant, user, [child], connection, ct);
    }

    /// <summary>The same for several, in the transaction of their entries.</summary>
    public static Task RememberAsync(string tenant, string user, Guid[] children, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        "insert into access.assigned (tenant, holder, child) select $1, $2, child from unnest($3::uuid[]) as child on conflict do nothing", tenant, user, children).RunAsync(ct);
}
