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
        await SettleAsync(connection, tenant, plan, cancellation);
        var writer = new FacetWriter(keys, tenant);
        if (plan.New.Count > 0) await writer.AddAsync(connection, plan, people, cancellation);
        var touched = plan.NewIds();
        touched.AddRange(await writer.RenewAsync(connection, plan.Known(), people, cancellation));
        await Changes.RecordAsync(connection, tenant, touched, cancellation);
        return plan.Answer();
    }

    /// <summary>The id of one child, made if absent; its facet is written or renewed. A child that is known as it is does not wait for an import.</summary>
    public async Task<Guid> AllotAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        IdentityFacet person, CancellationToken cancellation)
    {
        await check.EnsureAsync(connection, cancellation);
        var known = await FindAsync(connection, tenant, [person.Number], cancellation);
        if (known.TryGetValue(person.Number, out var child) && await IsKnownAsItIsAsync(connection, tenant, child, person, cancellation)) return child;
        return (await AllotAsync(connection, transaction, tenant, [person], cancellation))[0];
    }

    private async Task<bool> IsKnownAsItIsAsync(NpgsqlConnection connection, string tenant, Guid child, IdentityFacet person, CancellationToken cancellation) =>
        person.Kind == FacetKind.Number || (await new FacetWriter(keys, tenant).DifferingAsync(connection, [(child, 0)], [person], cancellation)).Count == 0;

    /// <summary>A new child whose number is not known; every call makes one.</summary>
    public Task<Guid> AllotProvisionalAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        IdentityFacet person, CancellationToken cancellation) => AllotProvisionalAsync(connection, transaction, tenant, Guid.CreateVersion7(), person, cancellation);

    /// <summary>The same under an id that the caller drew, so that the same act again names the same child; a child that has the id already is a unique violation.</summary>
    public async Task<Guid> AllotProvisionalAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant,
        Guid child, IdentityFacet person, CancellationToken cancellation)
    {
        if (person.Kind != FacetKind.Provisional) throw new ArgumentException("A child with a number is allotted by its number.", nameof(person));
        await check.EnsureAsync(connection, cancellation);
        var plan = AllotmentPlan.Provisional(child);
        await new FacetWriter(keys, tenant).AddAsync(connection, plan, [person], cancellation);
        await Changes.RecordAsync(connection, tenant, plan.NewIds(), cancellation);
        return plan.Answer()[0];
    }

    /// <summary>The children that the vault knows by these numbers; the others are absent from the answer. Allots nothing.</summary>
    public async Task<Dictionary<string, Guid>> FindAsync(NpgsqlConnection connection, string tenant, IReadOnlyCollection<string> numbers,
        CancellationToken cancellation)
    {
        string[] wanted = [.. numbers.Distinct()];
        var hashes = new byte[wanted.Length][];
        hash.Fill(keys.NewestId(KeyPurpose.Hash), tenant, wanted, hashes);
        var known = await KnownAsync(connection, tenant, wanted, hashes, [.. Enumerable.Range(0, wanted.Length)], cancellation);
        return wanted.Index().Where(number => known[number.Index] != Guid.Empty).ToDictionary(number => number.Item, number => known[number.Index]);
    }

    private async Task SettleAsync(NpgsqlConnection connection, string tenant, AllotmentPlan plan, CancellationToken cancellation)
    {
        var hashes = new byte[plan.Numbers.Count][];
        hash.Fill(keys.NewestId(KeyPurpose.Hash), tenant, plan.Numbers, hashes);
        var order = plan.Order(hashes);
        plan.Settle(await KnownAsync(connection, tenant, plan.Numbers, hashes, order, cancellation), order);
    }

    /// <summary>The children of these numbers, empty where nobody has one; after a rotation of the hash key a number may still stand under an older one.</summary>
    private async Task<Guid[]> KnownAsync(NpgsqlConnection connection, string tenant, IReadOnlyList<string> numbers, byte[][] hashes, int[] order, CancellationToken cancellation)
    {
        var known = new Guid[numbers.Count];
        await LookUpAsync(connection, tenant, Array.ConvertAll(order, n => hashes[n]), (n, child) => known[order[n]] = child, cancellation);
        foreach (var older in keys.Ids(KeyPurpose.Hash).Skip(1))
        {
            var absent = Array.FindAll(order, n => known[n] == Guid.Empty);
            var olderHashes = new byte[absent.Length][];
            hash.Fill(older, tenant, Array.ConvertAll(absent, n => numbers[n]), olderHashes);
            await LookUpAsync(connection, tenant, olderHashes, (n, child) => known[absent[n]] = child, cancellation);
        }
        return known;
    }

    private static async Task LookUpAsync(NpgsqlConnection connection, string tenant, byte[][] hashes, Action<int, Guid> found, CancellationToken cancellation)
    {
        // Lateral with a limit: one probe of the index a hash, whatever the statistics of a table that is being filled.
        await using var query = new NpgsqlCommand("""
            select (h.n - 1)::int, coalesce(c.merged_into, c.child)
            from unnest(@hashes) with ordinality h(hash, n)
            cross join lateral (select child, merged_into from people.children where tenant = @tenant and hash = h.hash limit 1) c
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
