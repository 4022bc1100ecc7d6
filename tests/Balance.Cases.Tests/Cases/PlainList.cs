using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>What a list holds, told as plainly as can be: the database filters by scope, every file is folded, and all of it is put in order.</summary>
internal static class PlainList
{
    public static async Task<List<(Guid Child, CaseSummary Summary)>> OfAsync(IServiceProvider services, Principal who, DateOnly today, CaseListQuery query)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var connection = await services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync(ct);
        var command = connection.CreateCommand();
        command.CommandText = $"select w.child, w.residence_township, w.school_code, w.school_township, w.grade from registers.whereabouts w where {Scope.Of(who).Where("w", command.Parameters)}";
        var visible = await command.RowsAsync(row => (Child: row.GetGuid(0), Residence: row.Text(1), School: row.Text(2), SchoolTownship: row.Text(3), Grade: row.IsDBNull(4) ? (int?)null : row.GetInt32(4)), ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, null, ct);
        var pack = await services.GetRequiredService<Counties>().PackOfAsync(who.Tenant, ct);
        await using var session = services.GetRequiredService<IDocumentStore>().QuerySession(who.Tenant);

        var found = new List<Charge>();
        foreach (var one in visible)
        {
            if (query.Township is { } township && one.Residence != township && one.SchoolTownship != township) continue;
            if (query.School is { } school && one.School != school) continue;
            if (query.Stage is { } stage && (one.Grade is not { } grade || pack.StageOfGrade(grade) != stage)) continue;
            if (await session.LoadAsync<StudentCase>(one.Child, ct) is not { } file) continue;
            var rolls = await RollHistory.ReadAsync(book, today, [one.Child], connection, ct);
            var summary = CaseSummary.Of(file.Student, today, pack, rolls.MarksOf(one.Child)).For(who);
            if (query.Status is { } status && summary.Status != status || query.Concern is { } concern && !summary.Concerns.Contains(concern)) continue;
            if (query.Due == DueFilter.Overdue && (summary.Duties.Count == 0 || summary.Duties[0].Until >= today)) continue;
            found.Add(new(new(one.Child, 0, new Place(one.Residence, one.School, one.SchoolTownship, null, null, true)), summary));
        }
        return [.. InOrder(found, query.Order, query.Backwards).Select(one => (one.Case.Child, one.Summary))];
    }

    public static List<Charge> InOrder(List<Charge> found, CaseOrder order, bool backwards)
    {
        var byDue = found.OrderBy(one => one.Summary.Next?.Until ?? DateOnly.MaxValue).ThenByDescending(one => one.Summary.OpenedOn).ThenBy(one => one.Case.Child).ToList();
        List<Charge> ordered =
        [
            .. order switch
            {
                CaseOrder.Opened => found.OrderByDescending(one => one.Summary.OpenedOn).ThenBy(one => one.Case.Child),
                CaseOrder.Visited => found.OrderByDescending(one => one.Summary.LastVisit).ThenBy(one => one.Case.Child),
                CaseOrder.Status => byDue.OrderBy(one => one.Summary.Status),
                CaseOrder.School => byDue.OrderBy(one => one.Case.Place.School ?? "~", StringComparer.Ordinal),
                CaseOrder.Township => byDue.OrderBy(one => one.Case.Place.ResidenceTownship ?? one.Case.Place.SchoolTownship ?? "~", StringComparer.Ordinal),
                _ => byDue.AsEnumerable(),
            },
        ];
        if (backwards) ordered.Reverse();
        return ordered;
    }
}
