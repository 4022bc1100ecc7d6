using System.Globalization;
using Alba;
using Balance.Cases.Host;
using Balance.Cases.Host.Embedded;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Schema;
using Balance.Cases.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestDatabase))]

namespace Balance.Cases.Tests;

/// <summary>
/// One throwaway cluster an assembly, with the whole schema. Tests share the database <c>balance</c> and keep apart by county;
/// a test that breaks things asks for one of its own.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private const string Prefix = "balance-tests-";
    private const string Template = "balance_template";

    private readonly string _folder = Throwaway.Folder(Prefix);
    private readonly List<CasesDatabase> _opened = [];
    private readonly SemaphoreSlim _one = new(1);
    private EmbeddedPostgres? _cluster;
    private CasesDatabase? _shared;
    private int _county = 900_000;
    private int _database;

    /// <summary>The database that all tests share.</summary>
    public CasesDatabase Shared => _shared!;

    /// <summary>As the application.</summary>
    public NpgsqlDataSource Application => Shared.Application;

    /// <summary>As the owner of the schema.</summary>
    public NpgsqlDataSource Owner => Shared.Owner;

    /// <summary>The options of a test's host; the keys are the assembly's own.</summary>
    public CasesOptions Options => new()
    {
        DataFolder = Path.Combine(_folder, "data"), KeysFolder = Path.Combine(_folder, "keys"), Roles = NodeRoles.Web | NodeRoles.Worker,
    };

    /// <summary>A county code that no other test uses.</summary>
    public string NextCounty() => Interlocked.Increment(ref _county).ToString(CultureInfo.InvariantCulture);

    public async ValueTask InitializeAsync()
    {
        await Throwaway.SweepAsync(Prefix);
        _cluster = await EmbeddedPostgres.LeaseAsync(new() { DataFolder = Options.DataFolder, KeysFolder = Options.KeysFolder, Durable = false });
        await using (var fresh = new CasesDatabase(_cluster.ConnectionString, _cluster.OwnerConnectionString))
        {
            var builder = CasesHost.CreateBuilder([], HostPurpose.Test);
            await using var app = CasesHost.Build(builder, fresh, Options with { Roles = NodeRoles.None });
            await app.Services.GetRequiredService<SchemaKeeper>().EnsureAsync(CancellationToken.None);
        }
        NpgsqlConnection.ClearAllPools();
        await AsSuperuserAsync($"create database {Template} template balance");
        _shared = Open("balance");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _opened) await database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (_cluster is not null) await _cluster.DisposeAsync();
        _one.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A database with the schema and nothing in it, for one test alone.</summary>
    public async Task<CasesDatabase> NewDatabaseAsync()
    {
        var name = "own_" + Interlocked.Increment(ref _database).ToString(CultureInfo.InvariantCulture);
        await AsSuperuserAsync($"create database {name} template {Template} owner balance_owner");
        return Open(name);
    }

    /// <summary>A database with nothing in it at all, for a test of the schema itself.</summary>
    public async Task<CasesDatabase> EmptyDatabaseAsync()
    {
        var name = "own_" + Interlocked.Increment(ref _database).ToString(CultureInfo.InvariantCulture);
        await AsSuperuserAsync($"create database {name} template template0 owner balance_owner");
        return Open(name);
    }

    /// <summary>Takes a database away under whoever uses it.</summary>
    public Task LoseAsync(CasesDatabase database) =>
        AsSuperuserAsync($"drop database {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} with (force)");

    /// <summary>The whole host in memory, on the shared database unless another is given.</summary>
    public async Task<IAlbaHost> StartHostAsync(
        CasesDatabase? database = null, CasesOptions? options = null, Action<WebApplicationBuilder>? more = null, string[]? settings = null)
    {
        var builder = CasesHost.CreateBuilder(settings ?? [], HostPurpose.Test);
        builder.AddRooms(database ?? Shared, options ?? Options);
        // Hundreds sign in; how costly a password is to try is held by AccessSettingsTests.
        builder.Services.PostConfigure<PasswordHasherOptions>(hash => hash.IterationCount = 1_000);
        more?.Invoke(builder);
        return await AlbaHost.For(builder, app => app.MapRooms(options ?? Options));
    }

    private CasesDatabase Open(string name)
    {
        // Many databases share one server: what one has done with, another needs.
        string On(string connection) => new NpgsqlConnectionStringBuilder(connection) { Database = name, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 5 }.ConnectionString;
        var database = new CasesDatabase(On(_cluster!.ConnectionString), On(_cluster.OwnerConnectionString));
        lock (_opened) _opened.Add(database);
        return database;
    }

    private async Task AsSuperuserAsync(string sql)
    {
        var password = await File.ReadAllTextAsync(Path.Combine(Options.KeysFolder, "database", "postgres.password"));
        var server = new NpgsqlConnectionStringBuilder(_cluster!.OwnerConnectionString) { Database = "postgres", Username = "postgres", Password = password.Trim(), Pooling = false };
        await _one.WaitAsync(); // two at once would find the template in use
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            _one.Release();
        }
    }
}
