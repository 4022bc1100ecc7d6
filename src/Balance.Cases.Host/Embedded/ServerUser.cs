using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Balance.Cases.Host.Embedded;

/// <summary>As whom the server runs: PostgreSQL refuses root, so root lends it an unprivileged user; anyone else runs it as himself.</summary>
internal sealed class ServerUser
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    private ServerUser(string? name, int user, int group) => (Name, User, Group) = (name, user, group);

    /// <summary>Null where the server runs as the caller.</summary>
    public string? Name { get; }

    private int User { get; }
    private int Group { get; }

    public static ServerUser Current { get; } = Find();

    private static ServerUser Find()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return new(null, -1, -1);
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length >= 7).ToList();
        foreach (var name in Candidates)
        {
            if (accounts.Find(fields => fields[0] == name) is { } found)
                return new(name, int.Parse(found[2], CultureInfo.InvariantCulture), int.Parse(found[3], CultureInfo.InvariantCulture));
        }
        throw new EmbeddedException("PostgreSQL does not run as root and there is neither a user 'postgres' nor 'nobody' to lend it. Start as an ordinary user.");
    }

    /// <summary>Whether the user can walk to this folder and read it.</summary>
    public bool Reaches(string folder)
    {
        if (Name is null) return true;
        var path = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder);
        using var process = Start("test", ["-r", path, "-a", "-x", path], "/");
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    /// <summary>Gives a file or folder, with all that is in it, to the user.</summary>
    public void Own(string path)
    {
        if (Name is null) return;
        using var chown = Process.Start(new ProcessStartInfo("chown", ["-R", $"{User}:{Group}", path]))!;
        chown.WaitForExit();
        if (chown.ExitCode != 0) throw new EmbeddedException($"The embedded database's user '{Name}' could not be given {path}.");
    }

    /// <summary>A command to run as the user; it sees nothing of the host's environment but the path, so no secret of ours reaches the server.</summary>
    public Process Start(string program, IEnumerable<string> arguments, string workFolder)
    {
        try
        {
            return Process.Start(Command(program, arguments, workFolder))!;
        }
        catch (Win32Exception missing)
        {
            throw new EmbeddedException($"{(Name is null ? program : "setpriv (of util-linux), which lends root's server an ordinary user,")} cannot be started: {missing.Message}", missing);
        }
    }

    private ProcessStartInfo Command(string program, IEnumerable<string> arguments, string workFolder)
    {
        var start = Name is null ? new ProcessStartInfo(program) : new ProcessStartInfo("setpriv",
            [$"--reuid={User}", $"--regid={Group}", "--clear-groups", "--no-new-privs", "--", program]);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = workFolder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (OperatingSystem.IsWindows()) return start;
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = workFolder;
        start.Environment["LC_ALL"] = "C";
        start.Environment["TZ"] = "UTC";
        return start;
    }
}
