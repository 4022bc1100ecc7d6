using System.Text.Json.Serialization;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Shell.Api;

/// <summary>What all endpoints of the HTTP interface share.</summary>
public static class Setup
{
    /// <summary>JSON as events and files write it: camelCase, coded values as their codes. A field that nobody knows is an error, so that a misspelt one is not lost.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services.Configure<JsonOptions>(json =>
    {
        CasesJson.Apply(json.SerializerOptions);
        json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
    });

    /// <summary>The group that every endpoint of the interface is mapped in: signed in, safe from foreign sites, every error told as ProblemDetails.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup("/api")
        .RequireAuthorization()
        .AddEndpointFilter<OwnSite>()
        .AddEndpointFilter<Told>()
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden);
}
