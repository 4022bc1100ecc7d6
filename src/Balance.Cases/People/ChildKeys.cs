using Npgsql;

namespace Balance.Cases.People;

/// <summary>A child's own key, wrapped under one of the county's.</summary>
public readonly record struct ChildKey(string KeyId, byte[] Wrapped);

/// <summary>Wrapped keys of children; an erased child has none.</summary>
internal static class ChildKeys
{
    /// <summary>Asks for the key of one child among other questions; <see cref="ReadOneAsync"/> reads the answer.</summary>
    public const string OfOne = "select key_id, wrapped_key from people.children where tenant = $1 and child = $2 and wrapped_key is not null";

    public static async Task<ChildKey?> ReadOneAsync(NpgsqlDataReader row, CancellationToken cancellation) =>
        await row.ReadAsync(cancellation) ? new ChildKey(row.GetString(0), row.GetFieldValue<byte[]>(1)) : null;

    public static async Task<Dictionary<Guid, (string KeyId, byte[] Wrapped)>> LoadAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<Guid> children, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand(
            "select child, key_id, wrapped_key from people.children where tenant = @tenant and child = any(@children) and wrapped_key is not null", connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("children", children.ToArray());
        var keys = new Dictionary<Guid, (string, byte[])>(children.Count);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) keys[rows.GetGuid(0)] = (rows.GetString(1), rows.GetFieldValue<byte[]>(2));
        return keys;
    }
}

/// <summary>Whose identity changed, told in the transaction that changed it.</summary>
internal static class Changes
{
    /// <summary>Past so many it is cheaper to read a county anew than to name them.</summary>
    private const int Named = 500;

    public static async Task RecordAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<Guid> children, CancellationToken cancellation)
    {
        if (children.Count == 0) return;
        await using var write = new NpgsqlCommand("insert into people.changes (tenant, children) values (@tenant, @children)", connection);
        write.Parameters.AddWithValue("tenant", tenant);
        write.Parameters.AddWithValue("children", children.Count > Named ? DBNull.Value : children.ToArray());
        await write.ExecuteNonQueryAsync(cancellation);
    }
}
