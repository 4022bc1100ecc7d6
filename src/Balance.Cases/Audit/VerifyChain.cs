using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>Reads a county's events with their links in one pass, computes every link again outside the database, and names each piece of damage.</summary>
public sealed class VerifyChain(CasesDatabase database, IEnumerable<IVerifyMore> more)
{
    /// <summary>What <see cref="Read"/> reads, of a link l and its event e.</summary>
    internal const string LinkColumns =
        """
        l.strand, l.position, l.stream_id, l.version, l.event_id, l.recorded_at, l.hash,
            e.seq_id, e.id, e.stream_id, e.version, e.timestamp, e.tenant_id, e.type, e.user_name, e.correlation_id, e.causation_id, e.headers::text, e.data::text
        """;

    private const string Links =
        $"""
        select {LinkColumns}
        from chain.links l left join cases.mt_events e on e.seq_id = l.seq_id
        where l.tenant = $1 order by l.tenant, l.strand, l.position
        """;

    private const string Unchained =
        """
        select e.stream_id, e.version from cases.mt_events e
        where e.tenant_id = $1 and not exists (select from chain.links l where l.tenant = e.tenant_id and l.seq_id = e.seq_id)
        order by e.seq_id
        """;

    /// <summary>Versions that a stream has had and has no more; the stream's own count tells of those at its end. Streams of what Marten writes in place of failed appends have no versions of their own.</summary>
    private const string Missing =
        """
        select s.id, v.version
        from (select st.id, greatest(st.version, coalesce(max(e.version), 0)) as last, count(e.version) as present, bool_and(e.type = 'tombstone') as filler
              from cases.mt_streams st left join cases.mt_events e on e.tenant_id = st.tenant_id and e.stream_id = st.id
              where st.tenant_id = $1 group by st.id, st.version) s
        cross join lateral generate_series(1, s.last) v (version)
        where s.present < s.last and s.filler is not true
          and not exists (select from cases.mt_events e where e.tenant_id = $1 and e.stream_id = s.id and e.version = v.version)
        order by 1, 2
        """;

    /// <summary>Verifies one county, against a checkpoint where one is given.</summary>
    /// <exception cref="Storage.Refusal"><c>checkpoint_other_county</c>.</exception>
    public async Task<Verification> RunAsync(string county, Checkpoint? checkpoint, CancellationToken ct)
    {
        checkpoint?.MustCover(county);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        // One view of everything: an event that is committed meanwhile is neither missing nor unchained.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await connection.With("set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_sort = off").RunAsync(ct);
        var versions = await VersionsAsync(connection, county, ct);
        var (events, heads, damages) = await WalkAsync(connection, county, versions, ct);
        await connection.With("set local enable_hashjoin = on; set local enable_mergejoin = on; set local enable_sort = on").RunAsync(ct);

        var unchained = await connection.With(Unchained, county).RowsAsync(row => new Damage(DamageKind.Unchained, row.GetGuid(0), row.GetInt64(1)), ct);
        var known = damages.Select(damage => (damage.Stream, damage.Version)).ToHashSet();
        var missing = await connection.With(Missing, county).RowsAsync(row => new Damage(DamageKind.Deleted, row.GetGuid(0), row.GetInt64(1)), ct);
        damages.AddRange(unchained);
        damages.AddRange(missing.Where(damage => !known.Contains((damage.Stream, damage.Version))));
        if (checkpoint is not null) damages.AddRange(await AgainstAsync(connection, county, checkpoint, heads, ct));
        foreach (var other in more)
            await foreach (var damage in other.DamagesAsync(county, checkpoint, ct)) damages.Add(damage);
        return new Verification(county, events, heads, damages) { Against = checkpoint?.At };
    }

    private static async Task<(long Events, List<Head> Heads, List<Damage> Damages)> WalkAsync(
        NpgsqlConnection connection, string county, Dictionary<Guid, long> versions, CancellationToken ct)
    {
        var heads = new List<Head>();
        var found = new List<(LinkRow Row, DamageKind Kind)>();
        var damages = new List<Damage>();
        var events = 0L;
        LinkRow? last = null;
        StrandWalk? walk = null;

        void End()
        {
            if (last is null || walk is null) return;
            walk.End(row => versions.TryGetValue(row.Stream, out var version) && row.Version > version);
            found.AddRange(walk.Damaged);
            damages.AddRange(walk.Gaps.SelectMany(gap => Positions(gap)).Select(position => new Damage(DamageKind.Deleted, null, null, last.Strand, position)));
            heads.Add(new Head(last.Strand, last.Position, Moment(last.RecordedAt), Convert.ToHexStringLower(last.Hash)));
        }

        await using (var command = connection.With(Links, county))
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
            {
                var row = Read(reader);
                if (last?.Strand != row.Strand)
                {
                    End();
                    walk = new StrandWalk();
                }
                walk!.Next(row);
                last = row;
                events++;
            }
        End();
        damages.InsertRange(0, Named(found));
        return (events, heads, damages);
    }

    /// <summary>Damage by the event that the link names; where another event stands in its place, by whether the named one stands elsewhere.</summary>
    private static IEnumerable<Damage> Named(List<(LinkRow Row, DamageKind Kind)> found)
    {
        var standing = found.Where(one => one.Row.Event is not null).Select(one => one.Row.Event!.Value.Id).ToHashSet();
        foreach (var (row, kind) in found)
        {
            var named = new Damage(kind, row.Stream, row.Version, row.Strand, row.Position);
            if (kind != DamageKind.Reordered || standing.Contains(row.EventId)) yield return named;
            else if (row.Event!.Value.Stream == row.Stream && row.Event.Value.Version == row.Version) yield return named with { Kind = DamageKind.Changed };
            else
            {
                yield return named with { Kind = DamageKind.Deleted };
                yield return named with { Kind = DamageKind.Inserted, Stream = row.Event.Value.Stream, Version = row.Event.Value.Version };
            }
        }
    }

    private static async Task<List<Damage>> AgainstAsync(NpgsqlConnection connection, string county, Checkpoint checkpoint, List<Head> heads, CancellationToken ct)
    {
        var damages = new List<Damage>();
        foreach (var signed in checkpoint.HeadsOf(county))
        {
            var end = heads.Find(head => head.Strand == signed.Strand)?.Position ?? 0;
            if (end < signed.Position)
            {
                damages.Add(new Damage(DamageKind.Truncated, null, null, signed.Strand, end + 1));
                continue;
            }
            var hash = await connection.With("select hash from chain.links where tenant = $1 and strand = $2 and position = $3", county, (short)signed.Strand, signed.Position)
                .ScalarAsync<byte[]>(ct);
            if (hash is null || Convert.ToHexStringLower(hash) != signed.Hash)
                damages.Add(new Damage(DamageKind.Rewritten, null, null, signed.Strand, signed.Position));
        }
        return damages;
    }

    private static async Task<Dictionary<Guid, long>> VersionsAsync(NpgsqlConnection connection, string county, CancellationToken ct)
    {
        var rows = await connection.With("select id, version from cases.mt_streams where tenant_id = $1", county).RowsAsync(row => (row.GetGuid(0), row.GetInt64(1)), ct);
        return rows.ToDictionary(row => row.Item1, row => row.Item2);
    }

    internal static LinkRow Read(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt64(1), row.GetGuid(2), row.GetInt64(3), row.GetGuid(4), Micros(row.GetDateTime(5)), row.GetFieldValue<byte[]>(6),
        row.IsDBNull(7) ? null : new LinkedEvent(row.GetString(12), row.GetInt64(7), row.GetGuid(8), row.GetGuid(9), row.GetInt64(10), Micros(row.GetDateTime(11)),
            row.GetString(13), row.Text(14), row.Text(15), row.Text(16), row.Text(17), row.GetString(18)));

    private static long Micros(DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    internal static DateTimeOffset Moment(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>A gap is told link by link up to a screenful, then by its first.</summary>
    private static IEnumerable<long> Positions((long From, long To) gap)
    {
        for (var position = gap.From; position <= gap.To && position < gap.From + 100; position++) yield return position;
    }
}
