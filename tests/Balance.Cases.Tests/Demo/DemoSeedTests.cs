using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host.Demo;
using Balance.Cases.Indicators;
using Balance.Cases.Registers;
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
    public async Task A_county_is_seeded_through_the_imports_and_a_second_run_adds_nothing()
    {
        var database = await databases.NewDatabaseAsync();
        await using var host = await databases.StartHostAsync(database, Options(demo: true));
        var seed = host.Services.GetRequiredService<DemoSeed>();

        await seed.RunAsync(Small, TextWriter.Null, Ct);
        var once = await EventsOfChildrenAsync(database);
        await seed.RunAsync(Small, TextWriter.Null, Ct);

        var figures = await host.Services.GetRequiredService<Figures>().OnAsync(County, 2026, Today, null, Ct);
        figures.Dropout.Where(row => row.Unit == County).Sum(row => row.EnrolledAtStart).ShouldBeInRange(900, 1_100);
        figures.Enrolment.Where(row => row.Unit == County).Sum(row => row.Enrolled).ShouldBeGreaterThan(900);
        figures.Enrolment.Where(row => row.Unit == County).Sum(row => row.OutOfSchool).ShouldBeGreaterThan(0);
        // An import and a screening are told each time; of a child nothing is told twice.
        once.ShouldBeGreaterThan(50);
        (await EventsOfChildrenAsync(database)).ShouldBe(once);
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
            var account = users.Users.Single(other => other.Role == role && other.Tenant == County);
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

        (await host.Services.GetRequiredService<Counties>().AllAsync(Ct)).ShouldBe(countyIsThere ? ["310113"] : []);
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

    private static async Task<long> EventsOfChildrenAsync(CasesDatabase database)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from cases.mt_events where type not in ('register_imported', 'ledger_import_begun', 'screening_run')").ScalarAsync<long>(Ct);
    }
}
