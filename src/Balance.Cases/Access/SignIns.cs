using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>Signs officers in and out. A refusal looks the same, and takes as long, whether the account exists, is locked, or the password is wrong.</summary>
public sealed class SignIns(SignInManager<Account> manager, IPasswordHasher<Account> hasher, AccessLog log, TimeProvider clock)
{
    private static string? _decoy;

    /// <summary>True where the officer is signed in now.</summary>
    public async Task<bool> InAsync(string userName, string password)
    {
        var account = await manager.UserManager.FindByNameAsync(userName);
        var result = account is null
            ? Decoy(password)
            : await manager.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (account is null || !result.Succeeded)
        {
            if (result.IsLockedOut) Decoy(password);
            await log.SignInRefused(account, result.IsLockedOut ? "locked_out" : "password");
            return false;
        }
        account.LastSignInAt = clock.GetUtcNow();
        await manager.UserManager.UpdateAsync(account);
        await manager.SignInAsync(account, isPersistent: false);
        await log.SignedIn(Principal.From(await manager.CreateUserPrincipalAsync(account)));
        return true;
    }

    /// <summary>Ends the session.</summary>
    public async Task OutAsync(Principal by)
    {
        await manager.SignOutAsync();
        await log.SignedOut(by);
    }

    // The work of a real check, so that the time of an answer tells nobody which accounts exist.
    private SignInResult Decoy(string password)
    {
        _decoy ??= hasher.HashPassword(null!, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(null!, _decoy, password);
        return SignInResult.Failed;
    }
}
