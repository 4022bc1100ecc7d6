using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>An officer to whom persuasion can be given.</summary>
/// <param name="IsNear">The child is in the officer's charge anyway.</param>
public sealed record Officer(string User, string Name, string OfficeName, Level Level, bool IsNear);

/// <summary>
/// Who can be asked to persuade: officers whose role logs visits. Those who have the child in charge; and heads of schools and officials
/// within the assigner's own area, to whom the assignment itself opens the child.
/// </summary>
public sealed class Officers(CasesDatabase database, Books books)
{
    /// <summary>Those for a child, nearest first: of its school, of its townships, of the county, then those of other offices.</summary>
    public async Task<IReadOnlyList<Officer>> OfAsync(Principal who, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Desk.OpenConnectionAsync(ct);
        if (await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct) is not { } place || !place.IsWithin(Scope.Of(who), child)) return [];
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        var near = new[] { place.School, place.SchoolTownship, place.ResidenceTownship, who.Tenant }.OfType<string>().Distinct().ToArray();
        var further = Beneath(who, places);
        var accounts = await connection.With(
            """
            select user_name, display_name, office, office_name, role, grade, class from access.accounts
            where tenant = $1 and (office = any($2) or office = any($3) and role in ('headmaster', 'township_official')) order by display_name
            """, who.Tenant, near, further)
            .RowsAsync(row => (Principal: PrincipalOf(who.Tenant, row), Name: row.GetString(1), OfficeName: row.GetString(3)), ct);
        return
        [
            .. from account in accounts
               where account.Principal.May(Right.LogVisit)
               let isNear = place.IsWithin(Scope.Of(account.Principal), child)
               where isNear || further.Contains(account.Principal.Office) && account.Principal.Class is null
               orderby !isNear, account.Principal.Level
               select new Officer(account.Principal.User, account.Name, account.OfficeName, account.Principal.Level, isNear),
        ];
    }

    /// <summary>Those who can be asked for each of several children.</summary>
    public async Task<IReadOnlyList<Officer>> OfAllAsync(Principal who, IReadOnlyList<Guid> children, CancellationToken ct)
    {
        IReadOnlyList<Officer>? all = null;
        foreach (var child in children)
        {
            var these = (await OfAsync(who, child, ct)).ToDictionary(officer => officer.User);
            all = all is null ? [.. these.Values] : [.. all.Where(officer => these.ContainsKey(officer.User)).Select(officer => officer with { IsNear = officer.IsNear && these[officer.User].IsNear })];
        }
        return all ?? [];
    }

    /// <summary>Refuses an officer who is not of that level or cannot be asked.</summary>
    /// <exception cref="Refusal"><c>unknown_officer</c>.</exception>
    public async Task MustKnowAsync(Principal who, Guid child, Level level, string user, CancellationToken ct)
    {
        if ((await OfAsync(who, child, ct)).Any(officer => officer.User == user && officer.Level == level)) return;
        throw new Refusal("unknown_officer", "请选择该级负责这名学生的人员。", "Choose an officer of that level who has this child in charge.");
    }

    /// <summary>Offices in the assigner's own area: nobody gives work to an office that is not below the own.</summary>
    private static string[] Beneath(Principal who, Places places) => who.Level switch
    {
        Level.County => [.. places.TownshipNames.Keys, .. places.BySchoolCode.Values.Where(school => school.Township is not null).Select(school => school.Code)],
        Level.Township => [who.Office, .. places.BySchoolCode.Values.Where(school => school.Township == who.Office).Select(school => school.Code)],
        _ => [],
    };

    private static Principal PrincipalOf(string tenant, NpgsqlDataReader row) =>
        new(row.GetString(0), tenant, row.GetString(2), Offices.LevelOf(row.GetString(2)), row.GetString(4))
        {
            Grade = row.IsDBNull(5) ? null : row.GetInt32(5),
            Class = row.Text(6),
        };
}
