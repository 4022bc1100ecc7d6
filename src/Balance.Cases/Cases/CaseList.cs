using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>Which cases by their next duty.</summary>
public enum DueFilter
{
    [Term("已超期")] Overdue,
    [Term("七天内到期")] ThisWeek,
}

/// <summary>In which order.</summary>
public enum CaseOrder
{
    [Term("最紧急在前")] Due,
    [Term("最近建档在前")] Opened,
    [Term("最近劝返在前")] Visited,
}

/// <summary>Which cases are asked for; what is not given filters nothing.</summary>
/// <param name="Level">The level that answers for the child now.</param>
/// <param name="Township">Code: where the child lives or learns.</param>
/// <param name="School">Code of the school.</param>
/// <param name="Text">Part of a name, or a whole identity number.</param>
public sealed record CaseListQuery(
    CaseStatus? Status = null, Level? Level = null, Concern? Concern = null, SuspicionReason? Reason = null, string? Township = null, string? School = null,
    string? Text = null, DueFilter? Due = null, CaseOrder Order = CaseOrder.Due, int Page = 1, int PageSize = 25)
{
    /// <summary>Nothing of it: a name may have been asked for.</summary>
    public override string ToString() => nameof(CaseListQuery);
}

/// <summary>A case in a list.</summary>
public sealed record CaseRow(
    Guid Child, long Version, string Name, string MaskedNumber, string? School, string? SchoolName, string? Township, string? TownshipName,
    int? Grade, string? Class, CaseSummary Summary);

/// <summary>A page of the cases asked for.</summary>
/// <param name="Total">How many there are in all within the asker's scope.</param>
/// <param name="ByStatus">The same cases and those of every other status, counted: what each choice of status would show.</param>
/// <param name="Overdue">How many of all those have a duty whose day has passed.</param>
public sealed record CaseListPage(
    DateOnly Today, int Total, int Page, int PageSize, IReadOnlyList<CaseRow> Rows, IReadOnlyDictionary<CaseStatus, int> ByStatus, int Overdue);

/// <summary>个案列表: whom an officer has in charge, and what is to be done.</summary>
public sealed class CaseList(CasesDatabase database, CaseShelf shelf, NameBook names, Vault vault, Books books, TimeProvider clock)
{
    /// <summary>Rows of the largest page.</summary>
    public const int LargestPage = 200;

    /// <summary>A page of an officer's cases.</summary>
    public async Task<CaseListPage> OfAsync(CaseListQuery query, Principal who, CancellationToken ct)
    {
        var today = clock.Today();
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var visible = await VisibleAsync(query, who, connection, ct);
        if (!string.IsNullOrWhiteSpace(query.Text)) visible = await NamedAsync(query.Text, visible, who.Tenant, ct);
        var summaries = await shelf.OfAsync(who.Tenant, today, visible, connection, ct);

        var matching = visible.Where(one => summaries.TryGetValue(one.Child, out var summary) && Matches(summary, query, today)).ToList();
        var byStatus = matching.CountBy(one => summaries[one.Child].Status).ToDictionary();
        var overdue = matching.Count(one => summaries[one.Child].Next?.IsOverdueOn(today) == true);
        var chosen = Sorted(matching.Where(one => query.Status is not { } status || summaries[one.Child].Status == status), summaries, query.Order).ToList();

        var size = Math.Clamp(query.PageSize, 1, LargestPage);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (chosen.Count + size - 1) / size));
        var shown = chosen.Skip((page - 1) * size).Take(size).ToList();
        return new(today, chosen.Count, page, size, await RowsAsync(shown, summaries, who.Tenant, connection, ct), byStatus, overdue);
    }

    private static async Task<List<CaseRef>> VisibleAsync(CaseListQuery query, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select w.child, s.version, w.residence_township, w.school_code, w.school_township, w.grade, w.class
            from registers.whereabouts w join cases.mt_streams s on s.tenant_id = w.tenant and s.id = w.child
            where {Scope.Of(who).Where("w", command.Parameters)}
              and (@township is null or w.residence_township = @township or w.school_township = @township)
              and (@school is null or w.school_code = @school)
            """;
        command.Parameters.Add(new NpgsqlParameter<string?>("township", Asked(query.Township)));
        command.Parameters.Add(new NpgsqlParameter<string?>("school", Asked(query.School)));
        return await command.RowsAsync(row => new CaseRef(row.GetGuid(0), row.GetInt64(1),
            new Place(row.Text(2), row.Text(3), row.Text(4), row.IsDBNull(5) ? null : row.GetInt16(5), row.Text(6), Followed: true)), ct);
    }

    private static string? Asked(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>Of those whom the officer may see, and of nobody else, the ones that are called so.</summary>
    private async Task<List<CaseRef>> NamedAsync(string text, List<CaseRef> visible, string tenant, CancellationToken ct)
    {
        var known = visible.ToDictionary(one => one.Child);
        var found = await names.SearchAsync(tenant, text, visible.Count, known.ContainsKey, ct);
        return [.. found.Distinct().Select(child => known[child])];
    }

    private static bool Matches(CaseSummary summary, CaseListQuery query, DateOnly today) =>
        (query.Level is not { } level || summary.Level == level)
        && (query.Concern is not { } concern || summary.Concerns.Contains(concern))
        && (query.Reason is not { } reason || summary.Reasons.Contains(reason))
        && query.Due switch
        {
            DueFilter.Overdue => summary.Next?.IsOverdueOn(today) == true,
            DueFilter.ThisWeek => summary.Duties.Any(duty => duty.Until >= today && duty.Until < today.AddDays(7)),
            _ => true,
        };

    // By the id at last: a page that is turned shows each case once.
    private static IOrderedEnumerable<CaseRef> Sorted(IEnumerable<CaseRef> cases, IReadOnlyDictionary<Guid, CaseSummary> summaries, CaseOrder order) => (order switch
    {
        CaseOrder.Opened => cases.OrderByDescending(one => summaries[one.Child].OpenedOn),
        CaseOrder.Visited => cases.OrderByDescending(one => summaries[one.Child].LastVisit),
        _ => cases.OrderBy(one => summaries[one.Child].Next?.Until ?? DateOnly.MaxValue).ThenByDescending(one => summaries[one.Child].OpenedOn),
    }).ThenBy(one => one.Child);

    private async Task<IReadOnlyList<CaseRow>> RowsAsync(
        List<CaseRef> shown, IReadOnlyDictionary<Guid, CaseSummary> summaries, string tenant, NpgsqlConnection connection, CancellationToken ct)
    {
        var people = await vault.RevealAsync(tenant, [.. shown.Select(one => one.Child)], ct);
        var places = (await books.OfAsync(tenant, connection, ct)).Places;
        return [.. shown.Select(Row)];

        CaseRow Row(CaseRef one)
        {
            var person = people.GetValueOrDefault(one.Child);
            var township = one.Place.ResidenceTownship ?? one.Place.SchoolTownship;
            return new CaseRow(one.Child, one.Version, person?.Name ?? "", person is null ? "" : IdentityNumber.Masked(person.Number),
                one.Place.School, Name(one.Place.School), township, Name(township), one.Place.Grade, one.Place.Class, summaries[one.Child]);
        }

        string? Name(string? unit) => unit is null ? null : places.NameOf(unit);
    }
}
