using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Balance.Cases.Access.SecondFactor;

/// <summary>Identity's authenticator, except that a code opens once and for its half minute and one either side: Identity takes it for two minutes and a half, again and again.</summary>
public sealed class OneTimeCodes(AccessContext accounts, TimeProvider clock) : AuthenticatorTokenProvider<Account>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key || Totp.Match(key, token, clock.GetUtcNow()) is not { } step) return false;
        // In the database, so that of two who send the same code at once one comes in.
        var first = await accounts.Users.Where(account => account.Id == user.Id && (account.SecondFactorStep == null || account.SecondFactorStep < step))
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.SecondFactorStep, step)) == 1;
        if (first) user.SecondFactorStep = step;
        return first;
    }
}
