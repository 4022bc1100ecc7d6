using System.Security.Cryptography;
using System.Text;

namespace Balance.Cases.People;

/// <summary>What a sealed value is, so that none can stand in for another.</summary>
internal static class SealedKind
{
    // 1 to 5 are the facets.
    public const byte Key = 0x40;
    public const byte Text = 0x41;
    public const byte File = 0x42;
}

/// <summary>Seals and opens for one county: AES-256-GCM, bound to county, child and kind. Keyed objects are reused, so one thread at a time.</summary>
internal sealed class Sealer : IDisposable
{
    public const int Nonce = 12;
    public const int Tag = 16;
    public const int Overhead = Nonce + Tag;
    public const int KeyLength = 32;
    public const int WrappedLength = KeyLength + Overhead;

    private readonly KeyRing keys;
    private readonly string tenant;
    private readonly Dictionary<string, AesGcm> wrapping = [];
    private readonly byte[] binding;
    private readonly int tail;
    private IncrementalHash? facetMac;

    public Sealer(KeyRing keys, string tenant)
    {
        (this.keys, this.tenant, NewestKeyId) = (keys, tenant, keys.NewestId(KeyPurpose.Wrapping));
        tail = 1 + Encoding.UTF8.GetByteCount(tenant);
        binding = new byte[tail + 17];
        binding[0] = checked((byte)(tail - 1));
        Encoding.UTF8.GetBytes(tenant, binding.AsSpan(1));
    }

    /// <summary>The key that wraps what is new.</summary>
    public string NewestKeyId { get; }

    /// <summary>Wraps a child's key under the newest key of the county.</summary>
    public void Wrap(Guid child, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, Span<byte> wrapped) =>
        Seal(Wrapper(NewestKeyId), child, SealedKind.Key, key, nonce, wrapped);

    /// <summary>A child's key, ready for use.</summary>
    public AesGcm Unwrap(Guid child, string keyId, ReadOnlySpan<byte> wrapped)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        try
        {
            UnwrapTo(child, keyId, wrapped, key);
            return new AesGcm(key, Tag);
        }
        finally { CryptographicOperations.ZeroMemory(key); }
    }

    public void UnwrapTo(Guid child, string keyId, ReadOnlySpan<byte> wrapped, Span<byte> key) =>
        Open(Wrapper(keyId), child, SealedKind.Key, wrapped, key);

    /// <summary>Nonce, cipher and tag of a value; <paramref name="output"/> is longer by <see cref="Overhead"/>.</summary>
    public void Seal(AesGcm key, Guid child, byte kind, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> nonce, Span<byte> output)
    {
        nonce.CopyTo(output);
        key.Encrypt(nonce, plain, output.Slice(Nonce, plain.Length), output[(Nonce + plain.Length)..], Bind(child, kind));
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">It was altered, or belongs to another county, child or kind.</exception>
    public void Open(AesGcm key, Guid child, byte kind, ReadOnlySpan<byte> value, Span<byte> plain)
    {
        if (value.Length != plain.Length + Overhead) throw Altered(child);
        try
        {
            key.Decrypt(value[..Nonce], value.Slice(Nonce, plain.Length), value[^Tag..], plain, Bind(child, kind));
        }
        catch (AuthenticationTagMismatchException) { throw Altered(child); }
    }

    public byte[] Seal(AesGcm key, Guid child, byte kind, ReadOnlySpan<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        RandomNumberGenerator.Fill(nonce);
        var output = new byte[plain.Length + Overhead];
        Seal(key, child, kind, plain, nonce, output);
        return output;
    }

    public byte[] Open(AesGcm key, Guid child, byte kind, ReadOnlySpan<byte> value)
    {
        if (value.Length < Overhead) throw Altered(child);
        var plain = new byte[value.Length - Overhead];
        Open(key, child, kind, value, plain);
        return plain;
    }

    /// <summary>The keyed digest by which an unchanged facet is recognised without opening it.</summary>
    public void Mac(Guid child, FacetKind facet, ReadOnlySpan<byte> plain, Span<byte> mac)
    {
        facetMac ??= IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Derive(keys.NewestId(KeyPurpose.Hash), tenant, "facet"));
        Span<byte> digest = stackalloc byte[32];
        facetMac.AppendData(Bind(child, (byte)facet));
        facetMac.AppendData(plain);
        facetMac.GetHashAndReset(digest);
        digest[..IdentityHash.FingerprintLength].CopyTo(mac);
    }

    private ReadOnlySpan<byte> Bind(Guid child, byte kind)
    {
        child.TryWriteBytes(binding.AsSpan(tail), bigEndian: true, out _);
        binding[^1] = kind;
        return binding;
    }

    private AesGcm Wrapper(string keyId)
    {
        if (!wrapping.TryGetValue(keyId, out var aes)) wrapping[keyId] = aes = new AesGcm(keys.Derive(keyId, tenant, "children"), Tag);
        return aes;
    }

    private static CryptographicException Altered(Guid child) => new($"A sealed value of child {child} was altered or does not belong to it.");

    public void Dispose()
    {
        foreach (var aes in wrapping.Values) aes.Dispose();
        facetMac?.Dispose();
    }
}
