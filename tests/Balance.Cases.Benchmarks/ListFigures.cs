using System.Diagnostics;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>Lists of one very large county, asked for by one officer after another: of the bureau, a township and a school. Many at once are <see cref="OfficersFigures"/>.</summary>
public static class ListFigures
{
    private const int Rounds = 100;

    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync(keptIn: options.To ?? throw new ArgumentException("lists needs --to, the folder that keeps its county; the first run makes it."));
        await LargeCounty.EnsureAsync(host, options);
        var cases = await LargeCounty.CasesAsync(host);
        var (school, township) = await LargestAsync(host);
        Report.Begin(options);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await host.Get<CaseShelf>().WarmAsync(MeasuredHost.County, host.Get<TimeProvider>().Today(), CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Report.Row($"reading {cases:N0} cases ahead", $"{cases / seconds:N0}/s ({seconds:0.0} s)", "", $"{kept / cases:N0} bytes a case");

        clock.Restart();
        await host.Get<NameBook>().WarmAsync(MeasuredHost.County, CancellationToken.None);
        Report.Row($"opening the names of the county's children ahead", $"{clock.Elapsed.TotalSeconds:0.0} s", "");
        var name = await NameOfOneAsync(host);

        foreach (var who in new[] { At(MeasuredHost.County, Role.CountyOfficer), At(township, Role.TownshipOfficial), At(school, Role.Headmaster) })
            foreach (var (what, query, most) in Questions(name))
                Report.Row($"{what} of {who.Office.Length switch { 6 => "the county", 9 => "a township", _ => "a school" }}", await MeasureAsync(host, who, query), most);
    }

    private static IEnumerable<(string What, CaseListQuery Query, string Most)> Questions(string name)
    {
        yield return ("list", new CaseListQuery(), "p95 100 ms");
        yield return ("list by status, sorted by school, page 20", new CaseListQuery(CaseStatus.Suspected, Order: CaseOrder.School, Page: 20), "p95 100 ms");
        yield return ("search for two characters", new CaseListQuery(Text: name[..2]), "p95 60 ms");
        yield return ("search for two characters that nobody has", new CaseListQuery(Text: "欧阳"), "p95 60 ms");
        yield return ("search for one character", new CaseListQuery(Text: name[..1]), "");
    }

    private static async Task<FormattableString> MeasureAsync(MeasuredHost host, Principal who, CaseListQuery query)
    {
        var list = host.Get<CaseList>();
        // The first of a kind compile, and open what is kept.
        for (var round = 0; round < Rounds / 5; round++) await list.OfAsync(query, who, CancellationToken.None);
        var found = await list.OfAsync(query, who, CancellationToken.None);
        var before = await Effort.SoFarAsync(host.Database);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await list.OfAsync(query, who, CancellationToken.None);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        var effort = await Effort.SoFarAsync(host.Database) - before;
        times.Sort();
        return $"{found.Total:N0} found, p50 {times[Rounds / 2]:0.0} ms, p95 {times[Rounds * 95 / 100]:0.0} ms, p99 {times[Rounds * 99 / 100]:0.0} ms; processor {effort.Each(Rounds)}";
    }

    private static async Task<string> NameOfOneAsync(MeasuredHost host)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        var child = (await connection.With("select child from registers.whereabouts where tenant = $1 limit 1", MeasuredHost.County).RowsAsync(row => row.GetGuid(0), CancellationToken.None))[0];
        return (await host.Get<Vault>().RevealAsync(MeasuredHost.County, [child], CancellationToken.None))[child].Name;
    }

    private static async Task<(string School, string Township)> LargestAsync(MeasuredHost host)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        return (await connection.With(
            """
            select (select school_code from registers.whereabouts where tenant = $1 group by 1 order by school_code is null, count(*) desc limit 1),
                   (select residence_township from registers.whereabouts where tenant = $1 group by 1 order by residence_township is null, count(*) desc limit 1)
            """, MeasuredHost.County).RowsAsync(row => (row.GetString(0), row.GetString(1)), CancellationToken.None))[0];
    }

    private static Principal At(string office, Role role) => new("measured", MeasuredHost.County, office, Offices.LevelOf(office), role.Code());
}
