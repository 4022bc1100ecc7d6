using System.Text;
using System.Text.Json;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>The heads of a county's chain at a moment.</summary>
public sealed record CountyHeads(string County, IReadOnlyList<Head> Heads)
{
    /// <summary>The same of its access log; none in a checkpoint of an earlier release.</summary>
    public IReadOnlyList<Head> Log { get; init; } = [];
}

/// <summary>
/// Heads of chains, signed, kept outside the database: whoever can rewrite the whole database still cannot make a shorter or another
/// chain fit what was signed before.
/// </summary>
public sealed record Checkpoint(DateTimeOffset At, IReadOnlyList<CountyHeads> Counties)
{
    /// <summary>The heads that it signs for a county; none where it does not know it.</summary>
    public IReadOnlyList<Head> HeadsOf(string county) => Counties.FirstOrDefault(of => of.County == county)?.Heads ?? [];

    /// <summary>The heads that it signs for a county's access log.</summary>
    public IReadOnlyList<Head> LogHeadsOf(string county) => Counties.FirstOrDefault(of => of.County == county)?.Log ?? [];

    /// <summary>Refuses one that signs nothing of a county: held against it, whatever was cut off would look whole.</summary>
    /// <exception cref="Refusal"><c>checkpoint_other_county</c>.</exception>
    public void MustCover(string county)
    {
        if (Counties.All(of => of.County != county))
            throw new Refusal("checkpoint_other_county", "这个检查点不含本县，请选择本县的检查点文件。", "The checkpoint knows nothing of this county; choose one that was taken of it.");
    }

    /// <summary>As a signed file.</summary>
    public byte[] Signed(KeyRing keys)
    {
        var body = JsonSerializer.Serialize(this, CasesJson.Options);
        var signature = keys.Sign(Encoding.UTF8.GetBytes(body));
        return JsonSerializer.SerializeToUtf8Bytes(new SignedFile(body, signature.KeyId, Convert.ToBase64String(signature.Value)), CasesJson.Options);
    }

    /// <summary>Writes it as a signed file.</summary>
    public async Task WriteAsync(string path, KeyRing keys, CancellationToken ct)
    {
        // A name of its own first: a file of that name is always whole.
        var part = path + ".part";
        await File.WriteAllBytesAsync(part, Signed(keys), ct);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a signed file.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>; <c>checkpoint_forged</c>: none of the ring's keys signed it.</exception>
    public static async Task<Checkpoint> ReadAsync(string path, KeyRing keys, CancellationToken ct)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await ReadAsync(file, keys, ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Unreadable();
        }
    }

    /// <summary>The same of a file that was sent.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>; <c>checkpoint_forged</c>: none of the ring's keys signed it.</exception>
    public static async Task<Checkpoint> ReadAsync(Stream sent, KeyRing keys, CancellationToken ct)
    {
        SignedFile? file;
        try
        {
            file = await JsonSerializer.DeserializeAsync<SignedFile>(sent, CasesJson.Options, ct);
            if (file is not { Checkpoint: not null, KeyId: not null, Signature: not null }) throw new JsonException();
        }
        catch (JsonException)
        {
            throw Unreadable();
        }
        var signature = new byte[512];
        if (!Convert.TryFromBase64String(file.Signature, signature, out var length)
            || !keys.Verify(Encoding.UTF8.GetBytes(file.Checkpoint), new Signature(file.KeyId, signature[..length])))
            throw new Refusal("checkpoint_forged", "检查点的签名不符：文件被改过，或不是由本系统的密钥签发。", "The checkpoint's signature does not hold: it was altered, or another installation signed it.");
        return JsonSerializer.Deserialize<Checkpoint>(file.Checkpoint, CasesJson.Options)!;
    }

    private static Refusal Unreadable() => new("checkpoint_unreadable", "检查点文件不存在或不是检查点。", "The checkpoint does not exist or is no checkpoint.");

    /// <summary>The checkpoint as the exact text that was signed.</summary>
    private sealed record SignedFile(string Checkpoint, string KeyId, string Signature);
}
