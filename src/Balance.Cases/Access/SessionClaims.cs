using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Balance.Cases.Access;

/// <summary>What a session knows beside who it is.</summary>
internal static class SessionClaims
{
    /// <summary>Something that the owner has to do before anything else.</summary>
    public const string Duty = "duty";

    /// <summary>The given password has to be changed.</summary>
    public const string OwnPassword = "password";

    /// <summary>A second factor has to be set up.</summary>
    public const string SecondFactor = "second_factor";

    /// <summary>Who vouched for the person where it was not we; Identity's own claim for it.</summary>
    public const string VouchedBy = ClaimTypes.AuthenticationMethod;

    /// <summary>Whether the county's own sign-on let the person in: then passwords and second factor are its own.</summary>
    public static bool IsFromOutside(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == VouchedBy);

    /// <summary>A session that is looked at anew keeps how it began; everything else comes from the account.</summary>
    public static Task KeepOrigin(SecurityStampRefreshingPrincipalContext context)
    {
        if (context.CurrentPrincipal?.FindFirst(VouchedBy) is { } vouched && context.NewPrincipal?.Identity is ClaimsIdentity identity)
            identity.AddClaim(new(VouchedBy, vouched.Value));
        return Task.CompletedTask;
    }
}
