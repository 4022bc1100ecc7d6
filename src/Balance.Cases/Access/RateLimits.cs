using System.Globalization;
using System.Threading.RateLimiting;
using Balance.Cases.Shell.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Access;

/// <summary>
/// How often somebody may ask, so that neither a guesser nor a runaway script takes the county's time. How often pages are read is not limited, but how
/// many at once: who comes while others are served waits in turn, since all of them together would wait for each other's connections to the database.
/// </summary>
internal static class RateLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private const int Portions = 6;
    private const int MostWaiting = 10_000;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, LimitOptions limits) => services
        .AddSingleton(new SignInLimit(limits.SignInsPerAccount))
        .AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = TellAsync;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, limits)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => TurnOf(context, limits)));
        });

    /// <summary>So many a minute, handed out in portions: who has used them up waits ten seconds for the next.</summary>
    public static TokenBucketRateLimiterOptions PerMinute(int count) => new()
    {
        TokenLimit = count, TokensPerPeriod = Math.Max(1, count / Portions), ReplenishmentPeriod = Minute / Portions, QueueLimit = 0, AutoReplenishment = true,
    };

    private static RateLimitPartition<string> PartitionOf(HttpContext context, LimitOptions limits)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/sign-in"))
            return Of($"sign-in {context.Connection.RemoteIpAddress}", limits.SignInsPerAddress);
        if (context.User.Identity is not { IsAuthenticated: true, Name: { } name }) return RateLimitPartition.GetNoLimiter("");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return Of($"write {name}", limits.WritesPerAccount);
        return request.Query.ContainsKey("find") || request.Query.ContainsKey("text") ? Of($"search {name}", limits.SearchesPerAccount) : RateLimitPartition.GetNoLimiter("");

        static RateLimitPartition<string> Of(string who, int count) => RateLimitPartition.GetTokenBucketLimiter(who, _ => PerMinute(count));
    }

    // Only who sends nothing: a form that comes in slowly would keep others waiting.
    private static RateLimitPartition<string> TurnOf(HttpContext context, LimitOptions limits) =>
        context.User.Identity is { IsAuthenticated: true } && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            ? RateLimitPartition.GetConcurrencyLimiter("readers", _ => new() { PermitLimit = limits.ReadersAtOnce, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter("");

    // A person gets the page that every error gets.
    private static async ValueTask TellAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Minute / Portions;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (!Sessions.WantsPage(http.Request))
            await Problem.Of(StatusCodes.Status429TooManyRequests, "too_many_requests", T("操作太频繁，请稍等再试。", "Too many requests. Wait a little and try again.")).ExecuteAsync(http);
    }
}

/// <summary>How often a sign-in may be tried with one user name, whoever tries and whether there is such an account or not.</summary>
public sealed class SignInLimit(int perMinute) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        user => RateLimitPartition.GetTokenBucketLimiter(user.ToUpperInvariant(), _ => RateLimits.PerMinute(perMinute)));

    /// <summary>Counts an attempt; false where there were too many.</summary>
    public bool Allows(string userName)
    {
        using var lease = _limiter.AttemptAcquire(userName);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
