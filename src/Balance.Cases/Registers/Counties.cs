using System.Collections.Concurrent;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>The counties that are set up, each with the policy pack it runs under.</summary>
public sealed class Counties(CasesDatabase database)
{
    private readonly ConcurrentDictionary<string, PolicyPack> packs = new();

    /// <summary>The pack of a county.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<PolicyPack> PackOfAsync(string tenant, CancellationToken ct)
    {
        if (packs.TryGetValue(tenant, out var pack)) return pack;
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return packs[tenant] = PolicyPack.Load(await NameAsync(tenant, connection, ct) ?? throw Unknown(tenant));
    }

    /// <summary>Every county set up.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select tenant from registers.counties order by 1").RowsAsync(row => row.GetString(0), ct);
    }

    /// <summary>Name of the pack if this import sets the county up, which only one of townships does; null: it is set up already.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    internal static async Task<string?> ForImportAsync(RegisterKind kind, string tenant, NpgsqlConnection connection, CancellationToken ct)
    {
        if (await NameAsync(tenant, connection, ct) is not null) return null;
        if (kind != RegisterKind.Townships) throw Unknown(tenant);
        var pack = PolicyPack.For(tenant).Name;
        await connection.With("insert into registers.counties (tenant, pack) values ($1, $2)", tenant, pack).RunAsync(ct);
        return pack;
    }

    private static Task<string?> NameAsync(string tenant, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With("select pack from registers.counties where tenant = $1", tenant).ScalarAsync<string>(ct);

    private static Refusal Unknown(string tenant) => new("unknown_county",
        $"县区 {tenant} 尚未建立。请先导入该县区的乡镇名单(townships)。", $"County {tenant} is not set up. Import its townships first.");
}
