using System.Diagnostics;
using Balance.Cases.Host.Demo;
using Balance.Cases.Screening;

namespace Balance.Cases.Benchmarks;

/// <summary>A first screening of a county that sent the roll of a few children only, so that nearly all others are suspected: each gets a stream with its view, chained.</summary>
public static class OpenFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        await PrepareAsync(host, options.Of(60_000));

        var (found, finding) = await ScreenAsync(host, CountyFiles.Today, preview: true);
        var before = await Effort.SoFarAsync(host.Database);
        var (opened, whole) = await ScreenAsync(host, CountyFiles.Today, preview: false);
        var effort = await Effort.SoFarAsync(host.Database) - before;
        var (_, again) = await ScreenAsync(host, CountyFiles.Today, preview: false);

        Report.Begin(options);
        Report.Row($"opening streams from a screening, {opened.Opened:N0} files, with their views, chain and scope", $"{opened.Opened / whole:N0}/s ({whole:0.0} s)", "4,000/s",
            $"the same as a preview {found.Opened / finding:N0}/s; again, without effect ({finding:0.0} s, {again:0.0} s); processor a file: {effort.Each(opened.Opened)}");
    }

    /// <summary>A population, and the roll of a few children that are not in it.</summary>
    public static async Task PrepareAsync(MeasuredHost host, int children)
    {
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = children }, CountyFiles.Seed);
        var few = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = 500 }, CountyFiles.Seed + 1);
        foreach (var file in new[] { county.TownshipsFile, county.SchoolsFile, county.PopulationFile, few.AutumnRollFile }) await host.ImportAsync(file);
    }

    /// <summary>Screens as of a day.</summary>
    public static async Task<(ScreeningResult Result, double Seconds)> ScreenAsync(MeasuredHost host, DateOnly day, bool preview)
    {
        var clock = Stopwatch.StartNew();
        var result = await host.Get<Screenings>().RunAsync(2026, day, preview, MeasuredHost.Bureau, null, CancellationToken.None);
        return (result, clock.Elapsed.TotalSeconds);
    }
}
