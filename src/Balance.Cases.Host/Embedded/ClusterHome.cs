namespace Balance.Cases.Host.Embedded;

/// <summary>Where a data folder's cluster lies: in the folder, unless root keeps it where the server's user cannot walk.</summary>
internal static class ClusterHome
{
    private const string Origin = "origin";
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>For its user alone; root's lets the server's user pass, not look.</summary>
    public static string MakeDataFolder(string folder)
    {
        if (Directory.Exists(folder)) return folder;
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(folder).FullName;
        return Directory.CreateDirectory(folder, ServerUser.Current.Name is null ? Mine : Passable).FullName;
    }

    /// <summary>The folder of the cluster, made where there is none.</summary>
    public static string Find(string folder, string stateFolder, ServerUser user)
    {
        var home = Path.Combine(folder, "postgres");
        var pointer = Path.Combine(folder, "postgres.location");
        if (File.Exists(pointer)) home = File.ReadAllText(pointer).Trim();
        if (Directory.Exists(home)) return home;
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(home).FullName;

        Make(home, user);
        if (user.Name is null) return home;
        if (!user.Reaches(home)) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | Passable);
        if (user.Reaches(home)) return home;

        // A folder above it is root's alone. The pointer's name is random, so that a folder made anew at the same path starts anew.
        Directory.Delete(home);
        SweepTemporary(Path.Combine(stateFolder, "clusters"));
        home = Path.Combine(stateFolder, "clusters", Guid.NewGuid().ToString("N"));
        foreach (var step in (string[])[stateFolder, Path.GetDirectoryName(home)!])
            File.SetUnixFileMode(Directory.CreateDirectory(step).FullName, Passable);
        Make(home, user);
        if (!user.Reaches(home)) throw new EmbeddedException($"The server's user '{user.Name}' can reach neither {folder} nor {home}.");
        File.WriteAllText(Path.Combine(home, Origin), folder);
        File.WriteAllText(pointer, home);
        return home;
    }

    /// <summary>Removes clusters whose data folder lay among the temporary files and is gone; of any other the folder may only be unmounted.</summary>
    private static void SweepTemporary(string clusters)
    {
        if (!Directory.Exists(clusters)) return;
        foreach (var home in Directory.GetDirectories(clusters))
        {
            var note = Path.Combine(home, Origin);
            if (!File.Exists(note)) continue;
            var folder = File.ReadAllText(note);
            if (!folder.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) || Directory.Exists(folder)) continue;
            var data = Path.Combine(home, "cluster");
            if (PostmasterFile.Read(data)?.IsAlive(data) != true) Directory.Delete(home, recursive: true);
        }
    }

    private static void Make(string home, ServerUser user)
    {
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(home, Mine);
        user.Own(home);
    }
}
