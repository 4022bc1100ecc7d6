using System.Collections.Concurrent;
using Balance.Cases.Domain.People;
using Balance.Cases.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

/// <summary>Finds children by name or whole identity number. Names are opened into memory, county by county, on first use; no index of names lies in the database.</summary>
public sealed class NameBook(CasesDatabase database, KeyRing keys, VaultBatch batch, KeyCheck check, ILogger<NameBook> log) : IDisposable
{
    /// <summary>So many single changes, and the county is read anew.</summary>
    private const int MostChanges = 5_000;

    /// <summary>Changes are kept for two days; a county that nobody searched for one is read anew.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, County> counties = new();

    /// <summary>Children whose name holds the text (the name itself first, then what begins with it), or whose number it is.</summary>
    /// <param name="tenant">The county.</param>
    /// <param name="text">Part of a name, or a whole identity number; part of a number finds nobody.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="within">Whom the asker may see; everybody where it is not given.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Guid>> SearchAsync(string tenant, string text, int limit, Func<Guid, bool>? within = null, CancellationToken cancellation = default)
    {
        text = text.Trim();
        if (text.Length == 0 || limit <= 0) return [];
        await using var connection = await database.Application.OpenConnectionAsync(cancellation);
        await check.EnsureAsync(connection, cancellation);
        if (text.Length == IdentityNumber.Length && char.IsAsciiDigit(text[0]))
        {
            var found = await batch.FindAsync(connection, tenant, [text], cancellation);
            return [.. found.Values.Where(child => within?.Invoke(child) ?? true)];
        }
        var county = counties.GetOrAdd(tenant, static _ => new County());
        var names = await UpToDateAsync(connection, tenant, county, cancellation);
        return Search(names, text, limit, within);
    }

    /// <summary>Opens a county's names before somebody searches them: of a million, the first search would wait for a minute.</summary>
    public async Task WarmAsync(string tenant, CancellationToken cancellation)
    {
        await using var connection = await database.Application.OpenConnectionAsync(cancellation);
        await check.EnsureAsync(connection, cancellation);
        await UpToDateAsync(connection, tenant, counties.GetOrAdd(tenant, static _ => new County()), cancellation);
    }

    private static List<Guid> Search(Names names, string text, int limit, Func<Guid, bool>? within)
    {
        List<Guid>[] ranks = [[], [], []];
        void Found(Guid child, int rank)
        {
            if (ranks[rank].Count < limit && (within?.Invoke(child) ?? true)) ranks[rank].Add(child);
        }
        names.Base.Search(text, (child, rank) =>
        {
            if (!names.Changed.ContainsKey(child)) Found(child, rank);
        });
        foreach (var (child, name) in names.Changed)
            if (name?.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
                Found(child, CountyNames.Rank(at == 0, at + text.Length == name.Length));
        return [.. ranks.SelectMany(rank => rank).Take(limit)];
    }

    private async Task<Names> UpToDateAsync(NpgsqlConnection connection, string tenant, County county, CancellationToken cancellation)
    {
        await county.Gate.WaitAsync(cancellation);
        try
        {
            var reader = new NameReader(keys, tenant, log);
            if (county.Names is not { } names || county.Age.Elapsed > Fresh) return await LoadAsync(connection, tenant, county, reader, cancellation);
            var (horizon, changes) = await ChangesAsync(connection, tenant, county.Horizon, cancellation);
            var unseen = changes.Where(change => !county.Seen.Contains(change.At)).ToList();
            if (unseen.Any(change => change.Children is null)) return await LoadAsync(connection, tenant, county, reader, cancellation);
            var touched = unseen.SelectMany(change => change.Children!).Distinct().ToArray();
            if (names.Changed.Count + touched.Length > MostChanges) return await LoadAsync(connection, tenant, county, reader, cancellation);

            if (touched.Length > 0) county.Names = names.With(touched, await reader.ReadAsync(connection, touched, cancellation));
            county.Settle(horizon, changes.Select(change => change.At));
            return county.Names;
        }
        finally { county.Gate.Release(); }
    }

    private static async Task<Names> LoadAsync(NpgsqlConnection connection, string tenant, County county, NameReader reader, CancellationToken cancellation)
    {
        // The horizon first: what is committed while the names are read is read again as a change.
        var (horizon, changes) = await ChangesAsync(connection, tenant, county.Horizon, cancellation);
        county.Names = new Names(CountyNames.Of(await reader.ReadAsync(connection, null, cancellation)), []);
        county.Settle(horizon, changes.Select(change => change.At));
        return county.Names;
    }

    /// <summary>Changes by transactions that an earlier look may not have seen, and the horizon to look from the next time.</summary>
    private static async Task<(ulong Horizon, List<(ulong At, Guid[]? Children)> Changes)> ChangesAsync(NpgsqlConnection connection, string tenant, ulong since, CancellationToken cancellation)
    {
        await using var query = new NpgsqlCommand("""
            select s.horizon, c.at, c.children
            from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) s
            left join people.changes c on c.tenant = @tenant and c.at >= @since
            """, connection);
        query.Parameters.AddWithValue("tenant", tenant);
        query.Parameters.Add(new NpgsqlParameter("since", NpgsqlDbType.Xid8) { Value = since });
        var (horizon, changes) = (0UL, new List<(ulong, Guid[]?)>());
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            horizon = rows.GetFieldValue<ulong>(0);
            if (!await rows.IsDBNullAsync(1, cancellation))
                changes.Add((rows.GetFieldValue<ulong>(1), await rows.IsDBNullAsync(2, cancellation) ? null : rows.GetFieldValue<Guid[]>(2)));
        }
        return (horizon, changes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var county in counties.Values) county.Gate.Dispose();
    }

    private sealed class County
    {
        public SemaphoreSlim Gate { get; } = new(1);
        public Names? Names { get; set; }
        public ulong Horizon { get; private set; }
        public HashSet<ulong> Seen { get; private set; } = [];
        public System.Diagnostics.Stopwatch Age { get; private set; } = new();

        /// <summary>An old transaction that is still open holds the horizon back; what was seen above it is not read twice.</summary>
        public void Settle(ulong horizon, IEnumerable<ulong> seen)
        {
            Seen = [.. Seen.Concat(seen).Where(at => at >= horizon)];
            Horizon = horizon;
            Age = System.Diagnostics.Stopwatch.StartNew();
        }
    }

    private sealed record Names(CountyNames Base, Dictionary<Guid, string?> Changed)
    {
        public override string ToString() => $"Names {Base.Count}";

        /// <summary>With these children as they are now; one without a name is gone.</summary>
        public Names With(Guid[] touched, List<NameChunk> now)
        {
            var changed = new Dictionary<Guid, string?>(Changed);
            foreach (var child in touched) changed[child] = null;
            // The first in rank is written last.
            foreach (var (chunk, i) in now.SelectMany(chunk => Enumerable.Range(0, chunk.Count).Select(i => (chunk, i))).OrderByDescending(name => name.chunk.Ranks[name.i]))
                changed[chunk.Children[i]] = chunk.Name(i).ToString();
            return this with { Changed = changed };
        }
    }
}
