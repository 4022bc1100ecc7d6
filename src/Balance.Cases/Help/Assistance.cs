using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Help;

/// <summary>资助登记: who is entitled on a day, and as what.</summary>
public sealed class Assistance(CasesDatabase database, Books books)
{
    /// <summary>The groups of some children by the categories in force on a day.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<AidGroup>>> GroupsAsync(IReadOnlyCollection<Guid> children, DateOnly day, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var rows = await connection.With(
            """
            select distinct child, category from registers.assistance_in($1, $2)
            where child = any($3) and from_on <= $4 and (until_on is null or until_on >= $4)
            """, who.Tenant, ImportsBy(book, day), children.ToArray(), day)
            .RowsAsync(row => (Child: row.GetGuid(0), Group: GroupOf((AssistanceCategory)row.GetInt16(1))), ct);
        return rows.GroupBy(row => row.Child).ToDictionary(child => child.Key, IReadOnlyList<AidGroup> (child) => [.. child.Select(row => row.Group).Distinct()]);
    }

    /// <summary>The day of the latest register by a day, and every child of school age that any register shows as entitled on it.</summary>
    /// <exception cref="Refusal"><c>no_assistance</c>.</exception>
    public async Task<(DateOnly On, IReadOnlyList<Guid> Children)> EntitledAsync(DateOnly day, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var latest = book.LatestBy(RegisterKind.Assistance, day)
            ?? throw new Refusal("no_assistance", "这一天之前没有资助登记，请先导入。", "There is no register of assistance by that day; import one first.");
        var registers = Indicators.RegistersOfDay.Of(book, day);
        return (latest.AsOf, await connection.With(
            """
            select distinct p.child from registers.population_in($1, $2) p
            join registers.assistance_in($1, $3) a on a.child = p.child and a.from_on <= $4 and (a.until_on is null or a.until_on >= $4)
            where p.status = 0 and p.born between $5 and $6 order by 1
            """, who.Tenant, registers.Population?.Imports ?? [], ImportsBy(book, day), day, registers.OldestBorn, registers.YoungestBorn).RowsAsync(row => row.GetGuid(0), ct));
    }

    /// <summary>The group that aid knows a category as (滨州 2023).</summary>
    internal static AidGroup GroupOf(AssistanceCategory category) => category switch
    {
        AssistanceCategory.Orphan => AidGroup.Orphan,
        AssistanceCategory.DeFactoUnattended => AidGroup.DeFactoUnattended,
        AssistanceCategory.SevereHardship => AidGroup.SevereHardship,
        AssistanceCategory.LiftedFromPoverty => AidGroup.LiftedFromPoverty,
        AssistanceCategory.PovertyMonitored => AidGroup.PovertyMonitored,
        // 低保 and 特困 families are those whose file of poverty was made (建档立卡).
        _ => AidGroup.RegisteredPoor,
    };

    // Rows carry their own dates: every register by the day speaks.
    private static long[] ImportsBy(RegisterBook book, DateOnly day) => [.. book.Of(RegisterKind.Assistance).Where(file => file.AsOf <= day).SelectMany(file => file.Imports)];
}
