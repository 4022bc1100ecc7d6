using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Balance.Cases.Tests.Access;

/// <summary>Officers of a county of the test's own, and a browser without eyes.</summary>
internal static partial class Office
{
    public const string Password = "five-quiet-herons-71";

    public static Principal At(string tenant, string office, Role role, int? grade = null, string? @class = null) =>
        new("officer", tenant, office, Offices.LevelOf(office), Balance.Cases.Domain.Terms.Term.Code(role)) { Grade = grade, Class = @class };

    /// <summary>Makes an account.</summary>
    public static async Task<Account> HireAsync(this IHost host, string county, Role role = Role.CountyOfficer, string? office = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var user = "u" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        return await scope.ServiceProvider.GetRequiredService<Accounts>()
            .CreateAsync(new(user, "李晓梅", county, office ?? county, "教育局", role), Password);
    }

    /// <summary>A browser that follows nothing by itself and keeps its cookies.</summary>
    public static HttpClient Browser(this IHost host)
    {
        var server = (TestServer)host.Services.GetRequiredService<IServer>();
        return new HttpClient(new CookieJar(server.CreateHandler())) { BaseAddress = new Uri("http://localhost") };
    }

    /// <summary>Fills the sign-in form in and sends it.</summary>
    public static async Task<HttpResponseMessage> SignInAsync(this HttpClient browser, string user, string password = Password, string query = "")
    {
        var page = await browser.GetStringAsync("/sign-in" + query);
        return await browser.PostAsync("/sign-in" + query, Form(page, ("_handler", "sign-in"), ("user", user), ("password", password)));
    }

    /// <summary>Fields with the page's anti-forgery token.</summary>
    public static FormUrlEncodedContent Form(string page, params (string Name, string Value)[] fields) => new(
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value))
            .Append(KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))));

    /// <summary>The page's anti-forgery token.</summary>
    public static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed class CookieJar(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private readonly CookieContainer _cookies = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } kept) request.Headers.Add("Cookie", kept);
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) _cookies.SetCookies(request.RequestUri!, cookie);
            return response;
        }
    }
}
