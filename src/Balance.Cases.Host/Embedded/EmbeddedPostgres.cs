using Npgsql;

namespace Balance.Cases.Host.Embedded;

/// <summary>
/// A lease on the host's own PostgreSQL. Any number of processes may hold one on the same data folder: the first starts the server,
/// the last one out stops it. A holder that is killed leaves the server running; the next one adopts it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "balance";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _gate;
    private readonly string _holders;
    private Cluster? _cluster;
    private FileLock? _lease;

    private EmbeddedPostgres(string locks) => (_gate, _holders) = (Path.Combine(locks, "gate"), Path.Combine(locks, "holders"));

    /// <summary>As the application: it owns nothing.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>As the owner of the schema.</summary>
    public string OwnerConnectionString { get; private set; } = "";

    /// <summary>True where this lease found no cluster and made one.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Takes a lease; the server is up, with the database and its two roles, when the task ends.</summary>
    /// <exception cref="EmbeddedException">It cannot be had.</exception>
    public static async Task<EmbeddedPostgres> LeaseAsync(EmbeddedOptions options, CancellationToken cancel = default)
    {
        try
        {
            var folder = ClusterHome.MakeDataFolder(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.DataFolder)));
            var passwords = new Passwords(Path.Combine(Path.GetFullPath(options.KeysFolder), "database"));
            var locks = Directory.CreateDirectory(Path.Combine(folder, "lease")).FullName;
            var held = new EmbeddedPostgres(locks);
            await held.EnterAsync(() => new Cluster(options, folder, passwords), passwords, cancel);
            return held;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new EmbeddedException($"The data folder {options.DataFolder} or the keys folder {options.KeysFolder} is closed to this user: {refused.Message}", refused);
        }
    }

    /// <summary>Gives the lease back; the last one out stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lease is null) return;
        using var gate = await FileLock.WaitExclusiveAsync(_gate, Patience, CancellationToken.None);
        await LeaveAsync();
    }

    private async Task EnterAsync(Func<Cluster> cluster, Passwords passwords, CancellationToken cancel)
    {
        using var gate = await FileLock.WaitExclusiveAsync(_gate, Patience, cancel);
        _lease = FileLock.TryShared(_holders) ?? throw new EmbeddedException($"The lease {_holders} cannot be taken.");
        try
        {
            _cluster = cluster();
            IsNew = await _cluster.CreateAsync(cancel);
            var port = await _cluster.StartAsync(cancel);
            string As(string role) => new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1", Port = port, Database = Database, Username = role, Password = passwords.Of(role),
            }.ConnectionString;
            (ConnectionString, OwnerConnectionString) = (As("balance_app"), As("balance_owner"));
            await _cluster.ProvisionAsync(port, Database, cancel);
        }
        catch
        {
            await LeaveAsync();
            throw;
        }
    }

    private async Task LeaveAsync()
    {
        _lease?.Dispose();
        _lease = null;
        using var alone = FileLock.TryExclusive(_holders);
        if (alone is not null && _cluster is not null) await _cluster.StopAsync();
    }
}
