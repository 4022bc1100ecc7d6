using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Balance.Cases.Shell;

/// <summary>How light the pages are.</summary>
public enum Light
{
    /// <summary>As the device is set.</summary>
    System,
    Day,
    Night,
}

/// <summary>What an officer chose for the look of the pages: language and light. Each stands in a cookie of its own that says nothing else; no script is needed.</summary>
public static class Preferences
{
    /// <summary>Where the choice is sent.</summary>
    public const string Path = "/preferences";

    internal const string LanguageCookie = "balance-language";

    private const string LightCookie = "balance-light";

    /// <summary>The light chosen; that of the device where nothing was.</summary>
    public static Light LightOf(HttpContext? http) => Enum.TryParse<Light>(http?.Request.Cookies[LightCookie], ignoreCase: true, out var light) && Enum.IsDefined(light) ? light : Light.System;

    /// <summary>Open to everyone: one reads before one signs in.</summary>
    public static void MapPreferences(this WebApplication app) => app.MapPost(Path, Keep).AllowAnonymous().ExcludeFromDescription();

    /// <summary>An address of ours to go to, and nobody else's: an address of another house would be a trap.</summary>
    public static string OwnAddress(string? address) => address is ['/', not '/' and not '\\', ..] ? address : "/";

    private static IResult Keep(HttpContext http, [FromForm] string? language, [FromForm] string? light, [FromForm(Name = "return")] string? back)
    {
        if (language is Text.Default or "en")
            http.Response.Cookies.Append(LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)), Options(http));
        if (Enum.TryParse<Light>(light, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen))
            http.Response.Cookies.Append(LightCookie, chosen.ToString().ToLowerInvariant(), Options(http));
        return Results.LocalRedirect(OwnAddress(back));
    }

    private static CookieOptions Options(HttpContext http) =>
        new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(400) };
}
