using System.Diagnostics;
using Balance.Cases.Host.Demo;
using Balance.Cases.Registers.Importing;
using Npgsql;

namespace Balance.Cases.Benchmarks;

/// <summary>A population register from the file to the commit: read, judged, sealed, stored, digested, recorded; beside a raw COPY of the same bytes.</summary>
public static class ImportFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = options.Of(1_000_000) }, CountyFiles.Seed);
        await host.ImportAsync(county.TownshipsFile);
        await host.ImportAsync(county.SchoolsFile);
        await using var file = await host.SpillAsync(county.PopulationFile);
        Report.Note($"{file.Length / 1e6:0} MB of population");

        var raw = await CopyAsync(host, file);
        PeakMemory.Forget();
        var clock = Stopwatch.StartNew();
        file.Position = 0;
        var request = new ImportRequest(county.PopulationFile.Kind, county.PopulationFile.Name, file, county.PopulationFile.AsOf, null);
        var result = await host.Get<RegisterImporter>().ImportAsync(request, MeasuredHost.Bureau, CancellationToken.None);
        var (took, peak) = (clock.Elapsed.TotalSeconds, PeakMemory.Mebibytes());

        Report.Begin(options);
        Report.Row($"population import, {result.Rows:N0} rows ({result.Rejected} rejected), {file.Length / 1e6:0} MB", $"{result.Rows / took:N0} rows/s ({took:0.0} s)", "40,000 rows/s",
            $"raw COPY of the same bytes {result.Rows / raw:N0} rows/s: ratio {raw / took:0.00}");
        Report.Row("its memory, host and importer in one process", $"{peak:N0} MiB peak", "below 1 GiB");
    }

    private static async Task<double> CopyAsync(MeasuredHost host, FileStream file)
    {
        await using var connection = await host.Database.Owner.OpenConnectionAsync();
        await using (var create = new NpgsqlCommand("create schema plain; create table plain.population (id text, name text, household text, residence text, kind text, status text, guardian text, phone text, address text)", connection))
            await create.ExecuteNonQueryAsync();
        var clock = Stopwatch.StartNew();
        file.Position = 0;
        await using (var copy = (StreamWriter)await connection.BeginTextImportAsync("copy plain.population from stdin (format csv, header)"))
            await file.CopyToAsync(copy.BaseStream, 1 << 16);
        return clock.Elapsed.TotalSeconds;
    }
}
