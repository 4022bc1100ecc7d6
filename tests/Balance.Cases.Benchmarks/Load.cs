using System.Collections.Concurrent;
using System.Diagnostics;

namespace Balance.Cases.Benchmarks;

/// <summary>Requests per second, and how long one of a hundred has to wait at least.</summary>
public sealed record LoadResult(double PerSecond, double P50, double P99, int Requests);

/// <summary>Clients that each send one request after another.</summary>
public static class Load
{
    /// <summary>Lets them work for a while; what comes in the first quarter warms and is not counted.</summary>
    public static async Task<LoadResult> RunAsync(int clients, TimeSpan during, Func<int, Task<HttpResponseMessage>> request)
    {
        var warm = during / 4;
        var taken = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            for (var turn = client; clock.Elapsed < during + warm; turn += clients)
            {
                var began = clock.Elapsed;
                using var response = await request(turn);
                if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
                if (began >= warm) taken.Add((clock.Elapsed - began).TotalMilliseconds);
            }
        })));
        return Summarize([.. taken], during);
    }

    /// <summary>One client, so many requests.</summary>
    public static async Task<LoadResult> CountAsync(int requests, Func<int, Task<HttpResponseMessage>> request)
    {
        var taken = new List<double>();
        var whole = Stopwatch.StartNew();
        for (var turn = 0; turn < requests; turn++)
        {
            var clock = Stopwatch.StartNew();
            using var response = await request(turn);
            response.EnsureSuccessStatusCode();
            await response.Content.CopyToAsync(Stream.Null);
            taken.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Summarize(taken, whole.Elapsed);
    }

    private static LoadResult Summarize(List<double> taken, TimeSpan during)
    {
        taken.Sort();
        return new(taken.Count / during.TotalSeconds, taken[taken.Count / 2], taken[Math.Min(taken.Count - 1, (int)(taken.Count * 0.99))], taken.Count);
    }
}
