using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Balance.Cases.Host.Embedded;

/// <summary>What a server leaves about itself in its cluster (<c>postmaster.pid</c>); it stays behind when the server is killed.</summary>
internal sealed record PostmasterFile(string Path, int Process, int Port, bool IsReady)
{
    public static PostmasterFile? Read(string cluster)
    {
        var path = System.IO.Path.Combine(cluster, "postmaster.pid");
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return null;
        }
        int Number(int line) => line < lines.Length && int.TryParse(lines[line], CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new(path, Number(0), Number(3), lines.Length > 7 && lines[7].Trim() == "ready");
    }

    /// <summary>Whether that process still is this cluster's server and not another that was given the same number.</summary>
    public bool IsAlive(string cluster)
    {
        if (Process <= 0) return false;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{Process}/cmdline")).Contains(cluster, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        }
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process);
            return process.ProcessName.Contains("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public void Delete() => File.Delete(Path);
}
