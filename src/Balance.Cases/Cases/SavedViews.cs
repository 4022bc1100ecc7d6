using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>A list as an officer keeps it.</summary>
/// <param name="Query">Filters and order, as the address of the list says them.</param>
public sealed record SavedView(Guid Id, string Name, string Query)
{
    /// <summary>Where it opens.</summary>
    public string Href => "/cases?" + Query;
}

/// <summary>What is to become of a kept list.</summary>
/// <param name="Name">Its name from now on; null: it is deleted.</param>
public sealed record ViewChange(Guid Id, string? Name);

/// <summary>
/// 我的视图: filters and order of the list of cases under a name of the officer's own. They belong to the account; what a name search asked for is
/// never among them, and codes of places are taken only where the county has such a place, so that nothing else can hide in them.
/// </summary>
public sealed partial class SavedViews(CasesDatabase database, Books books)
{
    /// <summary>So many of an account.</summary>
    public const int Most = 20;

    /// <summary>Characters of the longest name.</summary>
    public const int LongestName = 30;

    private const string Own =
        """
        select v.id, v.name, v.query from lists.views v join access.accounts a on a.id = v.account
        where a.tenant = $1 and a.user_name = $2 order by v.made_at, v.id
        """;

    /// <summary>An officer's own, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<SavedView>> OfAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        return await OfAsync(who, connection, ct);
    }

    /// <summary>Keeps filters and order of a list; the same command again has its effect once.</summary>
    /// <exception cref="Refusal"><c>nothing_to_save</c>, <c>unknown_place</c>, <c>too_many_views</c>, <c>command_reused</c>, and what is wrong with the name.</exception>
    public async Task SaveAsync(Guid command, string name, CaseListQuery query, Principal who, CancellationToken ct)
    {
        var view = new SavedView(command, name.Trim(), ListAsked.AddressOf(query));
        if (view.Query.Length == 0) throw new Refusal("nothing_to_save", "请先筛选或排序，再保存。", "Filter or sort the list first, then save it.");
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await MustBePlacesAsync(query, who, connection, ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var account = await LockedAsync(who, connection, ct);
        var views = await OfAsync(who, connection, ct);
        if (views.FirstOrDefault(one => one.Id == command) is { } before)
        {
            if (before != view) throw Refusal.CommandReused();
            return;
        }
        if (views.Count >= Most) throw new Refusal("too_many_views", $"最多保存 {Most} 个视图，请先删除不用的。", $"At most {Most} views: delete some first.");
        MustBeNames([.. views.Select(one => one.Name), view.Name]);
        await connection.With("insert into lists.views (id, account, name, query) values ($1, $2, $3, $4)", view.Id, account, view.Name, view.Query).RunAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Gives own ones other names and deletes own ones, all at once; what is somebody else's, or gone, is left as it is.</summary>
    /// <exception cref="Refusal">What is wrong with a name.</exception>
    public async Task ChangeAsync(IReadOnlyList<ViewChange> changes, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var account = await LockedAsync(who, connection, ct);
        var asked = changes.ToDictionary(change => change.Id, change => change.Name?.Trim());
        var views = await OfAsync(who, connection, ct);
        MustBeNames([.. views.Select(one => asked.GetValueOrDefault(one.Id, one.Name)).OfType<string>()]);
        foreach (var view in views.Where(one => asked.ContainsKey(one.Id)))
            if (asked[view.Id] is not { } name) await connection.With("delete from lists.views where id = $1 and account = $2", view.Id, account).RunAsync(ct);
            else if (name != view.Name) await connection.With("update lists.views set name = $3 where id = $1 and account = $2", view.Id, account, name).RunAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static Task<List<SavedView>> OfAsync(Principal who, NpgsqlConnection connection, CancellationToken ct) =>
        connection.With(Own, who.Tenant, who.User).RowsAsync(row => new SavedView(row.GetGuid(0), row.GetString(1), row.GetString(2)), ct);

    /// <summary>The officer's account; whoever changes its views at the same time waits.</summary>
    private static async Task<Guid> LockedAsync(Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        var accounts = await connection.With("select id from access.accounts where tenant = $1 and user_name = $2 for no key update", who.Tenant, who.User).RowsAsync(row => row.GetGuid(0), ct);
        return accounts is [var account] ? account : throw new Refusal("no_account", "只有已登录的账户可以保存视图。", "Only an account that has signed in keeps views.");
    }

    private async Task MustBePlacesAsync(CaseListQuery query, Principal who, NpgsqlConnection connection, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(query.Township) && string.IsNullOrWhiteSpace(query.School)) return;
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        if ((string.IsNullOrWhiteSpace(query.Township) || places.TownshipNames.ContainsKey(query.Township.Trim()))
            && (string.IsNullOrWhiteSpace(query.School) || places.BySchoolCode.ContainsKey(query.School.Trim()))) return;
        throw new Refusal("unknown_place", "没有这个乡镇或学校，请重新筛选后保存。", "There is no such township or school; filter anew, then save.");
    }

    private static void MustBeNames(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (name.Length is 0 or > LongestName)
                throw new Refusal("name_length", $"名称应为 1 至 {LongestName} 字。", $"A name has 1 to {LongestName} characters.");
            else if (Number().IsMatch(name))
                throw new Refusal("name_number", "名称里请勿写证件号、电话等号码；日期请写作 9月1日。", "No identity number, telephone or other number belongs in a name; write a day as 1 September.");
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            throw new Refusal("name_taken", "已有同名的视图，请换一个名称。", "You have a view of that name; choose another.");
    }

    /// <summary>Seven digits or more, whatever stands between them: the shortest telephone number has as many, a month or a day of the year has not.</summary>
    [GeneratedRegex(@"\d(?:[\s.\-—–_/()（）·]*\d){6}")]
    private static partial Regex Number();
}
