using Balance.Cases.Access;
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
internal sealed class DemoSeed(
    CasesOptions options, Counties counties, RegisterImporter registers, LedgerImporter ledger, Screenings screenings, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Every demonstration is the same county.</summary>
    public const int Seed = 20261122;

    // Lies in the data folder while the county is being made: a start after an interrupted one goes on.
    private string Unfinished => Path.Combine(options.DataFolder, "demo-unfinished");

    private DemoAccounts Accounts => new(options.KeysFolder);

    /// <summary>Makes the county if it is wanted and the database is empty; what to print then, null where nothing was done.</summary>
    public async Task<IReadOnlyList<string>?> RunIfEmptyAsync(IProgress<string> progress, CancellationToken ct)
    {
        if (!options.Demo) return null;
        if (!File.Exists(Unfinished) && (await counties.AllAsync(ct)).Count > 0) return null;
        Directory.CreateDirectory(options.DataFolder);
        await File.WriteAllTextAsync(Unfinished, "", ct);
        await RunAsync(CountyShape.Demonstration(ChinaToday()), progress, ct);
        File.Delete(Unfinished);
        return Accounts.Lines;
    }

    /// <summary>Makes it. Run again, it adds only what is not there.</summary>
    public async Task RunAsync(CountyShape shape, IProgress<string> progress, CancellationToken ct)
    {
        var county = new CountyGenerator(shape, Seed);
        var bureau = new Principal("bureau", shape.County, shape.County, Level.County, Role.CountyOfficer.Code());
        foreach (var file in county.Files())
        {
            progress.Report($"{file.Kind.Chinese()} {file.AsOf:yyyy-MM-dd}");
            await ImportAsync(file, bureau, ct);
            // The autumn roll is screened when it comes in; what was found is then verified, and stands in the ledger.
            if (file.Kind == RegisterKind.Enrolment && file.Name == county.AutumnRollFile.Name) await ScreenAsync(shape, file.AsOf.AddDays(4), bureau, ct);
        }
        progress.Report("排查 Screening");
        await ScreenAsync(shape, shape.Today < shape.Year.Last ? shape.Today : shape.Year.Last, bureau, ct);
        progress.Report("账号 Accounts");
        await using var scope = scopes.CreateAsyncScope();
        await Accounts.CreateAsync(scope.ServiceProvider.GetRequiredService<Accounts>(), shape.County, county.LiveliestClass());
    }

    private async Task ImportAsync(CountyFile file, Principal bureau, CancellationToken ct)
    {
        using var content = new MemoryStream();
        file.WriteTo(content);
        var request = new ImportRequest(file.Kind, file.Name, content, file.AsOf, file.SchoolYear);
        await (file.Kind == RegisterKind.Ledger ? ledger.ImportAsync(request, bureau, ct) : registers.ImportAsync(request, bureau, ct));
    }

    private Task<ScreeningResult> ScreenAsync(CountyShape shape, DateOnly day, Principal bureau, CancellationToken ct) =>
        screenings.RunAsync(shape.Year.Year, day, preview: false, bureau, null, ct);

    private DateOnly ChinaToday() => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
}
