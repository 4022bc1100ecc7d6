using System.Net;
using Alba;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

/// <summary>三员分立, and what the security administrator does with accounts.</summary>
public sealed class AccountActsTests(TestDatabase database)
{
    private readonly SetClock _clock = new();

    [Fact]
    public async Task The_security_administrator_makes_an_account_and_hands_over_a_password_that_opens_it_once()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);
        var user = "new." + Guid.NewGuid().ToString("N")[..8];

        var answer = await security.SubmitAsync("/accounts/new", "new", ("user", user), ("name", "王小明"), ("role", "township_official"), ("office", county + "101"), ("officeName", "甲镇"));

        var password = Desk.GivenPassword().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        password.ShouldNotBeEmpty();
        var browser = host.Browser();
        (await browser.SignInAsync(user, password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.GetAsync("/cases")).Headers.Location!.OriginalString.ShouldBe("/account/password");
        (await FindAsync(host, user)).Office.ShouldBe(county + "101");
    }

    [Theory]
    [InlineData("county_officer", "101", "属于")]
    [InlineData("headmaster", "", "属于")]
    [InlineData("township_official", "9", "不符")]
    public async Task A_role_that_does_not_fit_its_office_is_refused_at_the_form(string role, string office, string says)
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);

        var answer = await security.SubmitAsync("/accounts/new", "new", ("user", "someone.else"), ("name", "某人"), ("role", role), ("office", county + office), ("officeName", "单位"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task Disabling_ends_the_sessions_and_the_account_opens_again_only_when_enabled()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);
        var officer = await host.HireAsync(county);
        var session = await host.SignedInAsync(officer);

        (await security.SubmitAsync(PageOf(officer), "disable")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        _clock.Ahead += TimeSpan.FromSeconds(61);
        (await session.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await host.Browser().SignInAsync(officer.UserName!)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await database.RefusedAsync(county)).ShouldBe(["disabled"]);

        (await security.SubmitAsync(PageOf(officer), "enable")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await host.Browser().SignInAsync(officer.UserName!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.DoneToAsync(officer)).ShouldBe(["disabled", "enabled"]);
    }

    [Fact]
    public async Task An_account_is_never_deleted_the_database_refuses_it()
    {
        await using var host = await StartAsync();
        var officer = await host.HireAsync(database.NextCounty());
        await using var delete = database.Application.CreateCommand($"delete from access.accounts where id = '{officer.Id}'");
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => delete.ExecuteNonQueryAsync())).SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Unlocking_a_new_password_and_taking_the_second_factor_off_let_somebody_back_in()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);
        var officer = await host.HireAsync(county);
        for (var attempt = 0; attempt < 5; attempt++) await host.Browser().SignInAsync(officer.UserName!, "a-wrong-password");
        (await host.Browser().SignInAsync(officer.UserName!)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        await security.SubmitAsync(PageOf(officer), "unlock");
        (await host.Browser().SignInAsync(officer.UserName!)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var page = await (await security.SubmitAsync(PageOf(officer), "give")).Content.ReadAsStringAsync();
        var password = Desk.GivenPassword().Match(page).Groups[1].Value;
        (await host.Browser().SignInAsync(officer.UserName!)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.Browser().SignInAsync(officer.UserName!, password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await using var connection = await database.Application.OpenConnectionAsync();
        await connection.With("update access.accounts set two_factor_enabled = true where id = $1", officer.Id).RunAsync(default);
        await security.SubmitAsync(PageOf(officer), "factor");
        (await host.LookAsync(officer)).TwoFactorEnabled.ShouldBeFalse();
        (await database.DoneToAsync(officer)).ShouldBe(["unlocked", "password_given", "second_factor_removed"]);
    }

    [Fact]
    public async Task A_move_changes_what_the_running_session_may_see_within_a_minute()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);
        var officer = await host.HireAsync(county);
        var session = await host.SignedInAsync(officer);
        (await session.GetAsync("/imports")).StatusCode.ShouldNotBe(HttpStatusCode.Forbidden);

        var stamp = (await host.LookAsync(officer)).ConcurrencyStamp!;
        (await MoveAsync(security, officer, stamp, "township_official", county + "101")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        _clock.Ahead += TimeSpan.FromSeconds(61);
        (await session.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the session ends with the old place");
        (await (await host.SignedInAsync(officer)).GetAsync("/imports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // A page that was opened before the move decides nothing.
        (await MoveAsync(security, officer, stamp, "county_officer", county)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.LookAsync(officer)).Role.ShouldBe(Role.TownshipOfficial);
        (await database.DoneToAsync(officer)).ShouldBe([$"role_county_officer_to_township_official_at_{county}101"]);
    }

    [Fact]
    public async Task Accounts_of_the_three_administrators_are_out_of_every_page_s_reach()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var own = await host.HireAsync(county, Role.SecurityAdministrator);
        var security = await host.SignedInAsync(own);
        var by = Office.At(county, county, Role.SecurityAdministrator);
        await using var scope = host.Services.CreateAsyncScope();
        var acts = scope.ServiceProvider.GetRequiredService<AccountActs>();

        foreach (var role in Term.All<Role>().Where(role => role.IsAdministrator()))
        {
            var made = await security.SubmitAsync("/accounts/new", "new", ("user", "another." + role.Code().Replace('_', '.')), ("name", "某人"), ("role", role.Code()), ("office", county), ("officeName", "局"));
            WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync()).ShouldContain("只能在服务器上");
            var other = await host.HireAsync(county, role);
            foreach (var account in new[] { other, own })
            {
                var page = await security.GetStringAsync(PageOf(account));
                page.ShouldNotContain("value=\"disable\"");
                foreach (var act in ActsOn(acts, account.Id, by)) (await Should.ThrowAsync<Refusal>(act)).Code.ShouldBe("administrators_apart");
            }
            (await Should.ThrowAsync<Refusal>(() => acts.FindAsync(own.Id, Office.At(county, county, role == Role.SecurityAdministrator ? Role.CountyOfficer : role)))).Code.ShouldBe("forbidden");
        }
        // Nor does an officer's account become one of theirs.
        var officer = await host.HireAsync(county);
        var move = new NewPlace("某人", Role.AuditAdministrator, county, "局", null, null, (await host.LookAsync(officer)).ConcurrencyStamp);
        (await Should.ThrowAsync<Refusal>(() => acts.MoveAsync(officer.Id, move, by))).Code.ShouldBe("administrators_apart");
    }

    [Theory]
    [InlineData(Role.SystemAdministrator)]
    [InlineData(Role.AuditAdministrator)]
    [InlineData(Role.CountyOfficer)]
    public async Task Nobody_else_reaches_the_pages_of_accounts(Role role)
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var officer = await host.HireAsync(county);
        var browser = await host.SignedInAsync(await host.HireAsync(county, role));
        foreach (var path in new[] { "/accounts", "/accounts/new", "/accounts/import", PageOf(officer) })
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Fact]
    public async Task Administrators_read_no_case()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        foreach (var role in Term.All<Role>().Where(role => role.IsAdministrator()))
        {
            var browser = await host.SignedInAsync(await host.HireAsync(county, role));
            foreach (var path in new[] { "/cases", $"/cases/{Guid.NewGuid()}", "/imports", "/screening" })
                (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} {path}");
        }
    }

    [Fact]
    public async Task Another_county_s_accounts_are_not_there()
    {
        await using var host = await StartAsync();
        var (county, other) = (database.NextCounty(), database.NextCounty());
        var security = await host.SecurityAsync(county);
        var stranger = await host.HireAsync(other);

        (await security.GetAsync(PageOf(stranger))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        WebUtility.HtmlDecode(await security.GetStringAsync("/accounts")).ShouldNotContain(stranger.UserName!);
        await using var scope = host.Services.CreateAsyncScope();
        var acts = scope.ServiceProvider.GetRequiredService<AccountActs>();
        foreach (var act in ActsOn(acts, stranger.Id, Office.At(county, county, Role.SecurityAdministrator)))
            (await Should.ThrowAsync<Refusal>(act)).Code.ShouldBe("not_found");
        (await database.DoneToAsync(stranger)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_filtered_by_office_role_and_state_and_turned_by_pages()
    {
        await using var host = await StartAsync();
        var county = database.NextCounty();
        var security = await host.SecurityAsync(county);
        var by = Office.At(county, county, Role.SecurityAdministrator);
        var township = await host.HireAsync(county, Role.TownshipOfficial, county + "101");
        for (var n = 0; n < 30; n++) await host.GiveAsync(county);
        var disabled = await host.GiveAsync(county);
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountActs>().DisableAsync(disabled.Account.Id, Desk.Operator(county));
        var directory = scope.ServiceProvider.GetRequiredService<AccountDirectory>();

        (await directory.OfAsync(new(Role: Role.TownshipOfficial), by, default)).Rows.Single().Id.ShouldBe(township.Id);
        (await directory.OfAsync(new(Text: county + "101"), by, default)).Rows.Single().Id.ShouldBe(township.Id);
        (await directory.OfAsync(new(Text: township.UserName![..8].ToUpperInvariant()), by, default)).Rows.ShouldContain(one => one.Id == township.Id);
        (await directory.OfAsync(new(Text: "%"), by, default)).Total.ShouldBe(0);
        (await directory.OfAsync(new(State: AccountState.Disabled), by, default)).Rows.Single().Id.ShouldBe(disabled.Account.Id);
        var all = await directory.OfAsync(new(), by, default);
        all.Total.ShouldBe(33);
        var second = await directory.OfAsync(new(Page: 2), by, default);
        all.Rows.Concat(second.Rows).Select(one => one.Id).Distinct().Count().ShouldBe(33);
        WebUtility.HtmlDecode(await security.GetStringAsync($"/accounts?role=township_official&find={county}101")).ShouldContain(township.UserName!);
    }

    private static IEnumerable<Func<Task>> ActsOn(AccountActs acts, Guid id, Principal by) =>
    [
        () => acts.DisableAsync(id, by), () => acts.EnableAsync(id, by), () => acts.UnlockAsync(id, by), () => acts.GivePasswordAsync(id, by), () => acts.SignOutEverywhereAsync(id, by),
        () => acts.RemoveSecondFactorAsync(id, by), () => acts.PrepareOutsideAsync(id, "someone", by), () => acts.MoveAsync(id, new("某人", Role.CountyOfficer, by.Tenant, "局", null, null, null), by),
    ];

    private static Task<HttpResponseMessage> MoveAsync(HttpClient security, Account officer, string stamp, string role, string office) => security.SubmitAsync(
        PageOf(officer), "move", ("stamp", stamp), ("name", "李晓梅"), ("role", role), ("office", office), ("officeName", "新单位"));

    private static string PageOf(Account account) => $"/accounts/{account.Id}";

    private static async Task<Account> FindAsync(IAlbaHost host, string user)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Accounts>().FindAsync(user)).ShouldNotBeNull();
    }

    private Task<IAlbaHost> StartAsync() => database.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(_clock));
}
