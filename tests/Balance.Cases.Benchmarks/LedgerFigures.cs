using System.Diagnostics;
using Balance.Cases.Host.Demo;

namespace Balance.Cases.Benchmarks;

/// <summary>Two ledgers of a large county: the first opens files, the second mostly adds to what is there.</summary>
public static class LedgerFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        var county = await PrepareAsync(host, options.Of(300_000));

        Report.Begin(options);
        foreach (var ledger in new[] { county.LedgerBefore, county.LedgerNow })
        {
            var clock = Stopwatch.StartNew();
            var result = await host.ImportAsync(ledger);
            var took = clock.Elapsed.TotalSeconds;
            Report.Row($"ledger import, {result.Applied:N0} steps ({ledger.Name})", $"{result.Applied / took:N0} steps/s ({took:0.0} s)", "2,000 steps/s");
        }
    }

    /// <summary>A county with population and autumn roll, so that every child of the ledgers is known.</summary>
    public static async Task<CountyGenerator> PrepareAsync(MeasuredHost host, int children)
    {
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = children }, CountyFiles.Seed);
        foreach (var file in new[] { county.TownshipsFile, county.SchoolsFile, county.PopulationFile, county.AutumnRollFile })
        {
            var result = await host.ImportAsync(file);
            Report.Note($"{file.Name}: {result.Applied:N0}");
        }
        return county;
    }
}
