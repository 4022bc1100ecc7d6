using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.People;
using Balance.Cases.People;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>A child of another office that somebody opened in an emergency.</summary>
/// <param name="Reason">As written; null: not asked for, or the child is erased.</param>
/// <param name="SeenBy">The audit administrator who has taken note of it.</param>
public sealed record Emergency(
    Guid Id, Guid Child, string? ChildName, string User, string Name, string Office, DateTimeOffset At, DateTimeOffset Until, string? Reason, string? SeenBy, DateTimeOffset? SeenAt);

/// <summary>
/// 紧急查看: an officer opens one child out of the own charge, known by its whole identity number, with a reason and for a day. The audit
/// administrator is told, and the case shows it. The reason is kept sealed under the child's key, since it may name the child.
/// </summary>
public sealed class Emergencies(CasesDatabase database, Vault vault, Books books, Grants grants, AccessLog log, TimeProvider clock)
{
    /// <summary>How long the child is open.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(24);

    /// <summary>Attempts in a day, found or not: numbers are not for trying out.</summary>
    public const int MostADay = 5;

    private const string Columns =
        """
        select g.id, g.child, g.holder, coalesce(a.display_name, g.holder), coalesce(a.office_name, ''), g.from_at, g.until_at, g.reason, coalesce(b.display_name, g.seen_by), g.seen_at
        from access.grants g left join access.accounts a on a.tenant = g.tenant and a.user_name = g.holder left join access.accounts b on b.tenant = g.tenant and b.user_name = g.seen_by
        """;

    /// <summary>Opens the child. Of one in charge anyway nothing is written down but the reading to come.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>, <c>too_many_emergencies</c>, <c>not_found</c>.</exception>
    public async Task<Guid> OpenAsync(Guid command, string number, string reason, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.BreakGlass, null, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if (await connection.With("select exists (select from access.grants where id = $1)", command).ScalarAsync<bool>(ct) is false && await TriedAsync(who, connection, ct) >= MostADay)
            throw new Refusal("too_many_emergencies", $"一天之内最多 {MostADay} 次紧急查看。请联系县教育局。", $"No more than {MostADay} emergencies a day. Ask the county bureau.");
        if (await vault.FindAsync(who.Tenant, number.Trim().ToUpperInvariant(), ct) is not { } child)
        {
            await log.Denied(who, Domain.Terms.Term.Code(Right.BreakGlass), null, ct);
            throw new Refusal("not_found", "本县没有这个身份证号的学生，请核对号码。", "No child of this county has that identity number; check it.");
        }
        if (await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct) is { } place && place.IsWithin(Scope.Of(who), child)) return child;

        var sealedReason = await vault.SealTextAsync(who.Tenant, child, reason, ct);
        // First the log, then the door.
        await log.BrokeGlass(who, child, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await connection.With("insert into access.grants (id, tenant, holder, child, from_at, until_at, reason) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing",
            command, who.Tenant, who.User, child, now, now + Lasts, sealedReason.Cipher).RunAsync(ct);
        grants.Forget(who.Tenant, who.User);
        return child;
    }

    /// <summary>Those of a child within the last ninety days, the latest first, for those who read its case.</summary>
    public async Task<IReadOnlyList<Emergency>> OfChildAsync(string tenant, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        return await connection.With($"{Columns} where g.tenant = $1 and g.child = $2 and g.until_at > $3 order by g.from_at desc", tenant, child, clock.GetUtcNow().UtcDateTime.AddDays(-90))
            .RowsAsync(row => Read(row) with { Reason = null }, ct);
    }

    /// <summary>How many the audit administrator has not taken note of.</summary>
    public async Task<long> UnseenAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        return await connection.With("select count(*) from access.grants where tenant = $1 and child is not null and seen_at is null", who.Tenant).ScalarAsync<long>(ct);
    }

    /// <summary>A page for the audit administrator: those not seen first, then the latest; the reason as written, the child's name masked.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<IReadOnlyList<Emergency>> PageAsync(int skip, int take, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReadAccessLog, null, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var rows = await connection.With($"{Columns} where g.tenant = $1 and g.child is not null order by g.seen_at is not null, g.from_at desc, g.id offset $2 limit $3", who.Tenant, skip, take).RowsAsync(Read, ct);
        var people = await vault.RevealAsync(who.Tenant, [.. rows.Select(row => row.Child).Distinct()], ct);
        var reasons = await vault.OpenTextsAsync(who.Tenant, [.. rows.Select(row => (row.Child, new SealedText(row.Reason ?? "")))], ct);
        return [.. rows.Zip(reasons, (row, reason) => row with { Reason = reason, ChildName = people.TryGetValue(row.Child, out var person) ? LogSearch.Masked(person.Name) : null })];
    }

    /// <summary>How many there are in all.</summary>
    public async Task<long> CountAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With("select count(*) from access.grants where tenant = $1 and child is not null", who.Tenant).ScalarAsync<long>(ct);
    }

    /// <summary>The audit administrator has taken note of one.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task SeenAsync(Guid id, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReadAccessLog, id, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var seen = await connection.With("update access.grants set seen_at = $3, seen_by = $4 where id = $1 and tenant = $2 and child is not null and seen_at is null returning child",
            id, who.Tenant, clock.GetUtcNow().UtcDateTime, who.User).RowsAsync(row => row.GetGuid(0), ct);
        foreach (var child in seen) await log.EmergencySeen(who, child, ct);
    }

    // By the log, which counts also what found nobody.
    private static Task<long> TriedAsync(Principal who, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        select count(*) from access.log where tenant = $1 and user_name = $2 and at > clock_timestamp() - interval '24 hours'
          and (what = 'broke_glass' or what = 'denied' and detail = 'break_glass')
        """, who.Tenant, who.User).ScalarAsync<long>(ct);

    private static Emergency Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1), null, row.GetString(2), row.GetString(3), row.GetString(4),
        Moment(row, 5), Moment(row, 6), row.Text(7), row.Text(8), row.IsDBNull(9) ? null : Moment(row, 9));

    private static DateTimeOffset Moment(NpgsqlDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);
}
