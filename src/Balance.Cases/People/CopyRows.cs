using System.Buffers.Binary;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Rows in PostgreSQL's binary COPY format, written by several threads into buffers of their own and sent in one stream.</summary>
internal sealed class CopyRows(int capacity)
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, .. new byte[8]];
    private static readonly byte[] Trailer = [0xFF, 0xFF];

    private byte[] buffer = new byte[capacity];
    private int length;

    public void Row(short fields) => BinaryPrimitives.WriteInt16BigEndian(Take(2), fields);

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Field(value.Length));

    public void Uuid(Guid value) => value.TryWriteBytes(Field(16), bigEndian: true, out _);

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(4), -1);

    public void Short(short value) => BinaryPrimitives.WriteInt16BigEndian(Field(2), value);

    /// <summary>A field of so many bytes, to be filled before the next one begins.</summary>
    public Span<byte> Field(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(4), bytes);
        return Take(bytes);
    }

    public static async Task SendAsync(NpgsqlConnection connection, string copyCommand, IEnumerable<CopyRows> parts, CancellationToken cancellation)
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync(copyCommand, cancellation);
        await stream.WriteAsync(Header, cancellation);
        foreach (var part in parts) await stream.WriteAsync(part.buffer.AsMemory(0, part.length), cancellation);
        await stream.WriteAsync(Trailer, cancellation);
    }

    private Span<byte> Take(int bytes)
    {
        if (length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}
