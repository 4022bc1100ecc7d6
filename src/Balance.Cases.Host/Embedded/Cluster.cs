using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Balance.Cases.Host.Embedded;

/// <summary>One PostgreSQL cluster on disk: made, started, adopted, stopped. Callers hold the lease's gate.</summary>
internal sealed class Cluster
{
    private const string Superuser = "postgres";
    private const string StateFolder = "/var/lib/balance-cases";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly EmbeddedOptions _options;
    private readonly Passwords _passwords;
    private readonly ServerUser _user = ServerUser.Current;
    private readonly string _home;
    private readonly string _data;
    private readonly string _provisioned;
    private ServerBinaries? _binaries;

    public Cluster(EmbeddedOptions options, string folder, Passwords passwords)
    {
        (_options, _passwords) = (options, passwords);
        _home = ClusterHome.Find(folder, StateFolder, _user);
        _data = Path.Combine(_home, "cluster");
        _provisioned = Path.Combine(_home, "provisioned");
    }

    private ServerBinaries Binaries => _binaries ??= ServerBinaries
        .Find(_options.BinariesFolder, MajorOnDisk()).ReachableBy(_user, StateFolder);

    /// <summary>Makes the cluster where there is none; true where it was made.</summary>
    public async Task<bool> CreateAsync(CancellationToken cancel)
    {
        if (Directory.Exists(_data))
        {
            if (_passwords.AnyMissing(Superuser, "balance_owner", "balance_app"))
                throw new EmbeddedException($"The passwords of the cluster in {_home} are not in {_passwords.Folder}. Name their folder in Balance:Keys.");
            return false;
        }
        var half = _data + ".new";
        var secret = Path.Combine(_home, "password");
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        try
        {
            Passwords.WriteSecret(secret, _passwords.Of(Superuser));
            _user.Own(secret);
            string[] locale = OperatingSystem.IsLinux() ? ["--locale=C.UTF-8"] : ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
            await RunAsync("initdb", ["-D", half, "-U", Superuser, "-E", "UTF8", .. locale, "--auth=scram-sha-256", "--pwfile=" + secret,
                "--no-instructions", .. _options.Durable ? Array.Empty<string>() : ["--no-sync"]], cancel);
        }
        finally
        {
            File.Delete(secret);
        }
        await File.AppendAllTextAsync(Path.Combine(half, "postgresql.conf"), $"\ninclude_if_exists = '{ServerSettings.FileName}'\n", cancel);
        File.Delete(_provisioned);
        Directory.Move(half, _data);
        return true;
    }

    /// <summary>The port of the running server, which is started where it is not running.</summary>
    public async Task<int> StartAsync(CancellationToken cancel)
    {
        if (await RunningPortAsync(cancel) is { } running) return running;
        for (var attempt = 1; ; attempt++)
        {
            var port = ServerSettings.Write(_data, _options.Durable, keepPort: attempt == 1);
            _user.Own(Path.Combine(_data, ServerSettings.FileName));
            try
            {
                await RunAsync("pg_ctl", ["start", "-D", _data, "-w", "-s", "-t", "60", "-l", LogFile()], cancel);
                return port;
            }
            catch (EmbeddedException) when (attempt < 3)
            {
                // The free port may have been taken in between.
            }
        }
    }

    /// <summary>Stops the server, which cuts open connections and ends within moments.</summary>
    public async Task StopAsync()
    {
        if (PostmasterFile.Read(_data) is not { } file || !file.IsAlive(_data)) return;
        try
        {
            await RunAsync("pg_ctl", ["stop", "-D", _data, "-m", "fast", "-W", "-s"], CancellationToken.None);
        }
        catch (EmbeddedException) when (!file.IsAlive(_data))
        {
            return; // it died by itself in between
        }
        // pg_ctl would be content when the server's file is gone, which is a moment before its process is, and never if it was killed.
        for (var waited = Stopwatch.StartNew(); file.IsAlive(_data);)
        {
            if (waited.Elapsed > Patience) throw new EmbeddedException($"The server of {_data} (process {file.Process}) does not end; see {LogFile()}.");
            await Task.Delay(10);
        }
    }

    /// <summary>Makes the two roles and the database, once a cluster.</summary>
    public async Task ProvisionAsync(int port, string database, CancellationToken cancel)
    {
        if (File.Exists(_provisioned)) return;
        var server = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Database = "postgres", Username = Superuser, Password = _passwords.Of(Superuser), Pooling = false,
        };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(cancel);
        foreach (var role in (string[])["balance_owner", "balance_app"])
        {
            // Killed half-way the first time, a cluster has some of these already.
            if (!await ExistsAsync(connection, "pg_roles", "rolname", role, cancel)) await ExecuteAsync(connection, $"create role {role}", cancel);
            await ExecuteAsync(connection, $"alter role {role} login nosuperuser nocreatedb nocreaterole password '{_passwords.Of(role)}'", cancel);
        }
        if (!await ExistsAsync(connection, "pg_database", "datname", database, cancel))
            await ExecuteAsync(connection, $"create database {database} owner balance_owner", cancel);
        await ExecuteAsync(connection, $"revoke all on database {database} from public; grant connect, temporary on database {database} to balance_app", cancel);
        await File.WriteAllTextAsync(_provisioned, "", cancel);
    }

    private async Task<int?> RunningPortAsync(CancellationToken cancel)
    {
        var waited = Stopwatch.StartNew();
        while (PostmasterFile.Read(_data) is { } file)
        {
            if (!file.IsAlive(_data))
            {
                file.Delete(); // its process id may belong to anyone by now, and the server would wait for that one
                return null;
            }
            if (file is { IsReady: true, Port: > 0 }) return file.Port;
            if (waited.Elapsed > Patience) throw new EmbeddedException($"The server of {_data} (process {file.Process}) neither comes up nor ends; see {LogFile()}.");
            await Task.Delay(50, cancel); // whoever started or stopped it was killed while it was coming or going
        }
        return null;
    }

    private int? MajorOnDisk()
    {
        var path = Path.Combine(_data, "PG_VERSION");
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    private string LogFile()
    {
        var log = new FileInfo(Path.Combine(_home, "server.log"));
        if (log is { Exists: true, Length: > 10_000_000 }) log.Delete();
        return log.FullName;
    }

    private async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = _user.Start(Binaries.PathOf(program), arguments, _home);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        try
        {
            await process.WaitForExitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0)
            throw new EmbeddedException($"{program} of {Binaries.Folder} failed ({process.ExitCode}): {(await errors + await output).Trim()} {LogTail()}");
    }

    private string LogTail()
    {
        var log = Path.Combine(_home, "server.log");
        return File.Exists(log) ? string.Join(Environment.NewLine, File.ReadLines(log).TakeLast(8)) : "";
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string table, string column, string name, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"select 1 from {table} where {column} = $1", connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
