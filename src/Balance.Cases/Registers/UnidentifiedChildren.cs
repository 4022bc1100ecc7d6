using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>身份不明儿童: rows whose identity number could not be used. Each is a task until a person settles it, one task a row however often the file is sent.</summary>
internal static class UnidentifiedChildren
{
    /// <summary>Opens tasks for the rows that are new, and keeps their values sealed.</summary>
    public static async Task<IReadOnlyList<UnidentifiedRow>> NoticeAsync(
        RegisterImported imported, IReadOnlyList<(UnidentifiedRow Row, string AsSent)> rows, string tenant, IdentityHash hash, RejectedValues values,
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        if (rows.Count == 0) return [];
        var macs = rows.Select(row => hash.Fingerprint(tenant, $"{imported.Kind.Code()}\t{row.AsSent}")).ToArray();
        var lines = (await connection.With(
            """
            insert into registers.unidentified (tenant, mac, import, line, kind, code)
            select $1, mac, $2, line, $3, code from unnest($4::bytea[], $5::int[], $6::text[]) as row(mac, line, code)
            on conflict (tenant, mac) do nothing returning line
            """, tenant, imported.Import, (short)imported.Kind, macs, rows.Select(row => row.Row.Line).ToArray(),
            rows.Select(row => row.Row.Code.Code()).ToArray()).RowsAsync(row => row.GetInt32(0), ct)).ToHashSet();
        var fresh = rows.Where(row => lines.Contains(row.Row.Line)).ToList();
        await values.SealAsync(connection, transaction, tenant, imported.Import, [.. fresh.Select(row => (row.Row.Line, row.AsSent))], ct);
        return [.. fresh.Select(row => row.Row)];
    }
}
