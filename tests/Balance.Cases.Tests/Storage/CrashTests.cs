using System.Diagnostics;
using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host;
using Balance.Cases.Host.Embedded;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Schema;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Balance.Cases.Tests.Storage;

/// <summary>Sixteen writers in four processes; at random moments a process is killed, or a process of the database, which then recovers from its log.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private const string County = "210001";
    private const int Kills = 50;

    private readonly string folder = Throwaway.Folder("balance-tests-crash-");
    private readonly Guid[] children = [.. Enumerable.Range(0, 24).Select(_ => Guid.CreateVersion7())];
    private readonly Dictionary<Guid, Guid> tried = [];
    private readonly Dictionary<Guid, long> acknowledged = [];
    private readonly Lock gate = new();
    private EmbeddedPostgres? cluster;
    private CasesDatabase? database;
    private int serverKills;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private CasesDatabase Database => database!;

    public async ValueTask InitializeAsync()
    {
        cluster = await EmbeddedPostgres.LeaseAsync(new() { DataFolder = Path.Combine(folder, "data"), KeysFolder = Path.Combine(folder, "keys"), Durable = true });
        database = new CasesDatabase(cluster.ConnectionString, cluster.OwnerConnectionString);
        var options = new CasesOptions { DataFolder = Path.Combine(folder, "data"), KeysFolder = Path.Combine(folder, "keys"), Roles = NodeRoles.None };
        await using var app = CasesHost.Build(CasesHost.CreateBuilder([], HostPurpose.Test), database, options);
        await app.Services.GetRequiredService<SchemaKeeper>().EnsureAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null) await database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (cluster is not null) await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whatever_was_acknowledged_is_there_once_and_everything_agrees_with_a_rebuild()
    {
        var followed = new StepBooks();
        await KillAtRandomMomentsAsync(followed);

        // A server that lost a process starts anew, and what waits in the pools leads nowhere.
        Database.Application.Clear();
        Database.Desk.Clear();
        Database.Owner.Clear();
        using var store = TestStore.Of(Database);
        await SettleAsync(store);
        var recorded = await RecordedAsync();
        acknowledged.Count.ShouldBeGreaterThan(Kills);
        tried.Count.ShouldBeGreaterThan(acknowledged.Count + Kills);
        serverKills.ShouldBeGreaterThan(0);
        foreach (var (command, _) in tried) recorded.GetValueOrDefault(command).ShouldBe(1);
        recorded.Count.ShouldBe(tried.Count);

        var verified = await new VerifyChain(Database, []).RunAsync(County, null, Ct);
        verified.Damages.ShouldBeEmpty();
        // Beside the commands' events, the chain covers what Marten puts where an append failed.
        verified.Events.ShouldBe(tried.Count + await FillersAsync());

        var live = await ViewsAsync();
        live.Count.ShouldBe(children.Length);
        await new ProjectionRebuild(Database, [EventKinds.OfStudents]).RunAsync(null, Ct);
        (await ViewsAsync()).ShouldBe(live);
        (await StepsAsync(followed)).ShouldBe(await StepsAsync(new StepBooks()));
    }

    private async Task KillAtRandomMomentsAsync(StepBooks followed)
    {
        var processes = Enumerable.Range(0, 4).Select(_ => new Writers(this)).ToList();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                await Task.Delay(Random.Shared.Next(10, 250), Ct);
                if (kill % 2 == 1)
                {
                    await KillServerProcessAsync();
                    continue;
                }
                // Only whoever is writing is killed, so that every kill strikes commands under way.
                while (processes.TrueForAll(process => !process.IsWriting)) await Task.Delay(5, Ct);
                var victim = processes.FindIndex(process => process.IsWriting);
                await processes[victim].KillAsync();
                processes.RemoveAt(victim);
                processes.Add(new Writers(this));
                if (kill % 10 == 4) await FollowAsync(followed);
            }
        }
        finally
        {
            foreach (var process in processes) await process.KillAsync();
        }
    }

    private void Hear(string what, Guid command, string detail)
    {
        lock (gate)
        {
            if (what == "try") tried[command] = Guid.Parse(detail);
            else acknowledged[command] = long.Parse(detail, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>A process with four writers.</summary>
    private sealed class Writers
    {
        private readonly Process process;

        public Writers(CrashTests test)
        {
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, Environment = { ["DOTNET_TieredPGO"] = "0" } };
            foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "Balance.Cases.Writers.dll"), test.cluster!.ConnectionString, County, "4", string.Join(',', test.children) })
                start.ArgumentList.Add(argument);
            process = Process.Start(start)!;
            process.OutputDataReceived += (_, line) =>
            {
                if (line.Data?.Split(' ') is not [var what, var command, var detail]) return;
                test.Hear(what, Guid.Parse(command), detail);
                IsWriting |= what == "ack";
            };
            process.BeginOutputReadLine();
        }

        /// <summary>It has had a first command acknowledged.</summary>
        public bool IsWriting { get; private set; }

        public async Task KillAsync()
        {
            process.Kill(); // SIGKILL: nothing is put in order
            await process.WaitForExitAsync(CancellationToken.None);
            process.WaitForExit(); // and what it had said is heard
            process.Dispose();
        }
    }

    /// <summary>Kills a backend at work: the server ends all of them and starts again from its log.</summary>
    private async Task KillServerProcessAsync()
    {
        var backend = await RetryAsync(async () =>
        {
            await using var connection = await Database.Owner.OpenConnectionAsync(Ct);
            return await connection.With("select pid from pg_stat_activity where usename = $1 limit 1", Database.ApplicationUser).ScalarAsync<int>(Ct);
        });
        if (backend == 0) return; // nobody is connected just now
        try
        {
            using var process = Process.GetProcessById(backend);
            process.Kill();
            serverKills++;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended by itself before it could be killed.
        }
    }

    private Task FollowAsync(StepBooks books) => RetryAsync(async () => await StepsAsync(books));

    /// <summary>What was tried and not acknowledged may have happened or not; sent again, it has happened.</summary>
    private async Task SettleAsync(DocumentStore store)
    {
        NpgsqlConnection.ClearAllPools();
        var desk = new CaseDesk(Database, new CaseSessions(store), new FollowUps(), TimeProvider.System);
        var who = new Principal("writer", County, County, Level.County, "county_officer");
        foreach (var (command, child) in tried)
        {
            var receipt = await RetryAsync(() => desk.AddAsync(new CommandSlip(command, [7]), who, child,
                _ => Domain.Students.Decisions.Decision.Of(Happened.Visited() with { Entry = command }), Ct));
            if (acknowledged.TryGetValue(command, out var version)) receipt.Version.ShouldBe(version);
        }
    }

    private async Task<Dictionary<Guid, int>> RecordedAsync()
    {
        await using var connection = await Database.Application.OpenConnectionAsync(Ct);
        var rows = await connection.With("select causation_id, count(*)::int from cases.mt_events where tenant_id = $1 and type <> 'tombstone' group by 1", County)
            .RowsAsync(row => (Guid.Parse(row.GetString(0)), row.GetInt32(1)), Ct);
        return rows.ToDictionary();
    }

    private async Task<long> FillersAsync()
    {
        await using var connection = await Database.Application.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from cases.mt_events where tenant_id = $1 and type = 'tombstone'", County).ScalarAsync<long>(Ct);
    }

    private async Task<List<string>> ViewsAsync()
    {
        await using var connection = await Database.Application.OpenConnectionAsync(Ct);
        return await connection.With("select id::text || ' ' || mt_version || ' ' || data::text from cases.mt_doc_studentcase where tenant_id = $1 order by id", County)
            .RowsAsync(row => row.GetString(0), Ct);
    }

    private async Task<List<string>> StepsAsync(StepBooks books)
    {
        await using var connection = await Database.Application.OpenConnectionAsync(Ct);
        var known = await books.AsKnownAsync(County, await ChainTime.SettledAsync(connection, County, Ct), connection, Ct);
        return [.. known.Steps.OrderBy(child => child.Key).Select(child => $"{child.Key} {string.Join(' ', child.Value.Select(Plain))}")];
    }

    private static string Plain(DatedStep step) => $"{step.OccurredOn:O} {step.Order} {step.Step}";

    /// <summary>The server may just be recovering.</summary>
    private static async Task<T> RetryAsync<T>(Func<Task<T>> work)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                return await work();
            }
            catch (NpgsqlException) when (attempt < 200)
            {
                NpgsqlConnection.ClearAllPools();
                await Task.Delay(50, Ct);
            }
    }
}
