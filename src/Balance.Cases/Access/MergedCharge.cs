using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Access;

/// <summary>Whoever has a child in charge one by one, by assignment, handover or as a resource centre, has it also once its file goes on as another's.</summary>
public static class MergedCharge
{
    /// <summary>Remembers them for the file that goes on, in the transaction that merges; whether their charge stands, that file says.</summary>
    public static Task TakeOverAsync(string tenant, Guid other, Guid kept, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        with assigned as (
            insert into access.assigned (tenant, holder, child) select tenant, holder, $3 from access.assigned where tenant = $1 and child = $2 on conflict do nothing),
        handed as (
            insert into access.handed (tenant, office, school, child) select tenant, office, school, $3 from access.handed where tenant = $1 and child = $2 on conflict do nothing)
        insert into access.centre_children (tenant, centre, child) select tenant, centre, $3 from access.centre_children where tenant = $1 and child = $2 on conflict do nothing
        """, tenant, other, kept).RunAsync(ct);
}
