using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

/// <summary>Seals and stores children and facets of one county, on all cores.</summary>
internal sealed class FacetWriter(KeyRing keys, string tenant)
{
    private const int Randoms = Sealer.KeyLength + 2 * Sealer.Nonce;

    /// <summary>Makes the plan's new children with their facets.</summary>
    public async Task AddAsync(NpgsqlConnection connection, AllotmentPlan plan, IReadOnlyList<IdentityFacet> people, CancellationToken cancellation)
    {
        var children = new SortedList<int, CopyRows>();
        var facets = new SortedList<int, CopyRows>();
        Slices.Run(plan.New.Count, (from, to) =>
        {
            var (childRows, facetRows) = (new CopyRows((to - from) * 180), new CopyRows((to - from) * 280));
            SealNew(plan, people, from, to, childRows, facetRows);
            lock (children) (children[from], facets[from]) = (childRows, facetRows);
        });
        await CopyRows.SendAsync(connection, "copy people.children (tenant, child, hash, wrapped_key, key_id) from stdin (format binary)", children.Values, cancellation);
        await CopyRows.SendAsync(connection, "copy people.facets (tenant, child, facet, sealed, mac) from stdin (format binary)", facets.Values, cancellation);
    }

    private void SealNew(AllotmentPlan plan, IReadOnlyList<IdentityFacet> people, int from, int to, CopyRows children, CopyRows facets)
    {
        using var sealer = new Sealer(keys, tenant);
        var county = Encoding.UTF8.GetBytes(tenant);
        var keyId = Encoding.UTF8.GetBytes(sealer.NewestKeyId);
        var plain = new byte[512];
        var random = new byte[(to - from) * Randoms];
        RandomNumberGenerator.Fill(random);
        for (var n = from; n < to; n++)
        {
            var child = plan.New[n];
            var id = plan.Id(child);
            var fresh = random.AsSpan((n - from) * Randoms, Randoms);
            var key = fresh[..Sealer.KeyLength];
            children.Row(5);
            children.Bytes(county);
            children.Uuid(id);
            if (plan.Hashes[child] is { } hash) children.Bytes(hash);
            else children.Null();
            sealer.Wrap(id, key, fresh.Slice(Sealer.KeyLength, Sealer.Nonce), children.Field(Sealer.WrappedLength));
            children.Bytes(keyId);

            using var aes = new AesGcm(key, Sealer.Tag);
            var nonce = fresh[(Sealer.KeyLength + Sealer.Nonce)..];
            foreach (var row in plan.Rows(child))
            {
                var facet = people[row];
                var length = FacetCodec.Encode(facet, ref plain);
                facets.Row(5);
                facets.Bytes(county);
                facets.Uuid(id);
                facets.Short((short)facet.Kind);
                sealer.Seal(aes, id, (byte)facet.Kind, plain.AsSpan(0, length), nonce, facets.Field(length + Sealer.Overhead));
                sealer.Mac(id, facet.Kind, plain.AsSpan(0, length), facets.Field(IdentityHash.FingerprintLength));
                // One key never meets one nonce twice: a second facet of the row gets a nonce of its own.
                RandomNumberGenerator.Fill(nonce);
            }
        }
        CryptographicOperations.ZeroMemory(random);
        CryptographicOperations.ZeroMemory(plain);
    }

    /// <summary>Writes the facets of known children that differ from what is stored; the children whose identity changed.</summary>
    public async Task<List<Guid>> RenewAsync(NpgsqlConnection connection, List<(Guid Child, int Row)> rows, IReadOnlyList<IdentityFacet> people, CancellationToken cancellation)
    {
        // One child may stand there under two numbers, once two ids proved to be one: the last row counts.
        var differing = (await DifferingAsync(connection, rows, people, cancellation)).AsEnumerable().Reverse().DistinctBy(facet => (facet.Child, facet.Facet.Kind)).ToList();
        await ReplaceAsync(connection, differing, cancellation);
        return [.. differing.Select(facet => facet.Child).Distinct()];
    }

    /// <summary>The facets of known children that differ from what is stored.</summary>
    public async Task<List<(Guid Child, IdentityFacet Facet, byte[] Mac)>> DifferingAsync(NpgsqlConnection connection, List<(Guid Child, int Row)> rows, IReadOnlyList<IdentityFacet> people, CancellationToken cancellation)
    {
        if (rows.Count == 0) return [];
        var stored = await MacsAsync(connection, rows, people, cancellation);
        var macs = new byte[rows.Count][];
        Slices.Run(rows.Count, (from, to) =>
        {
            using var sealer = new Sealer(keys, tenant);
            var plain = new byte[512];
            for (var n = from; n < to; n++)
            {
                var facet = people[rows[n].Row];
                var length = FacetCodec.Encode(facet, ref plain);
                sealer.Mac(rows[n].Child, facet.Kind, plain.AsSpan(0, length), macs[n] = new byte[IdentityHash.FingerprintLength]);
            }
        });
        return [.. Enumerable.Range(0, rows.Count).Where(n => !macs[n].AsSpan().SequenceEqual(stored[n])).Select(n => (rows[n].Child, people[rows[n].Row], macs[n]))];
    }

    /// <summary>Seals facets of known children anew, in place of what stood there.</summary>
    public async Task ReplaceAsync(NpgsqlConnection connection, List<(Guid Child, IdentityFacet Facet, byte[] Mac)> facets, CancellationToken cancellation)
    {
        if (facets.Count == 0) return;
        var wrapped = await ChildKeys.LoadAsync(connection, tenant, [.. facets.Select(f => f.Child).Distinct()], cancellation);
        // An erased child has no key to seal under, and nothing of it is to be kept.
        facets.RemoveAll(f => !wrapped.ContainsKey(f.Child));
        var sealedValues = new byte[facets.Count][];
        Slices.Run(facets.Count, (from, to) =>
        {
            using var sealer = new Sealer(keys, tenant);
            var plain = new byte[512];
            for (var n = from; n < to; n++)
            {
                var (child, facet, _) = facets[n];
                using var key = sealer.Unwrap(child, wrapped[child].KeyId, wrapped[child].Wrapped);
                sealedValues[n] = sealer.Seal(key, child, (byte)facet.Kind, plain.AsSpan(0, FacetCodec.Encode(facet, ref plain)));
            }
        });
        await using var write = new NpgsqlCommand("""
            insert into people.facets (tenant, child, facet, sealed, mac)
            select @tenant, f.child, f.facet, f.sealed, f.mac from unnest(@children, @facets, @sealed, @macs) f(child, facet, sealed, mac)
            on conflict (tenant, child, facet) do update set sealed = excluded.sealed, mac = excluded.mac
            """, connection);
        write.Parameters.AddWithValue("tenant", tenant);
        write.Parameters.AddWithValue("children", facets.Select(f => f.Child).ToArray());
        write.Parameters.AddWithValue("facets", facets.Select(f => (short)f.Facet.Kind).ToArray());
        write.Parameters.Add(new NpgsqlParameter("sealed", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = sealedValues });
        write.Parameters.Add(new NpgsqlParameter("macs", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = facets.Select(f => f.Mac).ToArray() });
        await write.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<byte[]?[]> MacsAsync(NpgsqlConnection connection, List<(Guid Child, int Row)> rows, IReadOnlyList<IdentityFacet> people, CancellationToken cancellation)
    {
        var macs = new byte[]?[rows.Count];
        await using var query = new NpgsqlCommand("""
            select (w.n - 1)::int, f.mac
            from unnest(@children, @facets) with ordinality w(child, facet, n)
            cross join lateral (select mac from people.facets where tenant = @tenant and child = w.child and facet = w.facet limit 1) f
            """, connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.AddWithValue("children", rows.Select(row => row.Child).ToArray());
        query.Parameters.AddWithValue("facets", rows.Select(row => (short)people[row.Row].Kind).ToArray());
        await using var found = await query.ExecuteReaderAsync(cancellation);
        while (await found.ReadAsync(cancellation)) macs[found.GetInt32(0)] = found.GetFieldValue<byte[]>(1);
        return macs;
    }
}
