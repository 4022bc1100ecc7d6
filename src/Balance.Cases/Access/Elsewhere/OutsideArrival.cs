using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Access.Elsewhere;

/// <summary>
/// Receives somebody for whom the county's sign-on has vouched. It opens an account that is linked to that person (issuer and subject), or
/// one that the security administrator has prepared for that user name; it never makes one.
/// </summary>
public sealed class OutsideArrival(IHttpContextAccessor http, AccessContext accounts, UserManager<Account> users, SignIns signIns, AccessOptions options, AccessLog log)
{
    /// <summary>Signs in and answers where to go.</summary>
    public async Task<string> ReceiveAsync(string destination)
    {
        var context = http.HttpContext!;
        var arrived = (await context.AuthenticateAsync(IdentityConstants.ExternalScheme)).Principal;
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (arrived?.FindFirstValue("iss") is not { } issuer || arrived.FindFirstValue("sub") is not { } subject) return "/sign-in?problem=outside";
        if ((await users.FindByLoginAsync(issuer, subject) ?? await LinkAsync(arrived, issuer, subject)) is not { } account)
        {
            await log.SignInRefused(null, "outside_unknown");
            return "/sign-in?problem=unknown";
        }
        return await signIns.FromOutsideAsync(account, issuer) switch
        {
            SignInOutcome.In => destination,
            SignInOutcome.SecondStep => $"/sign-in/second-step?return={Uri.EscapeDataString(destination)}",
            _ => "/sign-in?problem=closed",
        };
    }

    private async Task<Account?> LinkAsync(ClaimsPrincipal arrived, string issuer, string subject)
    {
        if (arrived.FindFirstValue(options.OpenIdConnect!.UserNameClaim)?.ToLowerInvariant() is not { Length: > 0 } name) return null;
        if (await accounts.Users.SingleOrDefaultAsync(one => one.OutsideName == name && one.DisabledAt == null) is not { } account) return null;
        // Prepared once, used once: whoever gets that user name later does not get the account.
        account.OutsideName = null;
        Accounts.Done(await users.AddLoginAsync(account, new UserLoginInfo(issuer, subject, options.OpenIdConnect.Name)));
        await log.AccountChanged(Principal.From(await PrincipalAsync(account)), account, "outside_linked");
        return account;
    }

    private async Task<ClaimsPrincipal> PrincipalAsync(Account account) =>
        await http.HttpContext!.RequestServices.GetRequiredService<IUserClaimsPrincipalFactory<Account>>().CreateAsync(account);
}
