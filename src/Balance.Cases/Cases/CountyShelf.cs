using System.Collections.Concurrent;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

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
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<Guid, int> _byChild = new();
    private readonly Dictionary<Place, int> _placeNumbers = [];
    // Numbers of places by each code of theirs, and of the cases whose children are or ever were at each.
    private readonly Dictionary<string, List<int>> _placesOf = new(StringComparer.Ordinal);
    private readonly List<List<int>> _casesAt = [];
    private readonly Dictionary<short, long> _followed = [];
    private volatile ShelfColumns _columns = new(1_024);
    private volatile Place[] _places = new Place[16];
    private volatile int _placeCount;
    private volatile int _count;
    private string? _snapshot;
    private long _changes;
    private ShelfStamp? _stamp;
    private Task _reading = Task.CompletedTask;
    private Task? _next;

    /// <summary>Only one folds at a time; it lets others in between two parts.</summary>
    public SemaphoreSlim Folding { get; } = new(1, 1);

    /// <summary>Grows whenever something new was recorded in the county.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>What is kept of each case, by its number.</summary>
    public ShelfColumns Columns => _columns;

    /// <summary>Where children are, by the number that the place of a case has.</summary>
    public ReadOnlySpan<Place> Places
    {
        get
        {
            var count = _placeCount;
            return _places.AsSpan(0, count);
        }
    }

    /// <summary>Numbers of every case of the county.</summary>
    public IEnumerable<int> All => Enumerable.Range(0, _count);

    /// <summary>Those of these children, of those in the scope that are in the township and at the school asked for.</summary>
    public IEnumerable<int> Of(IEnumerable<Guid> children, Scope scope, string? township = null, string? school = null) =>
        [.. children.Select(child => Find(child, scope)).OfType<int>().Where(number => _columns.Now[number].Place.IsIn(township, school))];

    /// <summary>Reads what is new. Who comes while that is under way waits for the next reading, which begins after they came, and shares it.</summary>
    public Task CatchUpAsync()
    {
        lock (_sync)
        {
            if (_next is not null) return _next;
            return _reading.IsCompleted ? _reading = Task.Run(ReadOnAsync) : _next = ReadAfterAsync(_reading);
        }
    }

    /// <summary>The one object that stands for these three as long as none of them changes; all is stale when one does.</summary>
    public ShelfStamp StampOf(DateOnly day, long rolls, string pack)
    {
        var asked = new ShelfStamp(day, rolls, pack);
        lock (_writing)
        {
            if (_stamp == asked) return _stamp;
            for (var number = 0; number < _count; number++) _columns.Mark(number, _columns.MarksOf(number).AsStale);
            return _stamp = asked;
        }
    }

    /// <summary>The case of a child, if it is in the scope; null: it is not, or there is none.</summary>
    public int? Find(Guid child, Scope scope) => _byChild.TryGetValue(child, out var number) && _columns.Now[number].Place.IsWithin(scope, child) ? number : null;

    /// <summary>Those of every case in the scope that is in the township and at the school asked for (empty: any), each once, as it is now.</summary>
    public IEnumerable<int> Within(Scope scope, string? township = null, string? school = null)
    {
        string?[] asked = [.. new[] { school, township }.Where(code => !string.IsNullOrWhiteSpace(code)).Select(code => code!.Trim())];
        if (scope.IsWholeCounty && asked.Length == 0) return All;
        // Whatever is asked for, whoever is there is at one of these.
        var codes = asked.Length > 0 ? asked.Take(1) : scope.Areas.Select(area => area.Office);
        var found = new HashSet<int>(Of(scope.Children, scope, township, school));
        // Nobody moves meanwhile: from a place that is still to be looked at to one that has been, a child would be in neither.
        lock (_writing)
            foreach (var at in codes.Distinct().SelectMany(code => _placesOf.GetValueOrDefault(code!, [])))
                if (_places[at].IsWithin(scope) && _places[at].IsIn(township, school)) found.UnionWith(_casesAt[at].Where(number => _columns.Place[number] == at));
        return found;
    }

    /// <summary>Those of the cases that are to be folded again.</summary>
    public List<int> StaleOf(IEnumerable<int> cases)
    {
        var columns = _columns;
        return [.. cases.Where(number => columns.MarksOf(number).IsStale)];
    }

    /// <summary>Keeps what was folded of a case as it then was; null: its file stands in no list.</summary>
    public void Keep(int number, ShelfStamp stamp, CaseRef of, Charge? charge)
    {
        var marks = charge is null ? CaseMarks.Nowhere : CaseMarks.Of(charge, stamp.Day);
        lock (_writing)
        {
            _columns.Charge[number] = charge;
            _columns.Mark(number, ReferenceEquals(stamp, _stamp) && ReferenceEquals(of, _columns.Now[number]) ? marks : marks.AsStale);
        }
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
        lock (_writing)
            foreach (var row in read)
            {
                var at = NumberOf(row.Place);
                // Children of one class share a place.
                var now = row with { Place = _places[at] };
                if (_byChild.TryGetValue(row.Child, out var number))
                {
                    if (_columns.Now[number] == now) continue;
                    _columns.Put(number, now, at);
                    _columns.Mark(number, _columns.MarksOf(number).AsStale);
                    if (!_casesAt[at].Contains(number)) _casesAt[at].Add(number);
                    continue;
                }
                if (_count == _columns.Size) _columns = _columns.Doubled();
                _columns.Put(_count, now, at);
                _columns.Mark(_count, CaseMarks.Unread);
                _casesAt[at].Add(_count);
                _byChild[row.Child] = _count;
                _count++;
            }
    }

    private int NumberOf(Place place)
    {
        if (_placeNumbers.TryGetValue(place, out var known)) return known;
        if (_placeCount == _places.Length)
        {
            var more = new Place[_placeCount * 2];
            _places.CopyTo(more, 0);
            _places = more;
        }
        _places[_placeCount] = place;
        _placeNumbers[place] = _placeCount;
        foreach (var code in new[] { place.ResidenceTownship, place.School, place.SchoolTownship }.OfType<string>().Distinct())
            if (_placesOf.TryGetValue(code, out var of)) of.Add(_placeCount);
            else _placesOf[code] = [_placeCount];
        _casesAt.Add([]);
        return _placeCount++;
    }

    private static CaseRef Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetInt64(1), Whereabouts.Read(row, 2, followed: true));
}
