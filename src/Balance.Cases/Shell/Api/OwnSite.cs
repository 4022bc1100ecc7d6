using Microsoft.AspNetCore.Http;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Shell.Api;

/// <summary>
/// Keeps other sites from acting in an officer's name. The session is a cookie, which a browser also sends with a request that another
/// site's page makes. Such a page can send a form or a plain request, but no header of its own making unless this site allows it, and it
/// allows nobody (no CORS). So whatever changes something has to carry <c>X-Requested-With</c>, with any value. Pages of our own send
/// forms with an anti-forgery token instead and do not come through here.
/// </summary>
internal sealed class OwnSite : IEndpointFilter
{
    /// <summary>Name of the header.</summary>
    public const string Header = "X-Requested-With";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers[Header].Count > 0) return await next(context);
        return Problem.Of(StatusCodes.Status400BadRequest, "header_missing", T($"请求缺少 {Header} 头。", $"Send the header {Header} with every request that changes something."));
    }
}
