using System.Globalization;

namespace Balance.Cases.Benchmarks;

/// <summary>The most memory that this process has held since it was asked to forget what was before.</summary>
public static class PeakMemory
{
    /// <summary>Forgets the peak so far, where the system can.</summary>
    public static void Forget()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    /// <summary>In MiB.</summary>
    public static double Mebibytes()
    {
        if (!OperatingSystem.IsLinux()) return Environment.WorkingSet / (1024d * 1024);
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
