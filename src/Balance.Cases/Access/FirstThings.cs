using System.Security.Claims;
using Balance.Cases.Shell.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Access;

/// <summary>Marks a page that is open to an account which has something to do first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenBeforehandAttribute : Attribute;

/// <summary>Keeps an account on the one page where it does what has to come first: an own password, then a second factor.</summary>
internal static class FirstThings
{
    public const string PasswordPage = "/account/password";
    public const string SecondFactorPage = "/account/second-factor";

    public static void UseFirstThings(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (PageFor(context.User) is not { } page || IsOpen(context.GetEndpoint())) await next(context);
        else if (Sessions.WantsPage(context.Request)) context.Response.Redirect(page);
        else
            await Problem.Of(StatusCodes.Status403Forbidden, "first_things", T($"请先在网页上完成账户设置：{page}。", $"Complete your account on the page {page} first."))
                .ExecuteAsync(context);
    });

    /// <summary>Where the account has to go first; null where nothing is left to do.</summary>
    public static string? PageFor(ClaimsPrincipal user)
    {
        if (user.IsFromOutside()) return null;
        if (user.HasClaim(SessionClaims.Duty, SessionClaims.OwnPassword)) return PasswordPage;
        return user.HasClaim(SessionClaims.Duty, SessionClaims.SecondFactor) ? SecondFactorPage : null;
    }

    private static bool IsOpen(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint?.Metadata.GetMetadata<OpenBeforehandAttribute>() is not null;
}
