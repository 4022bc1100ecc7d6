using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using NpgsqlTypes;

namespace Balance.Cases.Access;

/// <summary>Who signed in, looked, exported, unmasked or was refused; what it returns from is on disk, so that it stands before the answer goes out. Insert-only, chained, and nothing of a child but the random id.</summary>
public sealed class AccessLog(CasesDatabase database)
{
    /// <summary>A case was read.</summary>
    public Task Read(Principal by, Guid child, CancellationToken cancel = default) => Write(by, LogAct.Read, child, null, cancel);

    /// <summary>The bureau of a county looked at who a child is that another one has sent: under the transfer in its own log, under the child in the other's.</summary>
    public async Task ReadAcross(Principal by, Guid transfer, string county, Guid child, CancellationToken cancel = default)
    {
        await Write(by, LogAct.ReadAcross, transfer, county, cancel);
        await Write(county, by.User, LogAct.ReadAcross, child, by.Tenant, cancel);
    }

    /// <summary>A child that another county had sent went back, because this one never answered; in its log too.</summary>
    public Task TransferUnanswered(Principal by, string county, Guid transfer, CancellationToken cancel = default) =>
        Write(county, by.User, LogAct.TransferUnanswered, transfer, by.Tenant, cancel);

    /// <summary>A request was refused; <paramref name="what"/> is a route pattern or an action, never what was typed.</summary>
    public Task Denied(Principal? by, string what, Guid? record = null, CancellationToken cancel = default) => Write(by, LogAct.Denied, record, what, cancel);

    /// <summary>A list, file or evidence pack left the system.</summary>
    public Task Exported(Principal by, string what, Guid? record = null, CancellationToken cancel = default) => Write(by, LogAct.Exported, record, what, cancel);

    /// <summary>A full identity was shown.</summary>
    public Task Unmasked(Principal by, Guid child, string? reason = null, CancellationToken cancel = default) => Write(by, LogAct.Unmasked, child, reason, cancel);

    /// <summary>The full identities of many children were shown.</summary>
    public Task Unmasked(Principal by, IReadOnlyCollection<Guid> children, string reason, CancellationToken cancel = default) => WriteEachAsync(by, LogAct.Unmasked, children, reason, cancel);

    /// <summary>A list of children left the system; it is found under each of them.</summary>
    public Task Exported(Principal by, IReadOnlyCollection<Guid> children, string what, CancellationToken cancel = default) => WriteEachAsync(by, LogAct.Exported, children, what, cancel);

    /// <summary>An officer signed in.</summary>
    public Task SignedIn(Principal by, CancellationToken cancel = default) => Write(by, LogAct.SignedIn, null, null, cancel);

    /// <summary>An officer signed out.</summary>
    public Task SignedOut(Principal by, CancellationToken cancel = default) => Write(by, LogAct.SignedOut, null, null, cancel);

    /// <summary>A sign-in was refused. The name is kept only where there is such an account: people type other things into that field.</summary>
    public Task SignInRefused(Account? account, string why, CancellationToken cancel = default) =>
        Write(account?.Tenant, account?.UserName, LogAct.SignInRefused, null, why, cancel);

    /// <summary>Refuses what the role does not allow, and writes that down.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task MustAsync(Principal by, Right right, Guid? record, CancellationToken cancel = default)
    {
        if (!by.May(right)) throw await ForbiddenAsync(by, right, record, cancel);
    }

    /// <summary>The refusal of what the role does not allow; it is written down.</summary>
    public async Task<Refusal> ForbiddenAsync(Principal by, Right right, Guid? record, CancellationToken cancel = default)
    {
        await Denied(by, right.Code(), record, cancel);
        return new Refusal("forbidden", $"您的岗位不能办理“{right.Chinese()}”，请联系负责的单位。", $"Your post may not do this ({right.Code()}); ask the office that answers for it.");
    }

    /// <summary>A colleague was given the own area, or has it no more; which is in the grant of this id.</summary>
    public Task Delegated(Principal by, Guid grant, string to, bool ended, CancellationToken cancel = default) =>
        Write(by, ended ? LogAct.DelegationEnded : LogAct.Delegated, grant, to, cancel);

    /// <summary>A child of another office was opened in an emergency.</summary>
    public Task BrokeGlass(Principal by, Guid child, CancellationToken cancel = default) => Write(by, LogAct.BrokeGlass, child, null, cancel);

    /// <summary>The audit administrator has taken note of it.</summary>
    public Task EmergencySeen(Principal by, Guid child, CancellationToken cancel = default) => Write(by, LogAct.EmergencySeen, child, null, cancel);

    /// <summary>Somebody asked who has done what; of a child, if one was named.</summary>
    public Task Searched(Principal by, Guid? child, CancellationToken cancel = default) => Write(by, LogAct.LogSearched, child, null, cancel);

    /// <summary>An account was made or changed; <paramref name="what"/> is a word for the act, such as <c>disabled</c>.</summary>
    public Task AccountChanged(Principal by, Account account, string what, CancellationToken cancel = default) =>
        Write(by, LogAct.AccountChanged, account.Id, $"{what} {account.UserName}", cancel);

    private async Task WriteEachAsync(Principal by, LogAct what, IReadOnlyCollection<Guid> children, string detail, CancellationToken cancel)
    {
        await using var command = database.Application.CreateCommand(
            "insert into access.log (tenant, user_name, what, record, detail) select $1, $2, $3, child, $4 from unnest($5) as child");
        foreach (var value in new object[] { by.Tenant, by.User, what.Code(), detail, children.ToArray() }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }

    private Task Write(Principal? by, LogAct what, Guid? record, string? detail, CancellationToken cancel) =>
        Write(by?.Tenant, by?.User, what, record, detail, cancel);

    private async Task Write(string? tenant, string? user, LogAct what, Guid? record, string? detail, CancellationToken cancel)
    {
        await using var command = database.Desk.CreateCommand(
            "insert into access.log (tenant, user_name, what, record, detail) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new() { Value = (object?)tenant ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)user ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = what.Code(), NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)record ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)detail ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
