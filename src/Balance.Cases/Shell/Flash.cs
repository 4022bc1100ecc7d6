using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Shell;

/// <summary>A word on the next page about what was just done. It travels in a sealed cookie of a minute; no child's data in it.</summary>
public sealed class Flash(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "balance-said";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Cookie).ToTimeLimitedDataProtector();

    /// <summary>Says it on the next page.</summary>
    public void Say(string words) => Context.Response.Cookies.Append(Cookie, _protector.Protect(words, Life), Options());

    /// <summary>What was said, once.</summary>
    public string? Take()
    {
        if (Context.Request.Cookies[Cookie] is not { } kept) return null;
        if (!Context.Response.HasStarted) Context.Response.Cookies.Delete(Cookie, Options());
        try
        {
            return _protector.Unprotect(kept);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours
        }
    }

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is no page to say it on.");

    private CookieOptions Options() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, MaxAge = Life };
}
