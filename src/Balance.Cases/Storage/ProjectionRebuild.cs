using System.Diagnostics;
using Marten;

namespace Balance.Cases.Storage;

/// <summary>How a view was built anew.</summary>
public sealed record Rebuilt(string Projection, double Seconds);

/// <summary>Builds views anew from the events, as the owner of the schema: a view is emptied first, which the application may not.</summary>
public sealed class ProjectionRebuild(CasesDatabase database, IEnumerable<EventKinds> kinds)
{
    /// <summary>Rebuilds every view, one by one. Nobody may write meanwhile: stop the host first.</summary>
    public async Task<IReadOnlyList<Rebuilt>> RunAsync(IProgress<string>? progress, CancellationToken ct)
    {
        using var store = DocumentStore.For(rules =>
        {
            CasesStore.Configure(rules, kinds);
            rules.Connection(database.Owner);
        });
        // Of a table that has just been filled the server knows nothing, and reads all that is left for every page of events.
        await using (var look = database.Owner.CreateCommand("analyze cases.mt_events, cases.mt_streams")) await look.ExecuteNonQueryAsync(ct);
        var rebuilt = new List<Rebuilt>();
        foreach (var name in store.Options.Projections.All.Select(projection => projection.Name))
        {
            progress?.Report($"Rebuilding {name}");
            var clock = Stopwatch.StartNew();
            if (name == StudentCaseProjection.ViewName) await new CaseRebuild(database, store.Options.Serializer()).RunAsync(ct);
            else await ByMartenAsync(store, name, ct);
            rebuilt.Add(new(name, Math.Round(clock.Elapsed.TotalSeconds, 3)));
        }
        return rebuilt;
    }

    private static async Task ByMartenAsync(DocumentStore store, string name, CancellationToken ct)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync(name, TimeSpan.FromHours(4), ct);
    }
}
