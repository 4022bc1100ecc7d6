using Balance.Cases.Access;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Migrants;

/// <summary>
/// Children who are handed to a school and wait for its answer: the school's and its township's officers have them in charge one by one, beside
/// the sender. Which were ever is remembered with the handover itself; whether it still waits the file says, so that an answer, a return, a
/// withdrawal or a closing ends it at once. A homeroom teacher has the child when it is in the class.
/// </summary>
public sealed class Handed(IDocumentStore store) : IPutInCharge
{
    private const string Remembered =
        """
        select distinct h.child, h.school from access.handed h join access.accounts a on a.tenant = h.tenant and a.office = h.office
        where h.tenant = $1 and a.user_name = $2 and a.class is null
        """;

    public async Task<IReadOnlyList<Guid>> OfAsync(string tenant, string user, NpgsqlConnection connection, CancellationToken ct)
    {
        var ever = await connection.With(Remembered, tenant, user).RowsAsync(row => (Child: row.GetGuid(0), School: row.GetString(1)), ct);
        if (ever.Count == 0) return [];
        await using var session = store.QuerySession(tenant);
        var schools = ever.ToLookup(one => one.Child, one => one.School);
        return [.. (await session.LoadManyAsync<StudentCase>(ct, [.. schools.Select(child => child.Key)]))
            .Where(file => file.Student.HandedTo is { } to && schools[file.Id].Contains(to)).Select(file => file.Id)];
    }

    /// <summary>Children who were ever handed to a school.</summary>
    public static Task<List<Guid>> ToAsync(string tenant, string school, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With("select distinct child from access.handed where tenant = $1 and school = $2", tenant, school).RowsAsync(row => row.GetGuid(0), ct);

    /// <summary>Remembers to whom children are handed, in the transaction that does it.</summary>
    public static Task RememberAsync(string tenant, School to, Guid[] children, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        insert into access.handed (tenant, office, school, child)
        select $1, office, $3, child from unnest($2::text[]) office cross join unnest($4::uuid[]) child on conflict do nothing
        """, tenant, new[] { to.Code, to.Township! }, to.Code, children).RunAsync(ct);
}
