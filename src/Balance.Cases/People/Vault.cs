using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Opens, seals, corrects and erases what is known of a child. Who may ask is for the caller to decide and to log.</summary>
public sealed partial class Vault(CasesDatabase database, KeyRing keys, IdentityHash hash, VaultBatch batch, KeyCheck check, ErasureList erasures)
{
    /// <summary>Who these children are; erased and unknown ones are absent from the answer.</summary>
    public async Task<Dictionary<Guid, Person>> RevealAsync(string tenant, IReadOnlyCollection<Guid> children, CancellationToken cancellation = default)
    {
        if (children.Count == 0) return [];
        await using var connection = await OpenToReadAsync(cancellation);
        var facets = await FacetsAsync(connection, tenant, children, cancellation);
        return facets.ToDictionary(pair => pair.Key, pair => Person.Of(pair.Key, pair.Value));
    }

    /// <summary>Who the child is; null where it is erased or unknown.</summary>
    public async Task<Person?> RevealAsync(string tenant, Guid child, CancellationToken cancellation = default) =>
        (await RevealAsync(tenant, [child], cancellation)).GetValueOrDefault(child);

    /// <summary>The child with this identity number; null where the vault knows none.</summary>
    public async Task<Guid?> FindAsync(string tenant, string number, CancellationToken cancellation = default)
    {
        await using var connection = await OpenToReadAsync(cancellation);
        var found = await batch.FindAsync(connection, tenant, [number], cancellation);
        return found.TryGetValue(number, out var child) ? child : null;
    }

    // Each child by itself, so that the server keeps how it does it.
    private Task<NpgsqlConnection> OpenToReadAsync(CancellationToken cancellation) => OpenAsync(database.Desk, cancellation);

    private Task<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellation) => OpenAsync(database.Application, cancellation);

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await check.EnsureAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<Dictionary<Guid, List<IdentityFacet>>> FacetsAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<Guid> children, CancellationToken cancellation)
    {
        // Lateral with a limit: one probe of the index a child, whatever the statistics of a county that was loaded a moment ago.
        await using var query = new NpgsqlCommand("""
            select c.child, c.key_id, c.wrapped_key, f.facet, f.sealed
            from unnest(@children) w(child)
            cross join lateral (select child, key_id, wrapped_key from people.children where tenant = @tenant and child = w.child and wrapped_key is not null limit 1) c
            cross join lateral (select facet, sealed from people.facets where tenant = @tenant and child = c.child limit @facets) f
            """, connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("children", children.Distinct().ToArray());
        query.Parameters.AddWithValue("facets", Enum.GetValues<FacetKind>().Length);
        var facets = new Dictionary<Guid, List<IdentityFacet>>(children.Count);
        using var sealer = new Sealer(keys, tenant);
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var child = rows.GetGuid(0);
            using var key = sealer.Unwrap(child, rows.GetString(1), rows.GetFieldValue<byte[]>(2));
            var kind = (FacetKind)rows.GetInt16(3);
            var plain = sealer.Open(key, child, (byte)kind, rows.GetFieldValue<byte[]>(4));
            if (!facets.TryGetValue(child, out var list)) facets[child] = list = [];
            list.Add(FacetCodec.Decode(kind, plain));
        }
        return facets;
    }

    private static Refusal Erased() => new("erased_child", "该学生的身份信息已被删除或不存在。", "The child's identity has been erased or does not exist.");
}
