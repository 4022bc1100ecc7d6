using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Balance.Cases.Tests.Access;

/// <summary>A county's own sign-on: a real OpenID Connect provider (OpenIddict) on a port of its own, at which somebody has signed in already.</summary>
internal sealed class OutsideProvider : IAsyncDisposable
{
    public const string ClientId = "balance-cases";
    public const string ClientSecret = "a-secret-between-the-two";
    private readonly WebApplication _app;

    private OutsideProvider(WebApplication app) => _app = app;

    /// <summary>Who sits before the browser.</summary>
    public string Subject { get; set; } = "subject-1";

    /// <summary>As the provider calls that person.</summary>
    public string UserName { get; set; } = "wang.xiaoming";

    /// <summary>What a host is told of it.</summary>
    public string[] Settings =>
    [
        $"--Balance:Access:OpenIdConnect:Authority={_app.Urls.Single()}/", $"--Balance:Access:OpenIdConnect:ClientId={ClientId}",
        $"--Balance:Access:OpenIdConnect:ClientSecret={ClientSecret}", "--Balance:Access:OpenIdConnect:Name=市统一认证",
    ];

    public static async Task<OutsideProvider> StartAsync()
    {
        OutsideProvider? provider = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(OpenIddictConstants.Scopes.Profile);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().EnableDegradedMode();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.RedirectUri != "http://localhost/sign-in/oidc") context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret) context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var identity = new ClaimsIdentity("provider");
                identity.AddClaim(new Claim(OpenIddictConstants.Claims.Subject, provider!.Subject));
                identity.AddClaim(new Claim(OpenIddictConstants.Claims.PreferredUsername, provider.UserName));
                identity.SetScopes(context.Request.GetScopes());
                identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                context.SignIn(new ClaimsPrincipal(identity));
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        provider = new OutsideProvider(app);
        await app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
