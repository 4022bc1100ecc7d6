using Balance.Cases.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Access;

/// <summary>Accounts, sign-in, and the rule that nothing is open unless it says so.</summary>
public static class Setup
{
    /// <summary>The shortest password that is taken. Length counts, not signs (NIST SP 800-63B).</summary>
    public const int PasswordLength = 12;

    /// <summary>Adds accounts, sessions, scope and the access log; <see cref="CasesDatabase"/> must be there.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddDbContextPool<AccessContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<CasesDatabase>().Application)
            .ConfigureWarnings(log => log.Log((RelationalEventId.CommandExecuted, LogLevel.Debug)))); // every command, in full, is for those who look for it
        services.AddIdentityCore<Account>(Configure)
            .AddEntityFrameworkStores<AccessContext>().AddSignInManager().AddClaimsPrincipalFactory<AccountClaims>().AddErrorDescriber<ChineseErrors>();
        services.Configure<PasswordHasherOptions>(hash => hash.IterationCount = 210_000);
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, Sessions.Configure);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "balance-forms";
            forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddSingleton<AccessLog>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Denials>();
        services.AddScoped<Accounts>();
        services.AddScoped<SignIns>();
        return services;
    }

    /// <summary>Headers first, then who it is and what is open; before any endpoint.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        app.UseAuthentication();
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
        identity.ClaimsIdentity.RoleClaimType = Claims.Role;
    }
}
