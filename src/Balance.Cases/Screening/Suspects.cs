using Balance.Cases.Domain.Calendar;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Screening;

/// <summary>
/// Finds every child that ought to be in school and is not (疑似失学辍学; indicators.md, «Screening»): five comparisons of registers by the
/// database, then the children who have a standing answer are taken off.
/// </summary>
public sealed class Suspects(RegisterBook book, DateOnly day, PolicyPack pack, NpgsqlConnection connection)
{
    private static readonly long[] NoImports = [];

    private readonly Dictionary<Guid, List<Evidence>> found = [];
    private readonly SchoolYear year = SchoolYear.Of(day);
    private readonly RegistersOfDay registers = RegistersOfDay.Of(book, day);

    /// <summary>The children suspected, each with all the evidence that holds.</summary>
    /// <exception cref="Refusal"><c>no_roll</c>: there is no roll of the school year to compare with.</exception>
    public async Task<IReadOnlyDictionary<Guid, List<Evidence>>> FindAsync(IReadOnlyDictionary<Guid, ChildStanding> standings, CancellationToken ct)
    {
        var roll = registers.Roll ?? throw new Refusal("no_roll",
            $"{day:yyyy-MM-dd} 尚无 {year.Year} 学年的学籍,无法比对。请先导入学籍(enrolment)。",
            $"There is no roll of school year {year.Year} dated by {day:yyyy-MM-dd} to compare with. Import the enrolment first.");

        await NotEnrolledAsync(roll, ct);
        foreach (var earlier in book.Rolls.Where(other => other.SchoolYear == year.Year && other.AsOf < roll.AsOf)) await DroppedFromRollAsync(earlier, roll, ct);
        await TransitionGapAsync(roll, ct);
        await SuspensionOverdueAsync(roll, ct);
        await AbsenceAsync(ct);

        foreach (var child in standings.Values.Where(child => child.Standing.Answered)) found.Remove(child.Child);
        return found;
    }

    private async Task NotEnrolledAsync(Snapshot roll, CancellationToken ct)
    {
        if (registers.Population is not { } population) return;
        await TakeAsync(SuspicionReason.NotEnrolled, population, connection.With(
            """
            select p.child, p.line from registers.population_in($1, $2) p
            where p.status = 0 and p.born between $4 and $5
              and not exists (select 1 from registers.enrolment_in($1, $3) r where r.child = p.child and r.status <= 2)
            """, book.Tenant, population.Imports, roll.Imports, registers.OldestBorn, registers.YoungestBorn), ct);
    }

    private Task DroppedFromRollAsync(Snapshot earlier, Snapshot roll, CancellationToken ct) =>
        TakeAsync(SuspicionReason.DroppedFromRoll, earlier, connection.With(
            $"""
            select e.child, e.line from registers.enrolment_in($1, $2) e
            where e.status = 0
              and not exists (select 1 from registers.enrolment_in($1, $3) r where r.child = e.child and r.status <= 2)
              and {NotAnsweredByPopulation("e")}
            """, book.Tenant, earlier.Imports, roll.Imports, PopulationImports), ct);

    private async Task TransitionGapAsync(Snapshot roll, CancellationToken ct)
    {
        var before = book.Rolls.LastOrDefault(other => other.SchoolYear == year.Year - 1 && other.AsOf <= day);
        if (before is null) return;
        await TakeAsync(SuspicionReason.TransitionGap, before, connection.With(
            $"""
            select b.child, b.line from registers.roll_in($1, $2) b
            where b.grade = $5 and b.status <> 5
              and not exists (select 1 from registers.enrolment_in($1, $3) r where r.child = b.child and r.status <= 2)
              and {NotAnsweredByPopulation("b")}
            """, book.Tenant, before.Imports, roll.Imports, PopulationImports, (short)pack.LastPrimaryGrade.Value), ct);
    }

    private Task SuspensionOverdueAsync(Snapshot roll, CancellationToken ct) =>
        TakeAsync(SuspicionReason.SuspensionOverdue, roll, connection.With(
            $"""
            select r.child, r.line from registers.roll_in($1, $2) r
            where r.status = 1 and $3 - coalesce(r.status_on, $5) > $6 and {NotAnsweredByPopulation("r")}
            """, book.Tenant, roll.Imports, day, PopulationImports, roll.AsOf, pack.Thresholds.SuspensionDays.Value), ct);

    private async Task AbsenceAsync(CancellationToken ct)
    {
        var files = book.Of(RegisterKind.Absence).Where(file => file.AsOf <= day && file.AsOf >= year.First).ToList();
        if (files is not [.., var last] || day.DayNumber - last.AsOf.DayNumber > pack.Thresholds.AbsenceFileAgeDays.Value) return;

        var spoken = await connection.With(
            $"""
            with days as (
                select distinct on (a.child, a.day) a.child, a.day, a.kind, a.line
                from registers.absence_in($1, $2) a join registers.imports i on i.tenant = a.tenant and i.ordinal = a.import
                where a.day <= $3
                order by a.child, a.day, i.as_of desc, a.import desc
            ), ending as (select child, line from days a where a.day = $3 and a.kind = 0 and {NotAnsweredByPopulation("a")})
            select d.child, d.day, e.line from days d join ending e using (child) where d.kind = 0
            """, book.Tenant, files.SelectMany(file => file.Imports).ToArray(), last.AsOf, PopulationImports)
            .RowsAsync(row => (Child: row.GetGuid(0), Day: row.GetFieldValue<DateOnly>(1), Line: row.GetInt32(2)), ct);

        foreach (var child in spoken.GroupBy(row => row.Child))
            if (pack.SchoolCalendar.ConsecutiveSchoolDaysAbsent(child.Select(row => row.Day), last.AsOf) >= pack.Thresholds.AbsenceRunSchoolDays.Value)
                Take(child.Key, new(SuspicionReason.Absence, RegisterKind.Absence, last.Latest, child.First().Line, last.AsOf));
    }

    private long[] PopulationImports => registers.Population?.Imports ?? NoImports;

    /// <summary>A population register that shows the child other than present answers where it is.</summary>
    private static string NotAnsweredByPopulation(string of) =>
        $"not exists (select 1 from registers.population_in($1, $4) p where p.child = {of}.child and p.status <> 0)";

    private async Task TakeAsync(SuspicionReason reason, Snapshot shown, NpgsqlCommand command, CancellationToken ct)
    {
        foreach (var (child, line) in await command.RowsAsync(row => (row.GetGuid(0), row.GetInt32(1)), ct))
            Take(child, new(reason, shown.Kind, shown.Latest, line, shown.AsOf));
    }

    private void Take(Guid child, Evidence evidence)
    {
        if (!found.TryGetValue(child, out var all)) found[child] = all = [];
        if (all.All(other => other.Reason != evidence.Reason)) all.Add(evidence);
    }
}
