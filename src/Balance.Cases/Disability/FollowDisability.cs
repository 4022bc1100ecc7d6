using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Routing;
using FollowRegister = Balance.Cases.Cases.FollowRegister;

namespace Balance.Cases.Disability;

/// <summary>
/// 跟进残疾登记: every child present whom the latest register shows is registered and followed, if it is of school age or will be in the next school
/// year (残疾人教育条例 §15: known before it enters school). The county bureau alone does it.
/// </summary>
public sealed class FollowDisability(CasesDatabase database, Books books, FollowRegister follow)
{
    /// <summary>Follows them, or tells what that would come to.</summary>
    /// <exception cref="Refusal"><c>no_disability_register</c>, <c>date_in_future</c>, <c>unknown_county</c>.</exception>
    public async Task<RegisterFollowed> RunAsync(DateOnly? asOf, bool preview, Principal who, CancellationToken ct)
    {
        var (on, children) = await ShownAsync(follow.DayOf(asOf), who, ct);
        return await follow.RunAsync(on, children, preview, who, ct);
    }

    /// <summary>The same over HTTP, below <c>/api/disability</c>.</summary>
    internal static void Map(RouteGroupBuilder group) => FollowRegister.Map<FollowDisability>(group, (run, asOf, preview, who, ct) => run.RunAsync(asOf, preview, who, ct),
        "Registers and follows every child of school age, or about to be, whom the latest register shows as disabled; again, it changes nothing.");

    private async Task<(DateOnly On, IReadOnlyList<(Guid Child, StudentCommand Asked)> Children)> ShownAsync(DateOnly day, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var registers = RegistersOfDay.Of(book, day);
        var listed = registers.Disability ?? throw new Refusal("no_disability_register", "这一天之前没有残疾登记，请先导入。", "There is no register of disabled children by that day; import one first.");
        return (listed.AsOf, await connection.With(
            """
            select p.child, d.category, d.level, d.certified_on from registers.population_in($1, $2) p
            join registers.disability_in($1, $3) d on d.child = p.child
            where p.status = 0 and p.born between $4 and $5 order by 1
            """, who.Tenant, registers.Population?.Imports ?? [], listed.Imports, registers.OldestBorn, registers.YoungestBorn.AddYears(1))
            .RowsAsync(row => (row.GetGuid(0), (StudentCommand)new FollowDisabilityRegister(listed.AsOf, (DisabilityCategory)row.GetInt16(1), row.GetInt16(2), row.IsDBNull(3) ? null : row.GetFieldValue<DateOnly>(3))), ct));
    }
}
