using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

public sealed class SignInTests(TestDatabase database)
{
    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use()
    {
        var clock = new SetClock();
        await using var host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var browser = host.Browser();
        await browser.SignInAsync((await host.HireAsync(database.NextCounty())).UserName!);

        clock.Ahead += TimeSpan.FromMinutes(29);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        clock.Ahead += TimeSpan.FromMinutes(31);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        var clock = new SetClock();
        await using var host = await database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var browser = host.Browser();
        await browser.SignInAsync((await host.HireAsync(database.NextCounty())).UserName!);

        for (var used = TimeSpan.Zero; used < TimeSpan.FromHours(11.6); used += TimeSpan.FromMinutes(20), clock.Ahead += TimeSpan.FromMinutes(20))
            (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK, $"after {used}");
        clock.Ahead += TimeSpan.FromMinutes(25);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_cookie_is_closed_to_script_and_to_other_sites()
    {
        await using var host = await database.StartHostAsync();
        var answer = await host.Browser().SignInAsync((await host.HireAsync(database.NextCounty())).UserName!);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("balance=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("expires");
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await using var host = await database.StartHostAsync();
        var account = await host.HireAsync(database.NextCounty());
        var browser = host.Browser();
        var bare = new FormUrlEncodedContent([new("_handler", "sign-in"), new("user", account.UserName!), new("password", Office.Password)]);

        (await browser.PostAsync("/sign-in", bare)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Sign_ins_and_refusals_are_written_down_and_what_was_typed_is_not()
    {
        await using var host = await database.StartHostAsync();
        var county = database.NextCounty();
        var account = await host.HireAsync(county);
        await host.Browser().SignInAsync(account.UserName!, "a-wrong-password");
        await host.Browser().SignInAsync("211381201501011234", "typed-in-the-wrong-field");
        await host.Browser().SignInAsync(account.UserName!);

        (await LoggedAsync("select what from access.log where tenant = $1 order by id", county)).ShouldBe(["sign_in_refused", "signed_in"]);
        (await LoggedAsync("select what from access.log where to_jsonb(log)::text like '%' || $1 || '%'", "211381201501011234")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_can_be_neither_changed_nor_emptied_not_even_by_its_owner()
    {
        await using var host = await database.StartHostAsync();
        await host.Services.GetRequiredService<AccessLog>().Read(Office.At("211381", "211381", Role.CountyOfficer), Guid.NewGuid(), TestContext.Current.CancellationToken);
        foreach (var change in new[] { "update access.log set what = 'nothing'", "delete from access.log", "truncate access.log" })
        {
            await Should.ThrowAsync<Npgsql.PostgresException>(async () => await database.Application.CreateCommand(change).ExecuteNonQueryAsync());
            await Should.ThrowAsync<Npgsql.PostgresException>(async () => await database.Owner.CreateCommand(change).ExecuteNonQueryAsync());
        }
    }

    [Theory]
    [InlineData("211382101", Role.TownshipOfficial, "long-enough-password", "office_mismatch")]
    [InlineData("211381", Role.Counselor, "long-enough-password", "office_mismatch")]
    [InlineData("2113811", Role.CountyOfficer, "long-enough-password", "office_mismatch")]
    [InlineData("211381", Role.CountyOfficer, "short", "weak_password")]
    [InlineData("211381", Role.CountyOfficer, "aaaaaaaaaaaaaaaa", "weak_password")]
    public async Task An_account_that_cannot_be_meant_is_refused(string office, Role role, string password, string code)
    {
        await using var host = await database.StartHostAsync();
        await using var scope = host.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();

        (await Should.ThrowAsync<Refusal>(() => accounts.CreateAsync(new("someone", "某人", "211381", office, "单位", role), password))).Code.ShouldBe(code);
        (await accounts.FindAsync("someone")).ShouldBeNull();
    }

    private async Task<List<string>> LoggedAsync(string sql, string value)
    {
        await using var query = database.Application.CreateCommand(sql);
        query.Parameters.Add(new() { Value = value });
        await using var rows = await query.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return found;
    }
}
