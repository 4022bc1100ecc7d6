using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Balance.Cases.Access.Elsewhere;

/// <summary>The county's own sign-on by OpenID Connect, beside user name and password: code flow with PKCE, state and nonce.</summary>
public static class OutsideSignOn
{
    /// <summary>Where a sign-in by it begins.</summary>
    public const string Start = "/sign-in/elsewhere";

    private const string Arrival = "/sign-in/arrived";
    private const string Scheme = "elsewhere";

    /// <summary>Adds it where it is configured.</summary>
    internal static void AddOutsideSignOn(this AuthenticationBuilder authentication, OutsideOptions? outside)
    {
        if (outside is null) return;
        authentication.AddCookie(IdentityConstants.ExternalScheme, cookie => Sessions.ConfigureStep(cookie, "balance-elsewhere"));
        authentication.AddOpenIdConnect(Scheme, outside.Name, connect =>
        {
            connect.SignInScheme = IdentityConstants.ExternalScheme;
            connect.Authority = outside.Authority;
            connect.RequireHttpsMetadata = !new Uri(outside.Authority).IsLoopback;
            connect.ClientId = outside.ClientId;
            connect.ClientSecret = outside.ClientSecret;
            connect.CallbackPath = "/sign-in/oidc";
            connect.ResponseType = OpenIdConnectResponseType.Code;
            // A form posted from another site would need cookies that every site's requests carry.
            connect.ResponseMode = OpenIdConnectResponseMode.Query;
            connect.UsePkce = true;
            connect.MapInboundClaims = false;
            connect.SaveTokens = false;
            connect.RemoteAuthenticationTimeout = Sessions.Step;
            connect.Scope.Clear();
            foreach (var scope in outside.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct()) connect.Scope.Add(scope);
            connect.GetClaimsFromUserInfoEndpoint = false;
            // A subject means nothing without the issuer whose it is.
            connect.ClaimActions.Remove("iss");
            foreach (var cookie in new[] { connect.CorrelationCookie, connect.NonceCookie })
            {
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            }
            connect.Events.OnRemoteFailure = FailedAsync;
            connect.Events.OnAccessDenied = context => FailedAsync(context);
        });
        authentication.Services.AddScoped<OutsideArrival>();
    }

    /// <summary>Maps its two ends; to nothing where it is not configured.</summary>
    public static void MapOutsideSignOn(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<AccessOptions>().OpenIdConnect is null) return;
        app.MapGet(Start, (string? @return) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = $"{Arrival}?return={Uri.EscapeDataString(OwnAddress.Of(@return))}" }, [Scheme])).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Arrival, async (string? @return, OutsideArrival arrival) =>
            Results.LocalRedirect(await arrival.ReceiveAsync(OwnAddress.Of(@return)))).AllowAnonymous().ExcludeFromDescription();
    }

    // What went wrong may quote what was sent; the log takes that it went wrong.
    private static async Task FailedAsync<TOptions>(HandleRequestContext<TOptions> context) where TOptions : AuthenticationSchemeOptions
    {
        await context.HttpContext.RequestServices.GetRequiredService<AccessLog>().SignInRefused(null, "outside_failed", context.HttpContext.RequestAborted);
        context.Response.Redirect("/sign-in?problem=outside");
        context.HandleResponse();
    }
}
