using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.LeftBehind;

/// <summary>How many children a survey shows, by both definitions side by side, of those in an officer's charge.</summary>
/// <param name="On">The day of the survey; null: there is none.</param>
/// <param name="Nation">Both parents away, or one and the other not capable; under 16 (国发〔2016〕13号).</param>
/// <param name="Roll">A parent away for three months or more; under 16 (the school roll's definition).</param>
/// <param name="Both">By both.</param>
/// <param name="Followed">By the definition asked for.</param>
/// <param name="By">That definition.</param>
public sealed record SurveyCounts(DateOnly? On, int Nation, int Roll, int Both, int Followed, LeftBehindDefinition By);

/// <summary>留守调查: whom the survey of a day shows as left behind, present in the county and under 16.</summary>
public sealed class Survey(CasesDatabase database, Books books, Counties counties)
{
    // Where each child lives and learns, under the names that a scope asks for.
    private const string Surveyed =
        """
        select p.tenant, p.child, p.township as residence_township, r.school as school_code, s.township as school_township, r.grade, r.class,
            l.father_away and l.mother_away or (l.father_away or l.mother_away) and not l.other_capable as nation,
            (l.father_away or l.mother_away) and coalesce(l.months, 0) >= 3 as roll
        from registers.population_in(@tenant, @population) p
        join registers.left_behind_in(@tenant, @survey) l on l.child = p.child
        left join registers.roll_in(@tenant, @roll) r on r.child = p.child
        left join (select distinct on (code) code, township from registers.schools_in(@tenant, @schools) order by code, import desc, line desc) s on s.code = r.school
        where p.status = 0 and p.born > @born
        """;

    /// <summary>The definition by which the county follows them on a day (its policy pack).</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<LeftBehindDefinition> DefinitionAsync(DateOnly day, Principal who, CancellationToken ct) => (await counties.PackOfAsync(who.Tenant, day, ct)).Protection.LeftBehind.Definition;

    /// <summary>What the latest survey by a day says of the children in an officer's charge.</summary>
    public async Task<SurveyCounts> CountAsync(DateOnly day, LeftBehindDefinition by, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        if (book.LatestBy(RegisterKind.LeftBehind, day) is not { } survey) return new(null, 0, 0, 0, 0, by);
        await using var command = Asked(book, survey, day, connection);
        command.CommandText =
            $"""
            select count(*) filter (where w.nation)::int, count(*) filter (where w.roll)::int, count(*) filter (where w.nation and w.roll)::int, count(*) filter (where {Shows(by)})::int
            from ({Surveyed}) w where {Scope.Of(who).Where("w", command.Parameters)}
            """;
        return (await command.RowsAsync(row => new SurveyCounts(survey.AsOf, row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), by), ct)).Single();
    }

    /// <summary>The day of the latest survey by a day, and every child of the county whom it shows by a definition.</summary>
    /// <exception cref="Refusal"><c>no_survey</c>.</exception>
    public async Task<(DateOnly On, IReadOnlyList<Guid> Children)> ShownAsync(DateOnly day, LeftBehindDefinition by, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        var survey = book.LatestBy(RegisterKind.LeftBehind, day)
            ?? throw new Refusal("no_survey", "这一天之前没有留守调查，请先导入。", "There is no survey of left-behind children by that day; import one first.");
        await using var command = Asked(book, survey, day, connection);
        command.CommandText = $"select w.child from ({Surveyed}) w where {Shows(by)} and {Scope.Of(who).Where("w", command.Parameters)} order by w.child";
        return (survey.AsOf, await command.RowsAsync(row => row.GetGuid(0), ct));
    }

    /// <summary>Of some children those of whom the latest survey by a day says of no parent that it is away: who is followed and vanished from the list has to be asked for. None, where there is no survey.</summary>
    public async Task<IReadOnlySet<Guid>> LeftOutAsync(DateOnly day, IReadOnlyCollection<Guid> followed, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var book = (await books.OfAsync(who.Tenant, connection, ct)).Book;
        if (book.LatestBy(RegisterKind.LeftBehind, day) is not { } survey) return new HashSet<Guid>();
        var shown = await connection.With("select child from registers.left_behind_in($1, $2) where (father_away or mother_away) and child = any($3)", who.Tenant, survey.Imports, followed.ToArray())
            .RowsAsync(row => row.GetGuid(0), ct);
        return followed.Except(shown).ToHashSet();
    }

    private static string Shows(LeftBehindDefinition by) => by switch
    {
        LeftBehindDefinition.Nation => "w.nation",
        LeftBehindDefinition.Roll => "w.roll",
        _ => "(w.nation or w.roll)",
    };

    private static NpgsqlCommand Asked(RegisterBook book, Snapshot survey, DateOnly day, NpgsqlConnection connection)
    {
        var command = connection.CreateCommand();
        command.Parameters.AddWithValue("tenant", book.Tenant);
        command.Parameters.AddWithValue("population", book.LatestBy(RegisterKind.Population, day)?.Imports ?? []);
        command.Parameters.AddWithValue("survey", survey.Imports);
        command.Parameters.AddWithValue("roll", book.RollOf(day)?.Imports ?? []);
        command.Parameters.AddWithValue("schools", book.ImportsOf(RegisterKind.Schools));
        command.Parameters.AddWithValue("born", day.AddYears(-16));
        return command;
    }
}
