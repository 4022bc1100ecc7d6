using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Balance.Cases.People;

/// <summary>Keyed digests: what recognises a number or an equal row and tells nobody without the key. Safe for concurrent use.</summary>
public sealed class IdentityHash(KeyRing keys) : IDisposable
{
    /// <summary>Bytes of a fingerprint and of a facet's MAC.</summary>
    public const int FingerprintLength = 16;

    // Keying an HMAC costs more than the digest of a row, so keyed ones are kept.
    private readonly ConcurrentDictionary<(string KeyId, string Tenant, string Use), ConcurrentBag<IncrementalHash>> idle = new();

    /// <summary>The keyed hash of an identity number in a county (HMAC-SHA-256, 32 bytes). It lies in the vault and nowhere else.</summary>
    public byte[] Of(string tenant, string idNumber) => Of(keys.NewestId(KeyPurpose.Hash), tenant, idNumber);

    /// <summary>A keyed digest (16 bytes) by which an import recognises an equal row without storing its values.</summary>
    public byte[] Fingerprint(string tenant, ReadOnlySpan<char> text)
    {
        var digest = new byte[32];
        Digest(keys.NewestId(KeyPurpose.Hash), tenant, "fingerprint", text, digest);
        return digest[..FingerprintLength];
    }

    /// <summary>The digests that older generations of the key gave to the same text, for what must be recognised after a rotation too.</summary>
    public IReadOnlyList<byte[]> EarlierFingerprints(string tenant, ReadOnlySpan<char> text)
    {
        var earlier = new List<byte[]>();
        foreach (var keyId in keys.Ids(KeyPurpose.Hash).Skip(1))
        {
            var digest = new byte[32];
            Digest(keyId, tenant, "fingerprint", text, digest);
            earlier.Add(digest[..FingerprintLength]);
        }
        return earlier;
    }

    internal byte[] Of(string keyId, string tenant, string idNumber)
    {
        var hash = new byte[32];
        Digest(keyId, tenant, "identity", IdentityFacet.Upper(idNumber), hash);
        return hash;
    }

    internal void Fill(string keyId, string tenant, IReadOnlyList<string> numbers, byte[][] hashes) =>
        Slices.Run(numbers.Count, (from, to) =>
        {
            for (var i = from; i < to; i++) hashes[i] = Of(keyId, tenant, numbers[i]);
        });

    private void Digest(string keyId, string tenant, string use, ReadOnlySpan<char> text, Span<byte> digest)
    {
        var bag = idle.GetOrAdd((keyId, tenant, use), static _ => []);
        if (!bag.TryTake(out var hmac)) hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Derive(keyId, tenant, use));
        Span<byte> small = stackalloc byte[768];
        var bytes = text.Length * 3 <= small.Length ? small : new byte[text.Length * 3];
        hmac.AppendData(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        hmac.GetHashAndReset(digest);
        bag.Add(hmac);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bag in idle.Values)
            while (bag.TryTake(out var hmac)) hmac.Dispose();
    }
}

/// <summary>Splits work on many rows over the cores.</summary>
internal static class Slices
{
    private const int Least = 1000;

    public static void Run(int count, Action<int, int> work)
    {
        var slices = Math.Clamp(count / Least, 1, Environment.ProcessorCount);
        if (slices == 1) work(0, count);
        else Parallel.For(0, slices, slice => work((int)((long)count * slice / slices), (int)((long)count * (slice + 1) / slices)));
    }
}
