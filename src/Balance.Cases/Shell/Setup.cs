using System.Globalization;
using System.Text.Unicode;
using Balance.Cases.Access;
using Balance.Cases.Shell.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;

namespace Balance.Cases.Shell;

/// <summary>Layout, navigation, components and the way every request takes to a page.</summary>
public static class Setup
{
    /// <summary>Adds pages and what they share; <c>AddAccess</c> comes beside it.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Chinese as itself: written as numbers a page would be three times as long.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddProblemDetails();
        services.AddCompression();
        services.AddSingleton<Navigation>();
        services.AddScoped<Flash>();
        services.AddSingleton<SealedSearch>();
        services.AddSingleton(new NavigationEntry(0, "/", "首页", "Home", "home"));
        services.AddCascadingValue(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } http ? Principal.TryFrom(http.User) : null);
        services.Configure<RequestLocalizationOptions>(Languages);
        return services;
    }

    /// <summary>The whole way of a request, and every page; endpoints of other rooms are mapped beside it.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseCompression();
        // Before errors: their pages too speak the officer's language.
        app.UseRequestLocalization();
        app.UseErrorPages();
        app.UseRouting();
        app.UseAccess();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>();
        app.MapPreferences();
    }

    private static void Languages(RequestLocalizationOptions options)
    {
        List<CultureInfo> spoken = [new(Text.Default), new("en")];
        options.DefaultRequestCulture = new RequestCulture(Text.Default);
        options.SupportedCultures = options.SupportedUICultures = spoken;
        // The officer's choice counts, not the browser's: county machines come with English browsers.
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }];
    }
}
