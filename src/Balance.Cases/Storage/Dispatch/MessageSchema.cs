using Balance.Cases.Storage.Schema;
using JasperFx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Wolverine;
using Wolverine.Persistence.Durability;
using Wolverine.Postgresql;

namespace Balance.Cases.Storage.Dispatch;

/// <summary>Wolverine's tables of messages under way, made as their owner.</summary>
internal sealed class MessageSchema : ISchemaPart
{
    /// <summary>Where they lie.</summary>
    public const string Schema = "wolverine";

    private const string Grants =
        """
        grant usage on schema wolverine to balance_app;
        grant select, insert, update, delete on all tables in schema wolverine to balance_app;
        grant usage on all sequences in schema wolverine to balance_app;
        grant execute on all functions in schema wolverine to balance_app;
        """;

    public string Name => "Messages";

    public int Order => SchemaOrder.Messages;

    /// <summary>The tables change with the package only.</summary>
    public string Fingerprint { get; } = $"{typeof(WolverineOptions).Assembly.GetName().Version} {Grants.Length}";

    public async Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseWolverine(options =>
        {
            options.PersistMessagesWithPostgresql(owner, Schema);
            options.Durability.Mode = DurabilityMode.Solo;
            options.Discovery.DisableConventionalDiscovery();
            options.AutoBuildMessageStorageOnStartup = AutoCreate.CreateOrUpdate;
        });
        using var host = builder.Build();
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
        await using var command = owner.CreateCommand(Grants);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
