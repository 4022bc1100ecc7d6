using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

public sealed partial class Vault
{
    /// <summary>For a question about a child ($2) of a county ($1): what is kept under its id or under one that proved to be the same child.</summary>
    public const string UnderEitherId = "child in (select $2 union all select m.child from people.children m where m.tenant = $1 and m.merged_into = $2)";

    /// <summary>The child keeps its id, its history and its narrative under another identity number.</summary>
    /// <exception cref="Refusal"><c>number_taken</c>: the number is another child's; <c>same_number</c>; <c>erased_child</c>.</exception>
    public async Task CorrectNumberAsync(string tenant, Guid child, string number, CancellationToken cancellation = default)
    {
        await using var connection = await OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await CorrectNumberAsync(connection, tenant, child, number, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The same within the caller's transaction.</summary>
    public async Task CorrectNumberAsync(NpgsqlConnection connection, string tenant, Guid child, string number, CancellationToken cancellation)
    {
        number = IdentityFacet.Upper(number);
        await Locks.HoldAsync(connection, tenant, cancellation);
        var holder = await batch.FindAsync(connection, tenant, [number], cancellation);
        if (holder.TryGetValue(number, out var other) && other != child)
            throw new Refusal("number_taken", "该身份证号已属于另一名学生，请核对；若确为同一人，应合并档案。",
                "Another child has this identity number; if both are one child, merge them.");
        var facets = (await FacetsAsync(connection, tenant, [child], cancellation)).GetValueOrDefault(child) ?? throw Erased();
        if (facets.Any(facet => facet.Number == number)) throw new Refusal("same_number", "这就是现在登记的号码，没有改动。", "That is the number on record; nothing is different.");
        if (facets.All(facet => facet.Kind == FacetKind.Provisional)) facets.Add(IdentityFacet.OfNumber(number));

        using var sealer = new Sealer(keys, tenant);
        await new FacetWriter(keys, tenant).ReplaceAsync(connection, [.. facets.Select(facet => Fingerprinted(sealer, child, facet with { Number = number }))], cancellation);
        var hashed = hash.Of(tenant, number);
        // An id that proved to be this child may have held the number that is the right one.
        await connection.With("update people.children set hash = null where tenant = $1 and merged_into = $2 and hash = $3", tenant, child, hashed).RunAsync(cancellation);
        await connection.With("update people.children set hash = $3 where tenant = $1 and child = $2", tenant, child, hashed).RunAsync(cancellation);
        await Changes.RecordAsync(connection, tenant, [child], cancellation);
    }

    /// <summary>
    /// Two ids proved to be one child. Who it is stands with the one that is kept, which takes what only the other knew; a file that comes in under
    /// the other's number is from now on about the one kept. The other's key stays, so that what was recorded there can still be replayed.
    /// </summary>
    /// <exception cref="Refusal"><c>erased_child</c>: one of them is erased.</exception>
    public async Task MergeAsync(NpgsqlConnection connection, string tenant, Guid other, Guid kept, CancellationToken cancellation)
    {
        await Locks.HoldAsync(connection, tenant, cancellation);
        var facets = await FacetsAsync(connection, tenant, [other, kept], cancellation);
        if (!facets.TryGetValue(other, out var theirs) || !facets.TryGetValue(kept, out var own)) throw Erased();

        using var sealer = new Sealer(keys, tenant);
        var writer = new FacetWriter(keys, tenant);
        await writer.ReplaceAsync(connection, [.. theirs.Where(facet => facet.Kind != FacetKind.Number && own.All(known => known.Kind != facet.Kind)).Select(facet => Fingerprinted(sealer, kept, facet))], cancellation);
        await connection.With("delete from people.facets where tenant = $1 and child = $2", tenant, other).RunAsync(cancellation);
        // The number alone stays with the id that had it: by it the keyed hash is made anew when its key is changed.
        if (Person.Of(other, theirs).Number is { Length: > 0 } number) await writer.ReplaceAsync(connection, [Fingerprinted(sealer, other, IdentityFacet.OfNumber(number))], cancellation);
        await connection.With("update people.children set merged_into = $3 where tenant = $1 and (child = $2 or merged_into = $2)", tenant, other, kept).RunAsync(cancellation);
        await Changes.RecordAsync(connection, tenant, [other, kept], cancellation);
    }

    private static (Guid, IdentityFacet, byte[]) Fingerprinted(Sealer sealer, Guid child, IdentityFacet facet)
    {
        var plain = new byte[512];
        var length = FacetCodec.Encode(facet, ref plain);
        var mac = new byte[IdentityHash.FingerprintLength];
        sealer.Mac(child, facet.Kind, plain.AsSpan(0, length), mac);
        return (child, facet, mac);
    }
}
