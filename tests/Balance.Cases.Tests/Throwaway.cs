namespace Balance.Cases.Tests;

/// <summary>Folders that a test makes for itself and removes.</summary>
public static class Throwaway
{
    /// <summary>A new folder among the temporary ones; the database's own user may pass through it where root runs the tests.</summary>
    public static string Folder(string prefix)
    {
        var folder = Directory.CreateTempSubdirectory(prefix).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }
}
