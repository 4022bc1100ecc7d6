using System.Diagnostics;
using System.Globalization;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host.Demo;
using Balance.Cases.Screening;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>
/// A county as large as a province's busiest: more than a million children with a case, made through the imports and the screening that every county
/// uses, so that chain, vault, views and whereabouts are what they always are. It takes a while, and is kept in its folder for the next time. Measure
/// it within the ten days that the pack gives for verifying: then the clock takes up what is overdue, a million cases.
/// </summary>
public static class LargeCounty
{
    private const int Cases = 1_200_000;

    /// <summary>Of a population so many have a case once a roll names only a few of them.</summary>
    private const double CasesPerChild = 0.68;

    /// <summary>Makes it, or finds it made.</summary>
    public static async Task EnsureAsync(MeasuredHost host, Options options)
    {
        var made = Path.Combine(options.To!, "made.txt");
        var cases = options.Of(Cases).ToString(CultureInfo.InvariantCulture);
        if (File.Exists(made))
        {
            if (await File.ReadAllTextAsync(made) != cases) throw new InvalidOperationException($"{options.To} keeps a county of another scale; name another folder.");
            return;
        }
        if (await CasesAsync(host) > 0) throw new InvalidOperationException($"The county in {options.To} was not finished; remove the folder and begin again.");
        await MakeAsync(host, options);
        await File.WriteAllTextAsync(made, cases);
    }

    /// <summary>Cases that it has.</summary>
    public static async Task<long> CasesAsync(MeasuredHost host)
    {
        await using var counted = host.Database.Application.CreateCommand("select count(*) from registers.whereabouts");
        return (long)(await counted.ExecuteScalarAsync())!;
    }

    private static async Task MakeAsync(MeasuredHost host, Options options)
    {
        var today = host.Get<TimeProvider>().Today();
        var year = SchoolYear.Of(today).Year;
        var county = new CountyGenerator(ShapeOf(options, today), CountyFiles.Seed);
        var few = new CountyGenerator(CountyShape.Demonstration(today) with { Children = 500 }, CountyFiles.Seed + 1);
        // Last year's roll says whose school's the children are; this year's names a few others, so that all of these are missed.
        var lastYear = county.Files().Last(file => file.Kind == RegisterKind.Enrolment && file.SchoolYear == year - 1);
        foreach (var file in new[] { county.TownshipsFile, county.SchoolsFile, county.PopulationFile, lastYear, few.AutumnRollFile }) await ImportAsync(host, file);
        var clock = Stopwatch.StartNew();
        var opened = await host.Get<Screenings>().RunAsync(year, today, preview: false, MeasuredHost.Bureau, null, CancellationToken.None);
        Report.Note($"{opened.Opened:N0} files opened in {clock.Elapsed.TotalSeconds:0} s, {opened.Opened / clock.Elapsed.TotalSeconds:N0}/s");
        // What has been done for some of them since.
        await ImportAsync(host, county.LedgerNow);
        await using var analyzed = host.Database.Owner.CreateCommand("vacuum (analyze)");
        analyzed.CommandTimeout = 0;
        await analyzed.ExecuteNonQueryAsync();
    }

    // Ten times the townships and twenty times the schools of the demonstration, where it is whole.
    private static CountyShape ShapeOf(Options options, DateOnly today) => CountyShape.Demonstration(today) with
    {
        Children = (int)(options.Of(Cases) / CasesPerChild),
        Townships = Math.Max(30, options.Of(300)),
        UrbanPrimarySchools = Math.Max(9, options.Of(180)),
        RuralPrimarySchools = Math.Max(20, options.Of(400)),
        UrbanJuniorSchools = Math.Max(4, options.Of(80)),
        RuralJuniorSchools = Math.Max(9, options.Of(180)),
        NineYearSchools = Math.Max(9, options.Of(180)),
    };

    private static async Task ImportAsync(MeasuredHost host, CountyFile file)
    {
        var clock = Stopwatch.StartNew();
        var result = await host.ImportAsync(file);
        Report.Note($"{file.Name}: {result.Rows:N0} rows, {result.Rejected:N0} rejected, {clock.Elapsed.TotalSeconds:0} s");
    }
}
