using System.Net;
using Balance.Cases.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

public sealed class FirstSignInTests(TestDatabase database)
{
    private const string Own = "quiet-otter-lantern-58";

    [Fact]
    public async Task A_given_password_opens_nothing_but_the_page_on_which_it_is_changed()
    {
        await using var host = await database.StartHostAsync();
        var given = await host.GiveAsync(database.NextCounty());
        var browser = host.Browser();
        (await browser.SignInAsync(given.Account.UserName!, given.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        foreach (var path in new[] { "/", "/cases", "/account", "/accounts", "/no-such-page", "/account/second-factor" })
        {
            var answer = await browser.GetAsync(path);
            if (path != "/account/second-factor") answer.Headers.Location?.OriginalString.ShouldBe("/account/password", path);
            if (path != "/account/second-factor") answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
        }
        var program = await browser.GetAsync("/api/cases");
        program.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await program.Content.ReadAsStringAsync()).ShouldContain("first_things");

        var changed = await browser.SubmitAsync("/account/password", "password", ("present", given.Password), ("wanted", Own), ("again", Own));
        changed.Headers.Location!.OriginalString.ShouldEndWith("/");
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.LookAsync(given.Account)).GivenPasswordUntil.ShouldBeNull();
        (await database.DoneToAsync(given.Account)).ShouldBe(["created_as_county_officer", "password_changed"]);

        (await host.Browser().SignInAsync(given.Account.UserName!, given.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.Browser().SignInAsync(given.Account.UserName!, Own)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("short", "short", "12 至 256")]
    [InlineData("quiet-otter-lantern-58", "quiet-otter-lantern-59", "不一致")]
    [InlineData("password20262026", "password20262026", "太常见")]
    [InlineData("qwertyuiop1234567890", "qwertyuiop1234567890", "太常见")]
    [InlineData("kongchuobaoxue2026", "kongchuobaoxue2026", "太常见")]
    public async Task A_new_password_that_is_guessed_first_is_refused(string wanted, string again, string says)
    {
        await using var host = await database.StartHostAsync();
        var browser = await host.SignedInAsync(await host.HireAsync(database.NextCounty()));

        var answer = await browser.SubmitAsync("/account/password", "password", ("present", Office.Password), ("wanted", wanted), ("again", again));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task The_own_user_name_is_no_password_and_the_present_one_has_to_be_known()
    {
        await using var host = await database.StartHostAsync();
        var account = await host.HireAsync(database.NextCounty());
        var browser = await host.SignedInAsync(account);

        var named = await browser.SubmitAsync("/account/password", "password", ("present", Office.Password), ("wanted", account.UserName + "1234"), ("again", account.UserName + "1234"));
        (await named.Content.ReadAsStringAsync()).ShouldContain("太常见");
        var guessed = await browser.SubmitAsync("/account/password", "password", ("present", "not-the-password"), ("wanted", Own), ("again", Own));
        (await guessed.Content.ReadAsStringAsync()).ShouldContain("当前密码不正确");
        (await host.Browser().SignInAsync(account.UserName!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_given_password_expires_after_a_week()
    {
        var clock = new SetClock();
        await using var host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var county = database.NextCounty();
        var given = await host.GiveAsync(county);

        clock.Ahead = GivenPasswords.Life + TimeSpan.FromMinutes(1);
        (await host.Browser().SignInAsync(given.Account.UserName!, given.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await database.RefusedAsync(county)).ShouldBe(["given_password_expired"]);
    }

    [Fact]
    public async Task The_last_sign_in_is_shown_and_how_many_were_refused_since()
    {
        await using var host = await database.StartHostAsync();
        var account = await host.HireAsync(database.NextCounty());
        await host.SignedInAsync(account);
        await host.Browser().SignInAsync(account.UserName!, "a-wrong-password");
        await host.Browser().SignInAsync(account.UserName!, "another-wrong-one");

        var browser = await host.SignedInAsync(account);
        var home = WebUtility.HtmlDecode(await browser.GetStringAsync("/"));
        home.ShouldContain("上次登录");
        home.ShouldContain("此后有 2 次登录未成功");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/account"));
        page.ShouldContain("如果这些尝试不是您本人所为");

        WebUtility.HtmlDecode(await (await host.SignedInAsync(account)).GetStringAsync("/")).ShouldNotContain("未成功");
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_within_a_minute()
    {
        var clock = new SetClock();
        await using var host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var account = await host.HireAsync(database.NextCounty());
        var (here, there) = (await host.SignedInAsync(account), await host.SignedInAsync(account));

        (await here.SubmitAsync("/account", "everywhere")).Headers.Location!.OriginalString.ShouldEndWith("/sign-in");
        (await here.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        clock.Ahead += TimeSpan.FromSeconds(61);
        (await there.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.DoneToAsync(account)).ShouldBe(["signed_out_everywhere"]);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_the_one_that_changed_it()
    {
        var clock = new SetClock();
        await using var host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var account = await host.HireAsync(database.NextCounty());
        var (here, there) = (await host.SignedInAsync(account), await host.SignedInAsync(account));

        await here.SubmitAsync("/account/password", "password", ("present", Office.Password), ("wanted", Own), ("again", Own));
        clock.Ahead += TimeSpan.FromSeconds(61);
        (await here.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await there.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
