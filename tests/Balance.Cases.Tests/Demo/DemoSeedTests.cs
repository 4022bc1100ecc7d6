using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host.Demo;
using Balance.Cases.Indicators;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Demo;

/// <summary>The demonstration county, smaller than it is shown, made on a database of its own.</summary>
public sealed class DemoSeedTests(TestDatabase databases) : IDisposable
{
    private const string County = "211381";
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly CountyShape Small = CountyShape.Demonstration(Today) with { Children = 1_500 };

    private readonly string _folder = Throwaway.Folder("balance-demo-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_that_was_interrupted_goes_on_tells_everything_once_and_adds_nothing_when_it_is_run_again()
    {
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database, Options(demo: true));
        var seed = host.Services.GetRequiredService<DemoSeed>();

        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => seed.RunAsync(Small, new Interruption(stop, afterLines: 12), stop.Token));
        await seed.RunAsync(Small, TextWriter.Null, Ct);
        var once = await EventsAsync(database);
        await seed.RunAsync(Small, TextWriter.Null, Ct);

        (await EventsAsync(database)).ShouldBe(once);
        (await EventsAsync(database, "registry", "persuasion_visit_logged")).ShouldBe(Rows(LedgerStep.Visit));
        (await EventsAsync(database, "registry", "student_returned")).ShouldBe(Rows(LedgerStep.Return));
        (await EventsAsync(database, "bureau")).ShouldBeGreaterThan(0);
        (await EventsAsync(database, "counselor")).ShouldBeGreaterThan(0);
        var figures = await host.Services.GetRequiredService<Figures>().OnAsync(County, 2026, Today, null, Ct);
        figures.Dropout.Where(row => row.Unit == County).Sum(row => row.EnrolledAtStart).ShouldBeInRange(900, 1_100);
        figures.Enrolment.Where(row => row.Unit == County).Sum(row => row.OutOfSchool).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Each_kind_of_user_has_an_account_and_the_password_lies_where_only_the_service_reads_it()
    {
        await using var host = await databases.StartHostAsync(await databases.NewDatabaseAsync(), Options(demo: true));
        await host.Services.GetRequiredService<DemoSeed>().RunAsync(Small, TextWriter.Null, Ct);

        var file = Path.Combine(_folder, "keys", "demo-accounts.txt");
        var lines = await File.ReadAllLinesAsync(file, Ct);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var scope = host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
        var password = lines.Single(line => line.Contains("Password", StringComparison.Ordinal)).Split(": ")[1];
        foreach (var role in Enum.GetValues<Role>())
        {
            var account = users.Users.First(other => other.Role == role && other.Tenant == County);
            lines.ShouldContain(line => line.Contains(account.UserName!, StringComparison.Ordinal));
            (await users.CheckPasswordAsync(account, password)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Nothing_is_seeded_where_it_is_not_wanted_or_a_county_is_there(bool demo, bool countyIsThere)
    {
        await using var host = await databases.StartHostAsync(await databases.NewDatabaseAsync(), Options(demo));
        if (countyIsThere) await ImportTownshipsAsync(host.Services);

        await host.Services.GetRequiredService<DemoSeed>().RunIfEmptyAsync(TextWriter.Null, Ct);

        (await host.Services.GetRequiredService<Balance.Cases.Registers.Counties>().AllAsync(Ct)).ShouldBe(countyIsThere ? new[] { "310113" } : []);
        File.Exists(Path.Combine(_folder, "keys", "demo-accounts.txt")).ShouldBeFalse();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CasesOptions Options(bool demo) =>
        databases.Options with { DataFolder = Path.Combine(_folder, "data"), KeysFolder = Path.Combine(_folder, "keys"), Demo = demo };

    private static async Task ImportTownshipsAsync(IServiceProvider services)
    {
        using var content = new MemoryStream("township_code,name\n310113100,第1镇\n"u8.ToArray());
        var request = new ImportRequest(RegisterKind.Townships, "townships.csv", content, new(2025, 9, 1), null);
        await services.GetRequiredService<RegisterImporter>()
            .ImportAsync(request, new Principal("bureau", "310113", "310113", Level.County, "county_officer"), Ct);
    }

    /// <summary>Rows of a step in both ledgers.</summary>
    private static int Rows(LedgerStep step)
    {
        var county = new CountyGenerator(Small, DemoSeed.Seed);
        return new[] { county.LedgerBefore, county.LedgerNow }.Sum(ledger =>
        {
            using var written = new MemoryStream();
            ledger.WriteTo(written);
            return System.Text.Encoding.UTF8.GetString(written.ToArray()).Split('\n').Count(line => line.Split(',') is [_, _, var said, ..] && said == step.Code());
        });
    }

    private static async Task<long> EventsAsync(CasesDatabase database, string? user = null, string? type = null)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from cases.mt_events where tenant_id = $1 and user_name = coalesce($2::text, user_name) and type = coalesce($3::text, type)",
            County, user, type).ScalarAsync<long>(Ct);
    }

    /// <summary>Ends the seed after so many lines.</summary>
    private sealed class Interruption(CancellationTokenSource stop, int afterLines) : StringWriter
    {
        private int _lines;

        public override Task WriteLineAsync(string? value) => ++_lines == afterLines ? stop.CancelAsync() : Task.CompletedTask;
    }
}
