using Balance.Cases.Benchmarks;

// One line a figure.
var figures = new Dictionary<string, Func<Options, Task>>
{
    ["chain"] = options => ChainCost.RunAsync(options.On ?? throw new ArgumentException("chain needs --on, the connection of a superuser.")),
    ["county"] = CountyFiles.RunAsync,
    ["seed"] = SeedFigures.RunAsync,
    ["import"] = ImportFigures.RunAsync,
    ["suspects"] = SuspectsFigures.RunAsync,
    ["open"] = OpenFigures.RunAsync,
    ["ledger"] = LedgerFigures.RunAsync,
    ["lists"] = ListFigures.RunAsync,
    ["visit"] = VisitFigures.RunAsync,
    ["rates"] = RatesFigures.RunAsync,
    ["officers"] = OfficersFigures.RunAsync,
    ["rebuild"] = RebuildFigures.RunAsync,
};

var options = Options.Parse(args);
if (options is null || !figures.TryGetValue(options.Figure, out var run))
{
    await Console.Error.WriteLineAsync($"Usage: dotnet run -c Release --project tests/Balance.Cases.Benchmarks -- {string.Join('|', figures.Keys)} [--scale 0.05] [--to FOLDER] [--on CONNECTION] [--officers 50] [--minutes 2] [--think 30]");
    return 2;
}
await run(options);
return 0;
