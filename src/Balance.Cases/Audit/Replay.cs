using Balance.Cases.Access;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>One event of a replayed case.</summary>
/// <param name="Entry">What was recorded, and what later entries made of it.</param>
/// <param name="Command">The command, import or screening that caused it.</param>
/// <param name="Counts">It happened by the day and stands: the state is made of it.</param>
public sealed record ReplayedEvent(Entry Entry, string Type, DateTimeOffset RecordedAt, string? Command, bool Counts);

/// <summary>A case as it stood on a day and as it was known at a moment.</summary>
/// <param name="Summary">What a list would have shown.</param>
/// <param name="Events">Everything known by the moment, in order of recording, also what happened after the day.</param>
/// <param name="Withheld">Events of restricted parts that are not for the reader's eyes.</param>
public sealed record ReplayedCase(
    Guid Child, DateOnly AsOf, DateTimeOffset KnownAt, Standing Standing, CaseSummary Summary, IReadOnlyList<ReplayedEvent> Events, int Withheld);

/// <summary>Replays a child's history: the state as of a day, as known at a moment, and every event behind it.</summary>
public sealed class Replay(CasesDatabase database, Counties counties, AccessLog log)
{
    private sealed record Recorded(long Version, string Type, StudentEvent Happened, DateTimeOffset RecordedAt, string? Command);

    /// <summary>The case, or null where there was none by then; that it was read is logged.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, where the role may not. Whose children may be asked for is for the caller to decide.</exception>
    /// <param name="asOf">A day of the world; null: today by the database.</param>
    /// <param name="knownAt">A moment of recording; null: now.</param>
    public async Task<ReplayedCase?> OfAsync(Principal who, Guid child, DateOnly asOf, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await log.MustAsync(who, Right.Replay, child, ct);
        await log.Read(who, child, ct);
        var pack = await counties.PackOfAsync(who.Tenant, asOf, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = await ChainTime.SettledAsync(connection, who.Tenant, ct);
        var moment = knownAt is { } asked && asked < now ? asked : now;
        var recorded = await RecordedAsync(who.Tenant, child, moment, connection, ct);
        if (recorded.Count == 0) return null;

        var book = await RegisterBook.LoadAsync(connection, who.Tenant, moment, ct);
        var rolls = (await RollHistory.ReadAsync(book, asOf, [child], connection, ct)).MarksOf(child);
        var entries = Corrections.Apply(recorded.Select(happened => new Entry(happened.Happened, happened.Version)));
        var student = new Student(child, [.. entries.Where(entry => entry.Happened.OccurredOn <= asOf)]);
        var whole = new Student(child, [.. entries]);
        ReplayedEvent[] events = [.. recorded.Zip(entries, (happened, entry) =>
            new ReplayedEvent(entry, happened.Type, happened.RecordedAt, happened.Command, entry.Stands && entry.Happened.OccurredOn <= asOf))
            .Where(replayed => who.MayRead(Restrictions.Of(whole, replayed.Entry)))];
        return new(child, asOf, knownAt ?? now, student.StandingOn(asOf, rolls), CaseSummary.Of(student, asOf, pack, rolls).For(who), events, recorded.Count - events.Length);
    }

    private static Task<List<Recorded>> RecordedAsync(string tenant, Guid child, DateTimeOffset moment, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        select e.version, e.type, e.data::text, l.recorded_at, e.causation_id
        from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
        where e.tenant_id = $1 and e.stream_id = $2 and l.recorded_at <= $3
        order by e.version
        """, tenant, child, moment.UtcDateTime)
        .RowsAsync(row => new Recorded(row.GetInt64(0), row.GetString(1), EventKinds.ReadStudentEvent(row.GetString(1), row.GetString(2)),
            new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero), row.Text(4)), ct);
}
