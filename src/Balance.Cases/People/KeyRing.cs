using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Storage;

namespace Balance.Cases.People;

/// <summary>What a key is for; no key serves two purposes.</summary>
public enum KeyPurpose
{
    /// <summary>AES-256: wraps children's keys and seals what belongs to a county but to no child.</summary>
    Wrapping,

    /// <summary>HMAC-SHA-256: recognises identity numbers and unchanged values.</summary>
    Hash,

    /// <summary>ECDSA P-256: signs checkpoints and evidence.</summary>
    Signing,

    /// <summary>AES-256: encrypts the data-protection keys that lie in the database.</summary>
    DataProtection,
}

/// <summary>A signature and the key that made it.</summary>
public sealed record Signature(string KeyId, byte[] Value);

/// <summary>The installation's keys. The newest generation of a purpose is used for what is new; older ones still open what they closed.</summary>
public sealed class KeyRing : IDisposable
{
    private readonly Dictionary<KeyPurpose, RingKey[]> generations;
    private readonly ConcurrentDictionary<(string KeyId, string Tenant, string Use), byte[]> derived = new();
    private readonly Lock signing = new();

    internal KeyRing(string folder, IEnumerable<RingKey> keys)
    {
        Folder = folder;
        generations = keys.GroupBy(key => key.Purpose)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(key => key.Generation).ToArray());
    }

    /// <summary>Where the keys lie; the list of erased children lies beside them.</summary>
    public string Folder { get; }

    /// <summary>The keys of a folder, made on first use of an empty one.</summary>
    /// <exception cref="Refusal"><c>keys_exposed</c>, <c>keys_incomplete</c>, <c>keys_damaged</c>.</exception>
    public static KeyRing LoadOrCreate(string folder) => KeyFolder.Load(folder, create: true);

    /// <summary>The keys of a folder.</summary>
    /// <exception cref="Refusal"><c>keys_missing</c>, <c>keys_exposed</c>, <c>keys_incomplete</c>, <c>keys_damaged</c>.</exception>
    public static KeyRing Load(string folder) => KeyFolder.Load(folder, create: false);

    /// <summary>Adds a generation to a purpose; whoever loads the folder from now on uses it for what is new.</summary>
    public static void AddGeneration(string folder, KeyPurpose purpose) => KeyFolder.AddGeneration(folder, purpose);

    /// <summary>The id of the key used for what is new.</summary>
    public string NewestId(KeyPurpose purpose) => generations[purpose][0].Id;

    /// <summary>All ids of a purpose, newest first.</summary>
    public IReadOnlyList<string> Ids(KeyPurpose purpose) => [.. generations[purpose].Select(key => key.Id)];

    /// <summary>Whether the ring holds the key.</summary>
    public bool Holds(string keyId) => generations.Values.Any(keys => keys.Any(key => key.Id == keyId));

    /// <summary>A key derived for one county and one use, so that what one county sealed opens nowhere else.</summary>
    internal byte[] Derive(string keyId, string tenant, string use) =>
        derived.GetOrAdd((keyId, tenant, use), static (wanted, ring) => HKDF.DeriveKey(
            HashAlgorithmName.SHA256, ring.Find(wanted.KeyId).Material, 32,
            info: Encoding.UTF8.GetBytes($"balance|{wanted.Use}|{wanted.Tenant}")), this);

    /// <summary>Signs with the newest signing key (ECDSA P-256 over SHA-256, IEEE P1363).</summary>
    public Signature Sign(ReadOnlySpan<byte> data)
    {
        var key = generations[KeyPurpose.Signing][0];
        lock (signing) return new Signature(key.Id, key.Signer!.SignData(data, HashAlgorithmName.SHA256));
    }

    /// <summary>Whether one of the ring's keys made the signature over the data.</summary>
    public bool Verify(ReadOnlySpan<byte> data, Signature signature)
    {
        var key = generations[KeyPurpose.Signing].FirstOrDefault(key => key.Id == signature.KeyId);
        if (key is null) return false;
        lock (signing) return key.Signer!.VerifyData(data, signature.Value, HashAlgorithmName.SHA256);
    }

    /// <summary>The public half of a signing key, for evidence that is checked without the server (PEM).</summary>
    public string PublicKey(string keyId)
    {
        lock (signing) return Find(keyId).Signer!.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>Names the keys, never their values.</summary>
    public override string ToString() => $"KeyRing {string.Join(' ', generations.Values.Select(keys => keys[0].Id))}";

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in generations.Values.SelectMany(keys => keys)) key.Dispose();
        foreach (var key in derived.Values) CryptographicOperations.ZeroMemory(key);
    }

    private RingKey Find(string keyId) => generations.Values.SelectMany(keys => keys).FirstOrDefault(key => key.Id == keyId)
        ?? throw new Refusal("keys_missing", $"密钥文件夹中没有编号为 {keyId} 的密钥，请放回原来的密钥文件。",
            $"The keys folder holds no key {keyId}; put the key file back.");
}

/// <summary>One generation of one purpose.</summary>
internal sealed class RingKey : IDisposable
{
    public RingKey(KeyPurpose purpose, int generation, byte[] material)
    {
        (Purpose, Generation, Material) = (purpose, generation, material);
        if (purpose == KeyPurpose.Signing)
        {
            Signer = ECDsa.Create();
            Signer.ImportPkcs8PrivateKey(material, out _);
        }
        else if (material.Length != 32) throw new CryptographicException("A key of this purpose has 32 bytes.");
        // Eight digits of a digest tell two rings apart and reveal nothing of a random key.
        var digest = SHA256.HashData([.. "balance key id|"u8, .. Signer?.ExportSubjectPublicKeyInfo() ?? material]);
        Id = $"{KeyFolder.Code(purpose)}-{generation}-{Convert.ToHexStringLower(digest.AsSpan(0, 4))}";
    }

    public KeyPurpose Purpose { get; }
    public int Generation { get; }
    public byte[] Material { get; }
    public ECDsa? Signer { get; }
    public string Id { get; }

    public override string ToString() => Id;

    public void Dispose()
    {
        Signer?.Dispose();
        CryptographicOperations.ZeroMemory(Material);
    }
}
