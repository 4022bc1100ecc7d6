using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Access;

/// <summary>A colleague to whom the own area can be handed over.</summary>
public sealed record Colleague(string User, string Name, string OfficeName);

/// <summary>An area handed over for some days (委托代管).</summary>
/// <param name="Giver">User name of the officer whose area it is.</param>
/// <param name="Holder">User name of the colleague who stands in.</param>
/// <param name="To">The last day.</param>
/// <param name="EndedAt">Ended before its last day.</param>
public sealed record Delegation(Guid Id, string Giver, string GiverName, string Holder, string HolderName, DateOnly From, DateOnly To, DateTimeOffset? EndedAt)
{
    /// <summary>It opens something on this day.</summary>
    public bool IsActiveOn(DateOnly day) => EndedAt is null && From <= day && day <= To;

    /// <summary>It can still be ended.</summary>
    public bool IsOpenOn(DateOnly day) => EndedAt is null && day <= To;
}

/// <summary>
/// 委托代管: an officer who is away hands the own area to a colleague of the same level. The colleague acts under the own name and with
/// the rights of the own role; only whose children there are grows. What one holds for another cannot be handed on.
/// </summary>
public sealed class Delegations(CasesDatabase database, Grants grants, AccessLog log, TimeProvider clock)
{
    /// <summary>So many days at most; longer than that is another appointment.</summary>
    public const int MostDays = 92;

    private const string Columns =
        """
        select g.id, g.giver, coalesce(a.display_name, g.giver), g.holder, coalesce(b.display_name, g.holder), g.from_at, g.until_at, g.ended_at
        from access.grants g left join access.accounts a on a.tenant = g.tenant and a.user_name = g.giver left join access.accounts b on b.tenant = g.tenant and b.user_name = g.holder
        """;

    /// <summary>Who can stand in: in a school colleagues of the same school, in a township officials of any township of the county.</summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(Principal who, CancellationToken ct)
    {
        if (who.Level == Level.County) return [];
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var readers = Term.All<Role>().Where(role => Rights.Has(role, Right.ReadCases)).Select(role => role.Code()).ToArray();
        return await connection.With(
            """
            select user_name, display_name, office_name from access.accounts
            where tenant = $1 and user_name <> $2 and role = any($3) and (office = $4 or $5 and length(office) = 9) order by office <> $4, office, display_name
            """, who.Tenant, who.User, readers, who.Office, who.Level == Level.Township)
            .RowsAsync(row => new Colleague(row.GetString(0), row.GetString(1), row.GetString(2)), ct);
    }

    /// <summary>Hands the own area over; the same command again has its effect once.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>unknown_colleague</c>, <c>wrong_days</c>.</exception>
    public async Task GiveAsync(Guid command, string colleague, DateOnly from, DateOnly to, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.Delegate, null, ct);
        if ((await ColleaguesAsync(who, ct)).All(one => one.User != colleague))
            throw new Refusal("unknown_colleague", "请从名单中选择一位同级同事。", "Choose a colleague from the list.");
        if (from < clock.Today() || to < from || to.DayNumber - from.DayNumber >= MostDays)
            throw new Refusal("wrong_days", $"起止日期应从今天或以后开始，止不早于起，最长 {MostDays} 天。", $"It begins today or later, ends no earlier than it begins, and lasts {MostDays} days at most.");
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var made = await connection.With(
            "insert into access.grants (id, tenant, holder, giver, from_at, until_at) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing",
            command, who.Tenant, colleague, who.User, CountyClock.Begins(from), CountyClock.Begins(to.AddDays(1))).RunAsync(ct);
        if (made > 0) await log.Delegated(who, command, colleague, ended: false, ct);
        grants.Forget(who.Tenant, colleague);
    }

    /// <summary>Ends one at once; who gave it and who holds it both may.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task EndAsync(Guid id, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var holders = await connection.With(
            """
            update access.grants set ended_at = $4, ended_by = $3
            where id = $1 and tenant = $2 and giver is not null and (giver = $3 or holder = $3) and ended_at is null returning holder
            """, id, who.Tenant, who.User, clock.GetUtcNow().UtcDateTime).RowsAsync(row => row.GetString(0), ct);
        if (holders is not [var holder])
        {
            await log.Denied(who, Right.Delegate.Code(), id, ct);
            throw new Refusal("not_found", "没有这项委托，或已经结束。", "There is no such delegation, or it has ended.");
        }
        grants.Forget(who.Tenant, holder);
        await log.Delegated(who, id, holder, ended: true, ct);
    }

    /// <summary>What an officer gave or holds, of the last year, the latest first.</summary>
    public async Task<IReadOnlyList<Delegation>> OfAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With($"{Columns} where g.tenant = $1 and g.giver is not null and (g.giver = $2 or g.holder = $2) and g.until_at > $3 order by g.from_at desc, g.id",
            who.Tenant, who.User, clock.GetUtcNow().UtcDateTime.AddYears(-1)).RowsAsync(Read, ct);
    }

    private static Delegation Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
        Day(row, 5), Day(row, 6).AddDays(-1), row.IsDBNull(7) ? null : new DateTimeOffset(row.GetDateTime(7), TimeSpan.Zero));

    private static DateOnly Day(NpgsqlDataReader row, int column) => CountyClock.DayOf(new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero));
}
