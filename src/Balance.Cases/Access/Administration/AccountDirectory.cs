using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Microsoft.EntityFrameworkCore;

namespace Balance.Cases.Access.Administration;

/// <summary>How an account stands.</summary>
public enum AccountState
{
    [Term("可用")] Active,
    [Term("尚未首次登录")] Waiting,
    [Term("已锁定")] Locked,
    [Term("已停用")] Disabled,
}

/// <summary>Which accounts are asked for; what is not given filters nothing.</summary>
/// <param name="Text">Part of a user name, or of the office's name or code.</param>
public sealed record AccountQuery(string? Text = null, Role? Role = null, AccountState? State = null, int Page = 1, int PageSize = 25);

/// <summary>A page of accounts.</summary>
public sealed record AccountPageOf(int Total, int Page, int PageSize, IReadOnlyList<Account> Rows);

/// <summary>The county's accounts, as a list, and the names of its offices.</summary>
public sealed class AccountDirectory(AccessContext accounts, CasesDatabase database, Books books, TimeProvider clock)
{
    /// <summary>Rows of the largest page.</summary>
    public const int LargestPage = 200;

    /// <summary>A page of them, by office and user name.</summary>
    public async Task<AccountPageOf> OfAsync(AccountQuery query, Principal by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var asked = accounts.Users.AsNoTracking().Where(account => account.Tenant == by.Tenant);
        if (query.Text?.Trim() is { Length: > 0 } text)
        {
            var name = text.ToUpperInvariant();
            asked = asked.Where(account => account.NormalizedUserName!.Contains(name) || account.OfficeName.Contains(text) || account.Office.StartsWith(text));
        }
        if (query.Role is { } role) asked = asked.Where(account => account.Role == role);
        asked = query.State switch
        {
            AccountState.Disabled => asked.Where(account => account.DisabledAt != null),
            AccountState.Locked => asked.Where(account => account.DisabledAt == null && account.LockoutEnd > now),
            AccountState.Waiting => asked.Where(account => account.DisabledAt == null && account.LastSignInAt == null && !(account.LockoutEnd > now)),
            AccountState.Active => asked.Where(account => account.DisabledAt == null && account.LastSignInAt != null && !(account.LockoutEnd > now)),
            _ => asked,
        };
        var total = await asked.CountAsync(ct);
        var size = Math.Clamp(query.PageSize, 1, LargestPage);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + size - 1) / size));
        return new(total, page, size, await asked.OrderBy(account => account.Office).ThenBy(account => account.NormalizedUserName).Skip((page - 1) * size).Take(size).ToListAsync(ct));
    }

    /// <summary>How an account stands now.</summary>
    public AccountState StateOf(Account account) =>
        account.DisabledAt is not null ? AccountState.Disabled
        : account.LockoutEnd > clock.GetUtcNow() ? AccountState.Locked
        : account.LastSignInAt is null ? AccountState.Waiting : AccountState.Active;

    /// <summary>Whether somebody has come from the county's own sign-on.</summary>
    public Task<bool> IsLinkedAsync(Account account) => accounts.UserLogins.AnyAsync(login => login.UserId == account.Id);

    /// <summary>Townships and schools as the registers know them, and the resource centres there can be, by code.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfficesAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(tenant, connection, ct)).Places;
        string[] seats = [.. places.TownshipNames.Keys, .. places.BySchoolCode.Keys];
        return seats.Concat(seats.Append(tenant).Select(ResourceCentre.At)).ToDictionary(code => code, places.NameOf);
    }
}
