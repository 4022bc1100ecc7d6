using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Balance.Cases.Storage;

namespace Balance.Cases.Audit.Evidence;

/// <summary>
/// An evidence pack as a file: JSON whose first line holds the signature and whose lines from the third to the last but one are the pack,
/// exactly as signed. Any other layout is no evidence, so that no byte can differ unnoticed.
/// </summary>
public static class EvidenceFile
{
    private const int SignatureLength = 64;

    private static readonly byte[] Beginning = Encoding.UTF8.GetBytes("{\"format\":\"balance-evidence-1\",\"signature\":\"");
    private static readonly byte[] BeforePack = Encoding.UTF8.GetBytes("\",\n\"pack\":\n");
    private static readonly byte[] End = Encoding.UTF8.GetBytes("\n}\n");

    private static readonly JsonSerializerOptions Readable = new(CasesJson.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes that are signed.</summary>
    public static byte[] BytesOf(EvidencePack pack) => JsonSerializer.SerializeToUtf8Bytes(pack, Readable);

    /// <summary>The whole file.</summary>
    public static byte[] Of(ReadOnlySpan<byte> pack, ReadOnlySpan<byte> signature) =>
        [.. Beginning, .. Encoding.ASCII.GetBytes(Convert.ToBase64String(signature)), .. BeforePack, .. pack, .. End];

    /// <summary>Takes a file apart; false where it has another form.</summary>
    public static bool TryRead(byte[] file, out byte[] pack, out byte[] signature)
    {
        pack = [];
        signature = new byte[SignatureLength];
        var text = (SignatureLength + 2) / 3 * 4;
        var from = Beginning.Length + text + BeforePack.Length;
        if (file.Length < from + End.Length) return false;
        var encoded = Encoding.Latin1.GetString(file, Beginning.Length, text);
        if (!Convert.TryFromBase64String(encoded, signature, out var length) || length != SignatureLength) return false;
        pack = file[from..^End.Length];
        // Written again it must be the same file, to the last unused bit of the signature's text.
        return Of(pack, signature).AsSpan().SequenceEqual(file);
    }

    /// <summary>The pack; null where it cannot be read as one.</summary>
    public static EvidencePack? Parse(byte[] pack)
    {
        try
        {
            return JsonSerializer.Deserialize<EvidencePack>(pack, Readable) is { } read
                && !read.Events.Contains(null!) && !read.Rows.Contains(null!) && !read.Imports.Contains(null!) && !read.Heads.Contains(null!) ? read : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
