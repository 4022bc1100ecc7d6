using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;

namespace Balance.Cases.Cases;

/// <summary>Whom a visit list is for; what is not given filters nothing.</summary>
public sealed record VisitListQuery(string? Township, string? School, CaseStatus? Status, DueFilter? Due);

/// <summary>One child to be visited.</summary>
/// <param name="Person">Null: the identity was erased.</param>
public sealed record VisitSheet(CaseRow Case, Person? Person);

/// <summary>What is printed.</summary>
/// <param name="Total">How many there are in all; more than the sheets where the limit cuts.</param>
public sealed record VisitSheets(DateOnly Today, int Total, IReadOnlyList<VisitSheet> Sheets);

/// <summary>走访清单: whom an officer will visit where there is no signal, the most pressing first. It leaves the system on paper: each child on it is written down as exported.</summary>
public sealed class VisitList(Worklist worklist, Vault vault, AccessLog log)
{
    /// <summary>Sheets of one list: paper that is carried about holds no more than a few days' visits.</summary>
    public const int Most = 60;

    /// <summary>The list, within the officer's own charge.</summary>
    /// <exception cref="Storage.Refusal"><c>forbidden</c>.</exception>
    public async Task<VisitSheets> OfAsync(VisitListQuery query, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.LogVisit, null, ct);
        var work = await worklist.OfAsync(who, ct);
        var asked = work.Cases.Where(one => IsAsked(one, query, work.Today))
            .OrderBy(one => one.Summary.Next?.Until ?? DateOnly.MaxValue).ThenBy(one => one.Case.Child).ToList();
        var rows = await worklist.RowsAsync(asked.Take(Most), who, ct);
        var people = await vault.RevealAsync(who.Tenant, [.. rows.Select(row => row.Child)], ct);
        await log.Exported(who, [.. rows.Select(row => row.Child)], "visit_list", ct);
        return new(work.Today, asked.Count, [.. rows.Select(row => new VisitSheet(row, people.GetValueOrDefault(row.Child)))]);
    }

    private static bool IsAsked(Charge one, VisitListQuery query, DateOnly today) =>
        (query.Status is { } status ? one.Summary.Status == status : one.Summary.Status is not (CaseStatus.Closed or CaseStatus.Cleared or CaseStatus.Departed))
        && one.Case.Place.IsIn(query.Township, query.School)
        && query.Due switch
        {
            DueFilter.Overdue => one.Summary.Next?.IsOverdueOn(today) == true,
            // Whoever sets out this week goes also where somebody should have been before.
            DueFilter.ThisWeek => one.Summary.Duties.Any(duty => duty.Until < today.AddDays(7)),
            _ => true,
        };
}
