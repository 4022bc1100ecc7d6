using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>A county's own headers: mapped once to a column's code, remembered for every later file of the kind.</summary>
public static class HeaderMaps
{
    /// <summary>The mappings remembered.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(NpgsqlConnection connection, string tenant, RegisterKind kind, CancellationToken ct) =>
        (await connection.With("select header, code from registers.header_maps where tenant = $1 and kind = $2", tenant, (short)kind)
            .RowsAsync(row => (Header: row.GetString(0), Code: row.GetString(1)), ct))
        .ToDictionary(map => map.Header, map => map.Code);

    /// <summary>Remembers that a header stands for a column.</summary>
    public static Task RememberAsync(NpgsqlConnection connection, string tenant, RegisterKind kind, string header, string code, CancellationToken ct) =>
        connection.With(
            """
            insert into registers.header_maps (tenant, kind, header, code) values ($1, $2, $3, $4)
            on conflict (tenant, kind, header) do update set code = excluded.code
            """, tenant, (short)kind, header, code).RunAsync(ct);

    /// <summary>The header stands for nothing but what it says itself.</summary>
    public static Task ForgetAsync(NpgsqlConnection connection, string tenant, RegisterKind kind, string header, CancellationToken ct) =>
        connection.With("delete from registers.header_maps where tenant = $1 and kind = $2 and header = $3", tenant, (short)kind, header).RunAsync(ct);
}
