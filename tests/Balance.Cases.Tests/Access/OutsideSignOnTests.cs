using System.Net;
using System.Web;
using Alba;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

/// <summary>Sign-in by a county's own sign-on, end to end against a real provider.</summary>
public sealed class OutsideSignOnTests(TestDatabase database) : IAsyncLifetime
{
    private readonly SetClock _clock = new();
    private readonly HttpClient _elsewhere = new(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
    private OutsideProvider _provider = null!;
    private IAlbaHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await OutsideProvider.StartAsync();
        (_provider.Subject, _provider.UserName) = (Guid.NewGuid().ToString(), "Wang." + Guid.NewGuid().ToString("N")[..8]);
        _host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(_clock), settings: _provider.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
        _elsewhere.Dispose();
    }

    [Fact]
    public async Task A_prepared_account_opens_at_the_first_arrival_and_stays_linked_to_that_person()
    {
        var account = await PreparedAsync();
        var browser = _host.Browser();
        (await browser.GetStringAsync("/sign-in")).ShouldContain("/sign-in/elsewhere");

        (await ArriveAsync(browser, "/account")).ShouldBe("/account");
        WebUtility.HtmlDecode(await browser.GetStringAsync("/account")).ShouldContain(account.UserName!);
        (await database.DoneToAsync(account)).ShouldBe(["outside_prepared", "outside_linked"]);

        _provider.UserName = "renamed." + Guid.NewGuid().ToString("N")[..8];
        (await ArriveAsync(_host.Browser())).ShouldBe("/");
    }

    [Fact]
    public async Task The_request_carries_state_nonce_and_a_challenge_and_asks_for_a_code()
    {
        var begun = await _host.Browser().GetAsync("/sign-in/elsewhere");
        var asked = HttpUtility.ParseQueryString(begun.Headers.Location!.Query);
        asked["response_type"].ShouldBe("code");
        asked["code_challenge_method"].ShouldBe("S256");
        foreach (var name in new[] { "state", "nonce", "code_challenge" }) asked[name].ShouldNotBeNullOrEmpty(name);
        begun.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Somebody_whom_nobody_prepared_gets_no_account_and_a_clear_word()
    {
        var before = await CountAsync("access.accounts");
        var browser = _host.Browser();

        (await ArriveAsync(browser)).ShouldBe("/sign-in?problem=unknown");

        WebUtility.HtmlDecode(await browser.GetStringAsync("/sign-in?problem=unknown")).ShouldContain("还没有与本系统的账户关联");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CountAsync("access.log where what = 'sign_in_refused' and detail = 'outside_unknown'")).ShouldBeGreaterThan(0);
        (await CountAsync($"access.log where to_jsonb(log)::text like '%{_provider.UserName}%'")).ShouldBe(0);
        (await CountAsync("access.accounts")).ShouldBeGreaterThanOrEqualTo(before);
        (await CountAsync($"access.account_logins where provider_key = '{_provider.Subject}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Who_gets_the_user_name_later_does_not_get_the_account()
    {
        await PreparedAsync();
        (await ArriveAsync(_host.Browser())).ShouldBe("/");

        _provider.Subject = Guid.NewGuid().ToString();
        (await ArriveAsync(_host.Browser())).ShouldBe("/sign-in?problem=unknown");
    }

    [Fact]
    public async Task A_disabled_account_stays_closed_also_from_there()
    {
        var account = await PreparedAsync();
        (await ArriveAsync(_host.Browser())).ShouldBe("/");
        await ActAsync(acts => acts.DisableAsync(account.Id, Desk.Operator(account.Tenant)));

        (await ArriveAsync(_host.Browser())).ShouldBe("/sign-in?problem=closed");
        (await database.RefusedAsync(account.Tenant)).ShouldBe(["disabled"]);
    }

    [Fact]
    public async Task An_account_with_a_second_factor_is_asked_for_it_also_from_there()
    {
        var account = await PreparedAsync();
        await using (var connection = await database.Application.OpenConnectionAsync())
            await connection.With("update access.accounts set two_factor_enabled = true where id = $1", account.Id).RunAsync(default);
        var browser = _host.Browser();

        (await ArriveAsync(browser, "/account")).ShouldBe("/sign-in/second-step?return=%2Faccount");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_password_that_was_given_here_does_not_hold_up_who_comes_from_there()
    {
        var given = await _host.GiveAsync(database.NextCounty());
        await ActAsync(acts => acts.PrepareOutsideAsync(given.Account.Id, _provider.UserName, Desk.Operator(given.Account.Tenant)));
        var browser = _host.Browser();
        (await ArriveAsync(browser)).ShouldBe("/");

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _clock.Ahead += TimeSpan.FromSeconds(61);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK, "a session that is looked at anew keeps how it began");
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_or_that_another_browser_asked_for_opens_nothing()
    {
        await PreparedAsync();
        var browser = _host.Browser();
        (await browser.GetAsync("/sign-in/oidc?code=made-up&state=made-up")).Headers.Location!.OriginalString.ShouldBe("/sign-in?problem=outside");

        var answer = await AnswerAsync(_host.Browser(), "/");
        (await browser.GetAsync(answer.PathAndQuery)).Headers.Location!.OriginalString.ShouldBe("/sign-in?problem=outside");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Afterwards_nobody_is_sent_to_another_house()
    {
        await PreparedAsync();
        (await ArriveAsync(_host.Browser(), "//elsewhere.example/")).ShouldBe("/");
    }

    private async Task<Account> PreparedAsync()
    {
        var account = await _host.HireAsync(database.NextCounty());
        await ActAsync(acts => acts.PrepareOutsideAsync(account.Id, _provider.UserName, Desk.Operator(account.Tenant)));
        return account;
    }

    private async Task ActAsync(Func<AccountActs, Task> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<AccountActs>());
    }

    /// <summary>The whole way, as a browser goes it; answers where it ends.</summary>
    private async Task<string> ArriveAsync(HttpClient browser, string wanted = "/")
    {
        var answer = await AnswerAsync(browser, wanted);
        var received = await browser.GetAsync(answer.PathAndQuery);
        received.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return (await browser.GetAsync(received.Headers.Location)).Headers.Location!.OriginalString;
    }

    /// <summary>As far as the provider's answer, which the browser would bring back.</summary>
    private async Task<Uri> AnswerAsync(HttpClient browser, string wanted)
    {
        var begun = await browser.GetAsync("/sign-in/elsewhere?return=" + Uri.EscapeDataString(wanted));
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect, await begun.Content.ReadAsStringAsync());
        var there = await _elsewhere.GetAsync(begun.Headers.Location);
        there.StatusCode.ShouldBe(HttpStatusCode.Redirect, await there.Content.ReadAsStringAsync());
        return there.Headers.Location!;
    }

    private async Task<long> CountAsync(string from)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        return await connection.With($"select count(*) from {from}").ScalarAsync<long>(default);
    }
}
