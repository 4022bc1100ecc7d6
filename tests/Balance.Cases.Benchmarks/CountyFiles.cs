using Balance.Cases.Host.Demo;

namespace Balance.Cases.Benchmarks;

/// <summary>Writes the files of the invented county to a folder, to be looked at or sent by hand.</summary>
public static class CountyFiles
{
    /// <summary>Seed of every county that is measured.</summary>
    public const int Seed = 20261122;

    /// <summary>Writes them; 20,000 children at full scale.</summary>
    public static async Task RunAsync(Options options)
    {
        var folder = Directory.CreateDirectory(options.To ?? "county").FullName;
        var county = new CountyGenerator(CountyShape.Demonstration(Today) with { Children = options.Of(20_000) }, Seed);
        foreach (var file in county.Files())
        {
            await using var to = File.Create(Path.Combine(folder, file.Name));
            file.WriteTo(to);
            Console.WriteLine(FormattableString.Invariant($"{file.Name}  as of {file.AsOf:yyyy-MM-dd}  {to.Length:N0} bytes"));
        }
    }

    /// <summary>The day that the invented counties are measured on.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 22);
}
