using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Disability;

/// <summary>A teacher who can teach at home.</summary>
public sealed record HomeTeacher(string User, string Name, string OfficeName);

/// <summary>
/// Who can teach a child at home (送教教师): staff of schools. Offered are those of the schools near the child and of special schools; asked for
/// by name, any teacher of the county can be. The schedule itself opens the child to them.
/// </summary>
public sealed class HomeTeachers(CasesDatabase database, Books books)
{
    private static readonly string[] Roles = [Role.Counselor.Code(), Role.Headmaster.Code()];

    /// <summary>Those to choose from, by school and name.</summary>
    /// <param name="schools">Codes of the schools near the child; null among them stands for none.</param>
    public async Task<IReadOnlyList<HomeTeacher>> OfAsync(Principal who, IEnumerable<string?> schools, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var special = (await books.OfAsync(who.Tenant, connection, ct)).Places.BySchoolCode.Values.Where(school => school.Kind == SchoolKind.Special).Select(school => school.Code);
        return await connection.With(
            "select user_name, display_name, office_name from access.accounts where tenant = $1 and role = any($2) and office = any($3) order by office_name, display_name",
            who.Tenant, Roles, schools.OfType<string>().Concat(special).Distinct().ToArray())
            .RowsAsync(row => new HomeTeacher(row.GetString(0), row.GetString(1), row.GetString(2)), ct);
    }

    /// <summary>Refuses somebody who is no teacher of the county.</summary>
    /// <exception cref="Refusal"><c>unknown_teacher</c>.</exception>
    public async Task MustKnowAsync(Principal who, string user, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        if ((await connection.With("select user_name from access.accounts where tenant = $1 and role = any($2) and user_name = $3", who.Tenant, Roles, user)
                .RowsAsync(row => row.GetString(0), ct)).Count == 0 && user != who.User)
            throw new Refusal("unknown_teacher", "请选择本县学校的教师。", "Choose a teacher of a school of the county.");
    }

    /// <summary>What people are called, by account name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(string tenant, IEnumerable<string> users, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return (await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)", tenant, users.Distinct().ToArray())
            .RowsAsync(row => (User: row.GetString(0), Name: row.GetString(1)), ct)).ToDictionary(one => one.User, one => one.Name);
    }
}
