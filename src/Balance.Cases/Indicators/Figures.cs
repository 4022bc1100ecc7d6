using System.Collections.Concurrent;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators;

/// <summary>
/// The figures of a county, exact for the moment they state. What they are counted from only grows, so an answer is kept for as long as
/// no newer step and no newer import is known, and counts over registers for as long as the same imports are in force.
/// </summary>
public sealed class Figures(CasesDatabase database, StepBooks steps, Counties counties)
{
    private const int Most = 256;

    private readonly ConcurrentDictionary<(string Tenant, DateOnly Day), Kept> kept = new();
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<EnrolmentCell, int>> cells = new();

    /// <summary>The figures of a day, as known at a moment (null: now).</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<CountyFigures> OnAsync(string tenant, int schoolYear, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var year = new SchoolYear(schoolYear);
        year.MustHold(day);
        var pack = await counties.PackOfAsync(tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = await ChainTime.SettledAsync(connection, tenant, ct);
        var moment = knownAt is { } asked && asked < now ? asked : now;
        var known = await steps.AsKnownAsync(tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, moment, ct);

        var stamp = (known.Count, book.LastOrdinal, pack.Id);
        if (kept.TryGetValue((tenant, day), out var last) && last.Stamp == stamp) return last.Figures with { KnownAt = knownAt ?? now };

        var figures = await CountAsync(year, day, pack, book, known, connection, ct) with { KnownAt = knownAt ?? now };
        if (knownAt is null) Keep(kept, (tenant, day), new(stamp, figures));
        return figures;
    }

    /// <summary>The standings behind the figures of a day, as known at a moment.</summary>
    public async Task<IReadOnlyDictionary<Guid, ChildStanding>> StandingsAsync(string tenant, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = await ChainTime.SettledAsync(connection, tenant, ct);
        var moment = knownAt is { } asked && asked < now ? asked : now;
        var known = await steps.AsKnownAsync(tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, moment, ct);
        return await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);
    }

    private async Task<CountyFigures> CountAsync(
        SchoolYear year, DateOnly day, PolicyPack pack, RegisterBook book, KnownSteps known, NpgsqlConnection connection, CancellationToken ct)
    {
        var standings = await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);
        var registers = RegistersOfDay.Of(book, day);
        var enrolment = await MovedCellsAsync(registers, pack, standings, connection, ct);
        var baseline = await RegisterCounts.BaselineAsync(book.Baseline(year.Year), book.Tenant, connection, ct);
        var townshipOf = await RegisterCounts.TownshipsOfSchoolsAsync(book, connection, ct);
        var (dropout, unplaced) = DropoutRate.Count(book.Tenant, year, day, pack, baseline, townshipOf, standings.Values);
        var rollKnown = registers.Roll is not null;
        return new(year, book.Tenant, day, default, dropout, unplaced, standings.Values.Count(child => child.Standing.Out),
            EnrolmentRate.Count(book.Tenant, rollKnown, enrolment), EnrolmentRate.CountDisabled(book.Tenant, rollKnown, enrolment));
    }

    /// <summary>Cells of the registers with every child that has a standing moved to where that standing puts it.</summary>
    private async Task<Dictionary<EnrolmentCell, int>> MovedCellsAsync(
        RegistersOfDay registers, PolicyPack pack, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var key = $"{registers.Tenant} {registers.Year.Year} {pack.LastPrimaryGrade.Value} {Imports(registers.Population)} {Imports(registers.Roll)} {Imports(registers.Disability)}";
        if (!cells.TryGetValue(key, out var counted))
            Keep(cells, key, counted = await RegisterCounts.CellsAsync(registers, pack, connection, ct));

        var moved = new Dictionary<EnrolmentCell, int>(counted);
        foreach (var (child, cell) in await RegisterCounts.CellsOfAsync(registers, pack, [.. standings.Keys], connection, ct))
        {
            moved[cell]--;
            if (EnrolmentRate.Of(standings[child].Standing) is { } part)
                moved[cell with { Part = part }] = moved.GetValueOrDefault(cell with { Part = part }) + 1;
        }
        return moved;
    }

    /// <summary>Answers of days and registers that nobody asks for any more are let go.</summary>
    private static void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> answers, TKey key, TValue value) where TKey : notnull
    {
        if (answers.Count >= Most) answers.Clear();
        answers[key] = value;
    }

    private static string Imports(Snapshot? snapshot) => snapshot is null ? "-" : string.Join(',', snapshot.Imports);

    private sealed record Kept((int, long, string) Stamp, CountyFigures Figures);
}
