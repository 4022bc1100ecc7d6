using System.Net;
using System.Text.RegularExpressions;
using Alba;
using Balance.Cases.Access;
using Balance.Cases.Access.SecondFactor;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

public sealed partial class SecondFactorTests(TestDatabase database)
{
    private readonly SetClock _clock = new();

    [Theory] // RFC 6238, appendix B
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        const string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Totp.CodeOf(key, Totp.StepAt(now)).ShouldBe(code);
        Totp.Match(key, code, now).ShouldBe(seconds / 30);
        Totp.Match(key, code, now.AddSeconds(30)).ShouldBe(seconds / 30);
        Totp.Match(key, code, now.AddSeconds(60)).ShouldBeNull();
        Totp.Match(key, "", now).ShouldBeNull();
        Totp.Match(key, "not a code", now).ShouldBeNull();
    }

    [Fact]
    public async Task With_a_second_factor_the_password_alone_opens_nothing()
    {
        await using var host = await StartAsync();
        var account = await host.HireAsync(database.NextCounty());
        var (key, _) = await SwitchOnAsync(host, account);
        _clock.Ahead += TimeSpan.FromMinutes(5);

        var browser = host.Browser();
        var first = await browser.SignInAsync(account.UserName!, query: "?return=%2Faccount");
        first.Headers.Location!.OriginalString.ShouldEndWith("/sign-in/second-step?return=%2Faccount");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var second = await CodeAsync(browser, Now(key), "?return=%2Faccount");
        second.Headers.Location!.OriginalString.ShouldEndWith("/account");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_code_opens_once()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var account = await host.HireAsync(county);
        var (key, _) = await SwitchOnAsync(host, account);
        // The code that switched it on is spent too.
        var browser = host.Browser();
        await browser.SignInAsync(account.UserName!);
        (await CodeAsync(browser, Now(key))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        _clock.Ahead += TimeSpan.FromMinutes(1);
        var (one, other) = (host.Browser(), host.Browser());
        await one.SignInAsync(account.UserName!);
        await other.SignInAsync(account.UserName!);
        var code = Now(key);
        (await CodeAsync(one, code)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CodeAsync(other, code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await database.RefusedAsync(county)).ShouldBe(["second_factor", "second_factor"]);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_as_wrong_passwords_do()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var account = await host.HireAsync(county);
        var (key, _) = await SwitchOnAsync(host, account);
        _clock.Ahead += TimeSpan.FromMinutes(5);
        var browser = host.Browser();
        await browser.SignInAsync(account.UserName!);

        for (var attempt = 0; attempt < 5; attempt++) await CodeAsync(browser, "000000");
        (await CodeAsync(browser, Now(key))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await database.RefusedAsync(county)).ShouldBe([.. Enumerable.Repeat("second_factor", 5), "locked_out"]);
    }

    [Fact]
    public async Task A_recovery_code_stands_in_for_the_telephone_once()
    {
        await using var host = await StartAsync();
        var account = await host.HireAsync(database.NextCounty());
        var (_, codes) = await SwitchOnAsync(host, account);
        codes.Count.ShouldBe(SecondFactors.RecoveryCodes);

        var browser = host.Browser();
        await browser.SignInAsync(account.UserName!);
        (await CodeAsync(browser, " " + codes[3].ToLowerInvariant())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.DoneToAsync(account)).ShouldBe(["second_factor_on", "recovery_code_used"]);
        var again = host.Browser();
        await again.SignInAsync(account.UserName!);
        (await CodeAsync(again, codes[3])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await CodeAsync(again, codes[4])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_table_holds_neither_the_key_nor_a_recovery_code()
    {
        await using var host = await StartAsync();
        var account = await host.HireAsync(database.NextCounty());
        var (key, codes) = await SwitchOnAsync(host, account);

        await using var connection = await database.Application.OpenConnectionAsync();
        var values = await connection.With("select value from access.account_tokens where account = $1", account.Id).RowsAsync(row => row.GetString(0), default);
        values.Count.ShouldBe(2);
        foreach (var value in values)
        {
            value.ShouldNotContain(key);
            value.ShouldStartWith("CfDJ8", customMessage: "a value that the data-protection keys seal");
            codes.ShouldAllBe(code => !value.Contains(code));
        }
        // Another account's seal opens nothing: a value moved between rows is useless.
        var other = await host.HireAsync(database.NextCounty());
        await connection.With("insert into access.account_tokens select $1, provider, name, value from access.account_tokens where account = $2", other.Id, account.Id).RunAsync(default);
        await connection.With("update access.accounts set two_factor_enabled = true where id = $1", other.Id).RunAsync(default);
        var browser = host.Browser();
        (await browser.SignInAsync(other.UserName!)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nothing_is_switched_on_by_a_wrong_code_a_wrong_password_or_another_s_key()
    {
        await using var host = await StartAsync();
        var account = await host.HireAsync(database.NextCounty());
        var browser = await host.SignedInAsync(account);
        var (key, offer) = await OfferAsync(browser);
        var (othersKey, othersOffer) = await OfferAsync(await host.SignedInAsync(await host.HireAsync(database.NextCounty())));

        (await OnAsync(browser, offer, "000000", Office.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await OnAsync(browser, offer, Now(key), "not-the-password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await OnAsync(browser, othersOffer, Now(othersKey), Office.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.LookAsync(account)).TwoFactorEnabled.ShouldBeFalse();
        (await database.DoneToAsync(account)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_switched_off_by_the_password_only()
    {
        await using var host = await StartAsync();
        var account = await host.HireAsync(database.NextCounty());
        var browser = await host.SignedInAsync(account);
        await SwitchOnAsync(browser);

        (await browser.SubmitAsync("/account/second-factor", "off", ("password", "not-the-password"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.LookAsync(account)).TwoFactorEnabled.ShouldBeTrue();
        (await browser.SubmitAsync("/account/second-factor", "off", ("password", Office.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await host.LookAsync(account)).TwoFactorEnabled.ShouldBeFalse();
        (await host.Browser().SignInAsync(account.UserName!)).Headers.Location!.OriginalString.ShouldEndWith("/");
    }

    [Theory]
    [InlineData("administrators", Role.SecurityAdministrator, null, true)]
    [InlineData("administrators", Role.CountyOfficer, null, true)]
    [InlineData("administrators", Role.TownshipOfficial, "101", false)]
    [InlineData("all", Role.TownshipOfficial, "101", true)]
    [InlineData("off", Role.SecurityAdministrator, null, false)]
    public async Task Who_has_to_have_one_is_kept_on_its_page_until_it_is_set_up(string rule, Role role, string? office, bool asked)
    {
        await using var host = await StartAsync($"--Balance:Access:SecondFactor={rule}");
        var county = database.NextCounty();
        var browser = await host.SignedInAsync(await host.HireAsync(county, role, office is null ? null : county + office));

        var home = await browser.GetAsync("/");
        home.StatusCode.ShouldBe(asked ? HttpStatusCode.Redirect : HttpStatusCode.OK);
        if (!asked) return;
        home.Headers.Location!.OriginalString.ShouldBe("/account/second-factor");
        (await browser.GetAsync("/api/cases")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await SwitchOnAsync(browser);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<IAlbaHost> StartAsync(params string[] settings) =>
        database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(_clock), settings: settings);

    private string Now(string key) => Totp.CodeOf(key, Totp.StepAt(_clock.GetUtcNow()));

    private async Task<(string Key, List<string> Codes)> SwitchOnAsync(IAlbaHost host, Account account) => await SwitchOnAsync(await host.SignedInAsync(account));

    private async Task<(string Key, List<string> Codes)> SwitchOnAsync(HttpClient browser)
    {
        var (key, offer) = await OfferAsync(browser);
        var answer = await OnAsync(browser, offer, Now(key), Office.Password);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (key, [.. RecoveryCode().Matches(await answer.Content.ReadAsStringAsync()).Select(code => code.Groups[1].Value)]);
    }

    private static async Task<(string Key, string Offer)> OfferAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync("/account/second-factor");
        return (Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal), Offer().Match(page).Groups[1].Value);
    }

    private static async Task<HttpResponseMessage> OnAsync(HttpClient browser, string offer, string code, string password) =>
        await browser.SubmitAsync("/account/second-factor", "on", ("offer", offer), ("code", code), ("password", password));

    private static Task<HttpResponseMessage> CodeAsync(HttpClient browser, string code, string query = "") => browser.SubmitAsync("/sign-in/second-step" + query, "second-step", ("code", code));

    [GeneratedRegex("<code>((?:[A-Z2-7]{4} ?){8})</code>")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"offer\" value=\"([^\"]+)\"")]
    private static partial Regex Offer();

    [GeneratedRegex("<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>")]
    private static partial Regex RecoveryCode();
}
