using System.Collections.Concurrent;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
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
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<MigrantCell, int>> migrants = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string School, int Grade, int Children)>> left = new();

    /// <summary>The figures of a day, as known at a moment (null: now).</summary>
    /// <exception cref="Refusal"><c>outside_school_year</c>, <c>unknown_county</c>.</exception>
    public async Task<CountyFigures> OnAsync(string tenant, int schoolYear, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        new SchoolYear(schoolYear).MustHold(day);
        return (await OverAsync(tenant, [day], knownAt, ct))[0];
    }

    /// <summary>The figures of several days, all as known at one moment (null: now), read once for all of them.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<IReadOnlyList<CountyFigures>> OverAsync(string tenant, IReadOnlyList<DateOnly> days, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var packs = await counties.PacksAsync(tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = await ChainTime.SettledAsync(connection, tenant, ct);
        var moment = knownAt is { } asked && asked < now ? asked : now;
        var known = await steps.AsKnownAsync(tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, moment, ct);

        var missing = days.Where(day => !kept.TryGetValue((tenant, day), out var last) || last.Stamp != StampOf(day)).Distinct().ToList();
        var counted = await CountAsync(missing, packs, book, known, connection, ct);
        if (knownAt is null)
            foreach (var figures in counted.Values) Keep(kept, (tenant, figures.AsOf), new(StampOf(figures.AsOf), figures));
        return [.. days.Select(day => (counted.TryGetValue(day, out var fresh) ? fresh : kept[(tenant, day)].Figures) with { KnownAt = knownAt ?? now })];

        (int, long, string) StampOf(DateOnly day) => (known.Count, book.LastOrdinal, packs.On(day).Id);
    }

    /// <summary>The standings behind the figures of a day, as known at a moment.</summary>
    public async Task<IReadOnlyDictionary<Guid, ChildStanding>> StandingsAsync(string tenant, DateOnly day, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var moment = await ChainTime.AskedAsync(connection, tenant, knownAt, ct);
        var known = await steps.AsKnownAsync(tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, tenant, moment, ct);
        return await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);
    }

    private async Task<Dictionary<DateOnly, CountyFigures>> CountAsync(
        List<DateOnly> days, PolicyPack packs, RegisterBook book, KnownSteps known, NpgsqlConnection connection, CancellationToken ct)
    {
        if (days.Count == 0) return [];
        // What later rolls say is no part of an earlier standing, so that those of the last day serve all.
        var rolls = await RollHistory.ReadAsync(book, days.Max(), [.. known.Steps.Keys], connection, ct);
        var townshipOf = await RegisterCounts.TownshipsOfSchoolsAsync(book, connection, ct);
        var baselines = new Dictionary<int, List<(string School, int Grade, int Children)>>();
        var counted = new Dictionary<DateOnly, CountyFigures>();
        foreach (var day in days)
        {
            var (year, pack) = (SchoolYear.Of(day), packs.On(day));
            if (!baselines.TryGetValue(year.Year, out var baseline))
                baselines[year.Year] = baseline = await RegisterCounts.BaselineAsync(book.Baseline(year.Year), book.Tenant, connection, ct);
            var standings = CountyStandings.On(day, known.Steps, rolls);
            var registers = RegistersOfDay.Of(book, day);
            var enrolment = await MovedCellsAsync(registers, pack, standings, connection, ct);
            var left = await LeftOtherwiseAsync(registers, book.Baseline(year.Year), DropoutRate.DroppedOut(year, day, standings.Values), connection, ct);
            var (dropout, unplaced) = DropoutRate.Count(book.Tenant, year, day, pack, baseline, left, townshipOf, standings.Values);
            var rollKnown = registers.Roll is not null;
            counted[day] = new(year, book.Tenant, day, default, dropout, unplaced, standings.Values.Count(child => child.Standing.Out),
                EnrolmentRate.Count(book.Tenant, rollKnown, enrolment), EnrolmentRate.CountDisabled(book.Tenant, rollKnown, enrolment))
            {
                Returned = ReturnRate.Count(book.Tenant, townshipOf, standings.Values),
                Migrants = MigrantPlaces.Count(book.Tenant, await MovedMigrantsAsync(registers, book, standings, connection, ct)),
            };
        }
        return counted;
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

    /// <summary>Whom the registers show to have left otherwise, less those who dropped out.</summary>
    private async Task<IEnumerable<(string School, int Grade, int Children)>> LeftOtherwiseAsync(RegistersOfDay registers, Snapshot? baseline, Guid[] droppedOut, NpgsqlConnection connection, CancellationToken ct)
    {
        var key = $"{registers.Tenant} {Imports(baseline)} {Imports(registers.Roll)}";
        if (!left.TryGetValue(key, out var counted)) Keep(left, key, counted = await RegisterCounts.LeftOtherwiseAsync(baseline, registers.Roll, registers.Tenant, null, connection, ct));
        var twice = await RegisterCounts.LeftOtherwiseAsync(baseline, registers.Roll, registers.Tenant, droppedOut, connection, ct);
        return [.. counted, .. twice.Select(row => (row.School, row.Grade, -row.Children))];
    }

    private async Task<Dictionary<MigrantCell, int>> MovedMigrantsAsync(
        RegistersOfDay registers, RegisterBook book, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var key = $"{registers.Tenant} {registers.Year.Year} {Imports(registers.Population)} {Imports(registers.Roll)} {string.Join(',', book.ImportsOf(RegisterKind.Schools))}";
        if (!migrants.TryGetValue(key, out var counted)) Keep(migrants, key, counted = await MigrantPlaces.CellsAsync(registers, book, connection, ct));
        return await MigrantPlaces.MovedAsync(counted, registers, book, standings, connection, ct);
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
