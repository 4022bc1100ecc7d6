using System.Collections.Concurrent;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Indicators.Further;

/// <summary>
/// What the children of a county are owed and given on a day, as known at a moment: registers say who they are, files what was done. The files
/// are folded by the functions that a case page uses, and an answer is kept for as long as the log has not gone on.
/// </summary>
public sealed class Services
{
    private const int Most = 16;
    private const int PartSize = 5_000;
    private static readonly long[] NoImports = [];

    private readonly ConcurrentDictionary<string, IReadOnlyList<ServedChild>> kept = new();

    /// <summary>Each child that counts in a figure.</summary>
    /// <param name="moment">A settled one.</param>
    public async Task<IReadOnlyList<ServedChild>> OfAsync(RegisterBook book, DateOnly day, DateTimeOffset moment, PolicyPack pack, NpgsqlConnection connection, CancellationToken ct)
    {
        var heads = await ChainTime.HeadsAsync(connection, book.Tenant, moment, ct);
        var key = $"{book.Tenant} {day:O} {pack.Id} {string.Join(',', heads.Select(head => $"{head.Strand}:{head.Position}"))}";
        if (kept.TryGetValue(key, out var known)) return known;
        var found = await ReadAsync(book, day, moment, pack, connection, ct);
        if (kept.Count >= Most) kept.Clear();
        return kept[key] = found;
    }

    // A part at a time: of a large county the files of all are more than a node should hold at once.
    private static async Task<IReadOnlyList<ServedChild>> ReadAsync(RegisterBook book, DateOnly day, DateTimeOffset moment, PolicyPack pack, NpgsqlConnection connection, CancellationToken ct)
    {
        var registered = (await RegisteredAsync(book, day, connection, ct)).ToDictionary(child => child.Child);
        var townshipOf = await RegisterCounts.TownshipsOfSchoolsAsync(book, connection, ct);
        var served = new List<ServedChild>();
        foreach (var part in registered.Keys.Union(await KnownFiles.ChildrenAsync(book.Tenant, connection, ct)).Chunk(PartSize))
        {
            var files = await KnownFiles.ReadAsync(book.Tenant, part, day, moment, connection, ct);
            var rolls = await RollHistory.ReadAsync(book, day, part, connection, ct);
            var townships = await TownshipsAsync(book, day, part, connection, ct);
            foreach (var child in part)
            {
                var rows = rolls.Of(child);
                var school = rows.LastOrDefault(row => row.School is not null).School;
                var township = townships.GetValueOrDefault(child) ?? (school is null ? null : townshipOf.GetValueOrDefault(school));
                var one = Of(new(child, township, school, false, false, null, false, false, []), registered.GetValueOrDefault(child), files.GetValueOrDefault(child), [.. rows.Select(row => row.Mark)], day, pack);
                if (one.Disabled || one.LeftBehind || one.Hours is not null || one.Overdue.Count > 0 || one.InRegularClassOf is not null || IsCentres(one)) served.Add(one);
            }
        }
        return served;
    }

    private static bool IsCentres(ServedChild one) => one.HeldBy is not null || one.AskedOf is not null || one.UnansweredBy.Count > 0;

    private static ServedChild Of(ServedChild blank, Registered registered, Student? file, RollMark[] rolls, DateOnly day, PolicyPack pack)
    {
        var known = blank with { Disabled = registered.Disabled, LeftBehind = registered.LeftBehind };
        if (file is null) return known;
        var summary = CaseSummary.Of(file, day, pack, rolls);
        var term = AidTerm.Of(day).First;
        return known with
        {
            Disabled = registered.Disabled && file.StandingOn(day, rolls).Finding != Finding.Deferred,
            HasPlan = file.PlanInForce is not null,
            Hours = summary.Disability?.Hours,
            InRegularClassOf = summary.Disability is { IsInRegularClass: true } placed ? placed.School ?? known.School : null,
            HeldBy = file.Centre.Holder,
            AskedOf = file.Centre.Addressee,
            UnansweredBy = [.. file.UnansweredByCentres.Where(one => SchoolYear.Of(day).Holds(one.On)).Select(one => one.Centre)],
            Visited = file.Effective.Any(entry => entry.Happened is CareVisitLogged visit && visit.OccurredOn >= term),
            Overdue = [.. summary.Duties.Where(duty => duty.IsOverdueOn(day) && Restrictions.Of(duty) is null).Select(duty => duty.By)],
        };
    }

    private readonly record struct Registered(Guid Child, bool Disabled, bool LeftBehind);

    private static Task<List<Registered>> RegisteredAsync(RegisterBook book, DateOnly day, NpgsqlConnection connection, CancellationToken ct)
    {
        var registers = RegistersOfDay.Of(book, day);
        return connection.With(
            $"""
            select p.child, d.child is not null and p.born between $5 and $6, l.child is not null and p.born > $7 and {RegisterCounts.IsLeftBehind}
            from registers.population_in($1, $2) p
            left join registers.disability_in($1, $3) d on d.child = p.child
            left join registers.left_behind_in($1, $4) l on l.child = p.child
            where p.status = 0 and (d.child is not null or l.child is not null)
            """, book.Tenant, registers.Population?.Imports ?? NoImports, registers.Disability?.Imports ?? NoImports, book.LatestBy(RegisterKind.LeftBehind, day)?.Imports ?? NoImports,
            registers.OldestBorn, registers.YoungestBorn, day.AddYears(-16)).RowsAsync(row => new Registered(row.GetGuid(0), row.GetBoolean(1), row.GetBoolean(2)), ct);
    }

    private static async Task<Dictionary<Guid, string>> TownshipsAsync(RegisterBook book, DateOnly day, Guid[] children, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With("select child, township from registers.population_in($1, $2) where child = any($3)", book.Tenant, book.LatestBy(RegisterKind.Population, day)?.Imports ?? NoImports, children)
            .RowsAsync(row => (Child: row.GetGuid(0), Township: row.GetString(1)), ct)).ToDictionary(row => row.Child, row => row.Township);
}
