using System.Collections.Concurrent;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Every child's dated steps as known at a moment, corrections applied.</summary>
/// <param name="Count">Recorded entries behind them.</param>
public sealed record KnownSteps(int Count, IReadOnlyDictionary<Guid, IReadOnlyList<DatedStep>> Steps);

/// <summary>
/// The steps of each county that this node serves, read once from the event log and then followed along the strands of the county's chain,
/// in which nothing is ever inserted before what is there: whoever asks for a settled moment has read everything recorded by it.
/// </summary>
public sealed class StepBooks
{
    private readonly ConcurrentDictionary<string, Book> books = new();

    /// <summary>The steps recorded by a settled moment (<see cref="ChainTime.SettledAsync"/>) or an earlier one.</summary>
    public async Task<KnownSteps> AsKnownAsync(string tenant, DateTimeOffset moment, NpgsqlConnection connection, CancellationToken ct)
    {
        var book = books.GetOrAdd(tenant, static county => new Book(county));
        await book.Gate.WaitAsync(ct);
        try
        {
            await book.FollowAsync(connection, ct);
            return book.AsKnown(moment);
        }
        finally
        {
            book.Gate.Release();
        }
    }

    private sealed class Book(string tenant)
    {
        private readonly List<Recorded> entries = [];
        private readonly Dictionary<short, long> followed = [];
        private DateTimeOffset last;
        private KnownSteps? folded;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public async Task FollowAsync(NpgsqlConnection connection, CancellationToken ct)
        {
            var heads = await connection.With(
                """
                select strand::smallint, (select position from chain.links l where l.tenant = $1 and l.strand = s.strand order by position desc limit 1)
                from generate_series(0, chain.strands() - 1) as s(strand)
                """, tenant).RowsAsync(row => (Strand: row.GetInt16(0), Head: row.IsDBNull(1) ? 0 : row.GetInt64(1)), ct);
            var grown = heads.Where(strand => strand.Head > followed.GetValueOrDefault(strand.Strand)).ToList();
            if (grown.Count == 0) return;

            var read = await connection.With(
                """
                select e.stream_id, e.version, l.recorded_at, e.type, e.data::text
                from unnest($2::smallint[], $3::bigint[], $4::bigint[]) as g(strand, after, head)
                join chain.links l on l.tenant = $1 and l.strand = g.strand and l.position > g.after and l.position <= g.head
                join cases.mt_events e on e.seq_id = l.seq_id
                where e.type = any($5)
                """, tenant, grown.Select(strand => strand.Strand).ToArray(), grown.Select(strand => followed.GetValueOrDefault(strand.Strand)).ToArray(),
                grown.Select(strand => strand.Head).ToArray(), StandingEvents.Names.ToArray()).RowsAsync(Read, ct);
            entries.AddRange(read);
            foreach (var (strand, head) in grown) followed[strand] = head;
            if (read.Count == 0) return;
            last = entries.Max(entry => entry.Row.RecordedAt);
            folded = null;
        }

        public KnownSteps AsKnown(DateTimeOffset moment) => last <= moment
            ? folded ??= Fold(entries)
            : Fold([.. entries.Where(entry => entry.Row.RecordedAt <= moment)]);

        private static KnownSteps Fold(List<Recorded> known) =>
            new(known.Count, known.GroupBy(entry => entry.Child, entry => entry.Row).ToDictionary(child => child.Key, child => StepLog.Steps(child)));

        private static Recorded Read(NpgsqlDataReader row)
        {
            var happened = EventKinds.ReadStudentEvent(row.GetString(3), row.GetString(4));
            return new(row.GetGuid(0), new(happened.Entry, row.GetInt64(1), new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero), happened));
        }
    }

    private readonly record struct Recorded(Guid Child, StepRow Row);
}
