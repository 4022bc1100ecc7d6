using Balance.Cases.Access;
using CsCheck;
using NpgsqlTypes;

namespace Balance.Cases.Tests.Access;

public sealed class ScopeTests(TestDatabase database)
{
    private sealed record Child(Guid Id, string? Residence, string? School, string? SchoolTownship, int? Grade, string? Class);

    private static readonly string[] Schools = ["2121000001", "2121000002"];
    private static readonly string[] Classes = ["1", "2班"];

    [Fact]
    public async Task What_the_database_shows_is_what_the_rule_covers_for_every_office_and_role()
    {
        var (county, other) = (database.NextCounty(), database.NextCounty());
        string?[] townships = [county + "101", county + "102", null];
        var children = Gen.Select(Of(townships), Of([.. Schools, null]), Of(townships), Gen.Int[1, 3], Of([.. Classes, null]),
            (residence, school, schoolTownship, grade, @class) => new Child(Guid.NewGuid(), residence, school,
                school is null ? null : schoolTownship, school is null ? null : grade, school is null ? null : @class)).Array[200].Single();
        await StoreAsync(county, children);
        await StoreAsync(other, [.. children.Select(child => child with { Id = Guid.NewGuid() })]);

        foreach (var by in Officers(county).SelectMany(officer => WithBeyond(officer, children)))
        {
            var scope = Scope.Of(by);
            var covered = children.Where(child => scope.Covers(child.Id, child.School, child.SchoolTownship, child.Residence, child.Grade, child.Class)).Select(child => child.Id);
            (await ShownAsync(scope)).ShouldBe(covered, ignoreOrder: true, $"{by.Role} of {by.Office} {by.Class}");
        }
    }

    [Fact]
    public async Task A_township_sees_those_who_live_there_and_those_who_learn_there()
    {
        var county = database.NextCounty();
        var (here, there) = (county + "101", county + "102");
        Child lives = new(Guid.NewGuid(), here, null, null, null, null);
        Child learns = new(Guid.NewGuid(), there, Schools[0], here, 5, "1");
        Child neither = new(Guid.NewGuid(), there, Schools[1], there, 5, "1");
        await StoreAsync(county, [lives, learns, neither]);

        (await ShownAsync(Scope.Of(Office.At(county, here, Role.TownshipOfficial)))).ShouldBe([lives.Id, learns.Id], ignoreOrder: true);
        (await ShownAsync(Scope.Of(Office.At(county, Schools[0], Role.Headmaster)))).ShouldBe([learns.Id]);
        (await ShownAsync(Scope.Of(Office.At(county, Schools[0], Role.Counselor, 5, "2")))).ShouldBeEmpty();
        (await ShownAsync(Scope.Of(Office.At(county, county, Role.SystemAdministrator)))).ShouldBeEmpty();
    }

    private static Gen<string?> Of(string?[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static IEnumerable<Principal> Officers(string county) =>
    [
        Office.At(county, county, Role.CountyOfficer), Office.At(county, county, Role.Auditor),
        Office.At(county, county, Role.SystemAdministrator), Office.At(county, county, Role.SecurityAdministrator), Office.At(county, county, Role.AuditAdministrator),
        Office.At(county, county + "101", Role.TownshipOfficial), Office.At(county, county + "102", Role.TownshipOfficial),
        .. Schools.Select(school => Office.At(county, school, Role.Headmaster)),
        .. Schools.SelectMany(school => Classes.Select(@class => Office.At(county, school, Role.Counselor, 2, @class))),
    ];

    /// <summary>The same officer alone, in a colleague's place, in that of a teacher without a grade (who has nobody), and with single children given.</summary>
    private static IEnumerable<Principal> WithBeyond(Principal officer, Child[] children) =>
    [
        officer,
        officer with { Beyond = new([new Area(Schools[1], "colleague"), new Area(officer.Tenant + "102", "another")], []) },
        officer with { Beyond = new([new Area(Schools[0], "teacher", 3, "1"), new Area(Schools[1], "teacher", null, "1")], [children[0].Id, children[7].Id]) },
    ];

    private async Task<List<Guid>> ShownAsync(Scope scope)
    {
        await using var query = database.Application.CreateCommand();
        query.CommandText = $"select child from registers.whereabouts w where {scope.Where("w", query.Parameters)}";
        await using var rows = await query.ExecuteReaderAsync();
        var shown = new List<Guid>();
        while (await rows.ReadAsync()) shown.Add(rows.GetGuid(0));
        return shown;
    }

    private async Task StoreAsync(string county, Child[] children)
    {
        foreach (var child in children)
        {
            await using var insert = database.Application.CreateCommand(
                "insert into registers.whereabouts (tenant, child, residence_township, school_code, school_township, grade, class) values ($1, $2, $3, $4, $5, $6, $7)");
            foreach (var (value, type) in new (object?, NpgsqlDbType)[]
                { (county, NpgsqlDbType.Text), (child.Id, NpgsqlDbType.Uuid), (child.Residence, NpgsqlDbType.Text), (child.School, NpgsqlDbType.Text),
                  (child.SchoolTownship, NpgsqlDbType.Text), (child.Grade, NpgsqlDbType.Integer), (child.Class, NpgsqlDbType.Text) })
                insert.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
            await insert.ExecuteNonQueryAsync();
        }
    }
}
