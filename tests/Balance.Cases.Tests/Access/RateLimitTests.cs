using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Access;

public sealed class RateLimitTests(TestDatabase database)
{
    [Fact]
    public async Task Sign_ins_with_one_user_name_are_limited_whether_there_is_such_an_account_or_not()
    {
        await using var host = await database.StartHostAsync(settings: ["--Balance:Access:Limits:SignInsPerAccount=3"]);
        var county = database.NextCounty();
        var account = await host.HireAsync(county);
        foreach (var user in new[] { account.UserName!, "nobody." + Guid.NewGuid().ToString("N") })
        {
            for (var attempt = 0; attempt < 3; attempt++)
                (await host.Browser().SignInAsync(user, "a-wrong-password")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var fourth = await host.Browser().SignInAsync(user.ToUpperInvariant());
            fourth.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            WebUtility.HtmlDecode(await fourth.Content.ReadAsStringAsync()).ShouldContain("尝试太频繁");
        }
        (await database.RefusedAsync(county)).ShouldBe(["password", "password", "password", "too_often"]);
        (await host.Browser().SignInAsync((await host.HireAsync(county)).UserName!)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "others come in");
    }

    [Fact]
    public async Task One_address_asks_the_sign_in_page_so_often_and_is_told_to_wait()
    {
        await using var host = await database.StartHostAsync(settings: ["--Balance:Access:Limits:SignInsPerAddress=6"]);
        var browser = host.Browser();
        for (var asked = 0; asked < 6; asked++) (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var refused = await browser.GetAsync("/sign-in");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("操作太频繁");
        (await browser.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Writes_and_searches_of_one_account_are_limited_and_reading_is_not()
    {
        await using var host = await database.StartHostAsync(settings: ["--Balance:Access:Limits:WritesPerAccount=2", "--Balance:Access:Limits:SearchesPerAccount=2"]);
        var county = database.NextCounty();
        var officer = await host.SignedInAsync(await host.HireAsync(county));
        var other = await host.SignedInAsync(await host.HireAsync(county));

        for (var write = 0; write < 2; write++) (await WriteAsync(officer)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        var third = await WriteAsync(officer);
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await third.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("too_many_requests");
        (await WriteAsync(other)).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);

        for (var search = 0; search < 2; search++) (await officer.GetAsync("/cases?find=sealed")).StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        (await officer.GetAsync("/cases?find=sealed")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        for (var read = 0; read < 5; read++) (await officer.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Readers_are_served_so_many_at_once_and_the_others_wait_in_turn()
    {
        var seats = new Seats();
        await using var host = await database.StartHostAsync(settings: ["--Balance:Access:Limits:ReadersAtOnce=2"],
            more: builder => builder.Services.AddSingleton(seats).AddSingleton(new TopbarPart(typeof(Seat), _ => true)));
        var officer = await host.SignedInAsync(await host.HireAsync(database.NextCounty()));
        seats.Most = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => officer.GetAsync("/account")));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        seats.Most.ShouldBe(2);
    }

    private sealed class Seats
    {
        private int _taken;

        public int Most { get; set; }

        public async Task SitAsync()
        {
            lock (this) Most = Math.Max(Most, ++_taken);
            await Task.Delay(50);
            lock (this) _taken--;
        }
    }

    /// <summary>A part of every page that takes a moment and counts who is there with it.</summary>
    private sealed class Seat : ComponentBase
    {
        [Inject] public required Seats Seats { get; set; }

        protected override Task OnInitializedAsync() => Seats.SitAsync();
    }

    private static Task<HttpResponseMessage> WriteAsync(HttpClient browser) => browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/cases")
    {
        Headers = { { "X-Requested-With", "test" }, { "Accept", "application/json" } }, Content = JsonContent.Create(new { }),
    });
}
