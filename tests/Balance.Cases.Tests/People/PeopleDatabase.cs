using Balance.Cases.People;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Balance.Cases.Tests.People;

/// <summary>Tests that share one database of this room.</summary>
[CollectionDefinition]
public sealed class PeopleDatabaseCollection : ICollectionFixture<PeopleDatabase>;

/// <summary>A database with keys of its own; each test takes a county of its own.</summary>
public sealed class PeopleDatabase(TestDatabase tests) : IAsyncLifetime
{
    private readonly string folder = Throwaway.Folder("balance-people-");
    private int counties = 210000;
    private int children;

    public CasesDatabase Database { get; private set; } = null!;
    public CapturedLog Log { get; } = new();
    public string KeysFolder => Path.Combine(folder, "keys");

    public async ValueTask InitializeAsync() => Database = await tests.NewDatabaseAsync();

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The room as a newly started process sees it.</summary>
    public Room Start(string? keysFolder = null) => new(Database, keysFolder ?? KeysFolder, Log);

    public string NewCounty() => Interlocked.Increment(ref counties).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An identity number that no other test uses.</summary>
    public string NewNumber() => Numbers.Of(Interlocked.Increment(ref children));

    public async Task<T> AskAsync<T>(string sql, params object[] values)
    {
        await using var query = Database.Owner.CreateCommand(sql);
        foreach (var value in values) query.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await query.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string sql, params object[] values)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The services of the room.</summary>
public sealed class Room : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly CasesDatabase database;

    public Room(CasesDatabase database, string keysFolder, CapturedLog log)
    {
        this.database = database;
        services = new ServiceCollection().AddSingleton(database).AddSingleton(TimeProvider.System)
            .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
            .AddPeople(keysFolder).AddProtectedDataProtection()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public Vault Vault => Get<Vault>();
    public VaultBatch Batch => Get<VaultBatch>();
    public NameBook Names => Get<NameBook>();
    public RejectedValues Rejected => Get<RejectedValues>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<Guid[]> AllotAsync(string county, params IdentityFacet[] people) =>
        await InTransactionAsync((connection, transaction) => Batch.AllotAsync(connection, transaction, county, people, CancellationToken.None));

    public async Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, NpgsqlTransaction, Task<T>> work)
    {
        await using var connection = await database.Application.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var result = await work(connection, transaction);
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>As the host does before it serves.</summary>
    public async Task StartAsync()
    {
        foreach (var service in services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>()) await service.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }
}
