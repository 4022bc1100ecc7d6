using Balance.Cases.Access.Administration;
using Balance.Cases.Access.Elsewhere;
using Balance.Cases.Access.Own;
using Balance.Cases.Access.SecondFactor;
using Balance.Cases.Shell;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Access;

/// <summary>Accounts, sign-in, and the rule that nothing is open unless it says so.</summary>
public static class Setup
{
    /// <summary>The shortest password that is taken. Length counts, not signs (NIST SP 800-63B).</summary>
    public const int PasswordLength = 12;

    /// <summary>Adds accounts, sessions, scope and the access log; <see cref="CasesDatabase"/> must be there.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddHttpContextAccessor();
        services.AddDbContextPool<AccessContext>((provider, context) => context
            .UseNpgsql(provider.GetRequiredService<CasesDatabase>().Application)
            .ConfigureWarnings(log => log.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))); // every command, in full, is for those who look for it
        services.AddIdentityCore<Account>(Configure)
            .AddUserStore<AccountStore>().AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>().AddErrorDescriber<ChineseErrors>()
            .AddPasswordValidator<PasswordRules>().AddTokenProvider<OneTimeCodes>(SecondFactors.Provider);
        services.AddScoped<IUserConfirmation<Account>, Active>();
        services.Configure<PasswordHasherOptions>(hash => hash.IterationCount = 210_000);
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TimeSpan.FromMinutes(1);
            stamp.OnRefreshingPrincipal = SessionClaims.KeepOrigin;
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Sessions.Configure)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => Sessions.ConfigureStep(cookie, "balance-step"))
            // No device is remembered; Identity signs out of this one too when it ends a session.
            .AddCookie(IdentityConstants.TwoFactorRememberMeScheme, cookie => Sessions.ConfigureStep(cookie, "balance-device"))
            .AddOutsideSignOn(options.OpenIdConnect);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "balance-forms";
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddRateLimits(options.Limits);
        services.AddSingleton<AccessLog>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Denials>();
        services.AddSingleton<Grants>();
        services.AddSingleton<Delegations>();
        services.AddSingleton(new NavigationEntry(50, "/delegations", "委托代管", "Standing in", "heart-handshake", "请假、生病时把负责的学生交给同事", Rights.BelowTheCountyFor(Right.Delegate), "Hand your children to a colleague while you are away"));
        services.AddScoped<IClaimsTransformation, GrantedClaims>();
        services.AddSingleton<IAuthorizationHandler, NeedsHandler>();
        services.AddScoped<Accounts>();
        services.AddScoped<SignIns>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<SecondFactors>();
        services.AddAdministration();
        return services;
    }

    /// <summary>Headers first, then who it is, how often, and what is open; before any endpoint.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseFirstThings();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
        identity.Password = new PasswordOptions
        {
            RequiredLength = PasswordLength, RequiredUniqueChars = 5,
            RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false,
        };
        identity.Lockout = new LockoutOptions { MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15), AllowedForNewUsers = true };
        identity.SignIn.RequireConfirmedAccount = true; // which is: not disabled
        identity.ClaimsIdentity.RoleClaimType = Claims.Role;
    }
}
