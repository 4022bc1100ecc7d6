using System.Diagnostics;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>
/// Officers of a county of more than a million cases, signed in through the page that everyone signs in by, at work at the same time with time to think;
/// of a hundred two are of the bureau, 28 of townships, ten head a school and sixty teach a class.
/// </summary>
public static class OfficersFigures
{
    private static readonly Dictionary<string, string> Promised = new()
    {
        ["search"] = "p95 60 ms", ["list"] = "p95 100 ms", ["case page"] = "p95 100 ms", ["log a visit"] = "p95 300 ms",
    };

    public static async Task RunAsync(Options options)
    {
        if (options.To is null) throw new ArgumentException("officers needs --to, the folder that keeps its county; the first run makes it.");
        await using (var maker = await MeasuredHost.StartAsync(keptIn: options.To)) await LargeCounty.EnsureAsync(maker, options);
        await using var host = await MeasuredHost.StartAsync(HostPurpose.Serve, keptIn: options.To);
        var accounts = await AccountsAsync(host, options.Officers);
        await WarmAsync(host);

        var latencies = new Latencies();
        var officers = new Officer[accounts.Count];
        var clock = Stopwatch.StartNew();
        await Parallel.ForAsync(0, accounts.Count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            await host.AddAccountAsync(accounts[number]);
            var browser = Browser.At(host.Address);
            await browser.SignInAsync(accounts[number].UserName, MeasuredHost.Password);
            officers[number] = new Officer(browser, Offices.LevelOf(accounts[number].Office), latencies, new Random(number));
        });
        Report.Note($"{accounts.Count} officers signed in within {clock.Elapsed.TotalSeconds:0} s; each thinks for {options.Think} s between two things");

        var effort = await WorkAsync(host, officers, latencies, options);
        Report.Begin(options);
        Print(latencies, effort, options);
    }

    private static void Print(Latencies latencies, Effort effort, Options options)
    {
        foreach (var kind in latencies.Kinds)
            Report.Row($"{kind}, {options.Officers:N0} officers", Say(latencies.Of(kind)), Promised.GetValueOrDefault(kind, ""), $"the bureau's alone: {Say(latencies.Of(kind, Level.County))}");
        var requests = latencies.Kinds.Sum(kind => latencies.Of(kind).Length);
        Report.Row($"all {requests:N0} requests", $"{requests / (60d * options.Minutes):N0}/s, {latencies.Errors.Values.Sum()} errors", "0 errors",
            $"processor a request: {effort.Each(requests)}; memory {Environment.WorkingSet / (1024 * 1024):N0} MiB");
        foreach (var ((kind, problem), count) in latencies.Errors) Report.Note($"{count} times, {kind}: {problem}");
    }

    private static FormattableString Say(double[] taken) => taken.Length == 0
        ? (FormattableString)$"none"
        : $"{taken.Length:N0} times, p50 {taken[taken.Length / 2]:0} ms, p95 {taken[taken.Length * 95 / 100]:0} ms, p99 {taken[taken.Length * 99 / 100]:0} ms";

    /// <summary>They work; the first quarter warms.</summary>
    private static async Task<Effort> WorkAsync(MeasuredHost host, Officer[] officers, Latencies latencies, Options options)
    {
        var during = TimeSpan.FromMinutes(options.Minutes);
        using var end = new CancellationTokenSource();
        var working = Task.WhenAll(officers.Select((officer, number) => Task.Run(() => DayAsync(officer, new Random(-number - 1), TimeSpan.FromSeconds(options.Think), end.Token))));
        await Task.Delay(during / 4);
        var before = await Effort.SoFarAsync(host.Database);
        latencies.Begin();
        await Task.Delay(during);
        latencies.End();
        var effort = await Effort.SoFarAsync(host.Database) - before;
        await end.CancelAsync();
        await working;
        return effort;
    }

    /// <summary>Half to one and a half of the time to think between two things.</summary>
    private static async Task DayAsync(Officer officer, Random draw, TimeSpan think, CancellationToken end)
    {
        try
        {
            await Task.Delay(think * draw.NextDouble(), end);
            while (!end.IsCancellationRequested)
            {
                await officer.ActAsync();
                await Task.Delay(think * (0.5 + draw.NextDouble()), end);
            }
        }
        catch (OperationCanceledException) { } // the day is over
    }

    /// <summary>Officers of the offices that have cases, each county the same ones.</summary>
    private static async Task<List<NewAccount>> AccountsAsync(MeasuredHost host, int count)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        var townships = await connection.With("select residence_township from registers.whereabouts where residence_township is not null group by 1 order by 1")
            .RowsAsync(row => row.GetString(0), CancellationToken.None);
        var classes = await connection.With(
            "select school_code, grade, class from registers.whereabouts where class is not null and school_township is not null group by 1, 2, 3 having count(*) > 5 order by md5(school_code || class), 2")
            .RowsAsync(row => (School: row.GetString(0), Grade: row.GetInt16(1), Class: row.GetString(2)), CancellationToken.None);
        return [.. Enumerable.Range(0, count).Select(Account)];

        NewAccount Account(int number)
        {
            var (school, grade, @class) = classes[number % classes.Count];
            var township = townships[number % townships.Count];
            var (user, name) = ($"officer-{number:0000}", $"干部{number}");
            return (number % 50) switch
            {
                0 => new(user, name, MeasuredHost.County, MeasuredHost.County, "县教育局", Role.CountyOfficer),
                < 15 => new(user, name, MeasuredHost.County, township, township, Role.TownshipOfficial),
                < 20 => new(user, name, MeasuredHost.County, school, school, Role.Headmaster),
                _ => new(user, name, MeasuredHost.County, school, school, Role.Counselor, grade, @class),
            };
        }
    }

    /// <summary>What a host does by itself in its first minutes.</summary>
    private static async Task WarmAsync(MeasuredHost host)
    {
        await host.Get<CaseShelf>().WarmAsync(MeasuredHost.County, host.Get<TimeProvider>().Today(), CancellationToken.None);
        await host.Get<NameBook>().WarmAsync(MeasuredHost.County, CancellationToken.None);
    }
}
