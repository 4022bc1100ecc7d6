using Npgsql;

namespace Balance.Cases.Storage.Schema;

/// <summary>Every grant goes to the role <c>balance_app</c>; on a server of one's own the application may sign in under another name.</summary>
internal static class AppRole
{
    private const string Name = "balance_app";

    public static async Task EnsureAsync(NpgsqlConnection owner, string? applicationUser, CancellationToken cancel)
    {
        if (!await IsTrueAsync(owner, "select exists (select from pg_roles where rolname = $1)", Name, cancel))
            await TryAsync(owner, $"create role {Name} nologin", cancel);
        if (applicationUser is null or Name) return;
        if (!await IsTrueAsync(owner, $"select pg_has_role($1, '{Name}', 'member')", applicationUser, cancel))
            await TryAsync(owner, $"grant {Name} to \"{applicationUser.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancel);
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection owner, string sql, string value, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, owner) { Parameters = { new() { Value = value } } };
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static async Task TryAsync(NpgsqlConnection owner, string sql, CancellationToken cancel)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, owner);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new Refusal("no_app_role", $"数据库缺少应用角色 {Name}，当前用户无权创建。请由管理员执行：{sql};",
                $"The database lacks the application's role {Name} and this user may not make it. As an administrator run: {sql};");
        }
    }
}
