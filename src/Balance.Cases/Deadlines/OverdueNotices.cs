using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Runtime.Handlers;

namespace Balance.Cases.Deadlines;

/// <summary>How many cases of an office had something taken up.</summary>
public sealed record OfficeOverdue(string Office, int Cases);

/// <summary>To be written to one office. It tells how many and never of whom: mail goes through other hands.</summary>
public sealed record MailOverdue(string County, string Office, int Cases, DateOnly Day);

/// <summary>To be told to one web hook, by its number in the configuration.</summary>
public sealed record CallOverdue(int Hook, string County, DateOnly Day, IReadOnlyList<OfficeOverdue> Offices);

/// <summary>Tells those outside the house that something was taken up. Messages are kept until they have gone out.</summary>
public sealed class OverdueNotices(IServiceScopeFactory scopes, IOptions<DeadlineOptions> options)
{
    /// <summary>Tells every office that has an address, the county of all of them, and every web hook.</summary>
    public async Task TellAsync(string county, DateOnly day, IReadOnlyList<OfficeOverdue> offices, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        IEnumerable<OfficeOverdue> whole = [new(county, offices.Sum(office => office.Cases))];
        if (options.Value.Mail is { } mail)
            foreach (var office in offices.Where(office => office.Office != county).Concat(whole).Where(office => mail.To.ContainsKey(office.Office)))
                await bus.PublishAsync(new MailOverdue(county, office.Office, office.Cases, day));
        for (var hook = 0; hook < options.Value.Hooks.Count; hook++) await bus.PublishAsync(new CallOverdue(hook, county, day, offices));
    }
}

/// <summary>When a server that is away is tried again.</summary>
internal static class Patience
{
    public static void Configure(HandlerChain chain) =>
        chain.OnAnyException().ScheduleRetry(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6));
}

/// <summary>Writes the mail.</summary>
public static class MailOverdueHandler
{
    public static void Configure(HandlerChain chain) => Patience.Configure(chain);

    public static async Task Handle(MailOverdue told, IOptions<DeadlineOptions> options, CancellationToken ct)
    {
        if (options.Value.Mail is not { } mail || !mail.To.TryGetValue(told.Office, out var address)) return;
        using var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(mail.From));
        message.To.Add(MailboxAddress.Parse(address));
        message.Subject = $"控辍保学：{told.Cases} 个个案有逾期事项上报（{told.Day:yyyy-MM-dd}）";
        message.Body = new TextPart("plain") { Text = $"{told.Day:yyyy年M月d日}，您单位有 {told.Cases} 个个案的事项逾期，已上报。请登录系统，在“待办”中查看并办理。\n本邮件不含学生信息。\n" };
        using var client = new SmtpClient();
        await client.ConnectAsync(mail.Host, mail.Port, mail.Tls ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.None, ct);
        if (mail.User is not null) await client.AuthenticateAsync(mail.User, mail.Password ?? "", ct);
        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}

/// <summary>Calls the web hook.</summary>
public static class CallOverdueHandler
{
    /// <summary>The name of the client that calls.</summary>
    public const string Client = "hooks";

    /// <summary>The header of the signature.</summary>
    public const string Signature = "X-Balance-Signature";

    public static void Configure(HandlerChain chain) => Patience.Configure(chain);

    public static async Task Handle(CallOverdue told, IOptions<DeadlineOptions> options, IHttpClientFactory clients, CancellationToken ct)
    {
        if (told.Hook >= options.Value.Hooks.Count) return;
        var hook = options.Value.Hooks[told.Hook];
        var body = JsonSerializer.SerializeToUtf8Bytes(new { told.County, told.Day, told.Offices }, Storage.CasesJson.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, hook.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(Signature, Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(hook.Secret), body)));
        using var answer = await clients.CreateClient(Client).SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }
}
