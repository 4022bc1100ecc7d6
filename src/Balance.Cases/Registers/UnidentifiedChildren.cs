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

/// <summary>How a task ended.</summary>
public enum Settlement
{
    [Term("已查明，号码已更正后重新导入")] Corrected,
    [Term("已查明，同一儿童在另一行")] SameChild,
    [Term("不是本县儿童")] NotOfCounty,
    [Term("查无此人")] NoSuchChild,
}

/// <summary>A row whose child is to be found.</summary>
/// <param name="FileName">Null where the import of a ledger keeps none.</param>
public sealed record UnidentifiedTask(Guid Import, int Line, RegisterKind Kind, RejectCode Code, string? FileName, DateTimeOffset NoticedAt);

/// <summary>The tasks of a county.</summary>
public sealed class UnidentifiedTasks(CasesDatabase database, RejectedValues values)
{
    private const string Columns =
        """
        select u.import, u.line, u.kind, u.code, i.file_name, u.noticed_at
        from registers.unidentified u left join registers.imports i on i.tenant = u.tenant and i.id = u.import
        where u.tenant = $1 and u.settled_at is null
        """;

    /// <summary>How many are open.</summary>
    public async Task<int> CountAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select count(*)::int from registers.unidentified where tenant = $1 and settled_at is null", tenant).ScalarAsync<int>(ct);
    }

    /// <summary>A page of those that are open, the oldest first.</summary>
    public async Task<IReadOnlyList<UnidentifiedTask>> OpenAsync(string tenant, int skip, int take, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With($"{Columns} order by u.noticed_at, u.line offset $2 limit $3", tenant, skip, take).RowsAsync(Read, ct);
    }

    /// <summary>One that is open, with the row's cells while they are kept, identity numbers masked; null: there is none.</summary>
    public async Task<(UnidentifiedTask Task, IReadOnlyList<string>? Cells)?> FindAsync(string tenant, Guid import, int line, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var found = await connection.With($"{Columns} and u.import = $2 and u.line = $3", tenant, import, line).RowsAsync(Read, ct);
        if (found is not [var task, ..]) return null;
        var kept = await values.OpenAsync(tenant, import, ct);
        return (task, kept.TryGetValue(line, out var row) ? [.. row.Split('\t').Select(cell => Reading.Mask.Value("", cell))] : null);
    }

    /// <summary>Ends one; false where somebody else did before.</summary>
    public async Task<bool> SettleAsync(string tenant, Guid import, int line, Settlement how, string user, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With(
            """
            update registers.unidentified set settled_at = now(), settled_by = $4, settled_how = $5
            where tenant = $1 and import = $2 and line = $3 and settled_at is null
            """, tenant, import, line, user, how.Code()).RunAsync(ct) > 0;
    }

    private static UnidentifiedTask Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt32(1), (RegisterKind)row.GetInt16(2), Term.Parse<RejectCode>(row.GetString(3)), row.Text(4), new(row.GetDateTime(5), TimeSpan.Zero));
}
