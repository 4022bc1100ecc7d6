using System.Globalization;
using System.Net;
using System.Text.Json;
using Balance.Cases.Host.Embedded;

namespace Balance.Cases.Tests.Host;

public sealed class HostProcessTests : IAsyncLifetime
{
    private readonly string _folder = Throwaway.Folder("balance-host-");
    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    private string PidFile => Path.Combine(_folder, "data", "postgres", "cluster", "postmaster.pid");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        // Whatever a failed test left running is stopped by a lease that is the last one out.
        if (File.Exists(PidFile))
            await (await EmbeddedPostgres.LeaseAsync(new() { DataFolder = Path.Combine(_folder, "data"), KeysFolder = Path.Combine(_folder, "keys") })).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task Told_to_end_the_host_ends_with_its_database(int signal)
    {
        using var host = HostProcess.Start(_folder, "--urls", "http://127.0.0.1:0");
        (await HealthAsync(await host.OpenAsync(_cancel))).ShouldBe(HttpStatusCode.OK);
        File.Exists(PidFile).ShouldBeTrue();

        host.Signal(signal);

        (await host.EndAsync(_cancel)).ShouldBe(0);
        File.Exists(PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_killed_host_leaves_its_database_to_the_next_one_which_ends_it()
    {
        using (var killed = HostProcess.Start(_folder, "--urls", "http://127.0.0.1:0"))
        {
            await killed.OpenAsync(_cancel);
            killed.Kill();
            await killed.EndAsync(_cancel);
        }
        var left = await ServerAsync();

        using var next = HostProcess.Start(_folder, "--urls", "http://127.0.0.1:0");
        (await HealthAsync(await next.OpenAsync(_cancel))).ShouldBe(HttpStatusCode.OK);
        (await ServerAsync()).ShouldBe(left);
        next.Signal(15);
        (await next.EndAsync(_cancel)).ShouldBe(0);
        File.Exists(PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_verb_uses_the_database_of_the_host_that_runs_and_leaves_it_running()
    {
        using var host = HostProcess.Start(_folder, "--urls", "http://127.0.0.1:0");
        var address = await host.OpenAsync(_cancel);
        var server = await ServerAsync();

        using var verb = HostProcess.Start(_folder, "db-assert", "--format", "json");
        (await verb.EndAsync(_cancel)).ShouldBe(0, verb.Output + verb.Errors);
        JsonDocument.Parse(verb.Output).RootElement.GetProperty("parts").GetArrayLength().ShouldBeGreaterThan(0);

        (await ServerAsync()).ShouldBe(server);
        (await HealthAsync(address)).ShouldBe(HttpStatusCode.OK);
        host.Signal(15);
        (await host.EndAsync(_cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task A_refusal_is_one_line_of_JSON_on_standard_output_or_words_on_standard_error()
    {
        using var machine = HostProcess.Start(_folder, "db-assert", "--format", "json", "--Balance:Keys", Path.Combine(_folder, "data", "keys"));
        (await machine.EndAsync(_cancel)).ShouldBe(1);
        JsonDocument.Parse(machine.Output).RootElement.GetProperty("error").GetString().ShouldBe("wrong_setting");

        using var roles = HostProcess.Start(_folder, "serve", "--Balance:Roles", "cook");
        (await roles.EndAsync(_cancel)).ShouldBe(1);
        roles.Errors.ShouldContain("Balance:Roles");
        roles.Errors.ShouldContain("配置项");
    }

    [Fact]
    public async Task Wrong_usage_exits_with_2_and_says_so_on_standard_error()
    {
        using var host = HostProcess.Start(_folder, "fly");

        (await host.EndAsync(_cancel)).ShouldBe(2);
        host.Errors.ShouldContain("fly");
        host.Output.ShouldBeEmpty();
        Directory.Exists(Path.Combine(_folder, "data")).ShouldBeFalse();
    }

    private async Task<int> ServerAsync() => int.Parse((await File.ReadAllLinesAsync(PidFile, _cancel))[0], CultureInfo.InvariantCulture);

    private async Task<HttpStatusCode> HealthAsync(Uri address)
    {
        using var client = new HttpClient();
        return (await client.GetAsync(new Uri(address, "/health"), _cancel)).StatusCode;
    }
}
