using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Disability;

/// <summary>A resource centre of the county.</summary>
/// <param name="Above">Code of the centre above it, by where they sit; null: none is there.</param>
public sealed record Centre(string Code, string Name, Level Level, string? Above);

/// <summary>
/// 特殊教育资源中心: which the county has, and which of them can be asked to take a child. A centre is there as long as somebody can sign in at it:
/// the security administrator announces it by its first account.
/// </summary>
public sealed class ResourceCentres(CasesDatabase database, IDocumentStore store, Books books)
{
    /// <summary>Those of the county, the county's first.</summary>
    public async Task<IReadOnlyList<Centre>> OfAsync(string tenant, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        return await OfAsync(tenant, (await books.OfAsync(tenant, connection, ct)).Places, connection, ct);
    }

    /// <summary>
    /// Those that an officer can ask to take a child. The bureau asks any. From the centre that holds the child it goes up and down the line; where
    /// none holds it, to those at its school, in its townships and of the county. Asked for an officer who may know of the child.
    /// </summary>
    public async Task<IReadOnlyList<Centre>> ForAsync(Principal who, Guid child, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        var holder = (await session.LoadAsync<StudentCase>(child, ct))?.Student.Centre.Holder;
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        var centres = (await OfAsync(who.Tenant, places, connection, ct)).Where(centre => centre.Code != holder);
        if (who.Actor.IsBureau()) return [.. centres];
        if (holder is not null) return [.. centres.Where(centre => IsAbove(centre.Code, holder, places) || IsAbove(holder, centre.Code, places))];
        var at = await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct);
        var near = new[] { who.Tenant, at?.School, at?.SchoolTownship, at?.ResidenceTownship };
        return [.. centres.Where(centre => near.Contains(ResourceCentre.SeatOf(centre.Code)))];
    }

    private static async Task<IReadOnlyList<Centre>> OfAsync(string tenant, Places places, NpgsqlConnection connection, CancellationToken ct)
    {
        var codes = await connection.With("select distinct office from access.accounts where tenant = $1 and office like $2 || '%' and disabled_at is null", tenant, ResourceCentre.Mark)
            .RowsAsync(row => row.GetString(0), ct);
        return
        [
            .. from code in codes
               orderby ResourceCentre.LevelOf(code) descending, code
               let above = codes.Where(other => IsAbove(other, code, places)).OrderBy(ResourceCentre.LevelOf).FirstOrDefault()
               select new Centre(code, places.NameOf(code), ResourceCentre.LevelOf(code), above),
        ];
    }

    /// <summary>Whether one centre stands above another: the county's above all, a township's above those at its schools.</summary>
    private static bool IsAbove(string centre, string other, Places places) => (ResourceCentre.LevelOf(centre), ResourceCentre.LevelOf(other)) switch
    {
        (Level.County, not Level.County) => true,
        (Level.Township, Level.School) => places.BySchoolCode.GetValueOrDefault(ResourceCentre.SeatOf(other))?.Township == ResourceCentre.SeatOf(centre),
        _ => false,
    };
}
