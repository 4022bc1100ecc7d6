using Balance.Cases.Access;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Cases;

/// <summary>Which cases by their next duty.</summary>
public enum DueFilter
{
    [Term("已超期")] Overdue,
    [Term("七天内到期")] ThisWeek,
    [Term("七天内要走访")] Visits,
}

/// <summary>In which order.</summary>
public enum CaseOrder
{
    [Term("最紧急在前")] Due,
    [Term("最近建档在前")] Opened,
    [Term("最近劝返在前")] Visited,
    [Term("按状态")] Status,
    [Term("按学校")] School,
    [Term("按乡镇")] Township,
}

/// <summary>Which cases are asked for; what is not given filters nothing.</summary>
/// <param name="Level">The level that answers for the child now.</param>
/// <param name="Township">Code: where the child lives or learns.</param>
/// <param name="School">Code of the school.</param>
/// <param name="Text">Part of a name, or a whole identity number.</param>
/// <param name="Backwards">The last of the order first.</param>
/// <param name="Stage">By the grade of the last roll.</param>
public sealed record CaseListQuery(
    CaseStatus? Status = null, Level? Level = null, Concern? Concern = null, SuspicionReason? Reason = null, string? Township = null, string? School = null,
    string? Text = null, DueFilter? Due = null, CaseOrder Order = CaseOrder.Due, int Page = 1, int PageSize = 25, bool Backwards = false, Stage? Stage = null)
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
public sealed class CaseList(CaseShelf shelf, NameBook names, Vault vault, Books books, TimeProvider clock)
{
    /// <summary>Rows of the largest page.</summary>
    public const int LargestPage = 200;

    /// <summary>A page of an officer's cases.</summary>
    public async Task<CaseListPage> OfAsync(CaseListQuery query, Principal who, CancellationToken ct)
    {
        var size = Math.Clamp(query.PageSize, 1, LargestPage);
        var asked = Math.Clamp(query.Page, 1, int.MaxValue / size);
        var found = await FindAsync(query, asked * size, who, ct);
        var page = Math.Min(asked, Math.Max(1, (found.Total + size - 1) / size));
        return new(clock.Today(), found.Total, page, size, await RowsAsync([.. found.First.Skip((page - 1) * size)], who, ct), found.ByStatus, found.Overdue);
    }

    /// <summary>The same cases all at once, the first of the order, for a file; at most so many.</summary>
    public async Task<IReadOnlyList<CaseRow>> FirstAsync(CaseListQuery query, int most, Principal who, CancellationToken ct) =>
        await RowsAsync((await FindAsync(query, most, who, ct)).First, who, ct);

    /// <summary>These cases in the order given: those of them that the officer has in charge, as they stand now.</summary>
    public async Task<IReadOnlyList<CaseRow>> ThoseAsync(IReadOnlyList<Guid> children, Principal who, CancellationToken ct)
    {
        var inCharge = await shelf.OfAsync(who, ct);
        return await RowsAsync(await inCharge.OnAsync(clock.Today(), children, ct), who, ct);
    }

    // One connection at a time: whoever held one while waiting for another would keep those who wait for it from ending.
    private async Task<FoundCases> FindAsync(CaseListQuery query, int most, Principal who, CancellationToken ct)
    {
        var inCharge = await shelf.OfAsync(who, ct);
        // Of those whom the officer may see, and of nobody else, the ones that are called so.
        Guid[]? called = string.IsNullOrWhiteSpace(query.Text) ? null : [.. (await names.SearchAsync(who.Tenant, query.Text, int.MaxValue, inCharge.Has, ct)).Distinct()];
        return await inCharge.FindAsync(query, called, most, clock.Today(), ct);
    }

    internal async Task<IReadOnlyList<CaseRow>> RowsAsync(IReadOnlyList<Charge> shown, Principal who, CancellationToken ct)
    {
        var people = await vault.RevealAsync(who.Tenant, [.. shown.Select(one => one.Case.Child)], ct);
        var places = (await books.OfAsync(who.Tenant, ct)).Places;
        return [.. shown.Select(Row)];

        CaseRow Row(Charge charge)
        {
            var one = charge.Case;
            var person = people.GetValueOrDefault(one.Child);
            var township = one.Place.ResidenceTownship ?? one.Place.SchoolTownship;
            return new CaseRow(one.Child, one.Version, person?.Name ?? "", person is null ? "" : IdentityNumber.Masked(person.Number),
                one.Place.School, Name(one.Place.School), township, Name(township), one.Place.Grade, one.Place.Class, charge.Summary);
        }

        string? Name(string? unit) => unit is null ? null : places.NameOf(unit);
    }
}
