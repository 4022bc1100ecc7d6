using Balance.Cases.Deadlines;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;
using Balance.Cases.Tests.Migrants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Tests.Deadlines;

/// <summary>A child whose file cannot be written keeps nothing from the others: not in its county, not in the next. The database is the test's own, since it is broken on purpose.</summary>
public sealed class BrokenRoundTests(TestDatabase databases)
{
    private const string Secret = "a-secret-of-sixteen-or-more";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_in_one_case_is_written_down_and_the_others_and_later_counties_go_on_and_are_told()
    {
        var database = await databases.NewDatabaseAsync();
        using var log = new CapturedLog();
        await using var host = await databases.StartHostAsync(database, more: builder => builder.Logging.AddProvider(log), settings: ["--Balance:Deadlines:Hooks:0:Url=http://127.0.0.1:9/", $"--Balance:Deadlines:Hooks:0:Secret={Secret}"]);
        var (county, number, other) = await ForgottenAsync(host.Services, database);
        var (later, third, fourth) = await ForgottenAsync(host.Services, database);
        var broken = await county.ChildAsync(number);
        await BreakAsync(database, broken);

        var round = host.Services.GetRequiredService<OverdueRound>();
        (await Should.ThrowAsync<RoundFailed>(() => round.RunAsync(Ct))).Failed.ShouldBe(1);

        foreach (var (of, child, times) in new[] { (county, number, 0), (county, other, 1), (later, third, 1), (later, fourth, 1) })
            (await of.CaseAsync(child)).Entries.Count(entry => entry.Recorded is DutyEscalated).ShouldBe(times);
        var said = log.Lines.Where(line => line.Contains(nameof(OverdueRound))).ShouldHaveSingleItem();
        said.ShouldStartWith("Error");
        said.ShouldContain($"The round failed for {broken}: PostgresException P0001");
        said.ShouldNotContain("某某");
        (await ToldAsync(database)).ShouldBe(2);

        // The clock tries it again: what was left is done, what was done is not done twice.
        await MendAsync(database);
        await round.RunAsync(Ct);
        foreach (var (of, child) in new[] { (county, number), (county, other), (later, third), (later, fourth) })
            (await of.CaseAsync(child)).Entries.Count(entry => entry.Recorded is DutyEscalated).ShouldBe(1);
        (await ToldAsync(database)).ShouldBe(3);
    }

    [Fact]
    public async Task A_county_that_cannot_be_read_keeps_nothing_from_the_next()
    {
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database);
        var (county, number, _) = await ForgottenAsync(host.Services, database);
        var (later, third, _) = await ForgottenAsync(host.Services, database);
        await BreakFileAsync(county, number);
        (await Should.ThrowAsync<RoundFailed>(() => host.Services.GetRequiredService<OverdueRound>().RunAsync(Ct))).Failed.ShouldBe(1);
        (await later.CaseAsync(third)).Entries.ShouldContain(entry => entry.Recorded is DutyEscalated);

        // Each round comes to the second county though the first has failed.
        await BreakFileAsync(later, third);
        foreach (var round in new Func<Task>[]
            {
                () => host.Services.GetRequiredService<OverdueRound>().RunAsync(Ct),
                () => host.Services.GetRequiredService<UnansweredCentres>().RunAsync(Ct),
                () => host.Services.GetRequiredService<UnansweredTransfers>().RunAsync(Ct),
            })
            (await Should.ThrowAsync<RoundFailed>(round)).Failed.ShouldBe(2);

        async Task BreakFileAsync(TestCounty of, string child) =>
            await DoAsync(database, "update cases.mt_doc_studentcase set data = '\"broken\"' where id = $1", await of.ChildAsync(child));
    }

    /// <summary>A county with two children of whom nothing was done for forty days.</summary>
    private async Task<(TestCounty County, string First, string Second)> ForgottenAsync(IServiceProvider services, CasesDatabase database)
    {
        var county = new TestCounty(services, database, databases.NextCounty());
        await county.SetUpAsync();
        var (first, second) = (Files.Child(), Files.Child());
        var on = services.GetRequiredService<TimeProvider>().Today().AddDays(-40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await county.PopulationAsync("2025-09-01", county.Person(first), county.Person(second));
        await county.LedgerAsync(Files.Step(first, on, "dropout", "work"), Files.Step(second, on, "dropout", "work"));
        return (county, first, second);
    }

    private static Task BreakAsync(CasesDatabase database, Guid child) => DoAsync(database,
        $"""
        create function cases.broken() returns trigger language plpgsql as $f$ begin raise exception '某某'; end $f$;
        create trigger broken before insert on cases.mt_events for each row when (new.stream_id = '{child}') execute function cases.broken()
        """);

    private static Task MendAsync(CasesDatabase database) => DoAsync(database, "drop trigger broken on cases.mt_events");

    private static async Task DoAsync(CasesDatabase database, string sql, params object[] values)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(Ct);
        await connection.With(sql, values).RunAsync(Ct);
    }

    private static async Task<long> ToldAsync(CasesDatabase database)
    {
        await using var query = database.Owner.CreateCommand("select count(*) from wolverine.wolverine_incoming_envelopes where message_type like '%CallOverdue%'");
        return (long)(await query.ExecuteScalarAsync(Ct))!;
    }
}
