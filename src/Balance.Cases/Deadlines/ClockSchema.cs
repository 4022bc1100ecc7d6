using Balance.Cases.Storage.Schema;
using Hangfire.PostgreSql;
using Npgsql;

namespace Balance.Cases.Deadlines;

/// <summary>Hangfire's tables, made as their owner.</summary>
internal sealed class ClockSchema : ISchemaPart
{
    /// <summary>Where they lie.</summary>
    public const string Schema = "hangfire";

    private const string Grants =
        """
        grant usage on schema hangfire to balance_app;
        grant select, insert, update, delete on all tables in schema hangfire to balance_app;
        grant usage on all sequences in schema hangfire to balance_app;
        """;

    public string Name => "Clock";

    public int Order => SchemaOrder.Messages;

    /// <summary>The tables change with the package only.</summary>
    public string Fingerprint { get; } = $"{typeof(PostgreSqlStorage).Assembly.GetName().Version} {Grants.Length}";

    public async Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        PostgreSqlObjectsInstaller.Install(connection, Schema);
        await using var command = new NpgsqlCommand(Grants, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
