using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>The ways into the database: as the application, which owns nothing, and as the owner of the schema.</summary>
public sealed class CasesDatabase : IAsyncDisposable
{
    /// <summary>Opens them; where no owner is named, the application's connection serves for both.</summary>
    public CasesDatabase(string connectionString, string? ownerConnectionString)
    {
        ConnectionString = connectionString;
        OwnerConnectionString = string.IsNullOrWhiteSpace(ownerConnectionString) ? connectionString : ownerConnectionString;
        Application = NpgsqlDataSource.Create(connectionString);
        Desk = NpgsqlDataSource.Create(Prepared(connectionString));
        // The owner comes once, at the start: a pool would keep connections of great power open for nothing.
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(OwnerConnectionString) { MinPoolSize = 0, MaxPoolSize = 8, ConnectionIdleLifetime = 10 });
    }

    /// <summary>What the running application connects with.</summary>
    public string ConnectionString { get; }

    /// <summary>What applies the schema.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>True where the application itself owns the schema, so that the database cannot hold it back.</summary>
    public bool ApplicationIsOwner => UserOf(ConnectionString) == UserOf(OwnerConnectionString);

    /// <summary>As the application.</summary>
    public NpgsqlDataSource Application { get; }

    /// <summary>
    /// As the application, for the few statements about one child that run again and again: the server parses and plans them once a
    /// connection, and keeps what its functions have planned. Not for statements over whole registers, which are planned better for the
    /// values they come with.
    /// </summary>
    public NpgsqlDataSource Desk { get; }

    /// <summary>As the owner of the schema.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>The role that the application signs in as.</summary>
    public string? ApplicationUser => UserOf(ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Desk.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static string Prepared(string connectionString)
    {
        // What is done here leaves nothing in the session (no setting, no temporary table, no lock beyond a transaction), so nothing has to be cleared before each use.
        var desk = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        // Planned without looking at the values: one child is like another.
        desk.Options = $"{desk.Options} -c plan_cache_mode=force_generic_plan".Trim();
        // Both pools together have to stay below what the server takes.
        desk.MaxPoolSize = Math.Min(desk.MaxPoolSize, 64);
        return desk.ConnectionString;
    }

    private static string? UserOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Username;
}
