using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Returns;

/// <summary>A return that an office owes of a period that is over.</summary>
/// <param name="Due">The last day on which it is in time.</param>
/// <param name="Number">文号 under which it was sealed; null: it was not.</param>
public sealed record OwedReturn(string Unit, ReturnPeriod Period, DateOnly Due, string? Number)
{
    /// <summary>Nobody sealed it in time.</summary>
    public bool IsLateOn(DateOnly day) => Number is null && Due < day;
}

/// <summary>
/// Which returns are owed, and by which offices they are late: read off what was sealed, so that nothing has to be ticked off. One that was missed stays owed through
/// this school year and the next; nothing is owed of the time before the county, or the school, was first in a register.
/// </summary>
public sealed class OwedReturns(CasesDatabase database, Books books, Counties counties, TimeProvider clock)
{
    /// <summary>By the officer's own office, the first that is due first; of those that were sealed the last of each kind alone.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public Task<IReadOnlyList<OwedReturn>> OfOfficeAsync(Principal who, CancellationToken ct) => OfAsync(who, _ => [who.Office], ct);

    /// <summary>Late, by the schools of an office above them.</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<IReadOnlyList<OwedReturn>> LateOfSchoolsAsync(Principal who, CancellationToken ct) =>
        who.Level == Level.School ? [] : [.. (await OfAsync(who, places => SchoolsOf(who, places), ct)).Where(one => one.IsLateOn(clock.Today()))];

    private static IEnumerable<string> SchoolsOf(Principal who, Places places) =>
        from school in places.BySchoolCode.Values
        where school.Township is not null && FiguresScope.Covers(who, school.Code, UnitKind.School, places)
        orderby school.Township, school.Code
        select school.Code;

    private async Task<IReadOnlyList<OwedReturn>> OfAsync(Principal who, Func<Places, IEnumerable<string>> offices, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (county, today) = (await books.OfAsync(who.Tenant, connection, ct), clock.Today());
        var units = offices(county.Places).ToList();
        var numbers = await NumbersAsync(who.Tenant, [.. units], connection, ct);
        return
        [
            .. from unit in units
               from kind in ReturnPeriod.OwedBy(Offices.LevelOf(unit))
               from period in ReturnPeriod.Ended(kind, Begins(unit, county), today)
               let owed = new OwedReturn(unit, period, period.DueBy(pack.On(period.Until)), numbers.GetValueOrDefault((unit, kind.Code(), period.Until)))
               where owed.Number is null || period == ReturnPeriod.LastEnded(kind, today)
               orderby owed.Due
               select owed,
        ];
    }

    private static DateOnly Begins(string unit, County county)
    {
        var begins = county.Book.Begins ?? DateOnly.MaxValue;
        return county.Places.BySchoolCode.TryGetValue(unit, out var school) && school.Since > begins ? school.Since : begins;
    }

    private static async Task<Dictionary<(string, string, DateOnly), string>> NumbersAsync(string tenant, string[] units, NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.With(
            """
            select r.unit, r.kind, r.as_of, e.data ->> 'number' from returns.sealed r join cases.mt_events e on e.tenant_id = r.tenant and e.stream_id = r.id
            where r.tenant = $1 and r.unit = any($2)
            """, tenant, units).RowsAsync(row => (Of: (row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2)), Number: row.GetString(3)), ct)).ToDictionary(row => row.Of, row => row.Number);
}
