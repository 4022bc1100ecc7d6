using Balance.Cases.Storage;
using NpgsqlTypes;

namespace Balance.Cases.Access;

/// <summary>Who signed in, looked, exported, unmasked or was refused. Insert-only, and nothing of a child but the random id.</summary>
public sealed class AccessLog(CasesDatabase database)
{
    /// <summary>A case was read.</summary>
    public Task Read(Principal by, Guid child, CancellationToken cancel = default) => Write(by, "read", child, null, cancel);

    /// <summary>A request was refused; <paramref name="what"/> is a route pattern or an action, never what was typed.</summary>
    public Task Denied(Principal? by, string what, Guid? record = null, CancellationToken cancel = default) => Write(by, "denied", record, what, cancel);

    /// <summary>A list, file or evidence pack left the system.</summary>
    public Task Exported(Principal by, string what, Guid? record = null, CancellationToken cancel = default) => Write(by, "exported", record, what, cancel);

    /// <summary>A full identity was shown.</summary>
    public Task Unmasked(Principal by, Guid child, string? reason = null, CancellationToken cancel = default) => Write(by, "unmasked", child, reason, cancel);

    /// <summary>The full identities of many children were shown.</summary>
    public async Task Unmasked(Principal by, IReadOnlyCollection<Guid> children, string reason, CancellationToken cancel = default)
    {
        await using var command = database.Application.CreateCommand(
            "insert into access.log (tenant, user_name, what, record, detail) select $1, $2, 'unmasked', child, $3 from unnest($4) as child");
        foreach (var value in new object[] { by.Tenant, by.User, reason, children.ToArray() }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>An officer signed in.</summary>
    public Task SignedIn(Principal by, CancellationToken cancel = default) => Write(by, "signed_in", null, null, cancel);

    /// <summary>An officer signed out.</summary>
    public Task SignedOut(Principal by, CancellationToken cancel = default) => Write(by, "signed_out", null, null, cancel);

    /// <summary>A sign-in was refused. The name is kept only where there is such an account: people type other things into that field.</summary>
    public Task SignInRefused(Account? account, string why, CancellationToken cancel = default) =>
        Write(account?.Tenant, account?.UserName, "sign_in_refused", null, why, cancel);

    private Task Write(Principal? by, string what, Guid? record, string? detail, CancellationToken cancel) =>
        Write(by?.Tenant, by?.User, what, record, detail, cancel);

    private async Task Write(string? tenant, string? user, string what, Guid? record, string? detail, CancellationToken cancel)
    {
        await using var command = database.Application.CreateCommand(
            "insert into access.log (tenant, user_name, what, record, detail) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new() { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)user ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = what, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)record ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)detail ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
