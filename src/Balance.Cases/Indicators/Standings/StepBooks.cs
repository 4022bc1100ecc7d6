using System.Collections.Concurrent;
using System.Text.Json;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Standings;

/// <summary>Every child's dated steps as known at a moment, corrections applied.</summary>
/// <param name="Count">Recorded entries behind them.</param>
/// <param name="LastPosition">Position in the county's chain of the newest of those entries, 0 where there is none.</param>
public sealed record KnownSteps(int Count, long LastPosition, IReadOnlyDictionary<Guid, IReadOnlyList<DatedStep>> Steps);

/// <summary>
/// The steps of each county that this node serves, read once from the event log and then followed along the county's chain, whose positions
/// are the order of commit without gaps: whoever asks has read everything recorded by then.
/// </summary>
public sealed class StepBooks
{
    private readonly ConcurrentDictionary<string, Book> books = new();

    /// <summary>The steps recorded by a moment, which lies not after <paramref name="now"/>.</summary>
    public async Task<KnownSteps> AsKnownAsync(string tenant, DateTimeOffset moment, ChainTime now, NpgsqlConnection connection, CancellationToken ct)
    {
        var book = books.GetOrAdd(tenant, static county => new Book(county));
        await book.Gate.WaitAsync(ct);
        try
        {
            await book.FollowAsync(now.Position, connection, ct);
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
        private KnownSteps? folded;
        private long followed;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public async Task FollowAsync(long until, NpgsqlConnection connection, CancellationToken ct)
        {
            if (until <= followed) return;
            var before = entries.Count;
            await using var command = connection.With(
                """
                select l.position, e.stream_id, e.version, l.recorded_at, e.type, e.data::text
                from chain.links l join cases.mt_events e on e.seq_id = l.seq_id
                where l.tenant = $1 and l.position > $2 and l.position <= $3 and e.type = any($4)
                order by l.position
                """, tenant, followed, until, StepEvents.Names);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var happened = StepEvents.Read(reader.GetString(4), reader.GetString(5));
                var recordedAt = new DateTimeOffset(reader.GetDateTime(3), TimeSpan.Zero);
                entries.Add(new(reader.GetInt64(0), reader.GetGuid(1), new(happened.Entry, reader.GetInt64(2), recordedAt, happened)));
            }
            followed = until;
            if (entries.Count > before) folded = null;
        }

        public KnownSteps AsKnown(DateTimeOffset moment)
        {
            if (entries.Count == 0 || entries[^1].Row.RecordedAt <= moment) return folded ??= Fold(entries.Count);
            return Fold(entries.FindLastIndex(entry => entry.Row.RecordedAt <= moment) + 1);
        }

        private KnownSteps Fold(int count)
        {
            var steps = entries.Take(count).GroupBy(entry => entry.Child, entry => entry.Row).ToDictionary(child => child.Key, child => StepLog.Steps(child));
            return new(count, count == 0 ? 0 : entries[count - 1].Position, steps);
        }
    }

    private readonly record struct Recorded(long Position, Guid Child, StepRow Row);
}

/// <summary>The events that bear on a child's standing, by their stored names.</summary>
internal static class StepEvents
{
    private static readonly Dictionary<string, Type> Kinds = new[]
    {
        typeof(SuspicionVerified), typeof(DropoutConfirmed), typeof(StudentReturned), typeof(AttendanceChecked), typeof(PlacementDecided),
        typeof(EntryCorrected), typeof(EntryWithdrawn),
    }.ToDictionary(EventKinds.NameOf);

    public static readonly string[] Names = [.. Kinds.Keys];

    public static StudentEvent Read(string name, string json) => (StudentEvent)JsonSerializer.Deserialize(json, Kinds[name], CasesJson.Options)!;
}
