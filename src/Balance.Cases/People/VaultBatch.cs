using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

/// <summary>Allots children's ids and writes what sources say of them, thousands at a time, within the caller's transaction (read committed).</summary>
public sealed class VaultBatch(KeyRing keys, IdentityHash hash, KeyCheck check)
{
    /// <summary>The child of each row. Children that are absent are made, facets that differ replaced, equal ones left alone; of several rows of one child the last counts.</summary>
    /// <remarks>Imports of one county wait for each other here until the transaction ends. Batches of some 20,000 rows.</remarks>
    public async Task<Guid[]> AllotAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        IReadOnlyList<IdentityFacet> people, CancellationToken cancellation)
    {
        if (people.Count == 0) return [];
        await check.EnsureAsync(connection, cancellation);
        var plan = new AllotmentPlan(people);
        await Locks.HoldAsync(connection, tenant, cancellation);
        var known = await FindAsync(connection, tenant, plan.Numbers, cancellation);
        plan.Settle(known);

        var writer = new FacetWriter(keys, tenant);
        if (plan.New.Count > 0)
        {
            var hashes = new byte[plan.New.Count][];
            hash.Fill(keys.NewestId(KeyPurpose.Hash), tenant, [.. plan.New.Select(child => plan.Numbers[child])], hashes);
            await writer.AddAsync(connection, plan, people, hashes, cancellation);
        }
        var touched = plan.NewIds();
        touched.AddRange(await writer.RenewAsync(connection, plan.Known(), people, cancellation));
        await Changes.RecordAsync(connection, tenant, touched, cancellation);
        return plan.Answer();
    }

    /// <summary>The id of one child, made if absent; its facet is written or renewed.</summary>
    public async Task<Guid> AllotAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        IdentityFacet person, CancellationToken cancellation) =>
        (await AllotAsync(connection, transaction, tenant, [person], cancellation))[0];

    /// <summary>A new child whose number is not known; every call makes one.</summary>
    public async Task<Guid> AllotProvisionalAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        IdentityFacet person, CancellationToken cancellation)
    {
        if (person.Kind != FacetKind.Provisional) throw new ArgumentException("A child with a number is allotted by its number.", nameof(person));
        await check.EnsureAsync(connection, cancellation);
        var plan = AllotmentPlan.Provisional();
        await new FacetWriter(keys, tenant).AddAsync(connection, plan, [person], [null], cancellation);
        await Changes.RecordAsync(connection, tenant, plan.NewIds(), cancellation);
        return plan.Answer()[0];
    }

    /// <summary>The children that the vault knows by these numbers; the others are absent from the answer. Allots nothing.</summary>
    public async Task<Dictionary<string, Guid>> FindAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<string> numbers,
        CancellationToken cancellation)
    {
        var found = new Dictionary<string, Guid>(numbers.Count);
        var wanted = numbers.Distinct().ToList();
        // After a rotation of the hash key a number may still stand under an older one.
        foreach (var keyId in keys.Ids(KeyPurpose.Hash))
        {
            if (wanted.Count == 0) break;
            var hashes = new byte[wanted.Count][];
            hash.Fill(keyId, tenant, wanted, hashes);
            await LookUpAsync(connection, tenant, hashes, (n, child) => found[wanted[n]] = child, cancellation);
            wanted.RemoveAll(found.ContainsKey);
        }
        return found;
    }

    private static async Task LookUpAsync(NpgsqlConnection connection, string tenant, byte[][] hashes, Action<int, Guid> found, CancellationToken cancellation)
    {
        // Lateral with a limit: one probe of the index a hash, whatever the statistics of a table that is being filled.
        await using var query = new NpgsqlCommand("""
            select (h.n - 1)::int, c.child
            from unnest(@hashes) with ordinality h(hash, n)
            cross join lateral (select child from people.children where tenant = @tenant and hash = h.hash limit 1) c
            """, connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.Add(new NpgsqlParameter("hashes", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = hashes });
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found(rows.GetInt32(0), rows.GetGuid(1));
    }
}

/// <summary>Two imports of one county must not allot the same child twice.</summary>
internal static class Locks
{
    public static async Task HoldAsync(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        await using var hold = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('people'), hashtext(@tenant))", connection);
        hold.Parameters.AddWithValue("tenant", tenant);
        await hold.ExecuteNonQueryAsync(cancellation);
    }
}
