using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Balance.Cases.Storage.Schema;

/// <summary>A room's <c>Schema.sql</c>: idempotent, one transaction, with its grants to the application.</summary>
public sealed class RoomScript : ISchemaPart
{
    private const string Prefix = "Balance.Cases.";
    private const string Suffix = ".Schema.sql";

    /// <summary>Rooms whose scripts put triggers on the event store's tables.</summary>
    private static readonly HashSet<string> AfterEventStore = ["Audit"];

    private readonly string _sql;

    private RoomScript(string resource)
    {
        Name = resource[Prefix.Length..^Suffix.Length];
        Order = AfterEventStore.Contains(Name) ? SchemaOrder.AfterEventStore : SchemaOrder.Rooms;
        using var reader = new StreamReader(typeof(RoomScript).Assembly.GetManifestResourceStream(resource)!);
        _sql = reader.ReadToEnd();
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_sql)));
    }

    public string Name { get; }

    public int Order { get; }

    public string Fingerprint { get; }

    /// <summary>Every script that is built into the assembly, by room name.</summary>
    public static IReadOnlyList<RoomScript> All { get; } = [.. typeof(RoomScript).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(name => new RoomScript(name))];

    public async Task ApplyAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(_sql, connection, transaction) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
