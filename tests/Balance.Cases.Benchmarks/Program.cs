using Balance.Cases.Benchmarks;

// One line a figure.
var figures = new Dictionary<string, Func<Options, Task>>
{
    ["county"] = CountyFiles.RunAsync,
    ["import"] = ImportFigures.RunAsync,
    ["suspects"] = SuspectsFigures.RunAsync,
};

var options = Options.Parse(args);
if (options is null || !figures.TryGetValue(options.Figure, out var run))
{
    await Console.Error.WriteLineAsync($"Usage: dotnet run -c Release --project tests/Balance.Cases.Benchmarks -- {string.Join('|', figures.Keys)} [--scale 0.05] [--to FOLDER]");
    return 2;
}
await run(options);
return 0;
