using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

public sealed partial class Vault
{
    private const int RotationBatch = 5_000;

    /// <summary>Wraps every child's key under the newest wrapping key; what the children's keys sealed stays as it is. How many were wrapped anew. It can be stopped and begun again.</summary>
    public async Task<int> RewrapAsync(CancellationToken cancellation = default)
    {
        await using var connection = await OpenConnectionAsync(cancellation);
        var total = 0;
        for (var more = true; more;)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var rewrapped = await RewrapBatchAsync(connection, cancellation);
            await transaction.CommitAsync(cancellation);
            total += rewrapped;
            more = rewrapped > 0;
        }
        return total;
    }

    private async Task<int> RewrapBatchAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var newest = keys.NewestId(KeyPurpose.Wrapping);
        var rows = new List<(string Tenant, Guid Child, byte[] Wrapped)>();
        await using (var query = new NpgsqlCommand(
            "select tenant, child, key_id, wrapped_key from people.children where key_id <> @newest order by tenant limit @batch for update", connection))
        {
            query.Parameters.AddWithValue("newest", newest);
            query.Parameters.AddWithValue("batch", RotationBatch);
            await using var found = await query.ExecuteReaderAsync(cancellation);
            while (await found.ReadAsync(cancellation))
                rows.Add((found.GetString(0), found.GetGuid(1), Rewrapped(found.GetString(0), found.GetGuid(1), found.GetString(2), found.GetFieldValue<byte[]>(3))));
        }
        await using var write = new NpgsqlCommand("""
            update people.children c set wrapped_key = n.wrapped, key_id = @newest
            from unnest(@tenants, @children, @wrapped) n(tenant, child, wrapped) where c.tenant = n.tenant and c.child = n.child
            """, connection);
        write.Parameters.AddWithValue("newest", newest);
        write.Parameters.AddWithValue("tenants", rows.Select(row => row.Tenant).ToArray());
        write.Parameters.AddWithValue("children", rows.Select(row => row.Child).ToArray());
        write.Parameters.Add(new NpgsqlParameter("wrapped", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = rows.Select(row => row.Wrapped).ToArray() });
        return await write.ExecuteNonQueryAsync(cancellation);
    }

    private byte[] Rewrapped(string tenant, Guid child, string keyId, byte[] wrapped)
    {
        using var sealer = new Sealer(keys, tenant);
        Span<byte> key = stackalloc byte[Sealer.KeyLength];
        Span<byte> nonce = stackalloc byte[Sealer.Nonce];
        RandomNumberGenerator.Fill(nonce);
        var anew = new byte[Sealer.WrappedLength];
        sealer.UnwrapTo(child, keyId, wrapped, key);
        sealer.Wrap(child, key, nonce, anew);
        CryptographicOperations.ZeroMemory(key);
        return anew;
    }
}
