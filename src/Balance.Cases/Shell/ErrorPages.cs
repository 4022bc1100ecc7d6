using System.Diagnostics;
using Balance.Cases.Access;
using Balance.Cases.Shell.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Shell;

/// <summary>An answer for every error: a page for a person, ProblemDetails for a program, and neither says how the house is built.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => AnswerAsync(context, StatusOf(context))));
        app.UseStatusCodePages(said => AnswerAsync(said.HttpContext, said.HttpContext.Response.StatusCode));
    }

    // A request that the server could not read (too large, a stale form) says so itself; everything else is our fault.
    private static int StatusOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;

    private static async Task AnswerAsync(HttpContext context, int status)
    {
        if (!Sessions.WantsPage(context.Request))
        {
            context.Response.StatusCode = status;
            await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = context, ProblemDetails = { Status = status } });
            return;
        }
        // A page may have begun in this request: its services are spent.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.Response.StatusCode = status;
        var services = context.RequestServices;
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<ErrorPage>(new { Status = status, Trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier }) { StatusCode = status }
                .ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
        }
    }
}
