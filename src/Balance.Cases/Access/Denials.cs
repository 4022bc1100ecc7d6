using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Balance.Cases.Access;

/// <summary>Writes down who was refused what. A person who has not signed in is no denial: the page asks for it; a program's attempt is one.</summary>
internal sealed class Denials(AccessLog log) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _inner = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden || (authorizeResult.Challenged && !Sessions.WantsPage(context.Request)))
            await log.Denied(Principal.TryFrom(context.User), Route(context), Record(context), context.RequestAborted);
        await _inner.HandleAsync(next, context, policy, authorizeResult);
    }

    private static string Route(HttpContext context) =>
        $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown"}";

    private static Guid? Record(HttpContext context) =>
        context.Request.RouteValues.Values.Select(value => Guid.TryParse(value as string, out var id) ? id : (Guid?)null).FirstOrDefault(id => id is not null);
}
