using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Balance.Cases.Host.Embedded;

/// <summary>The server's settings, written anew before each start so that a newer release brings its own.</summary>
internal static class ServerSettings
{
    public const string FileName = "balance.conf";
    private const long Megabyte = 1024 * 1024;

    /// <summary>Writes the file and gives the port it names: the one of last time if that is free.</summary>
    public static int Write(string cluster, bool durable, bool keepPort)
    {
        var path = Path.Combine(cluster, FileName);
        var port = keepPort && LastPort(path) is { } last && IsFree(last) ? last : FreePort();
        File.WriteAllLines(path, Lines(port, durable));
        return port;
    }

    private static List<string> Lines(int port, bool durable)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte;
        var buffers = Math.Clamp(memory / 8, 32, durable ? 512 : 128);
        List<string> lines =
        [
            $"port = {port}",
            "listen_addresses = '127.0.0.1'",
            "unix_socket_directories = ''",
            // A host has pools of up to 100, 64, 8 and 8 connections, and verbs run beside it; a throwaway server has many hosts at once.
            $"max_connections = {(durable ? 300 : 500)}",
            $"shared_buffers = {buffers}MB",
            $"effective_cache_size = {Math.Max(memory / 2, 128)}MB",
            "work_mem = 64MB",
            "maintenance_work_mem = 256MB",
            "max_wal_size = 4GB",
            "checkpoint_timeout = 15min",
            "wal_compression = on",
            "random_page_cost = 1.1",
            "max_locks_per_transaction = 256",
            "jit = off",
            "timezone = 'UTC'",
            "log_timezone = 'UTC'",
            "log_checkpoints = off",
            // A failing statement and the row that it names may hold what only the vault may know: the log gets neither.
            "log_min_error_statement = panic",
            "log_error_verbosity = terse",
            "log_parameter_max_length = 0",
            "log_parameter_max_length_on_error = 0",
        ];
        if (!durable) lines.AddRange(["fsync = off", "synchronous_commit = off", "full_page_writes = off"]);
        return lines;
    }

    private static int? LastPort(string path)
    {
        if (!File.Exists(path)) return null;
        var line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith("port = ", StringComparison.Ordinal));
        return int.TryParse(line?["port = ".Length..], CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
