using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Cases;

/// <summary>An officer to whom persuasion can be given.</summary>
public sealed record Officer(string User, string Name, string OfficeName, Level Level);

/// <summary>Who can be asked to persuade: officers whose role logs visits and who may see the child themselves.</summary>
public sealed class Officers(CasesDatabase database, Books books)
{
    /// <summary>Those of a child, nearest first: of its school, of its townships, of the county.</summary>
    public async Task<IReadOnlyList<Officer>> OfAsync(Principal who, Guid child, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if (await Whereabouts.OfAsync(who.Tenant, child, books, connection, ct) is not { } place || !place.IsWithin(Scope.Of(who))) return [];
        var accounts = await connection.With(
            "select user_name, display_name, office, office_name, role, grade, class from access.accounts where tenant = $1 and office = any($2) order by display_name",
            who.Tenant, new[] { place.School, place.SchoolTownship, place.ResidenceTownship, who.Tenant }.OfType<string>().Distinct().ToArray())
            .RowsAsync(row => (Principal: PrincipalOf(who.Tenant, row), Officer: new Officer(row.GetString(0), row.GetString(1), row.GetString(3), Offices.LevelOf(row.GetString(2)))), ct);
        return [.. accounts.Where(account => Permissions.May(account.Principal, CaseUse.LogVisit) && place.IsWithin(Scope.Of(account.Principal)))
            .Select(account => account.Officer).OrderBy(officer => officer.Level)];
    }

    /// <summary>Refuses an officer who is not of that level or may not see the child.</summary>
    /// <exception cref="Refusal"><c>unknown_officer</c>.</exception>
    public async Task MustKnowAsync(Principal who, Guid child, Level level, string user, CancellationToken ct)
    {
        if ((await OfAsync(who, child, ct)).Any(officer => officer.User == user && officer.Level == level)) return;
        throw new Refusal("unknown_officer", "请选择该级负责这名学生的人员。", "Choose an officer of that level who has this child in charge.");
    }

    private static Principal PrincipalOf(string tenant, NpgsqlDataReader row) =>
        new(row.GetString(0), tenant, row.GetString(2), Offices.LevelOf(row.GetString(2)), row.GetString(4))
        {
            Grade = row.IsDBNull(5) ? null : row.GetInt32(5),
            Class = row.Text(6),
        };
}
