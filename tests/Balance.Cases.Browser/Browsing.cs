using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Browser;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Host;
using Balance.Cases.Host.Demo;
using Balance.Cases.Storage;
using Balance.Cases.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(Browsing))]

namespace Balance.Cases.Browser;

/// <summary>The real host on a free port with a throwaway database, and a Chromium to look at it with.</summary>
public sealed class Browsing : IAsyncLifetime
{
    /// <summary>The password of every account that a test makes.</summary>
    public const string Password = "five-quiet-herons-71";

    /// <summary>The county that is seeded, smaller than a real one.</summary>
    public const string County = "211381";

    private readonly string _folder = Throwaway.Folder("balance-browser-");
    private CasesHost? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly Lock _gate = new();
    private int _accounts;
    private Task? _seeded;

    /// <summary>Where the host listens, without a slash at the end.</summary>
    public string Address => _host!.App.Urls.First();

    public async ValueTask InitializeAsync()
    {
        await Throwaway.SweepAsync("balance-browser-");
        _host = await CasesHost.OpenAsync(
            ["--urls=http://127.0.0.1:0", $"--Balance:DataFolder={Path.Combine(_folder, "data")}", $"--Balance:Keys={Path.Combine(_folder, "keys")}", "--Balance:Demo=false", "--Balance:Access:SecondFactor=off", "--Balance:Deadlines:Clock=false", "--Balance:Access:Limits:SignInsPerAddress=1000000"],
            HostPurpose.Serve, CancellationToken.None);
        await _host.EnsureSchemaAsync(CancellationToken.None);
        // Every test signs in; how costly a password is to try is held by AccessSettingsTests.
        Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount = 1_000;
        _host.App.MapGet("/gallery", () => new RazorComponentResult<Gallery>());
        await _host.App.StartAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--lang=zh-CN"],
            // Without a language of letters Chromium cannot name a file in Chinese.
            Env = [new("LANGUAGE", "zh_CN"), new("LANG", "C.UTF-8"), new("HOME", Environment.GetEnvironmentVariable("HOME") ?? "/tmp")],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.App.StopAsync();
            await _host.DisposeAsync();
        }
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What the host is made of, for what no page does.</summary>
    public IServiceProvider Services => _host!.App.Services;

    /// <summary>The invented county, made once, as the demonstration makes it.</summary>
    public Task SeedAsync(int children = 1_500)
    {
        // Tests of several classes ask at once.
        lock (_gate)
            return _seeded ??= Services.GetRequiredService<DemoSeed>().RunAsync(CountyShape.Demonstration(Today) with { Children = children }, TextWriter.Null, CancellationToken.None);
    }

    /// <summary>A case of the seeded county that stands so, of a child with a school and a township.</summary>
    public async Task<CaseRow> CaseAsync(CaseStatus status) => (await CasesAsync(status)).First(row => row is { School: not null, Township: not null });

    /// <summary>The cases of the seeded county, the most urgent first; of one status, or all.</summary>
    public async Task<IReadOnlyList<CaseRow>> CasesAsync(CaseStatus? status = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var bureau = new Principal("looker", County, County, Level.County, Role.CountyOfficer.Code());
        var cases = await scope.ServiceProvider.GetRequiredService<CaseList>().OfAsync(new(Status: status, PageSize: CaseList.LargestPage), bureau, CancellationToken.None);
        return cases.Rows;
    }

    /// <summary>Today where the counties are.</summary>
    public static DateOnly Today => TimeProvider.System.Today();

    /// <summary>A new browser window that knows nobody.</summary>
    public async Task<IPage> OpenAsync(Screen? screen = null)
    {
        var seen = screen ?? Screen.Desktop;
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = seen.Width, Height = seen.Height }, Locale = "zh-CN", TimezoneId = "Asia/Shanghai",
            ColorScheme = seen.Dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = seen.Script, HasTouch = seen.Width < 500, ReducedMotion = ReducedMotion.Reduce,
        });
        // A slow machine is no failure: only what never comes is.
        context.SetDefaultTimeout(120_000);
        Assertions.SetDefaultExpectTimeout(120_000);
        return await context.NewPageAsync();
    }

    /// <summary>A new window in which an officer of that role has signed in.</summary>
    public async Task<IPage> SignInAsync(Role role, Screen? screen = null, string county = County, string? office = null)
    {
        var account = await CreateAsync(role, county, office);
        return await EnterAsync(account.UserName!, Password, screen);
    }

    /// <summary>A new window in which an account of the demonstration has signed in, such as <c>township</c>; the county has to be seeded.</summary>
    public async Task<IPage> SignInAsDemoAsync(string user, Screen screen)
    {
        const string before = "Password: ";
        var line = (await File.ReadAllLinesAsync(Path.Combine(_folder, "keys", "demo-accounts.txt"))).Single(line => line.Contains(before, StringComparison.Ordinal));
        return await EnterAsync(user, line[(line.IndexOf(before, StringComparison.Ordinal) + before.Length)..], screen);
    }

    private async Task<IPage> EnterAsync(string user, string password, Screen? screen)
    {
        var page = await OpenAsync(screen);
        await page.GotoAsync("/sign-in");
        await EnterAsync(page, user, password);
        await page.ArriveAsync(Address + "/");
        return page;
    }

    /// <summary>Fills the sign-in form in and sends it.</summary>
    public static async Task EnterAsync(IPage page, string user, string password)
    {
        await page.GetByLabel("用户名").FillAsync(user);
        await page.GetByLabel("密码").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
    }

    /// <summary>An account of that role in an office that fits it.</summary>
    public async Task<Account> CreateAsync(Role role, string county = County, string? at = null)
    {
        await using var scope = _host!.App.Services.CreateAsyncScope();
        var (office, name) = role switch
        {
            Role.Counselor or Role.Headmaster => ("2121000001", "北票市第一小学"),
            Role.TownshipOfficial => (county + "101", "西官营镇"),
            _ => (county, "北票市教育局"),
        };
        office = at ?? office;
        var user = "officer" + Interlocked.Increment(ref _accounts).ToString(CultureInfo.InvariantCulture);
        return await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(new(user, "李晓梅", county, office, name, role), Password);
    }

    private static string Chromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }, Path.Combine)
            .FirstOrDefault(File.Exists) ?? "/usr/bin/chromium";
}
