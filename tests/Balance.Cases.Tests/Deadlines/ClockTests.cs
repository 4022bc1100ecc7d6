using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Balance.Cases.Deadlines;
using Balance.Cases.Storage;
using Hangfire;
using Hangfire.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmtpServer;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>The clock and those it tells, against the real things: Hangfire on the database, a mail server, a web server. Each has a database of its own: what waits there is seen by others.</summary>
public sealed class ClockTests(TestDatabase databases)
{
    private const string Secret = "a-secret-of-sixteen-or-more";
    private static readonly string[] ClockOn = ["--Balance:Deadlines:Clock=true"];
    private static readonly OfficeOverdue[] Offices = [new("211381101", 3), new("211381102", 1)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rounds_stand_in_the_clock_by_county_time_and_one_that_is_called_is_run()
    {
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database, settings: ClockOn);
        using var connection = host.Services.GetRequiredService<JobStorage>().GetConnection();
        var rounds = connection.GetRecurringJobs();
        rounds.Select(round => round.Id).ShouldBe(["transfers-unanswered", "centres-unanswered", "screening-morning", "screening-evening", "overdue-night", "overdue-morning", "upkeep"], ignoreOrder: true);
        rounds.ShouldAllBe(round => round.TimeZoneId == "Asia/Shanghai" && round.Error == null);

        var job = host.Services.GetRequiredService<IRecurringJobManagerV2>().TriggerJob("overdue-night");
        string? state = null;
        for (var wait = 0; wait < 600 && state is not ("Succeeded" or "Failed"); wait++)
        {
            await Task.Delay(200, Ct);
            state = connection.GetStateData(job)?.Name;
        }
        state.ShouldBe("Succeeded");
    }

    [Fact]
    public async Task Mail_says_how_many_and_nothing_of_whom()
    {
        using var mail = new MailServer();
        await using var host = await databases.StartHostAsync(await databases.NewDatabaseAsync(), settings: [.. mail.Settings, "--Balance:Deadlines:Mail:To:211381101=west@county.test", "--Balance:Deadlines:Mail:To:211381=bureau@county.test"]);
        await host.Services.GetRequiredService<OverdueNotices>().TellAsync("211381", new DateOnly(2026, 11, 28), Offices, Ct);

        var sent = await mail.WaitForAsync(2, Ct);
        sent.Select(one => one.To).ShouldBe(["west@county.test", "bureau@county.test"], ignoreOrder: true);
        sent.Single(one => one.To == "west@county.test").Text.ShouldContain("3 个个案");
        sent.Single(one => one.To == "bureau@county.test").Text.ShouldContain("4 个个案");
    }

    [Fact]
    public async Task A_web_hook_is_called_with_a_signature_over_what_it_says()
    {
        await using var hook = await HookServer.StartAsync(StatusCodes.Status200OK);
        await using var host = await databases.StartHostAsync(await databases.NewDatabaseAsync(), settings: [$"--Balance:Deadlines:Hooks:0:Url={hook.Url}", $"--Balance:Deadlines:Hooks:0:Secret={Secret}"]);
        await host.Services.GetRequiredService<OverdueNotices>().TellAsync("211381", new DateOnly(2026, 11, 28), Offices, Ct);

        var (body, signature) = await hook.Called.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);
        signature.ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        var told = JsonDocument.Parse(body).RootElement;
        told.GetProperty("county").GetString().ShouldBe("211381");
        told.GetProperty("offices").EnumerateArray().Sum(office => office.GetProperty("cases").GetInt32()).ShouldBe(4);
    }

    [Fact]
    public async Task A_hook_that_is_away_is_kept_and_tried_again_later()
    {
        await using var hook = await HookServer.StartAsync(StatusCodes.Status503ServiceUnavailable);
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database, settings: [$"--Balance:Deadlines:Hooks:0:Url={hook.Url}", $"--Balance:Deadlines:Hooks:0:Secret={Secret}"]);
        await host.Services.GetRequiredService<OverdueNotices>().TellAsync("211381", new DateOnly(2026, 11, 28), Offices, Ct);
        await hook.Called.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);

        long kept = 0;
        for (var wait = 0; wait < 600 && kept == 0; wait++)
        {
            await Task.Delay(200, Ct);
            await using var query = database.Owner.CreateCommand("select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Scheduled' and execution_time > now()");
            kept = (long)(await query.ExecuteScalarAsync(Ct))!;
        }
        kept.ShouldBe(1);
    }

    [Theory]
    [InlineData("--Balance:Deadlines:Mail:Host=mail.test")]
    [InlineData("--Balance:Deadlines:Hooks:0:Url=http://elsewhere.test/")]
    [InlineData("--Balance:Deadlines:Hooks:0:Url=https://elsewhere.test/")]
    public async Task What_is_half_configured_is_said_at_the_start(string setting) =>
        (await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => databases.StartHostAsync(settings: [setting]))).Message.ShouldContain("Balance:Deadlines");

    private sealed class MailServer : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Mailbox _box = new();
        private readonly int _port = FreePort();

        public MailServer()
        {
            var services = new SmtpServer.ComponentModel.ServiceProvider();
            services.Add(_box);
            var server = new SmtpServer.SmtpServer(new SmtpServerOptionsBuilder().ServerName("mail.test")
                .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, _port)).AllowUnsecureAuthentication()).Build(), services);
            _ = server.StartAsync(_stop.Token);
        }

        public IEnumerable<string> Settings =>
        [
            "--Balance:Deadlines:Mail:Host=127.0.0.1", $"--Balance:Deadlines:Mail:Port={_port}", "--Balance:Deadlines:Mail:Tls=false", "--Balance:Deadlines:Mail:From=cases@county.test",
        ];

        public async Task<IReadOnlyList<(string To, string Text)>> WaitForAsync(int count, CancellationToken ct)
        {
            for (var wait = 0; wait < 600 && _box.Received.Count < count; wait++) await Task.Delay(200, ct);
            return [.. _box.Received];
        }

        public void Dispose() => _stop.Cancel();

        private static int FreePort()
        {
            using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }

    private sealed class Mailbox : MessageStore
    {
        public System.Collections.Concurrent.ConcurrentQueue<(string To, string Text)> Received { get; } = new();

        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            using var message = await MimeKit.MimeMessage.LoadAsync(stream, cancellationToken);
            Received.Enqueue((message.To.Mailboxes.Single().Address, message.TextBody ?? ""));
            return SmtpResponse.Ok;
        }
    }

    private sealed class HookServer(WebApplication app) : IAsyncDisposable
    {
        public TaskCompletionSource<(byte[] Body, string? Signature)> Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Url => app.Urls.First() + "/told";

        public static async Task<HookServer> StartAsync(int answer)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var server = new HookServer(app);
            app.MapPost("/told", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                server.Called.TrySetResult((body.ToArray(), request.Headers[CallOverdueHandler.Signature]));
                return Results.StatusCode(answer);
            });
            await app.StartAsync();
            return server;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
