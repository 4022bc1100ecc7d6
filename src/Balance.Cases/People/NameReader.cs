using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.People;

/// <summary>Reads and opens the names of a county, some thousand at a time on all cores.</summary>
internal sealed partial class NameReader(KeyRing keys, string tenant, ILogger log)
{
    private const int ChunkSize = 8192;

    /// <summary>The names of these children, or of all.</summary>
    public async Task<List<NameChunk>> ReadAsync(NpgsqlConnection connection, Guid[]? only, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand($"""
            select c.child, c.key_id, c.wrapped_key, f.facet, f.sealed
            from people.children c join people.facets f using (tenant, child)
            where c.tenant = @tenant and c.wrapped_key is not null and f.facet in (2, 3, 5) {(only is null ? "" : "and c.child = any(@only)")}
            """, connection) { CommandTimeout = 0 };
        query.Parameters.AddWithValue("tenant", tenant);
        if (only is not null) query.Parameters.AddWithValue("only", only);

        var opening = new Queue<Task<NameChunk>>();
        var chunks = new List<NameChunk>();
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        var waiting = new List<Row>(only is null ? ChunkSize : 16);
        while (await rows.ReadAsync(cancellation))
        {
            waiting.Add(new Row(rows.GetGuid(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), (FacetKind)rows.GetInt16(3), rows.GetFieldValue<byte[]>(4)));
            if (waiting.Count < ChunkSize) continue;
            var full = waiting;
            opening.Enqueue(Task.Run(() => Open(full), cancellation));
            waiting = new List<Row>(ChunkSize);
            if (opening.Count > Environment.ProcessorCount) chunks.Add(await opening.Dequeue());
        }
        while (opening.TryDequeue(out var chunk)) chunks.Add(await chunk);
        chunks.Add(Open(waiting));
        return chunks;
    }

    private NameChunk Open(List<Row> rows)
    {
        var chunk = new NameChunk(rows.Count);
        using var sealer = new Sealer(keys, tenant);
        var plain = new byte[512];
        foreach (var row in rows)
        {
            var length = row.Sealed.Length - Sealer.Overhead;
            if (length > plain.Length) plain = new byte[length];
            try
            {
                using var key = sealer.Unwrap(row.Child, row.KeyId, row.Wrapped);
                sealer.Open(key, row.Child, (byte)row.Facet, row.Sealed, plain.AsSpan(0, length));
                chunk.Add(row.Child, row.Facet, FacetCodec.NameIn(plain));
            }
            // One altered row must not take the search from a whole county; its own page refuses to show it.
            catch (CryptographicException) { Altered(row.Child); }
        }
        CryptographicOperations.ZeroMemory(plain);
        return chunk;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sealed identity of child {Child} was altered; it is left out of the search")]
    private partial void Altered(Guid child);

    private readonly record struct Row(Guid Child, string KeyId, byte[] Wrapped, FacetKind Facet, byte[] Sealed)
    {
        public override string ToString() => $"Row {Child}";
    }
}
