using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Alba;
using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>Tests that share one county and one host.</summary>
[CollectionDefinition]
public sealed class CaseOfficeCollection : ICollectionFixture<CaseOffice>;

/// <summary>
/// A county with two townships, three schools and children who learn in them, an officer of every kind, and a second county next to it.
/// It is 20 October 2026 there; rolls are of September 2025 and September 2026.
/// </summary>
public sealed class CaseOffice(TestDatabase databases) : IAsyncLifetime
{
    public const string School = "2113000001";
    public const string SchoolNextDoor = "2113000002";
    public const string SchoolElsewhere = "2113000003";
    /// <summary>How many children each school has.</summary>
    public const int ChildrenEach = 210;

    // The first sixty are named by tests that want a certain one.
    private const int FirstGiven = 60;

    private readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> _browsers = new();
    private readonly ConcurrentDictionary<string, int> _given = new();
    private IAlbaHost? _host;

    public static DateOnly Today { get; } = new(2026, 10, 20);

    public IAlbaHost Host => _host!;

    public TestDatabase Databases => databases;

    public string County { get; } = databases.NextCounty();

    public string OtherCounty { get; } = databases.NextCounty();

    public string Township => County + "101";

    public string OtherTownship => County + "102";

    public async ValueTask InitializeAsync()
    {
        _host = await databases.StartHostAsync(more: builder => builder.Services.AddSingleton<TimeProvider>(new StandingClock()));
        foreach (var county in new[] { County, OtherCounty })
        {
            await ImportAsync(county, RegisterKind.Townships, $"township_code,name\n{county}101,东乡\n{county}102,西乡\n");
            await ImportAsync(county, RegisterKind.Schools,
                $"school_code,name,township_code,kind,ownership\n{School},东乡中学,{county}101,junior,public\n{SchoolNextDoor},东乡小学,{county}101,primary,public\n{SchoolElsewhere},西乡中学,{county}102,junior,public\n");
            var children = new[] { School, SchoolNextDoor, SchoolElsewhere }.SelectMany(school => Enumerable.Range(0, ChildrenEach).Select(n => (School: school, N: n))).ToList();
            var population = new StringBuilder("id_number,name,residence_township_code,residence,status,guardian_name,guardian_phone,address\n");
            var roll = new StringBuilder("id_number,student_number,name,school_code,grade,class,status\n");
            foreach (var (school, n) in children)
            {
                var (number, name) = (NumberOf(county, school, n), NameOf(school, n));
                population.AppendLine(CultureInfo.InvariantCulture, $"{number},{name},{county}{(school == SchoolElsewhere ? "102" : "101")},local,present,{name}的家长,13900000000,某村");
                roll.AppendLine(CultureInfo.InvariantCulture, $"{number},G{number},{name},{school},7,{n % 2 + 1},enrolled");
            }
            await ImportAsync(county, RegisterKind.Population, population.ToString());
            await ImportAsync(county, RegisterKind.Enrolment, roll.ToString(), new DateOnly(2025, 9, 10), 2025);
            await ImportAsync(county, RegisterKind.Enrolment, roll.ToString(), new DateOnly(2026, 9, 10), 2026);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }

    /// <summary>A child of the school whom no other test uses; every second is of class 1.</summary>
    public Task<Guid> NextChildAsync(string school = School, string? county = null) => ChildAsync(_given.AddOrUpdate((county ?? County) + school, FirstGiven, (_, last) => last + 1), school, county);

    /// <summary>The n-th child of a school.</summary>
    public async Task<Guid> ChildAsync(int n, string school = School, string? county = null)
    {
        n.ShouldBeLessThan(ChildrenEach, "the school has too few children for so many tests");
        return (await Host.Services.GetRequiredService<Vault>().FindAsync(county ?? County, NumberOf(county ?? County, school, n)))!.Value;
    }

    public async Task<Person> PersonAsync(Guid child, string? county = null) => (await Host.Services.GetRequiredService<Vault>().RevealAsync(county ?? County, child))!;

    /// <summary>A signed-in officer; of one kind and office there is one.</summary>
    public Task<HttpClient> OfficerAsync(Role role, string? office = null, string? county = null, string? @class = null, int nth = 0) =>
        _browsers.GetOrAdd($"{county ?? County} {office} {role} {@class} {nth}", _ => new(() => SignInAsync(role, office ?? County, county ?? County, @class))).Value;

    public Task<HttpClient> CounselorAsync() => OfficerAsync(Role.Counselor, School);

    public Task<HttpClient> TownshipAsync() => OfficerAsync(Role.TownshipOfficial, Township);

    public Task<HttpClient> BureauAsync() => OfficerAsync(Role.CountyOfficer);

    /// <summary>The account behind a browser.</summary>
    public static string UserOf(HttpClient officer) => officer.DefaultRequestHeaders.From!;

    public static string NameOf(string school, int n) => $"{(school == School ? '赵' : school == SchoolNextDoor ? '钱' : '孙')}{(char)('一' + n)}{(char)('丁' + n)}";

    public static string NumberOf(string county, string school, int n)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{county}201302{n % 28 + 1:00}{n / 28:0}{school[^1]}{n % 10}");
        return digits + IdentityNumber.CheckCharacter(digits);
    }

    private async Task<HttpClient> SignInAsync(Role role, string office, string county, string? @class)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var user = "c" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        await scope.ServiceProvider.GetRequiredService<Accounts>()
            .CreateAsync(new(user, "李晓梅", county, office, "单位", role, @class is null ? null : 7, @class), Office.Password);
        var browser = Host.Browser();
        await browser.SignInAsync(user);
        browser.DefaultRequestHeaders.Add("X-Requested-With", "tests");
        browser.DefaultRequestHeaders.From = user;
        return browser;
    }

    private async Task ImportAsync(string county, RegisterKind kind, string csv, DateOnly? asOf = null, int? schoolYear = null)
    {
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var result = await Host.Services.GetRequiredService<RegisterImporter>().ImportAsync(
            new ImportRequest(kind, kind + ".csv", content, asOf ?? new DateOnly(2025, 9, 1), schoolYear),
            new Principal("operator:tests", county, county, Level.County, "operator"), CancellationToken.None);
        result.Rejects.ShouldBeEmpty();
    }

    /// <summary>It is always the same morning.</summary>
    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 10, 20, 2, 0, 0, TimeSpan.Zero);
    }
}
