using Npgsql;

namespace Balance.Cases.Storage;

/// <summary>The two ways into the database: as the application, which owns nothing, and as the owner of the schema.</summary>
public sealed class CasesDatabase : IAsyncDisposable
{
    /// <summary>Opens both; where no owner is named, the application's connection serves for both.</summary>
    public CasesDatabase(string connectionString, string? ownerConnectionString)
    {
        ConnectionString = connectionString;
        OwnerConnectionString = string.IsNullOrWhiteSpace(ownerConnectionString) ? connectionString : ownerConnectionString;
        Application = NpgsqlDataSource.Create(connectionString);
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

    /// <summary>As the owner of the schema.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>The role that the application signs in as.</summary>
    public string? ApplicationUser => UserOf(ConnectionString);

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static string? UserOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Username;
}
