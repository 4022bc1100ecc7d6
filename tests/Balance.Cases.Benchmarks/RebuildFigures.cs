using System.Diagnostics;
using System.Text.Json;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>Each projection built anew, alone, beside reading the same events and parsing them: what no rebuild can do without.</summary>
public static class RebuildFigures
{
    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync();
        var county = await LedgerFigures.PrepareAsync(host, options.Of(600_000));
        await host.ImportAsync(county.LedgerBefore);
        await host.ImportAsync(county.LedgerNow);

        await ReadAsync(host);
        var (events, reading) = await ReadAsync(host);
        var folding = Fold(events);
        Report.Begin(options);
        Report.Row($"folding {events.Count:N0} events in memory, no database", $"{events.Count / folding:N0} events/s", "");
        var before = await Effort.SoFarAsync(host.Database);
        foreach (var rebuilt in await host.Get<ProjectionRebuild>().RunAsync(null, CancellationToken.None))
            Report.Row($"rebuild of `{rebuilt.Projection}`, {events.Count:N0} events", $"{events.Count / rebuilt.Seconds:N0} events/s ({rebuilt.Seconds:0.0} s)", "30,000 events/s",
                $"reading and parsing the same rows {events.Count / reading:N0} events/s: ratio {reading / rebuilt.Seconds:0.00}; processor an event: {(await Effort.SoFarAsync(host.Database) - before).Each(events.Count)}");
    }

    private static async Task<(List<(Guid Child, long Version, StudentEvent Happened)> Events, double Seconds)> ReadAsync(MeasuredHost host)
    {
        var kinds = EventKinds.OfStudents.Types.ToDictionary(EventKinds.NameOf);
        var clock = Stopwatch.StartNew();
        var events = new List<(Guid, long, StudentEvent)>();
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        await using var command = connection.With("select stream_id, version, type, data::text from cases.mt_events where type = any($1) order by seq_id", (object)kinds.Keys.ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            events.Add((reader.GetGuid(0), reader.GetInt64(1), (StudentEvent)JsonSerializer.Deserialize(reader.GetString(3), kinds[reader.GetString(2)], CasesJson.Options)!));
        return (events, clock.Elapsed.TotalSeconds);
    }

    private static double Fold(List<(Guid Child, long Version, StudentEvent Happened)> events)
    {
        double Seconds()
        {
            var students = new Dictionary<Guid, Student>();
            var clock = Stopwatch.StartNew();
            foreach (var (child, version, happened) in events) students[child] = Student.Evolve(students.GetValueOrDefault(child), child, version, happened);
            return clock.Elapsed.TotalSeconds;
        }
        Seconds();
        return Seconds();
    }
}
