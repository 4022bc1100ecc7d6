using System.Globalization;
using System.Security.Claims;
using Balance.Cases.Domain.Terms;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Balance.Cases.Access;

/// <summary>Puts office, role and class of an account into its identity, and what it has to do first.</summary>
public sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options, AccessOptions access)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(Claims.Tenant, user.Tenant));
        identity.AddClaim(new(Claims.Office, user.Office));
        identity.AddClaim(new(Claims.OfficeName, user.OfficeName));
        identity.AddClaim(new(Claims.Role, user.Role.Code()));
        identity.AddClaim(new(Claims.DisplayName, user.DisplayName));
        if (user.GivenPasswordUntil is not null) identity.AddClaim(new(SessionClaims.Duty, SessionClaims.OwnPassword));
        if (!user.TwoFactorEnabled && access.AsksSecondFactor(user)) identity.AddClaim(new(SessionClaims.Duty, SessionClaims.SecondFactor));
        if (user.Class is null) return identity;
        identity.AddClaim(new(Claims.Grade, user.Grade!.Value.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(Claims.Class, user.Class));
        return identity;
    }
}
