using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Balance.Cases.Audit;

/// <summary>An event as its link was made of it.</summary>
/// <param name="Timestamp">Microseconds since 1970.</param>
/// <param name="Headers">As PostgreSQL prints jsonb.</param>
/// <param name="Data">As PostgreSQL prints jsonb.</param>
public readonly record struct LinkedEvent(
    string Tenant, long Sequence, Guid Id, Guid Stream, long Version, long Timestamp, string Type,
    string? User, string? Correlation, string? Causation, string? Headers, string Data);

/// <summary>Computes a link's hash outside the database, as <c>chain.link_event</c> does inside. Not safe for concurrent use.</summary>
public sealed class LinkHash
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    private readonly ArrayBufferWriter<byte> _text = new(2048);

    /// <summary>What stands before the first link of a strand.</summary>
    public static ReadOnlySpan<byte> Beginning => new byte[Length];

    /// <summary>SHA-256 over the predecessor's hash and the event's text.</summary>
    /// <param name="recordedAt">Microseconds since 1970.</param>
    public void Of(ReadOnlySpan<byte> before, int strand, long position, long recordedAt, in LinkedEvent happened, Span<byte> hash)
    {
        _text.ResetWrittenCount();
        _text.Write(before);
        Write(strand, position, recordedAt, happened);
        SHA256.HashData(_text.WrittenSpan, hash);
    }

    /// <summary>What is hashed behind the predecessor's hash, to the letter.</summary>
    /// <param name="recordedAt">Microseconds since 1970.</param>
    public string TextOf(int strand, long position, long recordedAt, in LinkedEvent happened)
    {
        _text.ResetWrittenCount();
        Write(strand, position, recordedAt, happened);
        return Encoding.UTF8.GetString(_text.WrittenSpan);
    }

    private void Write(int strand, long position, long recordedAt, in LinkedEvent happened)
    {
        Number(strand);
        Number(position);
        Number(recordedAt);
        Number(happened.Sequence);
        Id(happened.Id);
        Id(happened.Stream);
        Number(happened.Version);
        Number(happened.Timestamp);
        Text(happened.Tenant, ',');
        Text(happened.Type, ',');
        Text(happened.User, ',');
        Text(happened.Correlation, ',');
        Text(happened.Causation, '\n');
        Plain(happened.Headers);
        Plain("\n");
        Plain(happened.Data);
    }

    private void Number(long value)
    {
        value.TryFormat(_text.GetSpan(24), out var written, provider: CultureInfo.InvariantCulture);
        _text.Advance(written);
        Plain(",");
    }

    private void Id(Guid value)
    {
        value.TryFormat(_text.GetSpan(40), out var written);
        _text.Advance(written);
        Plain(",");
    }

    /// <summary>With its length before it, so that no text can be read as two, and none is not an empty one.</summary>
    private void Text(string? value, char end)
    {
        if (value is not null)
        {
            Encoding.UTF8.GetByteCount(value).TryFormat(_text.GetSpan(12), out var written, provider: CultureInfo.InvariantCulture);
            _text.Advance(written);
        }
        Plain(":");
        Plain(value);
        _text.GetSpan(1)[0] = (byte)end;
        _text.Advance(1);
    }

    private void Plain(string? value)
    {
        if (value is not null) Encoding.UTF8.GetBytes(value, _text);
    }
}
