using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.Indicators;

/// <summary>A number on a page of rates.</summary>
public enum FigurePart
{
    [Term("学年初在读")] EnrolledAtStart,
    [Term("本学年曾辍学")] EverDroppedOut,
    [Term("辍学")] DroppedOut,
    [Term("往年结转")] CarriedOver,
    [Term("无法归属")] Unplaced,
    [Term("在学")] Enrolled,
    [Term("休学")] Suspended,
    [Term("缓学")] Deferred,
    [Term("未在学")] OutOfSchool,
    [Term("残疾儿童在学")] DisabledEnrolled,
    [Term("残疾儿童未在学")] DisabledNotEnrolled,
    [Term("辍学在册")] Out,
    [Term("适龄儿童")] SchoolAge,
    [Term("适龄残疾儿童")] DisabledSchoolAge,
}

/// <summary>Which number: of a unit, by stage where the figure has stages.</summary>
public sealed record FigureCell(FigurePart Part, string Unit, UnitKind UnitKind, Stage? Stage);

/// <summary>The children behind a number, a page of them, within the asker's scope.</summary>
/// <param name="Total">How many of them the asker may see.</param>
public sealed record ChildrenBehind(int Total, IReadOnlyList<Guid> Children);

/// <summary>From any figure to the children it counts, as of the same day and as known at the same moment; only those whom the asker may see.</summary>
public sealed class FigureChildren(CasesDatabase database, StepBooks steps, Counties counties)
{
    /// <summary>A page of the children, in the order of their ids.</summary>
    public async Task<ChildrenBehind> OfAsync(FigureCell cell, DateOnly day, DateTimeOffset? knownAt, Principal who, int skip, int take, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var now = await ChainTime.SettledAsync(connection, who.Tenant, ct);
        var moment = knownAt is { } asked && asked < now ? asked : now;
        var known = await steps.AsKnownAsync(who.Tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, moment, ct);
        var standings = await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);

        await using var query = cell.Part switch
        {
            FigurePart.EnrolledAtStart => OnBaseline(cell, book, day, pack, connection),
            FigurePart.EverDroppedOut or FigurePart.DroppedOut or FigurePart.CarriedOver or FigurePart.Unplaced or FigurePart.Out =>
                Named(await DroppedOutAsync(cell, book, day, pack, standings, connection, ct), connection),
            _ => await OfSchoolAgeAsync(cell, book, day, pack, standings, connection, ct),
        };
        return await PageAsync(query, book, who, skip, take, ct);
    }

    private static NpgsqlCommand OnBaseline(FigureCell cell, RegisterBook book, DateOnly day, PolicyPack pack, NpgsqlConnection connection)
    {
        var command = Command(connection,
            """
            select r.child from registers.roll_in(@tenant, @baseline) r
            join (select distinct on (s.code) s.code, s.township from registers.schools_in(@tenant, @schools) s order by s.code, s.import desc, s.line desc) s on s.code = r.school
            where r.status = 0 and s.township is not null and (r.grade <= @last_primary) = @primary
              and (@unit_kind = 0 or @unit_kind = 1 and s.township = @unit or @unit_kind = 2 and r.school = @unit)
            """);
        command.Parameters.AddWithValue("baseline", book.Baseline(SchoolYear.Of(day).Year)?.Imports ?? []);
        command.Parameters.AddWithValue("last_primary", pack.LastPrimaryGrade.Value);
        Place(command, cell);
        return command;
    }

    private static async Task<Guid[]> DroppedOutAsync(
        FigureCell cell, RegisterBook book, DateOnly day, PolicyPack pack, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var townshipOf = await RegisterCounts.TownshipsOfSchoolsAsync(book, connection, ct);
        var children = DropoutRate.Children(SchoolYear.Of(day), day, pack, standings.Values);
        if (cell.Part == FigurePart.Unplaced)
            return [.. children.Where(child => child.Part != DropoutRate.Part.CarriedOver && (child.School is null || child.Stage is null)).Select(child => child.Child).Distinct()];

        if (cell.Part == FigurePart.Out)
            return [.. children.Where(child => child.Part != DropoutRate.Part.EverDroppedOut && (cell.UnitKind == UnitKind.County || IsOf(cell, child, townshipOf))).Select(child => child.Child)];

        var part = Enum.Parse<DropoutRate.Part>(cell.Part.ToString());
        return [.. children.Where(child => child.Part == part && child.Stage == cell.Stage && IsOf(cell, child, townshipOf)).Select(child => child.Child)];
    }

    private static bool IsOf(FigureCell cell, DropoutRate.Counted child, IReadOnlyDictionary<string, string> townshipOf) =>
        child.School is not null && townshipOf.TryGetValue(child.School, out var township)
        && (cell.UnitKind == UnitKind.County || cell.UnitKind == UnitKind.School && child.School == cell.Unit || township == cell.Unit);

    private static async Task<NpgsqlCommand> OfSchoolAgeAsync(
        FigureCell cell, RegisterBook book, DateOnly day, PolicyPack pack, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var registers = RegistersOfDay.Of(book, day);
        var moved = (await RegisterCounts.CellsOfAsync(registers, pack, [.. standings.Keys], connection, ct))
            .Where(child => EnrolmentRate.Of(standings[child.Child].Standing) is { } part && Matches(cell, child.Cell with { Part = part }))
            .Select(child => child.Child).ToArray();
        var command = Command(connection,
            $"""
            select p.child from registers.population_in(@tenant, @population) p
            left join registers.roll_in(@tenant, @roll) r on r.child = p.child
            left join registers.disability_in(@tenant, @disability) d on d.child = p.child
            where p.status = 0 and p.born between @oldest and @youngest and not p.child = any(@standing)
              and {RollCondition(cell.Part)} and (@disabled = false or d.child is not null)
              and (@any_stage or (p.born >= @first_primary) = @primary) and (@unit_kind = 0 or p.township = @unit)
            union all select unnest(@moved)
            """);
        command.Parameters.AddWithValue("population", registers.Population?.Imports ?? []);
        command.Parameters.AddWithValue("roll", registers.Roll?.Imports ?? []);
        command.Parameters.AddWithValue("disability", registers.Disability?.Imports ?? []);
        command.Parameters.AddWithValue("oldest", registers.OldestBorn);
        command.Parameters.AddWithValue("youngest", registers.YoungestBorn);
        command.Parameters.AddWithValue("first_primary", registers.FirstPrimaryBorn(pack));
        command.Parameters.AddWithValue("standing", standings.Keys.ToArray());
        command.Parameters.AddWithValue("moved", moved);
        command.Parameters.AddWithValue("disabled", OfDisabled(cell.Part));
        command.Parameters.AddWithValue("any_stage", cell.Stage is null);
        Place(command, cell);
        return command;
    }

    private static bool Matches(FigureCell cell, EnrolmentCell of) =>
        (cell.Stage is null || of.Stage == cell.Stage) && (cell.UnitKind == UnitKind.County || of.Township == cell.Unit) && cell.Part switch
        {
            FigurePart.Enrolled => of.Part == EnrolmentPart.Enrolled,
            FigurePart.Suspended => of.Part == EnrolmentPart.Suspended,
            FigurePart.Deferred => of.Part == EnrolmentPart.Deferred,
            FigurePart.OutOfSchool => of.Part == EnrolmentPart.OutOfSchool,
            FigurePart.DisabledEnrolled => of is { Disabled: true, Part: EnrolmentPart.Enrolled },
            FigurePart.SchoolAge => true,
            FigurePart.DisabledSchoolAge => of.Disabled,
            _ => of.Disabled && of.Part != EnrolmentPart.Enrolled,
        };

    private static bool OfDisabled(FigurePart part) => part is FigurePart.DisabledEnrolled or FigurePart.DisabledNotEnrolled or FigurePart.DisabledSchoolAge;

    /// <summary>What the roll shows of a child of whom nothing is recorded.</summary>
    private static string RollCondition(FigurePart part) => part switch
    {
        FigurePart.Enrolled or FigurePart.DisabledEnrolled => "r.status in (0, 2)",
        FigurePart.Suspended => "r.status = 1",
        FigurePart.Deferred => "false",
        FigurePart.SchoolAge or FigurePart.DisabledSchoolAge => "true",
        FigurePart.OutOfSchool => "(r.status is null or r.status not in (0, 1, 2))",
        _ => "(r.status is null or r.status not in (0, 2))",
    };

    private static NpgsqlCommand Named(Guid[] children, NpgsqlConnection connection)
    {
        var command = Command(connection, "select unnest(@children) as child");
        command.Parameters.AddWithValue("children", children);
        return command;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql) => new(sql, connection) { CommandTimeout = 0 };

    private static void Place(NpgsqlCommand command, FigureCell cell)
    {
        command.Parameters.AddWithValue("unit", cell.Unit);
        command.Parameters.AddWithValue("unit_kind", (int)cell.UnitKind);
        command.Parameters.AddWithValue("primary", cell.Stage == Stage.Primary);
    }

    /// <summary>Keeps the children whom the asker may see, by where the registers say that they live and learn, and takes a page of them.</summary>
    private static async Task<ChildrenBehind> PageAsync(NpgsqlCommand query, RegisterBook book, Principal who, int skip, int take, CancellationToken ct)
    {
        var children = query.CommandText;
        var scope = Scope.Of(who).Where("w", query.Parameters);
        query.CommandText =
            $"""
            with behind as ({children}),
            w as (
                select @tenant as tenant, b.child, p.township as residence_township, r.school as school_code, r.grade, r.class, s.township as school_township
                from behind b
                left join registers.population_in(@tenant, @latest_population) p on p.child = b.child
                left join registers.roll_in(@tenant, @latest_roll) r on r.child = b.child
                left join (select distinct on (s.code) s.code, s.township from registers.schools_in(@tenant, @schools) s order by s.code, s.import desc, s.line desc) s on s.code = r.school
            ),
            visible as (select w.child from w where {scope})
            select (select count(*)::int from visible), (select coalesce(array_agg(child), '{"{}"}') from (select child from visible order by child offset @skip limit @take) page)
            """;
        query.Parameters.Add(new("tenant", NpgsqlDbType.Text) { Value = book.Tenant });
        query.Parameters.AddWithValue("schools", book.ImportsOf(RegisterKind.Schools));
        query.Parameters.AddWithValue("latest_population", book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? []);
        query.Parameters.AddWithValue("latest_roll", book.Rolls is [.., var latest] ? latest.Imports : []);
        query.Parameters.AddWithValue("skip", skip);
        query.Parameters.AddWithValue("take", take);
        await using var reader = await query.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt32(0), reader.GetFieldValue<Guid[]>(1));
    }
}
