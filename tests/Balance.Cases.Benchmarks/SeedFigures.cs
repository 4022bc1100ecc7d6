using System.Diagnostics;
using Balance.Cases.Host.Demo;
using Balance.Cases.Screening;

namespace Balance.Cases.Benchmarks;

/// <summary>The demonstration county of 20,000 children, file by file, as a first start imports and screens it.</summary>
public static class SeedFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = options.Of(20_000) }, CountyFiles.Seed);
        Report.Begin(options);
        var whole = Stopwatch.StartNew();
        foreach (var file in county.Files())
        {
            var clock = Stopwatch.StartNew();
            var result = await host.ImportAsync(file);
            Report.Row($"{file.Name}, {result.Rows:N0} rows ({result.Rejected} rejected)", $"{clock.Elapsed.TotalSeconds:0.00} s", "");
            if (file.Name == county.AutumnRollFile.Name) await ScreenAsync(host, file.AsOf.AddDays(4));
        }
        await ScreenAsync(host, CountyFiles.Today);
        Report.Row("the whole of it", $"{whole.Elapsed.TotalSeconds:0.0} s", "40 s");
    }

    private static async Task ScreenAsync(MeasuredHost host, DateOnly day)
    {
        var clock = Stopwatch.StartNew();
        var result = await host.Get<Screenings>().RunAsync(2026, day, preview: false, MeasuredHost.Bureau, null, CancellationToken.None);
        Report.Row($"screening of {day:yyyy-MM-dd}: {result.Suspected.Count} suspected, {result.Opened} opened, {result.Updated} updated, {result.Withdrawn} withdrawn",
            $"{clock.Elapsed.TotalSeconds:0.00} s", "");
    }
}
