using System.Collections.Concurrent;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>The counties that are set up, each with the policy pack it runs under.</summary>
public sealed class Counties(CasesDatabase database, TimeProvider clock)
{
    // So long another node may go on by what it knew; the one that appoints knows at once.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (PolicyPack Pack, DateTimeOffset At)> packs = new();

    /// <summary>The pack of a county today.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public Task<PolicyPack> PackOfAsync(string tenant, CancellationToken ct) => PackOfAsync(tenant, clock.Today(), ct);

    /// <summary>The pack of a county on a day; through it, those before.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<PolicyPack> PackOfAsync(string tenant, DateOnly day, CancellationToken ct) => (await PacksAsync(tenant, ct)).On(day);

    /// <summary>The pack appointed last of all, be it for a day to come; through it, those before.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<PolicyPack> PacksAsync(string tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (packs.TryGetValue(tenant, out var kept) && now - kept.At < Kept) return kept.Pack;
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var pack = PolicyPack.Load(await NameAsync(tenant, connection, ct) ?? throw Unknown(tenant));
        var appointed = await connection.With("select pack, from_on from registers.pack_appointments where tenant = $1 order by ordinal", tenant)
            .RowsAsync(row => (Pack: row.GetString(0), From: row.GetFieldValue<DateOnly>(1)), ct);
        foreach (var one in appointed) pack = pack.FollowedBy(PolicyPack.Load(one.Pack), one.From);
        packs[tenant] = (pack, now);
        return pack;
    }

    /// <summary>Something was appointed.</summary>
    internal void Forget(string tenant) => packs.TryRemove(tenant, out _);

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
