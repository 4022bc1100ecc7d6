using System.Security.Cryptography;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Importing;

/// <summary>
/// The digest that an import's event carries: over the rows it stored and the rows it superseded, in order, in pages so that neither side
/// holds a register in memory. Computed by the same query when the register is proved.
/// </summary>
public static class RegisterDigest
{
    /// <summary>SHA-256 of what the import of this ordinal stored.</summary>
    public static async Task<byte[]> OfAsync(RegisterShape shape, string tenant, long ordinal, NpgsqlConnection connection, CancellationToken ct)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await AppendAsync(digest, connection.With(
            $"""
            select sha256(convert_to(string_agg(row(line, mac, {string.Join(", ", shape.Columns)})::text, E'\n' order by line), 'UTF8'))
            from registers.{shape.Table} where tenant = $1 and import = $2 group by line / 8192 order by line / 8192
            """, tenant, ordinal), ct);
        digest.AppendData("superseded"u8);
        await AppendAsync(digest, connection.With(
            """
            select sha256(convert_to(string_agg(row(import, line)::text, E'\n' order by import, line), 'UTF8'))
            from registers.superseded where tenant = $1 and by_import = $2 group by import, line / 8192 order by import, line / 8192
            """, tenant, ordinal), ct);
        return digest.GetHashAndReset();
    }

    private static async Task AppendAsync(IncrementalHash digest, NpgsqlCommand pages, CancellationToken ct)
    {
        foreach (var page in await pages.RowsAsync(row => row.GetFieldValue<byte[]>(0), ct)) digest.AppendData(page);
    }
}
