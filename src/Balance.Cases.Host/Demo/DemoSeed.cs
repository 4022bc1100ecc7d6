using Balance.Cases.Access;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Screening;
using Balance.Cases.Storage;

namespace Balance.Cases.Host.Demo;

/// <summary>
/// Makes the demonstration county of an empty database, through the imports, the screening and the commands that officers use. Nothing in it
/// goes a way of its own, so that what one sees is what the product does.
/// </summary>
public sealed class DemoSeed(IServiceScopeFactory scopes, CasesOptions options, Counties counties, RegisterImporter registers, LedgerImporter ledger, Screenings screenings, FollowDisability disabled, TimeProvider clock)
{
    /// <summary>Every demonstration is the same county.</summary>
    public const int Seed = 20261122;

    // Lies in the data folder while the county is being made: a start after an interrupted one goes on.
    private string Unfinished => Path.Combine(options.DataFolder, "demo-unfinished");

    private DemoAccounts Accounts => new(options.KeysFolder);

    /// <summary>Makes the county if it is wanted and the database is empty, and says on the console who can sign in.</summary>
    public async Task RunIfEmptyAsync(TextWriter console, CancellationToken ct)
    {
        if (!options.Demo) return;
        if (!File.Exists(Unfinished) && (await counties.AllAsync(ct)).Count > 0)
        {
            if (File.Exists(Accounts.File)) await console.WriteLineAsync($"演示账号见 Demonstration accounts: {Accounts.File}");
            return;
        }
        Directory.CreateDirectory(options.DataFolder);
        await File.WriteAllTextAsync(Unfinished, "", ct);
        await console.WriteLineAsync("首次运行，正在生成演示县（虚构），约半分钟 First run: making an invented county, about half a minute");
        await RunAsync(CountyShape.Demonstration(ChinaToday()), console, ct);
        File.Delete(Unfinished);
        foreach (var line in Accounts.Lines) await console.WriteLineAsync(line);
    }

    /// <summary>Makes it. Run again, it adds only what is not there.</summary>
    public async Task RunAsync(CountyShape shape, TextWriter console, CancellationToken ct)
    {
        var county = new CountyGenerator(shape, Seed);
        var registry = new Principal(DemoAccounts.Registry, shape.County, shape.County, Level.County, Role.CountyOfficer.Code());
        var teachers = county.LiveliestClass();
        var officers = DemoAccounts.Of(shape.County, teachers);
        await using var scope = scopes.CreateAsyncScope();
        var recent = scope.ServiceProvider.GetRequiredService<RecentDays>();
        if (await recent.HaveActedAsync(officers, ct)) return;
        await Accounts.CreateAsync(scope.ServiceProvider.GetRequiredService<Accounts>(), officers);
        foreach (var file in county.Files())
        {
            var result = await ImportAsync(file, registry, ct);
            await console.WriteLineAsync($"  {file.AsOf:yyyy-MM-dd}  导入{file.Kind.Chinese()} {result.Rows} 行");
            // The autumn roll is screened when it comes in; what was found is then verified, and stands in the ledger.
            if (file.Name == county.AutumnRollFile.Name) await ScreenAsync(shape, file.AsOf.AddDays(4), registry, console, ct);
        }
        await disabled.RunAsync(shape.Today, preview: false, registry, ct);
        await ScreenAsync(shape, shape.Today < shape.Year.Last ? shape.Today : shape.Year.Last, registry, console, ct);
        await recent.ActAsync(officers, shape.Today, ct);
    }

    private async Task<ImportResult> ImportAsync(CountyFile file, Principal registry, CancellationToken ct)
    {
        using var content = new MemoryStream();
        file.WriteTo(content);
        var request = new ImportRequest(file.Kind, file.Name, content, file.AsOf, file.SchoolYear);
        return await (file.Kind == RegisterKind.Ledger ? ledger.ImportAsync(request, registry, ct) : registers.ImportAsync(request, registry, ct));
    }

    private async Task ScreenAsync(CountyShape shape, DateOnly day, Principal registry, TextWriter console, CancellationToken ct)
    {
        var result = await screenings.RunAsync(shape.Year.Year, day, preview: false, registry, null, ct);
        await console.WriteLineAsync($"  {day:yyyy-MM-dd}  排查：疑似 {result.Suspected.Count} 人");
    }

    private DateOnly ChinaToday() => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
}
