using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Shell.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Shell;

/// <summary>Layout, navigation, components and the way every request takes to a page.</summary>
public static class Setup
{
    /// <summary>Adds pages and what they share; <c>AddAccess</c> comes beside it.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        // Run from a build, styles lie where the build made them; a published host has them beside it and this does nothing.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents();
        builder.Services.AddDataProtection();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<Navigation>();
        builder.Services.AddScoped<Flash>();
        builder.Services.AddSingleton(new NavigationEntry(0, "/", "首页", "Home", "home"));
        builder.Services.AddCascadingValue(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? Principal.TryFrom(http.User) : null);
        builder.Services.Configure<RequestLocalizationOptions>(Languages);
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>The whole way of a request; endpoints of other rooms are mapped after it.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseErrorPages();
        app.UseRequestLocalization();
        app.UseRouting();
        app.UseAccess();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health").AllowAnonymous();
        app.MapRazorComponents<App>();
        return app;
    }

    private static void Languages(RequestLocalizationOptions options)
    {
        List<CultureInfo> spoken = [new(Text.Default), new("en")];
        options.DefaultRequestCulture = new RequestCulture(Text.Default);
        options.SupportedCultures = options.SupportedUICultures = spoken;
        // The officer's choice counts, not the browser's: county machines come with English browsers.
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "balance-language" }];
    }
}
