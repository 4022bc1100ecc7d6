using Balance.Cases.Access.SecondFactor;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Balance.Cases.Access.Administration;

/// <summary>Where an account is to sit.</summary>
/// <param name="Stamp">The account's version as its page showed it.</param>
public sealed record NewPlace(string DisplayName, Role Role, string Office, string OfficeName, int? Grade, string? Class, string? Stamp);

/// <summary>
/// What the security administrator does with the accounts of the county. 三员分立: accounts of the three administrators, one's own among
/// them, are made and changed at the machine only, so that none of the three can become another from a page.
/// </summary>
public sealed class AccountActs(AccessContext accounts, UserManager<Account> users, Accounts maker, SecondFactors factors, AccessLog log, TimeProvider clock)
{
    /// <summary>An account of the county.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>.</exception>
    public async Task<Account> FindAsync(Guid id, Principal by)
    {
        Ask(by);
        return await accounts.Users.SingleOrDefaultAsync(account => account.Id == id && account.Tenant == by.Tenant) ?? throw NotFound();
    }

    /// <summary>The account of that user name.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>not_found</c>.</exception>
    public async Task<Account> FindAsync(string userName, Principal by)
    {
        Ask(by);
        return await maker.FindAsync(userName) is { } account && account.Tenant == by.Tenant ? account : throw NotFound();
    }

    /// <summary>Makes an account with a given password.</summary>
    /// <exception cref="Refusal">As <see cref="Accounts.GiveAsync"/>; <c>forbidden</c>, <c>administrators_apart</c>.</exception>
    public async Task<GivenAccount> CreateAsync(NewAccount asked, Principal by)
    {
        Ask(by);
        if (asked.Tenant != by.Tenant) throw NotFound();
        if (asked.Role.IsAdministrator() && !IsAtTheMachine(by)) throw Apart();
        var given = await maker.GiveAsync(asked);
        await log.AccountChanged(by, given.Account, $"created_as_{asked.Role.Code()}");
        return given;
    }

    /// <summary>Gives role, office and class anew. What the old ones showed is out of sight within a minute.</summary>
    /// <exception cref="Refusal"><c>changed_meanwhile</c>, <c>office_mismatch</c>, <c>class_mismatch</c>, and as <see cref="FindAsync(Guid, Principal)"/>.</exception>
    public async Task MoveAsync(Guid id, NewPlace to, Principal by)
    {
        var account = await OfOthersAsync(id, by);
        if (account.ConcurrencyStamp != to.Stamp) Accounts.Done(IdentityResult.Failed(new ChineseErrors().ConcurrencyFailure()));
        if (to.Role.IsAdministrator()) throw Apart();
        Accounts.Check(account.Tenant, to.Office, to.Role, to.Grade, to.Class);
        var what = account.Role == to.Role ? $"moved_to_{to.Office}" : $"role_{account.Role.Code()}_to_{to.Role.Code()}_at_{to.Office}";
        (account.DisplayName, account.Role, account.Office, account.OfficeName, account.Grade, account.Class) = (to.DisplayName, to.Role, to.Office, to.OfficeName, to.Grade, to.Class);
        Accounts.Done(await users.UpdateSecurityStampAsync(account));
        await log.AccountChanged(by, account, what);
    }

    /// <summary>Closes an account; its sessions end within a minute.</summary>
    public Task DisableAsync(Guid id, Principal by) => ChangeAsync(id, by, "disabled", async account =>
    {
        account.DisabledAt ??= clock.GetUtcNow();
        Accounts.Done(await users.UpdateSecurityStampAsync(account));
    });

    /// <summary>Opens a closed account again.</summary>
    public Task EnableAsync(Guid id, Principal by) => ChangeAsync(id, by, "enabled", async account =>
    {
        account.DisabledAt = null;
        Accounts.Done(await users.UpdateAsync(account));
    });

    /// <summary>Ends the lock that wrong passwords brought.</summary>
    public Task UnlockAsync(Guid id, Principal by) => ChangeAsync(id, by, "unlocked", async account =>
    {
        Accounts.Done(await users.SetLockoutEndDateAsync(account, null));
        Accounts.Done(await users.ResetAccessFailedCountAsync(account));
    });

    /// <summary>Ends every session of an account within a minute.</summary>
    public Task SignOutEverywhereAsync(Guid id, Principal by) => ChangeAsync(id, by, "signed_out_everywhere", async account =>
        Accounts.Done(await users.UpdateSecurityStampAsync(account)));

    /// <summary>Gives a new password, which is said once; sessions end, a lock too.</summary>
    public async Task<GivenAccount> GivePasswordAsync(Guid id, Principal by)
    {
        var account = await OfOthersAsync(id, by);
        var password = GivenPasswords.GiveTo(account, clock.GetUtcNow());
        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        Accounts.Done(await users.UpdateSecurityStampAsync(account));
        await log.AccountChanged(by, account, "password_given");
        return new(account, password);
    }

    /// <summary>Takes a lost second factor off; sessions end.</summary>
    public Task RemoveSecondFactorAsync(Guid id, Principal by) => ChangeAsync(id, by, "second_factor_removed", factors.ForgetAsync);

    /// <summary>Prepares the link to the county's own sign-on: the account opens to whoever first comes from there under that name. Without a name both link and preparation end.</summary>
    /// <exception cref="Refusal"><c>outside_name_taken</c>.</exception>
    public Task PrepareOutsideAsync(Guid id, string? name, Principal by) => ChangeAsync(id, by, name is null ? "outside_unlinked" : "outside_prepared", async account =>
    {
        var wanted = name?.Trim().ToLowerInvariant();
        if (wanted is not null && await accounts.Users.AnyAsync(other => other.OutsideName == wanted && other.Id != account.Id))
            throw new Refusal("outside_name_taken", "这个外部用户名已准备关联到另一个账户。", "That user name is prepared for another account.");
        foreach (var login in await users.GetLoginsAsync(account)) Accounts.Done(await users.RemoveLoginAsync(account, login.LoginProvider, login.ProviderKey));
        account.OutsideName = wanted;
        Accounts.Done(await users.UpdateSecurityStampAsync(account));
    });

    private async Task ChangeAsync(Guid id, Principal by, string what, Func<Account, Task> change)
    {
        var account = await OfOthersAsync(id, by);
        await change(account);
        await log.AccountChanged(by, account, what);
    }

    private async Task<Account> OfOthersAsync(Guid id, Principal by)
    {
        var account = await FindAsync(id, by);
        if (account.Role.IsAdministrator() && !IsAtTheMachine(by)) throw Apart();
        return account;
    }

    // Pages ask by role already; who comes another way is asked here.
    private static void Ask(Principal by)
    {
        if (!by.May(Right.ManageAccounts)) throw new Refusal("forbidden", "只有安全管理员可以管理账户。", "Only the security administrator runs accounts.");
    }

    /// <summary>An operator at the machine is <c>operator:NAME</c>; no account can be called so.</summary>
    private static bool IsAtTheMachine(Principal by) => by.User.Contains(':');

    private static Refusal NotFound() => new("not_found", "没有这个账户。", "There is no such account.");

    private static Refusal Apart() => new("administrators_apart",
        "系统、安全、审计管理员的账户只能在服务器上用命令行建立和修改，不能在网页上办理。",
        "Accounts of the system, security and audit administrators are made and changed at the machine only, by the command line.");
}
