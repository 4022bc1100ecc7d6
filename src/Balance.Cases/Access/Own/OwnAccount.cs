using Balance.Cases.Storage;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access.Own;

/// <summary>What an officer may do with the own account.</summary>
public sealed class OwnAccount(UserManager<Account> users, SignInManager<Account> sessions, AccessLog log)
{
    /// <summary>The account of whoever is signed in.</summary>
    public async Task<Account> OfAsync(Principal who) => await users.FindByNameAsync(who.User) ?? throw Gone();

    /// <summary>Ends with a refusal where this is not the account's password; wrong ones count towards the lock.</summary>
    /// <exception cref="Refusal"><c>wrong_password</c>, <c>locked_out</c>.</exception>
    public async Task ProveAsync(Account account, string password)
    {
        var result = await sessions.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.Succeeded) return;
        await log.SignInRefused(account, result.IsLockedOut ? "locked_out" : "password");
        throw result.IsLockedOut
            ? new Refusal("locked_out", "密码多次错误，账户已锁定 15 分钟。", "The password was wrong too often: the account is locked for 15 minutes.")
            : new Refusal("wrong_password", "当前密码不正确。", "The password is wrong.");
    }

    /// <summary>Takes an own password in place of the present one. Every other session of the account ends.</summary>
    /// <exception cref="Refusal"><c>wrong_password</c>, <c>locked_out</c>, <c>weak_password</c>, <c>same_password</c>.</exception>
    public async Task ChangePasswordAsync(Account account, string present, string wanted, Principal by)
    {
        await ProveAsync(account, present);
        if (wanted == present) throw new Refusal("same_password", "新密码不能与当前密码相同。", "The new password has to be another one.");
        account.GivenPasswordUntil = null;
        Accounts.Done(await users.ChangePasswordAsync(account, present, wanted));
        await sessions.RefreshSignInAsync(account);
        await log.AccountChanged(by, account, "password_changed");
    }

    private static Refusal Gone() => new("not_found", "账户不存在，请重新登录。", "There is no such account. Sign in again.");
}
