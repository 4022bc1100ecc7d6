using System.Diagnostics;

namespace Balance.Cases.Host.Embedded;

/// <summary>A lock on a file that the operating system gives back by itself when its holder dies.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until nobody else holds the file.</summary>
    public static async Task<FileLock> WaitExclusiveAsync(string path, TimeSpan patience, CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryExclusive(path) is { } held) return held;
            if (waited.Elapsed > patience)
                throw new EmbeddedException($"Another process has been starting or stopping the embedded database for {patience.TotalSeconds:0} s; see {path}.");
            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Null where somebody else holds the file in any way.</summary>
    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Null where somebody else holds the file for itself; any number may share it.</summary>
    public static FileLock? TryShared(string path)
    {
        if (!File.Exists(path)) TryExclusive(path)?.Dispose();
        return TryOpen(path, FileAccess.Read, FileShare.Read);
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, share));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
