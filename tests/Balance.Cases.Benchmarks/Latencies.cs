using System.Collections.Concurrent;
using System.Diagnostics;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Benchmarks;

/// <summary>How long each kind of request took, and what went wrong with it; of the time that counts.</summary>
public sealed class Latencies
{
    private readonly ConcurrentDictionary<(string Kind, Level Level), ConcurrentBag<double>> _taken = new();
    private readonly ConcurrentDictionary<(string Kind, string Problem), int> _errors = new();
    private volatile bool _counts;

    /// <summary>From now on it counts: before, everything warms.</summary>
    public void Begin() => _counts = true;

    /// <summary>From now on nothing counts: those who go home do not hurry.</summary>
    public void End() => _counts = false;

    /// <summary>Every error with how often it came.</summary>
    public IReadOnlyDictionary<(string Kind, string Problem), int> Errors => _errors;

    /// <summary>Times it; null and an error noted where it fails.</summary>
    public async Task<string?> TimeAsync(string kind, Level level, Func<Task<string>> request)
    {
        var counts = _counts;
        var clock = Stopwatch.StartNew();
        try
        {
            var answer = await request();
            if (counts) _taken.GetOrAdd((kind, level), static _ => []).Add(clock.Elapsed.TotalMilliseconds);
            return answer;
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
        {
            _errors.AddOrUpdate((kind, problem.Message), 1, static (_, count) => count + 1);
            return null;
        }
    }

    /// <summary>Kinds of request that came.</summary>
    public IEnumerable<string> Kinds => _taken.Keys.Select(key => key.Kind).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Milliseconds of a kind, in order: of everyone, or of the officers of one level.</summary>
    public double[] Of(string kind, Level? level = null) => [.. _taken.Where(each => each.Key.Kind == kind && (level is null || each.Key.Level == level)).SelectMany(each => each.Value).Order()];
}
