using Balance.Cases.Access;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Disability;

/// <summary>
/// Children of a resource centre: its officers have them in charge one by one, while it holds them or is asked to. Which it ever was asked for is
/// remembered with the handover itself; whether that stands the file says, so that an answer, a handing on, a withdrawal or an end counts at once.
/// </summary>
public sealed class CentreCharge(IDocumentStore store) : IPutInCharge
{
    private const string Remembered =
        """
        select c.child, c.centre from access.centre_children c join access.accounts a on a.tenant = c.tenant and a.office = c.centre
        where c.tenant = $1 and a.user_name = $2
        """;

    public async Task<IReadOnlyList<Guid>> OfAsync(string tenant, string user, NpgsqlConnection connection, CancellationToken ct)
    {
        var ever = (await connection.With(Remembered, tenant, user).RowsAsync(row => (Child: row.GetGuid(0), Centre: row.GetString(1)), ct)).ToDictionary(one => one.Child, one => one.Centre);
        if (ever.Count == 0) return [];
        await using var session = store.QuerySession(tenant);
        return [.. (await session.LoadManyAsync<StudentCase>(ct, [.. ever.Keys])).Where(file => file.Student.Centre.IsWith(ever[file.Id])).Select(file => file.Id)];
    }

    /// <summary>Remembers whom a centre is asked to take, in the transaction that does it.</summary>
    public static Task RememberAsync(string tenant, string centre, Guid child, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With("insert into access.centre_children (tenant, centre, child) values ($1, $2, $3) on conflict do nothing", tenant, centre, child).RunAsync(ct);
}
