namespace Balance.Cases.Attachments;

/// <summary>Which files are taken as evidence, by what they are and not by what they are called.</summary>
internal static class EvidenceKinds
{
    /// <summary>Largest file, 10 MiB: a photograph of a telephone or a scanned paper of some pages.</summary>
    public const int MostBytes = 10 << 20;

    /// <summary>For the field that a browser chooses files with.</summary>
    public const string Accepted = "image/jpeg,image/png,application/pdf";

    /// <summary>The type of a file, found in its first bytes; null: none that is taken.</summary>
    public static string? Of(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        _ => null,
    };

    /// <summary>The ending of a file of that type.</summary>
    public static string EndingOf(string mediaType) => mediaType switch { "image/jpeg" => ".jpg", "image/png" => ".png", _ => ".pdf" };
}
