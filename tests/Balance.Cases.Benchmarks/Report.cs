using System.Globalization;
using System.Runtime.InteropServices;

namespace Balance.Cases.Benchmarks;

/// <summary>Prints figures as rows of a Markdown table, under the machine, the day and the command that gave them.</summary>
public static class Report
{
    /// <summary>Prints what the figures were measured on.</summary>
    public static void Begin(Options options)
    {
        Console.WriteLine();
        Console.WriteLine(Say($"{Processor()}, {Environment.ProcessorCount} cores, {Memory():0} GiB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; server, client and generator on the same machine, fsync on."));
        Console.WriteLine(Say($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, `dotnet run -c Release --project tests/Balance.Cases.Benchmarks -- {options.Figure}{(options.Scale < 1 ? $" --scale {options.Scale}" : "")}`"));
        Console.WriteLine();
        Console.WriteLine("| work | figure | promised | beside it |");
        Console.WriteLine("|---|---|---|---|");
    }

    /// <summary>One row; <paramref name="beside"/> is what one would use instead, in the same run.</summary>
    public static void Row(string work, FormattableString figure, string promised, FormattableString? beside = null) =>
        Console.WriteLine($"| {work} | {Say(figure)} | {promised} | {(beside is null ? "" : Say(beside))} |");

    /// <summary>Progress, beside the table.</summary>
    public static void Note(FormattableString text) => Console.Error.WriteLine(Say(text));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Processor()
    {
        const string info = "/proc/cpuinfo";
        var named = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return named is null ? RuntimeInformation.ProcessArchitecture.ToString() : named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    private static double Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024d * 1024 * 1024);
}
