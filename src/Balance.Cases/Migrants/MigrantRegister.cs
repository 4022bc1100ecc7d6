using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Migrants;

/// <summary>How many migrant children of school age the population register shows, of those in an officer's charge.</summary>
/// <param name="On">The day of the register; null: there is none.</param>
/// <param name="Unplaced">Those of them whom no roll shows at a public or purchased school.</param>
public sealed record MigrantCounts(DateOnly? On, int Children, int Unplaced);

/// <summary>随迁子女 whom the population register shows, and which of them have no public or purchased place by the roll.</summary>
public sealed class MigrantRegister(CasesDatabase database, Books books)
{
    // Where each child lives and learns, under the names that a scope asks for.
    private const string Migrants =
        """
        select p.tenant, p.child, p.township as residence_township, r.school as school_code, s.township as school_township, r.grade, r.class, coalesce(s.ownership in (0, 2), false) as placed
        from registers.population_in(@tenant, @population) p
        left join registers.roll_in(@tenant, @roll) r on r.child = p.child and r.status in (0, 1, 2)
        left join (select distinct on (code) code, township, ownership from registers.schools_in(@tenant, @schools) order by code, import desc, line desc) s on s.code = r.school
        where p.status = 0 and p.residence = 2 and p.born between @oldest and @youngest
        """;

    /// <summary>Of the children in an officer's charge, on a day.</summary>
    public async Task<MigrantCounts> CountAsync(DateOnly day, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        if (RegistersOfDay.Of(book, day) is not { Population: { } population } registers) return new(null, 0, 0);
        await using var command = Asked(registers, population, book, connection);
        command.CommandText = $"select count(*)::int, count(*) filter (where not w.placed)::int from ({Migrants}) w where {Scope.Of(who).Where("w", command.Parameters)}";
        return (await command.RowsAsync(row => new MigrantCounts(population.AsOf, row.GetInt32(0), row.GetInt32(1)), ct)).Single();
    }

    /// <summary>The day of the population register, and every migrant child of the county without a public or purchased place.</summary>
    /// <exception cref="Refusal"><c>no_population</c>, <c>no_roll</c>.</exception>
    public async Task<(DateOnly On, IReadOnlyList<Guid> Children)> UnplacedAsync(DateOnly day, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var registers = RegistersOfDay.Of(book, day);
        var population = registers.Population ?? throw new Refusal("no_population", "这一天之前没有人口登记，请先导入。", "There is no population register by that day; import one first.");
        if (registers.Roll is null) throw new Refusal("no_roll", "这一学年还没有学籍，请先导入。", "There is no roll of the school year yet; import one first.");
        await using var command = Asked(registers, population, book, connection);
        command.CommandText = $"select w.child from ({Migrants}) w where not w.placed and {Scope.Of(who).Where("w", command.Parameters)} order by w.child";
        return (population.AsOf, await command.RowsAsync(row => row.GetGuid(0), ct));
    }

    private static NpgsqlCommand Asked(RegistersOfDay registers, Snapshot population, RegisterBook book, NpgsqlConnection connection)
    {
        var command = connection.CreateCommand();
        command.Parameters.AddWithValue("tenant", book.Tenant);
        command.Parameters.AddWithValue("population", population.Imports);
        command.Parameters.AddWithValue("roll", registers.Roll?.Imports ?? []);
        command.Parameters.AddWithValue("schools", book.ImportsOf(RegisterKind.Schools));
        command.Parameters.AddWithValue("oldest", registers.OldestBorn);
        command.Parameters.AddWithValue("youngest", registers.YoungestBorn);
        return command;
    }
}
