using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Screening;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Npgsql;

namespace Balance.Cases.Screening;

/// <summary>What a screening found, and what it did or, in a preview, would do.</summary>
/// <param name="Suspected">Each child suspected on the day, with all its evidence.</param>
public sealed record ScreeningResult(
    DateOnly AsOf, IReadOnlyDictionary<Guid, List<Evidence>> Suspected, ProtectedGroups Protected, int Opened, int Updated, int Withdrawn);

/// <summary>排查: finds suspected dropouts of a day and opens or updates their files, each with its evidence. Run again, it changes nothing that it has already found.</summary>
public sealed class Screenings(CasesDatabase database, CaseSessions sessions, CaseDesk desk, OpenSuspicions openSuspicions, StepBooks steps, Counties counties)
{
    private const int PartSize = 20_000;

    /// <summary>Screens a county as of a day.</summary>
    /// <param name="preview">Find and tell, change nothing.</param>
    /// <exception cref="Refusal"><c>no_roll</c>, <c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<ScreeningResult> RunAsync(int schoolYear, DateOnly day, bool preview, Principal who, IProgress<string>? progress, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, day, ct);
        new SchoolYear(schoolYear).MustHold(day);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var moment = await ChainTime.SettledAsync(connection, who.Tenant, ct);
        var known = await steps.AsKnownAsync(who.Tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, moment, ct);
        var standings = await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);

        var suspected = await new Suspects(book, day, pack, connection).FindAsync(standings, ct);
        progress?.Report($"{suspected.Count} children suspected");
        var groups = await ProtectedGroups.CountAsync(book, day, standings, connection, ct);

        var screening = Guid.CreateVersion7();
        var context = new ScreeningContext(screening, day, pack, book, who, preview, progress);
        var entered = await EnterAsync(context, suspected, connection, ct);
        var withdrawn = await openSuspicions.WithdrawAsync(context, suspected, connection, ct);
        if (!preview) await RecordAsync(context, schoolYear, suspected, entered, withdrawn, ct);
        return new(day, suspected, groups, entered.Opened, entered.Updated, withdrawn);
    }

    private async Task<ManyDone> EnterAsync(
        ScreeningContext context, IReadOnlyDictionary<Guid, List<Evidence>> suspected, NpgsqlConnection connection, CancellationToken ct)
    {
        var total = default(ManyDone);
        foreach (var part in suspected.Keys.Order().Chunk(PartSize))
        {
            var rolls = await RollHistory.ReadAsync(context.Book, context.Day, part, connection, ct);
            total += await desk.ActManyAsync(context.Screening, context.Who,
                [.. part.Select(child => new ChildWork(child, student =>
                    Casework.Decide(student, new SuspectDropout(context.Day, suspected[child]), context.For(child, rolls.MarksOf(child))).Events))],
                new(context.Preview, (within, _, opened, stop) => Whereabouts.FollowAsync(context.Who.Tenant, opened, within, stop)), null, ct);
            context.Progress?.Report($"{total.Opened + total.Updated} files opened or updated");
        }
        return total;
    }

    private async Task RecordAsync(
        ScreeningContext context, int schoolYear, IReadOnlyDictionary<Guid, List<Evidence>> suspected, ManyDone entered, int withdrawn, CancellationToken ct)
    {
        var reasons = suspected.Values.SelectMany(evidence => evidence).CountBy(evidence => evidence.Reason.Code()).ToDictionary();
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var session = sessions.Within(transaction, context.Who, context.Screening);
        session.Events.StartStream(context.Screening, new ScreeningRun(
            context.Screening, schoolYear, context.Day, context.Pack.Id, suspected.Count, reasons, entered.Opened, entered.Updated, withdrawn, context.Who.Actor));
        await session.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>One screening under way.</summary>
public sealed record ScreeningContext(Guid Screening, DateOnly Day, PolicyPack Pack, RegisterBook Book, Principal Who, bool Preview, IProgress<string>? Progress)
{
    /// <summary>What a decision about one child needs; its command is the screening's for that child.</summary>
    public DecisionContext For(Guid child, RollMark[] rolls)
    {
        Span<byte> both = stackalloc byte[32];
        Screening.TryWriteBytes(both);
        child.TryWriteBytes(both[16..]);
        return new(Who.Actor, Day, new Guid(SHA256.HashData(both).AsSpan(0, 16)), Pack, rolls, null);
    }
}
