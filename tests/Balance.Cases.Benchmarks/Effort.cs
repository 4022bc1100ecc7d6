using System.Globalization;
using Balance.Cases.Storage;

namespace Balance.Cases.Benchmarks;

/// <summary>
/// Processor time spent so far, here and by the server: what a piece of work costs hardly hangs on what else the machine does, whereas how
/// long it takes does.
/// </summary>
/// <param name="Here">Seconds of this process: host, client and generator.</param>
/// <param name="Server">Seconds of the server with all its processes; nothing where they cannot be seen.</param>
public readonly record struct Effort(double Here, double Server)
{
    /// <summary>What came between two looks.</summary>
    public static Effort operator -(Effort later, Effort earlier) => new(later.Here - earlier.Here, later.Server - earlier.Server);

    /// <summary>As milliseconds for each of so many.</summary>
    public string Each(double count) => string.Create(CultureInfo.InvariantCulture, $"{1000 * Here / count:0.00} ms here and {1000 * Server / count:0.00} ms in the server");

    /// <summary>Looks now.</summary>
    public static async Task<Effort> SoFarAsync(CasesDatabase database)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        var backend = await connection.With("select pg_backend_pid()").ScalarAsync<int>(CancellationToken.None);
        var server = Stat(backend) is [_, var parent, ..] && int.Parse(parent, CultureInfo.InvariantCulture) is var first
            ? Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
                .Sum(id => id == first ? Ticks(Stat(id), 4) : Stat(id) is [_, var of, ..] stat && of == parent ? Ticks(stat, 2) : 0)
            : 0;
        return new(Environment.CpuUsage.TotalTime.TotalSeconds, server / 100d); // the kernel tells hundredths of a second, whatever it counts in
    }

    /// <summary>Times of the process; of the first one with those of its children that have ended.</summary>
    private static long Ticks(string[] stat, int columns) => stat.Length < 15 ? 0 : stat[11..(11 + columns)].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));

    /// <summary>What the kernel tells of a process, from its state on; nothing where there is none.</summary>
    private static string[] Stat(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }
}
