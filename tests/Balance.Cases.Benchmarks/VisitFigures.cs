using System.Net.Http.Json;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host;
using Balance.Cases.Persuasion;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Balance.Cases.Benchmarks;

/// <summary>A visit logged over HTTP, with everything that belongs to it, beside an endpoint of the same host that inserts one row and knows nobody.</summary>
public static class VisitFigures
{
    private const int Clients = 32;

    private sealed record Bare(Guid Child, DateOnly OccurredOn, string Outcome, string Note);

    public static async Task RunAsync(Options options)
    {
        await using var host = await MeasuredHost.StartAsync(HostPurpose.Serve, app => app.MapPost("/bare", InsertAsync).AllowAnonymous());
        await MakeTableAsync(host);
        // Suspected children, four thousand of them, whom one visits.
        await OpenFigures.PrepareAsync(host, 6_000);
        await OpenFigures.ScreenAsync(host, CountyFiles.Today.AddDays(-20), preview: false);
        var children = await ChildrenAsync(host);
        using var client = await host.SignInAsync();
        var during = TimeSpan.FromSeconds(Math.Max(4, 30 * options.Scale));

        var bare = await Load.RunAsync(Clients, during, turn => client.PostAsJsonAsync("/bare", new Bare(children[turn % children.Length], CountyFiles.Today, "promised", "家长答应下周送回学校")));
        // A server that has just started still compiles what it runs; one that has served for a morning does not.
        await Load.RunAsync(Clients, during, turn => LogAsync(client, children[turn % children.Length]));
        var before = await Effort.SoFarAsync(host.Database);
        var sent = 0;
        var visits = await Load.RunAsync(Clients, during, turn =>
        {
            Interlocked.Increment(ref sent);
            return LogAsync(client, children[turn % children.Length]);
        });
        var effort = await Effort.SoFarAsync(host.Database) - before;

        Report.Begin(options);
        Report.Row($"log a visit over HTTP with chain, receipt and views, {Clients} clients, {children.Length:N0} files", $"{visits.PerSecond:N0}/s, p50 {visits.P50:0} ms, p99 {visits.P99:0} ms", "700/s, p99 below 100 ms",
            $"bare INSERT endpoint {bare.PerSecond:N0}/s, p50 {bare.P50:0} ms, p99 {bare.P99:0} ms: ratio {visits.PerSecond / bare.PerSecond:0.00}; processor a visit: {effort.Each(sent)}");
    }

    private static Task<HttpResponseMessage> LogAsync(HttpClient client, Guid child)
    {
        var visit = new LogVisit(Guid.CreateVersion7(), child, CountyFiles.Today, Level.County, VisitOutcome.Promised, null, "镇干部和班主任，见到奶奶", "家长答应下周送回学校");
        return client.PostAsJsonAsync($"/api/cases/{child}/log-visit", visit, CasesJson.Options);
    }

    private static async Task<IResult> InsertAsync(Bare row, CasesDatabase database)
    {
        await using var command = database.Application.CreateCommand("insert into plain.visits (child, occurred_on, outcome, note) values ($1, $2, $3, $4)");
        foreach (var value in new object[] { row.Child, row.OccurredOn, row.Outcome, row.Note }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
        return Results.Ok();
    }

    private static async Task MakeTableAsync(MeasuredHost host)
    {
        await using var command = host.Database.Owner.CreateCommand(
            """
            create schema plain;
            create table plain.visits (id bigint generated always as identity primary key, child uuid not null, occurred_on date not null, outcome text not null, note text not null);
            grant usage on schema plain to balance_app;
            grant insert on plain.visits to balance_app;
            """);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Guid[]> ChildrenAsync(MeasuredHost host)
    {
        await using var connection = await host.Database.Application.OpenConnectionAsync();
        return [.. await connection.With("select child from registers.whereabouts order by 1").RowsAsync(row => row.GetGuid(0), CancellationToken.None)];
    }
}
