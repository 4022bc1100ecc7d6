using System.Text.Json;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit;

/// <summary>The heads of a county's chain at a moment.</summary>
public sealed record CountyHeads(string County, IReadOnlyList<Head> Heads);

/// <summary>
/// Heads of chains, signed, kept outside the database: whoever can rewrite the whole database still cannot make a shorter or another
/// chain fit what was signed before.
/// </summary>
public sealed record Checkpoint(DateTimeOffset At, IReadOnlyList<CountyHeads> Counties)
{
    /// <summary>The heads that it signs for a county; none where it does not know it.</summary>
    public IReadOnlyList<Head> HeadsOf(string county) => Counties.FirstOrDefault(of => of.County == county)?.Heads ?? [];

    /// <summary>Writes it as a signed file.</summary>
    public async Task WriteAsync(string path, KeyRing keys, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(this, CasesJson.Options);
        var signature = keys.Sign(System.Text.Encoding.UTF8.GetBytes(body));
        var file = new SignedFile(body, signature.KeyId, Convert.ToBase64String(signature.Value));
        // A name of its own first: a file of that name is always whole.
        var part = path + ".part";
        await File.WriteAllTextAsync(part, JsonSerializer.Serialize(file, CasesJson.Options), ct);
        File.Move(part, path, overwrite: true);
    }

    /// <summary>Reads a signed file.</summary>
    /// <exception cref="Refusal"><c>checkpoint_unreadable</c>; <c>checkpoint_forged</c>: none of the ring's keys signed it.</exception>
    public static async Task<Checkpoint> ReadAsync(string path, KeyRing keys, CancellationToken ct)
    {
        SignedFile? file;
        try
        {
            file = JsonSerializer.Deserialize<SignedFile>(await File.ReadAllTextAsync(path, ct), CasesJson.Options);
            if (file is not { Checkpoint: not null, KeyId: not null, Signature: not null }) throw new JsonException();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new Refusal("checkpoint_unreadable", "检查点文件不存在或不是检查点。", "The checkpoint does not exist or is no checkpoint.");
        }
        var signature = new byte[512];
        if (!Convert.TryFromBase64String(file.Signature, signature, out var length)
            || !keys.Verify(System.Text.Encoding.UTF8.GetBytes(file.Checkpoint), new Signature(file.KeyId, signature[..length])))
            throw new Refusal("checkpoint_forged", "检查点的签名不符：文件被改过，或不是由本系统的密钥签发。", "The checkpoint's signature does not hold: it was altered, or another installation signed it.");
        return JsonSerializer.Deserialize<Checkpoint>(file.Checkpoint, CasesJson.Options)!;
    }

    /// <summary>The checkpoint as the exact text that was signed.</summary>
    private sealed record SignedFile(string Checkpoint, string KeyId, string Signature);
}
