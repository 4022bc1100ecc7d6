using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Balance.Cases.Audit.Evidence;

/// <summary>Something in an evidence pack that does not fit.</summary>
/// <param name="What"><c>form</c>, <c>signature</c>, <c>key</c>, <c>hash</c>, <c>link</c>, <c>neighbour</c>, <c>order</c>, <c>head</c>, <c>import</c>, <c>file</c>.</param>
/// <param name="Stream">Of the event that does not fit.</param>
/// <param name="EventVersion">Of the event that does not fit.</param>
public sealed record EvidenceFault(string What, Guid? Stream = null, long? EventVersion = null);

/// <summary>What a check came to.</summary>
/// <param name="Pack">Null where the file could not be read.</param>
/// <param name="KeyChecked">The key was held against one that the auditor brought; otherwise the pack only says itself who signed it.</param>
public sealed record EvidenceVerdict(EvidencePack? Pack, bool KeyChecked, IReadOnlyList<EvidenceFault> Faults)
{
    /// <summary>Nothing was found.</summary>
    public bool IsWhole => Faults.Count == 0;
}

/// <summary>Proves an evidence pack with nothing but the file, and the public key where the auditor has it.</summary>
public static class EvidenceProof
{
    /// <summary>Recomputes every hash, holds what the pack says of each event against the text that was hashed, and checks the signature over all of it.</summary>
    /// <param name="key">The installation's public key, PEM, as the auditor got it another way.</param>
    public static EvidenceVerdict Check(byte[] file, string? key = null)
    {
        if (!EvidenceFile.TryRead(file, out var signed, out var signature) || EvidenceFile.Parse(signed) is not { } pack)
            return new(null, key is not null, [new("form")]);
        var faults = new List<EvidenceFault>();
        if (!IsSigned(signed, signature, pack.PublicKey)) faults.Add(new("signature"));
        if (key is not null && !IsSigned(signed, signature, key)) faults.Add(new("key"));
        foreach (var happened in pack.Events.Concat(pack.Imports.Select(import => import.Event)))
            faults.AddRange(FaultsOf(happened, pack.County).Select(what => new EvidenceFault(what, happened.Stream, happened.Version)));
        faults.AddRange(Together(pack));
        return new(pack, key is not null, faults);
    }

    private static bool IsSigned(byte[] signed, byte[] signature, string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256);
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> FaultsOf(EvidenceEvent happened, string county)
    {
        if (HashOf(happened) != happened.Hash) yield return "hash";
        if (!happened.Text.StartsWith(SaidOf(happened), StringComparison.Ordinal) || !HasTenantAndType(happened, county)) yield return "link";
        if (happened.File is { } file && !happened.Text.Contains($"\"sha256\": \"{DigestOf(file)}\"", StringComparison.Ordinal)) yield return "file";
    }

    private static string DigestOf(string base64)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(Convert.FromBase64String(base64)));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string HashOf(EvidenceEvent happened)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(happened.Previous), .. Encoding.UTF8.GetBytes(happened.Text)]));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string SaidOf(EvidenceEvent happened) => string.Create(CultureInfo.InvariantCulture,
        $"{happened.Strand},{happened.Position},{(happened.RecordedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond},");

    /// <summary>Behind sequence and id: stream, version, timestamp, tenant and type, each text with its length before it.</summary>
    private static bool HasTenantAndType(EvidenceEvent happened, string county)
    {
        var fields = happened.Text.Split(',', 9);
        return fields.Length == 9 && fields[5] == happened.Stream.ToString() && fields[6] == happened.Version.ToString(CultureInfo.InvariantCulture)
            && fields[8].StartsWith($"{Encoding.UTF8.GetByteCount(county)}:{county},{Encoding.UTF8.GetByteCount(happened.Type)}:{happened.Type},", StringComparison.Ordinal);
    }

    /// <summary>What only all of it shows: no version is missing, neighbours in a strand fit, none lies behind its strand's end, each row's import is there.</summary>
    private static IEnumerable<EvidenceFault> Together(EvidencePack pack)
    {
        for (var i = 0; i < pack.Events.Count; i++)
            if (pack.Events[i].Stream != pack.Child || pack.Events[i].Version != i + 1) yield return new("order", pack.Events[i].Stream, pack.Events[i].Version);

        EvidenceEvent? before = null;
        foreach (var happened in pack.Events.Concat(pack.Imports.Select(import => import.Event)).OrderBy(happened => happened.Strand).ThenBy(happened => happened.Position))
        {
            if (before is not null && before.Strand == happened.Strand && before.Position == happened.Position - 1 && before.Hash != happened.Previous)
                yield return new("neighbour", happened.Stream, happened.Version);
            var head = pack.Heads.FirstOrDefault(head => head.Strand == happened.Strand);
            if (head is null || head.Position < happened.Position || head.Position == happened.Position && head.Hash != happened.Hash)
                yield return new("head", happened.Stream, happened.Version);
            before = happened;
        }
        foreach (var row in pack.Rows)
            if (pack.Imports.All(import => import.Ordinal != row.Import)) yield return new("import");
        foreach (var import in pack.Imports)
            if (!import.Event.Text.Contains($"\"digest\": \"{import.Digest}\"", StringComparison.Ordinal)
                || !import.Event.Text.Contains($"\"ordinal\": {import.Ordinal.ToString(CultureInfo.InvariantCulture)},", StringComparison.Ordinal))
                yield return new("import", import.Event.Stream, import.Event.Version);
    }
}
