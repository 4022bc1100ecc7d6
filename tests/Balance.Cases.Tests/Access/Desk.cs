using System.Net;
using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Balance.Cases.Tests.Access;

/// <summary>What a security administrator and an officer do at their desks.</summary>
internal static partial class Desk
{
    /// <summary>Opens a page and sends one of its forms.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(this HttpClient browser, string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        return await browser.PostAsync(path, Office.Form(page, [("_handler", form), .. fields]));
    }

    /// <summary>An account with a given password, made as an operator makes it.</summary>
    public static async Task<GivenAccount> GiveAsync(this IHost host, string county, Role role = Role.CountyOfficer, string? office = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountActs>()
            .CreateAsync(new("u" + Guid.NewGuid().ToString("N")[..12], "李晓梅", county, office ?? county, "教育局", role), Operator(county));
    }

    /// <summary>A browser in which an officer has signed in.</summary>
    public static async Task<HttpClient> SignedInAsync(this IHost host, Account account)
    {
        var browser = host.Browser();
        (await browser.SignInAsync(account.UserName!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    /// <summary>A browser in which the county's security administrator has signed in.</summary>
    public static async Task<HttpClient> SecurityAsync(this IHost host, string county) => await host.SignedInAsync(await host.HireAsync(county, Role.SecurityAdministrator));

    /// <summary>As the command line acts on accounts.</summary>
    public static Principal Operator(string county) => new("operator:root", county, county, Level.County, "security_administrator");

    /// <summary>The account as it stands in the database.</summary>
    public static async Task<Account> LookAsync(this IHost host, Account account)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Accounts>().FindAsync(account.UserName!)).ShouldNotBeNull();
    }

    /// <summary>What the log says was done to an account, oldest first.</summary>
    public static async Task<List<string>> DoneToAsync(this TestDatabase database, Account account)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        return await connection.With("select detail from access.log where what = 'account_changed' and record = $1 order by id", account.Id)
            .RowsAsync(row => row.GetString(0).Replace(" " + account.UserName, "", StringComparison.Ordinal), default);
    }

    /// <summary>Why sign-ins with an account were refused, oldest first.</summary>
    public static async Task<List<string>> RefusedAsync(this TestDatabase database, string tenant)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        return await connection.With("select detail from access.log where what = 'sign_in_refused' and tenant = $1 order by id", tenant).RowsAsync(row => row.GetString(0), default);
    }

    /// <summary>Sixteen letters in four groups.</summary>
    [GeneratedRegex("<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>")]
    public static partial Regex GivenPassword();
}
