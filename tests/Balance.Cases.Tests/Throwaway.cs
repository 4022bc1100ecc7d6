using Balance.Cases.Host.Embedded;

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

    /// <summary>Stops and removes the clusters of test runs that were killed.</summary>
    public static async Task SweepAsync(string prefix)
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), prefix + "*"))
        {
            var (data, keys) = (Path.Combine(folder, "data"), Path.Combine(folder, "keys"));
            // A younger one may still be on its way up.
            if (Directory.GetCreationTimeUtc(folder) > DateTime.UtcNow.AddMinutes(-30) || IsHeld(Path.Combine(data, "lease", "holders"))) continue;
            try
            {
                await (await EmbeddedPostgres.LeaseAsync(new() { DataFolder = data, KeysFolder = keys, Durable = false })).DisposeAsync();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is EmbeddedException or IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run is sweeping it.
            }
        }
    }

    private static bool IsHeld(string file)
    {
        try
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
