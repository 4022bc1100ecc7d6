using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Npgsql;

namespace Balance.Cases.Screening;

/// <summary>
/// Open suspicions that positive evidence ends: the child is on a later roll as enrolled, or a later absence file of its school shows it present.
/// Nothing else ends one but verification: silence, an aged file, a missing row or a birthday never does.
/// </summary>
public sealed class OpenSuspicions(CaseDesk desk)
{
    private const int PartSize = 20_000;

    /// <summary>Withdraws them; how many.</summary>
    public async Task<int> WithdrawAsync(
        ScreeningContext context, IReadOnlyDictionary<Guid, List<Evidence>> suspected, NpgsqlConnection connection, CancellationToken ct)
    {
        var ever = await connection.With(
            "select distinct stream_id from cases.mt_events where tenant_id = $1 and type in ('dropout_suspected', 'absence_reported')", context.Who.Tenant)
            .RowsAsync(row => row.GetGuid(0), ct);
        var withdrawn = 0;
        foreach (var part in ever.Where(child => !suspected.ContainsKey(child)).Order().Chunk(PartSize))
        {
            var shown = await EnrolledAsync(context, part, connection, ct);
            var present = await PresentAsync(context, part, connection, ct);
            withdrawn += (await desk.ActManyAsync(context.Screening, context.Who,
                [.. part.Select(child => new ChildWork(child, student =>
                    EvidenceFor(student, shown.GetValueOrDefault(child), present.GetValueOrDefault(child)) is { } evidence
                        ? Casework.Decide(student, new WithdrawSuspicion(context.Day, evidence), context.For(child, [])).Events
                        : []))],
                new(context.Preview), null, ct)).Updated;
        }
        return withdrawn;
    }

    private static Evidence? EvidenceFor(Student? student, Evidence? enrolled, Evidence? present)
    {
        if (student?.OpenSuspicion is not { } open) return null;
        if (enrolled?.SnapshotOn > open.Since) return enrolled with { Reason = open.Reasons[0] };
        var ofAbsence = open.Reasons.All(reason => reason is SuspicionReason.Absence or SuspicionReason.Reported);
        return ofAbsence && present?.SnapshotOn > open.Since ? present with { Reason = open.Reasons[0] } : null;
    }

    private static async Task<Dictionary<Guid, Evidence>> EnrolledAsync(ScreeningContext context, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (context.Book.RollOf(context.Day) is not { } roll) return [];
        return (await connection.With("select child, line from registers.roll_in($1, $2) where status = 0 and child = any($3)", context.Book.Tenant, roll.Imports, children)
            .RowsAsync(row => (Child: row.GetGuid(0), Line: row.GetInt32(1)), ct))
            .ToDictionary(row => row.Child, row => new Evidence(default, RegisterKind.Enrolment, roll.Latest, row.Line, roll.AsOf));
    }

    /// <summary>Children whose school stands in the latest absence file with others, and who are not in it on its last day.</summary>
    private static async Task<Dictionary<Guid, Evidence>> PresentAsync(ScreeningContext context, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (context.Book.LatestBy(RegisterKind.Absence, context.Day) is not { } file || context.Book.RollOf(context.Day) is not { } roll) return [];
        return (await connection.With(
            """
            with absent as (select child, day from registers.absence_in($1, $2)),
            heard as (select distinct r.school from registers.roll_in($1, $3) r join absent a on a.child = r.child)
            select r.child from registers.roll_in($1, $3) r join heard using (school)
            where r.child = any($4) and r.status = 0 and not exists (select 1 from absent a where a.child = r.child and a.day = $5)
            """, context.Book.Tenant, file.Imports, roll.Imports, children, file.AsOf).RowsAsync(row => row.GetGuid(0), ct))
            .ToDictionary(child => child, _ => new Evidence(default, RegisterKind.Absence, file.Latest, null, file.AsOf));
    }
}
