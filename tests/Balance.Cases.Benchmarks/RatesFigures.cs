using System.Globalization;
using Balance.Cases.Host;
using Balance.Cases.Host.Demo;

namespace Balance.Cases.Benchmarks;

/// <summary>Both rates of every school, township and the county over HTTP: now, on a day that nobody has asked for yet, and as known at a moment before most of it was recorded.</summary>
public static class RatesFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync(HostPurpose.Serve);
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = options.Of(200_000) }, CountyFiles.Seed);
        var before = DateTimeOffset.MinValue;
        foreach (var file in county.Files())
        {
            if (file.Name == county.LedgerNow.Name) before = DateTimeOffset.UtcNow;
            await host.ImportAsync(file);
            Report.Note($"{file.Name}");
        }
        using var client = await host.SignInAsync();
        await client.GetAsync(Address(CountyFiles.Today));

        var now = await Load.CountAsync(300, _ => client.GetAsync(Address(CountyFiles.Today)));
        var days = await Load.CountAsync(70, turn => client.GetAsync(Address(CountyFiles.Today.AddDays(-1 - turn))));
        var known = await Load.CountAsync(70, turn => client.GetAsync($"{Address(CountyFiles.Today)}&knownAt={Uri.EscapeDataString(before.AddMilliseconds(-turn).ToString("O", CultureInfo.InvariantCulture))}"));

        Report.Begin(options);
        Report.Row($"rates of a county of {options.Of(200_000):N0} children over HTTP, now, {now.Requests} requests", $"p50 {now.P50:0} ms, p99 {now.P99:0} ms", "p99 50 ms");
        Report.Row($"the same, {days.Requests} days that nobody has asked for", $"p50 {days.P50:0} ms, p99 {days.P99:0} ms", "");
        Report.Row($"the same, as known at {known.Requests} moments", $"p50 {known.P50:0} ms, p99 {known.P99:0} ms", "p99 2 s");
    }

    private static string Address(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"/api/indicators?schoolYear=2026&asOf={day:yyyy-MM-dd}");
}
