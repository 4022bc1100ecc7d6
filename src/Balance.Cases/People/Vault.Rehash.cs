using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

public sealed partial class Vault
{
    /// <summary>Brings every child's keyed hash under the newest hash key, after which an older one may go. How many were under another. It can be stopped and begun again.</summary>
    public async Task<int> RehashAsync(CancellationToken cancellation = default)
    {
        await using var connection = await OpenConnectionAsync(cancellation);
        var (total, tenant, after) = (0, "", Guid.Empty);
        while (true)
        {
            var batch = await NextAsync(connection, tenant, after, cancellation);
            if (batch.Count == 0) return total;
            (tenant, after) = (batch[^1].Tenant, batch[^1].Child);
            foreach (var county in batch.GroupBy(row => row.Tenant))
                total += await RehashAsync(connection, county.Key, [.. county.Select(row => row.Child)], cancellation);
        }
    }

    private static async Task<List<(string Tenant, Guid Child)>> NextAsync(NpgsqlConnection connection, string tenant, Guid after, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(
            "select tenant, child from people.children where (tenant, child) > (@tenant, @after) and hash is not null order by tenant, child limit @batch", connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("after", after);
        query.Parameters.AddWithValue("batch", RotationBatch);
        var batch = new List<(string, Guid)>();
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) batch.Add((rows.GetString(0), rows.GetGuid(1)));
        return batch;
    }

    private async Task<int> RehashAsync(NpgsqlConnection connection, string tenant, Guid[] children, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Numbers must not be corrected between reading them and writing their hashes.
        await Locks.HoldAsync(connection, tenant, cancellation);
        var facets = await FacetsAsync(connection, tenant, children, cancellation);
        var numbers = facets.Select(pair => (Child: pair.Key, Person.Of(pair.Key, pair.Value).Number)).Where(row => row.Number.Length > 0).ToList();
        await using var write = new NpgsqlCommand("""
            update people.children c set hash = n.hash from unnest(@children, @hashes) n(child, hash)
            where c.tenant = @tenant and c.child = n.child and c.hash is not null and c.hash <> n.hash
            """, connection);
        write.Parameters.AddWithValue("tenant", tenant);
        write.Parameters.AddWithValue("children", numbers.Select(row => row.Child).ToArray());
        write.Parameters.Add(new NpgsqlParameter("hashes", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = numbers.Select(row => hash.Of(tenant, row.Number)).ToArray() });
        var rehashed = await write.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return rehashed;
    }
}
