using System.Net;
using Alba;
using Balance.Cases.Access;
using Balance.Cases.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

/// <summary>Every endpoint there is, asked by somebody who has not signed in.</summary>
public sealed class EndpointTests(TestDatabase database)
{
    /// <summary>Written by hand: whatever else is reached without signing in is a hole.</summary>
    private static readonly string[] Open = ["/health", "/preferences", "/sign-in", "/sign-in/second-step"];

    /// <summary>Styles, script and icons: they are the same for everyone.</summary>
    private static readonly string[] OpenFolders = ["/_content/", "/_framework/", "/lib/"];

    [Fact]
    public async Task Nothing_is_open_to_the_unsigned_but_what_is_listed()
    {
        await using var host = await database.StartHostAsync();
        var browser = host.Browser();
        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        endpoints.Count.ShouldBeGreaterThan(3);

        var holes = new List<string>();
        foreach (var endpoint in endpoints)
        {
            var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(Filled));
            if (Open.Contains(path) || OpenFolders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                using var answer = await browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
                if (!IsRefusal(answer)) holes.Add($"{method} {path} answers {(int)answer.StatusCode}");
            }
        }
        holes.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_that_nobody_thought_about_is_closed()
    {
        await using var host = await HostWithProbeAsync();
        var browser = host.Browser();

        (await browser.GetAsync("/probe")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/nowhere")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var program = new HttpRequestMessage(HttpMethod.Get, "/probe") { Headers = { { "Accept", "application/json" } } };
        var answer = await browser.SendAsync(program);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("probe");
    }

    [Fact]
    public async Task A_role_that_may_not_is_told_so_and_it_is_written_down()
    {
        await using var host = await HostWithProbeAsync();
        var county = database.NextCounty();
        var account = await host.HireAsync(county, Role.CountyOfficer);
        var browser = host.Browser();
        await browser.SignInAsync(account.UserName!);
        var child = Guid.NewGuid();

        var answer = await browser.GetAsync($"/probe/{child}");
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("您的账户没有这项权限");

        await using var query = database.Application.CreateCommand(
            "select user_name, detail, record from access.log where tenant = $1 and what = 'denied'");
        query.Parameters.Add(new() { Value = county });
        await using var row = await query.ExecuteReaderAsync();
        (await row.ReadAsync()).ShouldBeTrue();
        row.GetString(0).ShouldBe(account.UserName);
        row.GetString(1).ShouldBe("GET /probe/{id:guid}");
        row.GetGuid(2).ShouldBe(child);
    }

    [Fact]
    public async Task A_failure_shows_no_inside()
    {
        await using var host = await HostWithProbeAsync();
        var browser = host.Browser();
        await browser.SignInAsync((await host.HireAsync(database.NextCounty())).UserName!);

        var page = await browser.GetAsync("/broken");
        page.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var words = await page.Content.ReadAsStringAsync();
        words.ShouldContain("系统出了问题");
        words.ShouldNotContain("secret inside");
        words.ShouldNotContain("InvalidOperationException");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_it_may_not_do()
    {
        await using var host = await database.StartHostAsync();
        foreach (var path in new[] { "/sign-in", "/", "/health", "/_content/Balance.Cases/shell.css" })
        {
            var answer = await host.Browser().GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'self'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse("plain HTTP on the same machine promises nothing");
        }
        (await host.Browser().GetAsync("https://localhost/sign-in")).Headers.GetValues("Strict-Transport-Security").ShouldBe(["max-age=31536000; includeSubDomains"]);
    }

    private async Task<IAlbaHost> HostWithProbeAsync()
    {
        var builder = CasesHost.CreateBuilder([], HostPurpose.Test);
        builder.AddRooms(database.Shared, database.Options);
        return await AlbaHost.For(builder, app =>
        {
            app.MapRooms(database.Options);
            app.MapGet("/probe", () => "in");
            app.MapGet("/probe/{id:guid}", (Guid id) => id).RequireAuthorization(policy => policy.RequireRole("auditor"));
            app.MapGet("/broken", string () => throw new InvalidOperationException("secret inside"));
        });
    }

    private static string Filled(RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { Default: { } value } => value.ToString(),
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content is "int" or "long") => "1",
        _ => "018f2b9e-0000-7000-8000-000000000001",
    }));

    private static bool IsRefusal(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized => true,
        HttpStatusCode.Redirect => answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal),
        _ => false,
    };
}
