using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Balance.Cases.Host.Embedded;

/// <summary>The PostgreSQL programs to run: those that npm brought for this platform, else a server found on the machine.</summary>
internal sealed record ServerBinaries(string Folder, int Major)
{
    private const int OldestMajor = 15;

    /// <summary>Every server there is, the preferred one first.</summary>
    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "postgres", "bin");
        var package = typeof(ServerBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "EmbeddedPostgres")?.Value;
        if (!string.IsNullOrEmpty(package)) yield return Path.Combine(package, "bin");
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            foreach (var folder in Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(f => int.TryParse(Path.GetFileName(f), out var major) ? major : 0))
                yield return Path.Combine(folder, "bin");
        }
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
    }

    /// <summary>The first server that can open what is there: any for a new cluster, the same major version for an existing one.</summary>
    public static ServerBinaries Find(string? given, int? clusterMajor)
    {
        foreach (var folder in given is null ? Candidates() : [given])
        {
            if (!Has(folder, "postgres") || !Has(folder, "initdb") || !Has(folder, "pg_ctl")) continue;
            var major = MajorOf(folder);
            if (clusterMajor is null ? major >= OldestMajor : major == clusterMajor) return new(folder, major);
        }
        throw new EmbeddedException(clusterMajor is null
            ? "No PostgreSQL server was found. 'npm ci' in the host's folder brings one (the build runs it when Node.js is there); "
              + $"a server of version {OldestMajor} or later installed on this machine serves too; or name a database of your own in ConnectionStrings:Cases."
            : $"The embedded cluster was made by PostgreSQL {clusterMajor}, and no server of that version was found on this machine.");
    }

    /// <summary>The same programs at a place that the server's user can reach: root's own folders are closed to it.</summary>
    public ServerBinaries ReachableBy(ServerUser user, string stateFolder)
    {
        if (user.Reaches(Folder)) return this;
        var root = Path.GetDirectoryName(Folder)!;
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(Folder, Program("postgres"))).Ticks.ToString("x", CultureInfo.InvariantCulture);
        var copy = Path.Combine(stateFolder, "postgres-" + Major.ToString(CultureInfo.InvariantCulture) + "-" + stamp);
        if (!Directory.Exists(copy))
        {
            Directory.CreateDirectory(stateFolder);
            var half = copy + "." + Guid.NewGuid().ToString("N")[..8];
            using var cp = Process.Start(new ProcessStartInfo("cp", ["-a", root, half]))!;
            cp.WaitForExit();
            using var chmod = Process.Start(new ProcessStartInfo("chmod", ["-R", "a+rX", half]))!;
            chmod.WaitForExit();
            try
            {
                Directory.Move(half, copy);
            }
            catch (IOException) when (Directory.Exists(copy))
            {
                Directory.Delete(half, recursive: true); // another process was faster
            }
        }
        var reachable = this with { Folder = Path.Combine(copy, "bin") };
        return user.Reaches(reachable.Folder) ? reachable : throw new EmbeddedException($"The server's user '{user.Name}' cannot reach {copy}.");
    }

    public string PathOf(string program) => Path.Combine(Folder, Program(program));

    private static bool Has(string folder, string program) => File.Exists(Path.Combine(folder, Program(program)));

    private static string Program(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static int MajorOf(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(folder, Program("postgres")), ["--version"]) { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Split(' ').FirstOrDefault(word => word.Length > 0 && char.IsDigit(word[0])) ?? "0";
        process.WaitForExit();
        return int.TryParse(new string([.. version.TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}
