using System.Collections.Concurrent;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>A case on the shelf: as the database had it when the shelf last caught up, and what was folded of it.</summary>
internal sealed class ShelvedCase(CaseRef now)
{
    private volatile CaseRef _now = now;
    private volatile Folded? _folded;

    /// <summary>Version and place by the last catching up.</summary>
    public CaseRef Now
    {
        get => _now;
        set => _now = value;
    }

    /// <summary>The case with what a list shows of it, as last folded; null: not folded yet, or the file has no view.</summary>
    public Charge? Charge => _folded?.Charge;

    /// <summary>Whether what was folded is of this version and place, and of that day and those rolls.</summary>
    public bool IsFolded(ShelfStamp stamp) => _folded is { } folded && ReferenceEquals(folded.Of, _now) && ReferenceEquals(folded.Stamp, stamp);

    /// <summary>Keeps what was folded.</summary>
    public void Keep(ShelfStamp stamp, CaseRef of, Charge? charge) => _folded = new Folded(stamp, of, charge);

    private sealed record Folded(ShelfStamp Stamp, CaseRef Of, Charge? Charge);
}

/// <summary>What every summary of a county hangs on beside the file: the day, the newest roll, the pack.</summary>
internal sealed record ShelfStamp(DateOnly Day, long Rolls, string Pack);

/// <summary>
/// The cases of one county in memory. It follows the strands of the county's chain and the whereabouts, so that catching up costs one
/// question where nothing is new: whoever was told that something is recorded finds it, whichever node recorded it.
/// </summary>
internal sealed class CountyShelf(string tenant, CasesDatabase database)
{
    private const string Cases =
        """
        select w.child, s.version, w.residence_township, w.school_code, w.school_township, w.grade, w.class
        from registers.whereabouts w join cases.mt_streams s on s.tenant_id = w.tenant and s.id = w.child
        where w.tenant = $1
        """;

    private readonly Lock _sync = new();
    private readonly ConcurrentDictionary<Guid, ShelvedCase> _byChild = new();
    private readonly Appended _all = new();
    // Who is or ever was of an office: moving away is left to the scope, which is held against every one of them.
    private readonly ConcurrentDictionary<string, Appended> _byOffice = new();
    private readonly Dictionary<Place, Place> _places = [];
    private readonly Dictionary<short, long> _followed = [];
    private string? _snapshot;
    private long _changes;
    private ShelfStamp? _stamp;
    private Task _reading = Task.CompletedTask;
    private Task? _next;

    /// <summary>Only one folds at a time; it lets others in between two parts.</summary>
    public SemaphoreSlim Folding { get; } = new(1, 1);

    /// <summary>Grows whenever something new was recorded in the county.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Every case of the county.</summary>
    public ArraySegment<ShelvedCase> All => _all.Items;

    /// <summary>Reads what is new. Who comes while that is under way waits for the next reading, which begins after they came, and shares it.</summary>
    public Task CatchUpAsync()
    {
        lock (_sync)
        {
            if (_next is not null) return _next;
            return _reading.IsCompleted ? _reading = Task.Run(ReadOnAsync) : _next = ReadAfterAsync(_reading);
        }
    }

    /// <summary>The one object that stands for these three as long as none of them changes.</summary>
    public ShelfStamp StampOf(DateOnly day, long rolls, string pack)
    {
        var asked = new ShelfStamp(day, rolls, pack);
        var kept = _stamp;
        return kept == asked ? kept : _stamp = asked;
    }

    /// <summary>The case of a child, if it is in the scope.</summary>
    public ShelvedCase? Find(Guid child, Scope scope) => _byChild.TryGetValue(child, out var one) && one.Now.Place.IsWithin(scope, child) ? one : null;

    /// <summary>Every case in the scope that is where it is asked for (null: anywhere), each once, as held fast now.</summary>
    public ArraySegment<ShelvedCase> Within(Scope scope, Predicate<Place>? at = null) => scope.IsWholeCounty && at is null
        ? _all.Items
        : (ShelvedCase[])[.. Candidates(scope).Where(one => one.Now is var now && now.Place.IsWithin(scope, now.Child) && at?.Invoke(now.Place) != false)];

    private IEnumerable<ShelvedCase> Candidates(Scope scope)
    {
        if (scope.IsWholeCounty) return _all.Items;
        var offices = scope.Areas.Select(area => area.Office).Distinct().ToList();
        var singly = scope.Children.Select(child => _byChild.GetValueOrDefault(child)).OfType<ShelvedCase>();
        var found = offices.Select(office => _byOffice.GetValueOrDefault(office)?.Items ?? ArraySegment<ShelvedCase>.Empty).ToList();
        return found.Count == 1 && scope.Children.Count == 0 ? found[0] : found.SelectMany(part => part).Concat(singly).Distinct();
    }

    private async Task ReadAfterAsync(Task reading)
    {
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task mine;
        lock (_sync)
        {
            _reading = mine = Task.Run(ReadOnAsync);
            _next = null;
        }
        await mine;
    }

    private async Task ReadOnAsync()
    {
        // What is new is asked for before every list, and planned once a connection; the whole is planned for what there is.
        await using var connection = await (_snapshot is null ? database.Application : database.Desk).OpenConnectionAsync();
        var (snapshot, heads, touched) = _snapshot is null ? await BeginAsync(connection) : await NewAsync(connection);
        // The marks were read first: what is committed meanwhile is read again the next time.
        if (touched is null) Put(await connection.With(Cases, tenant).RowsAsync(Read, default));
        else if (touched.Length > 0) Put(await connection.With(Cases + " and w.child = any($2)", tenant, touched).RowsAsync(Read, default));
        if (touched is null or { Length: > 0 }) Interlocked.Increment(ref _changes);
        foreach (var (strand, position) in heads) _followed[strand] = Math.Max(position, _followed.GetValueOrDefault(strand));
        _snapshot = snapshot;
    }

    private async Task<(string Snapshot, List<(short, long)> Heads, Guid[]? Touched)> BeginAsync(NpgsqlConnection connection)
    {
        var rows = await connection.With(
            """
            select s.strand::smallint, coalesce((select l.position from chain.links l where l.tenant = $1 and l.strand = s.strand order by l.position desc limit 1), 0),
                   pg_current_snapshot()::text
            from generate_series(0, chain.strands() - 1) as s(strand)
            """, tenant).RowsAsync(row => (Strand: row.GetInt16(0), Position: row.GetInt64(1), Snapshot: row.GetString(2)), default);
        return (rows[0].Snapshot, [.. rows.Select(row => (row.Strand, row.Position))], null);
    }

    // A transaction of the future is of another cluster, from which the rows were brought here. "offset 0" keeps each strand a look at the end of its
    // index: joined, the planner may read the whole chain.
    private async Task<(string Snapshot, List<(short, long)> Heads, Guid[]? Touched)> NewAsync(NpgsqlConnection connection)
    {
        var rows = await connection.With(
            """
            select s.strand::smallint, l.position, l.stream_id, null
            from generate_series(0, chain.strands() - 1) as s(strand)
            left join unnest($2::smallint[], $3::bigint[]) as f(strand, after) on f.strand = s.strand
            cross join lateral (select k.position, k.stream_id from chain.links k where k.tenant = $1 and k.strand = s.strand and k.position > coalesce(f.after, 0) offset 0) l
            union all
            select null, null, w.child, null from registers.whereabouts w
            where w.tenant = $1 and w.changed >= pg_snapshot_xmin($4::text::pg_snapshot) and w.changed < pg_snapshot_xmax(pg_current_snapshot())
              and not pg_visible_in_snapshot(w.changed, $4::text::pg_snapshot)
            union all
            select null, null, null, pg_current_snapshot()::text
            """, tenant, _followed.Keys.ToArray(), _followed.Values.ToArray(), _snapshot)
            .RowsAsync(row => (Strand: row.IsDBNull(0) ? (short?)null : row.GetInt16(0), Position: row.IsDBNull(1) ? 0 : row.GetInt64(1),
                Child: row.IsDBNull(2) ? (Guid?)null : row.GetGuid(2), Snapshot: row.Text(3)), default);
        return (rows.First(row => row.Snapshot is not null).Snapshot!,
            [.. rows.Where(row => row.Strand is not null).Select(row => (row.Strand!.Value, row.Position))],
            [.. rows.Select(row => row.Child).OfType<Guid>().Distinct()]);
    }

    private void Put(List<CaseRef> read)
    {
        foreach (var row in read)
        {
            // Children of one class share a place.
            if (!_places.TryGetValue(row.Place, out var place)) _places[row.Place] = place = row.Place;
            var now = row with { Place = place };
            if (_byChild.TryGetValue(row.Child, out var known))
            {
                if (known.Now == now) continue;
                known.Now = now;
                foreach (var office in OfficesOf(place)) Shelve(office, known, isNew: false);
                continue;
            }
            var added = new ShelvedCase(now);
            _byChild[row.Child] = added;
            _all.Add(added);
            foreach (var office in OfficesOf(place)) Shelve(office, added, isNew: true);
        }
    }

    private void Shelve(string office, ShelvedCase one, bool isNew)
    {
        var shelf = _byOffice.GetOrAdd(office, static _ => new Appended());
        if (isNew || !shelf.Items.Contains(one)) shelf.Add(one);
    }

    private static IEnumerable<string> OfficesOf(Place place) => new[] { place.ResidenceTownship, place.School, place.SchoolTownship }.OfType<string>().Distinct();

    private static CaseRef Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetInt64(1), Whereabouts.Read(row, 2, followed: true));

    /// <summary>Cases that one writer appends to while others read: what was seen once stays where it is.</summary>
    private sealed class Appended
    {
        private ShelvedCase[] _items = new ShelvedCase[4];
        private int _count;

        public ArraySegment<ShelvedCase> Items
        {
            get
            {
                var count = Volatile.Read(ref _count);
                return new(Volatile.Read(ref _items), 0, count);
            }
        }

        public void Add(ShelvedCase one)
        {
            if (_count == _items.Length)
            {
                var more = new ShelvedCase[_count * 2];
                _items.CopyTo(more, 0);
                Volatile.Write(ref _items, more);
            }
            _items[_count] = one;
            Volatile.Write(ref _count, _count + 1);
        }
    }
}
