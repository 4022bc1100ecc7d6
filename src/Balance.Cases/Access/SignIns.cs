using System.Security.Claims;
using Balance.Cases.Access.SecondFactor;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Access;

/// <summary>What came of an attempt to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>User name, password or code is wrong, or the account is closed: which of it is not told.</summary>
    Refused,

    /// <summary>Too many attempts in a minute.</summary>
    TooOften,

    /// <summary>The password is right, and a code is asked for.</summary>
    SecondStep,

    /// <summary>The officer is signed in.</summary>
    In,
}

/// <summary>Signs officers in and out. A refusal looks the same, and takes as long, whether the account exists, is locked, or the password is wrong.</summary>
public sealed class SignIns(
    SignInManager<Account> manager, IPasswordHasher<Account> hasher, AccessLog log, TimeProvider clock, SignInLimit limit, CasesDatabase database, Flash flash)
{
    private static string? _decoy;

    /// <summary>The first step: user name and password.</summary>
    public async Task<SignInOutcome> InAsync(string userName, string password)
    {
        var account = await manager.UserManager.FindByNameAsync(userName);
        if (!limit.Allows(userName))
        {
            await log.SignInRefused(account, "too_often");
            return SignInOutcome.TooOften;
        }
        var result = account is null ? Decoy(password) : await manager.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (account is null || !result.Succeeded)
        {
            if (result.IsLockedOut || result.IsNotAllowed) Decoy(password);
            return await RefuseAsync(account, result.IsLockedOut ? "locked_out" : result.IsNotAllowed ? "disabled" : "password");
        }
        if (account.GivenPasswordUntil < clock.GetUtcNow()) return await RefuseAsync(account, "given_password_expired");
        return await AfterFirstStepAsync(account, null);
    }

    /// <summary>The second step: a code of the authenticator, or one of the recovery codes.</summary>
    public async Task<SignInOutcome> SecondStepAsync(string code)
    {
        if (await WaitingAsync() is not { } account) return SignInOutcome.Refused;
        if (!limit.Allows(account.UserName!))
        {
            await log.SignInRefused(account, "too_often");
            return SignInOutcome.TooOften;
        }
        var users = manager.UserManager;
        if (await users.IsLockedOutAsync(account)) return await RefuseAsync(account, "locked_out");
        if (!await manager.CanSignInAsync(account)) return await RefuseAsync(account, "disabled");
        var recovery = code.Any(char.IsLetter);
        if (!(recovery ? (await users.RedeemTwoFactorRecoveryCodeAsync(account, code)).Succeeded : await users.VerifyTwoFactorTokenAsync(account, SecondFactors.Provider, code)))
        {
            await users.AccessFailedAsync(account);
            return await RefuseAsync(account, "second_factor");
        }
        await users.ResetAccessFailedCountAsync(account);
        await CompleteAsync(account, await VouchedForWaitingAsync());
        if (recovery) await log.AccountChanged(Principal.From(await manager.CreateUserPrincipalAsync(account)), account, "recovery_code_used");
        return SignInOutcome.In;
    }

    /// <summary>Who has passed the first step and not the second; null where nobody has, or too long ago.</summary>
    public Task<Account?> WaitingAsync() => manager.GetTwoFactorAuthenticationUserAsync();

    /// <summary>Lets an account in for which the county's own sign-on has vouched.</summary>
    public async Task<SignInOutcome> FromOutsideAsync(Account account, string issuer)
    {
        if (await manager.UserManager.IsLockedOutAsync(account)) return await RefuseAsync(account, "locked_out");
        if (!await manager.CanSignInAsync(account)) return await RefuseAsync(account, "disabled");
        return await AfterFirstStepAsync(account, issuer);
    }

    /// <summary>Ends the session.</summary>
    public async Task OutAsync(Principal by)
    {
        await manager.SignOutAsync();
        await log.SignedOut(by);
    }

    /// <summary>Ends every session of the account, on whatever device; the others end within a minute.</summary>
    public async Task OutEverywhereAsync(Account account, Principal by)
    {
        Accounts.Done(await manager.UserManager.UpdateSecurityStampAsync(account));
        await log.AccountChanged(by, account, "signed_out_everywhere");
        await OutAsync(by);
    }

    private async Task<SignInOutcome> AfterFirstStepAsync(Account account, string? issuer)
    {
        if (!account.TwoFactorEnabled)
        {
            await CompleteAsync(account, issuer);
            return SignInOutcome.In;
        }
        var waiting = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
        waiting.AddClaim(new(ClaimTypes.Name, account.Id.ToString()));
        if (issuer is not null) waiting.AddClaim(new(SessionClaims.VouchedBy, issuer));
        await manager.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(waiting));
        return SignInOutcome.SecondStep;
    }

    private async Task<string?> VouchedForWaitingAsync() =>
        (await manager.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(SessionClaims.VouchedBy);

    private async Task CompleteAsync(Account account, string? issuer)
    {
        account.PreviousSignInAt = account.LastSignInAt;
        account.RefusedSignIns = await RefusedSinceAsync(account);
        account.LastSignInAt = clock.GetUtcNow();
        await manager.UserManager.UpdateAsync(account);
        await manager.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await manager.SignInAsync(account, new AuthenticationProperties(), issuer);
        await log.SignedIn(Principal.From(await manager.CreateUserPrincipalAsync(account)));
        SayLast(account);
    }

    private void SayLast(Account account)
    {
        if (account.PreviousSignInAt is not { } previous) return;
        var said = T($"上次登录：{Moment(previous)}。", $"Last sign-in: {Moment(previous)}.");
        if (account.RefusedSignIns > 0)
            said += T($"此后有 {account.RefusedSignIns} 次登录未成功；如非本人，请修改密码并告知安全管理员。",
                $" Since then {account.RefusedSignIns} attempts were refused; if they were not yours, change the password and tell the security administrator.");
        flash.Say(said);
    }

    private async Task<int> RefusedSinceAsync(Account account)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        return (int)await connection.With("select count(*) from access.log where tenant = $1 and user_name = $2 and what = 'sign_in_refused' and at > $3",
            account.Tenant, account.UserName, account.LastSignInAt ?? DateTimeOffset.UnixEpoch).ScalarAsync<long>(default);
    }

    private async Task<SignInOutcome> RefuseAsync(Account? account, string why)
    {
        await log.SignInRefused(account, why);
        return SignInOutcome.Refused;
    }

    // The work of a real check, so that the time of an answer tells nobody which accounts exist.
    private SignInResult Decoy(string password)
    {
        _decoy ??= hasher.HashPassword(null!, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(null!, _decoy, password);
        return SignInResult.Failed;
    }
}
