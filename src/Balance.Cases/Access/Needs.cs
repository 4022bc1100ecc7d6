using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Balance.Cases.Access;

/// <summary>What a page or an endpoint asks of whoever opens it; <see cref="Rights"/> answers.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class NeedsAttribute(Right right) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>What one must be allowed.</summary>
    public Right Right { get; } = right;

    /// <summary>Itself.</summary>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Asks the table for those who open a page or an endpoint.</summary>
internal sealed class NeedsHandler : AuthorizationHandler<NeedsAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (Principal.TryFrom(context.User)?.May(requirement.Right) == true) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>The same for endpoints that are mapped.</summary>
public static class NeedsExtensions
{
    /// <summary>Opens it to those whose role has the right.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Right right) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new NeedsAttribute(right));
}
