using Balance.Cases.Attachments;
using Balance.Cases.Audit;
using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Disability;
using Balance.Cases.Documents;
using Balance.Cases.Help;
using Balance.Cases.Indicators;
using Balance.Cases.LeftBehind;
using Balance.Cases.Migrants;
using Balance.Cases.Persuasion;
using Balance.Cases.Registers;
using Balance.Cases.Returns;
using Balance.Cases.Screening;
using Balance.Cases.Shell.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Balance.Cases.Host;

/// <summary>The HTTP interface, its description (OpenAPI 3.1) and the page to read it. All of it is for those who are signed in.</summary>
internal static class Interface
{
    private const string Page = "/api-docs";

    public static void AddInterface(this IServiceCollection services) => services.AddApi().AddOpenApi("v1", description =>
    {
        description.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        description.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        description.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Balance Cases",
                Version = "v1",
                Description = "Sign in at /sign-in first. Requests that change something carry the header X-Requested-With. "
                    + "Commands carry a commandId: sent again, it answers as it did the first time. A decision also carries the version of the file it has seen, and answers 412 with what changed.",
            };
            return Task.CompletedTask;
        });
    });

    public static void MapInterface(this WebApplication app)
    {
        var api = app.MapApi();
        api.MapCases();
        api.MapPersuasion();
        api.MapDisability();
        api.MapMigrants();
        api.MapLeftBehind();
        api.MapHelp();
        api.MapDocuments();
        api.MapAttachments();
        api.MapIndicators();
        api.MapReturns();
        api.MapImports();
        api.MapScreenings();
        api.MapAccessLog();
        api.MapPack();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Page), page => page.Use(AllowReaderAsync));
        app.MapScalarApiReference(Page, options => options.WithNonce().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().WithTitle("Balance Cases"))
            // The library opens its script to everyone; here nothing is open that nobody needs before signing in.
            .Finally(endpoint =>
            {
                foreach (var open in endpoint.Metadata.OfType<IAllowAnonymous>().ToList()) endpoint.Metadata.Remove(open);
            });
    }

    /// <summary>The reader is a script that styles itself. It runs under a nonce of this answer, and its styles are let through on this one page.</summary>
    private static Task AllowReaderAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'self'; script-src 'self' 'nonce-{context.Items[ScalarOptions.NonceHttpContextItemKey]}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
