using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.People;

public sealed partial class Vault
{
    /// <summary>
    /// A child of another county in this one's vault, within the caller's transaction: the one that has the same identity number, else a new one. What this
    /// county's own sources say of it stays; what they do not say comes along, sealed under this county's keys.
    /// </summary>
    /// <exception cref="Refusal"><c>erased_child</c>: the other county no longer knows who it is.</exception>
    public async Task<Guid> TakeOverAsync(NpgsqlTransaction transaction, string from, Guid child, string to, CancellationToken cancellation = default)
    {
        var connection = transaction.Connection!;
        await check.EnsureAsync(connection, cancellation);
        var told = (await FacetsAsync(connection, from, [child], cancellation)).GetValueOrDefault(child) ?? throw Erased();
        if (told.FirstOrDefault(facet => facet.Number.Length > 0).Number is not { Length: > 0 } number)
            return await batch.AllotProvisionalAsync(connection, transaction, to, told[0], cancellation);

        var known = await batch.FindAsync(connection, to, [number], cancellation);
        var held = known.TryGetValue(number, out var same) ? (await FacetsAsync(connection, to, [same], cancellation)).GetValueOrDefault(same) ?? [] : [];
        List<IdentityFacet> lacking = [.. told.Select(facet => Numbered(facet, number)).Where(facet => held.TrueForAll(own => own.Kind != facet.Kind)).DistinctBy(facet => facet.Kind)];
        return (await batch.AllotAsync(connection, transaction, to, lacking.Count > 0 ? lacking : [IdentityFacet.OfNumber(number)], cancellation))[0];
    }

    /// <summary>What was told of a child before its number was known is as good as a row of the population register.</summary>
    private static IdentityFacet Numbered(IdentityFacet facet, string number) => facet.Kind == FacetKind.Provisional
        ? IdentityFacet.OfPerson(number, facet.Name ?? "", facet.GuardianName, facet.GuardianPhone, facet.Address) : facet;
}
