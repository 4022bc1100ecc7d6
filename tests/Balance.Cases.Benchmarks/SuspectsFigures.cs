using System.Diagnostics;
using Balance.Cases.Host.Demo;
using Balance.Cases.Screening;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>Finding suspects among a million children, beside the one comparison that anyone would write first: who stands in the population and on no roll.</summary>
public static class SuspectsFigures
{
    private const int Rounds = 5;

    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        var county = new CountyGenerator(CountyShape.Demonstration(CountyFiles.Today) with { Children = options.Of(1_000_000) }, CountyFiles.Seed);
        foreach (var file in new[] { county.TownshipsFile, county.SchoolsFile, county.PopulationFile, county.AutumnRollFile })
        {
            var result = await host.ImportAsync(file);
            Report.Note($"{file.Name}: {result.Applied:N0}");
        }

        var (whole, suspected) = await MedianAsync(() => FindAsync(host));
        var (bare, missing) = await MedianAsync(() => AntiJoinAsync(host));

        var (children, enrolled) = await SizesAsync(host);
        Report.Begin(options);
        Report.Row($"finding suspects, {children:N0} children against a roll of {enrolled:N0}, warm, median of {Rounds}", $"{whole:0.00} s ({suspected:N0} suspected)", "5 s",
            $"bare SQL anti-join {bare:0.00} s ({missing:N0} found): ratio {whole / bare:0.0}");
    }

    private static async Task<int> FindAsync(MeasuredHost host) =>
        (await host.Get<Screenings>().RunAsync(2026, CountyFiles.Today, preview: true, MeasuredHost.Bureau, null, CancellationToken.None)).Suspected.Count;

    private static async Task<int> AntiJoinAsync(MeasuredHost host)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        var found = await connection.With(
            """
            select p.child from registers.population p
            where p.tenant = $1 and p.status = 0 and p.born between '2011-09-01' and '2020-08-31'
              and not exists (select 1 from registers.enrolment e where e.tenant = $1 and e.child = p.child and e.status <= 2)
            """, MeasuredHost.County).RowsAsync(row => row.GetGuid(0), CancellationToken.None);
        return found.Count;
    }

    private static async Task<(long Children, long Enrolled)> SizesAsync(MeasuredHost host)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        return (await connection.With("select count(*) from registers.population").ScalarAsync<long>(CancellationToken.None),
            await connection.With("select count(*) from registers.enrolment").ScalarAsync<long>(CancellationToken.None));
    }

    // The first round warms what is to be measured warm.
    private static async Task<(double Seconds, int Found)> MedianAsync(Func<Task<int>> work)
    {
        var found = await work();
        var taken = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            taken.Add(clock.Elapsed.TotalSeconds);
        }
        return (taken.Order().ElementAt(Rounds / 2), found);
    }
}
