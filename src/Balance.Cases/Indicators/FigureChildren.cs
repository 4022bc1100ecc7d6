using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;
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
    [Term("休学、死亡、转出（两基口径）")] LeftOtherwise,
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
    [Term("在学随迁子女")] MigrantsEnrolled,
    [Term("在公办和购买学位的随迁子女")] MigrantsPlaced,
    [Term("曾辍学")] EverOut,
    [Term("有效复学")] Returned,
    [Term("应有教育计划的残疾儿童")] ToPlanFor,
    [Term("有教育计划的残疾儿童")] WithPlan,
    [Term("应送教上门")] HomeTaught,
    [Term("送教课时不足")] HoursBehind,
    [Term("留守儿童")] LeftBehind,
    [Term("本学期已走访的留守儿童")] Visited,
    [Term("学校有逾期事项")] OverdueAtSchool,
    [Term("乡镇有逾期事项")] OverdueAtTownship,
    [Term("县级有逾期事项")] OverdueAtCounty,
    [Term("资源中心负责")] HeldByCentre,
    [Term("待资源中心答复")] AskedOfCentre,
    [Term("资源中心逾期未答复")] UnansweredByCentre,
}

/// <summary>Which number: of a unit or of the resource centre there, by stage where the figure has stages.</summary>
public sealed record FigureCell(FigurePart Part, string Unit, UnitKind UnitKind, Stage? Stage);

/// <summary>The children behind a number, a page of them, within the asker's scope.</summary>
/// <param name="Total">How many of them the asker may see.</param>
public sealed record ChildrenBehind(int Total, IReadOnlyList<Guid> Children);

/// <summary>From any figure to the children it counts, as of the same day and as known at the same moment; only those whom the asker may see.</summary>
public sealed class FigureChildren(CasesDatabase database, StepBooks steps, Services services, Counties counties)
{
    /// <summary>A page of the children, in the order of their ids.</summary>
    public async Task<ChildrenBehind> OfAsync(FigureCell cell, DateOnly day, DateTimeOffset? knownAt, Principal who, int skip, int take, CancellationToken ct)
    {
        var pack = await counties.PackOfAsync(who.Tenant, day, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var moment = await ChainTime.AskedAsync(connection, who.Tenant, knownAt, ct);
        var known = await steps.AsKnownAsync(who.Tenant, moment, connection, ct);
        var book = await RegisterBook.LoadAsync(connection, who.Tenant, moment, ct);
        var standings = await CountyStandings.OnAsync(day, book, known.Steps, connection, ct);

        await using var query = cell.Part switch
        {
            FigurePart.EnrolledAtStart => OnBaseline(cell, book, day, pack, connection),
            FigurePart.LeftOtherwise => LeftOtherwise(cell, book, day, pack, DropoutRate.DroppedOut(SchoolYear.Of(day), day, standings.Values), connection),
            FigurePart.EverDroppedOut or FigurePart.DroppedOut or FigurePart.CarriedOver or FigurePart.Unplaced or FigurePart.Out =>
                Named(await DroppedOutAsync(cell, book, day, pack, standings, connection, ct), connection),
            FigurePart.EverOut or FigurePart.Returned => Named(await EverOutAsync(cell, book, standings, connection, ct), connection),
            FigurePart.MigrantsEnrolled or FigurePart.MigrantsPlaced => Named(
                [.. (await MigrantPlaces.ChildrenAsync(RegistersOfDay.Of(book, day), book, standings, connection, ct))
                    .Where(child => (cell.UnitKind == UnitKind.County || child.Cell.Township == cell.Unit) && (cell.Part == FigurePart.MigrantsEnrolled || child.Cell.Placed)).Select(child => child.Child)], connection),
            >= FigurePart.HeldByCentre => Named([.. (await services.OfAsync(book, day, moment, pack, connection, ct)).Where(child => IsAtCentre(cell, child)).Select(child => child.Child)], connection),
            >= FigurePart.ToPlanFor => Named(
                [.. (await services.OfAsync(book, day, moment, pack, connection, ct)).Where(child => child.IsOf(cell.Unit, cell.UnitKind) && IsIn(cell.Part, child)).Select(child => child.Child)], connection),
            _ => await OfSchoolAgeAsync(cell, book, day, pack, standings, connection, ct),
        };
        return await PageAsync(query, book, who, skip, take, ct);
    }

    private static NpgsqlCommand LeftOtherwise(FigureCell cell, RegisterBook book, DateOnly day, PolicyPack pack, Guid[] droppedOut, NpgsqlConnection connection)
    {
        var command = OnBaseline(cell, book, day, pack, connection, $"and exists (select 1 from registers.roll_in(@tenant, @roll) r where r.child = b.child and {RegisterCounts.HasLeftOtherwise}) and b.child <> all(@dropped)");
        command.Parameters.AddWithValue("roll", book.RollOf(day)?.Imports ?? []);
        command.Parameters.AddWithValue("dropped", droppedOut);
        return command;
    }

    private static NpgsqlCommand OnBaseline(FigureCell cell, RegisterBook book, DateOnly day, PolicyPack pack, NpgsqlConnection connection, string further = "")
    {
        var command = Command(connection,
            $"""
            select b.child from registers.roll_in(@tenant, @baseline) b
            join (select distinct on (s.code) s.code, s.township from registers.schools_in(@tenant, @schools) s order by s.code, s.import desc, s.line desc) s on s.code = b.school
            where b.status = 0 and s.township is not null and (b.grade <= @last_primary) = @primary
              and (@unit_kind = 0 or @unit_kind = 1 and s.township = @unit or @unit_kind = 2 and b.school = @unit) {further}
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
            return [.. children.Where(child => child.Part != DropoutRate.Part.EverDroppedOut && (cell.UnitKind == UnitKind.County || IsOf(cell, child.School, townshipOf))).Select(child => child.Child)];

        var part = Enum.Parse<DropoutRate.Part>(cell.Part.ToString());
        return [.. children.Where(child => child.Part == part && child.Stage == cell.Stage && IsOf(cell, child.School, townshipOf)).Select(child => child.Child)];
    }

    private static async Task<Guid[]> EverOutAsync(FigureCell cell, RegisterBook book, IReadOnlyDictionary<Guid, ChildStanding> standings, NpgsqlConnection connection, CancellationToken ct)
    {
        var townshipOf = await RegisterCounts.TownshipsOfSchoolsAsync(book, connection, ct);
        return [.. ReturnRate.Children(standings.Values)
            .Where(child => (cell.Part == FigurePart.EverOut || child.Returned) && (cell.UnitKind == UnitKind.County || IsOf(cell, child.School, townshipOf))).Select(child => child.Child)];
    }

    private static bool IsIn(FigurePart part, ServedChild child) => part switch
    {
        FigurePart.ToPlanFor => child.Disabled,
        FigurePart.WithPlan => child is { Disabled: true, HasPlan: true },
        FigurePart.HomeTaught => child.Hours is not null,
        FigurePart.HoursBehind => child.Hours is { Behind: > 0 },
        FigurePart.LeftBehind => child.LeftBehind,
        FigurePart.Visited => child is { LeftBehind: true, Visited: true },
        FigurePart.OverdueAtSchool => child.Overdue.Contains(Level.School),
        FigurePart.OverdueAtTownship => child.Overdue.Contains(Level.Township),
        _ => child.Overdue.Contains(Level.County),
    };

    private static bool IsAtCentre(FigureCell cell, ServedChild child) => cell.Part switch
    {
        FigurePart.HeldByCentre => child.HeldBy == cell.Unit,
        FigurePart.AskedOfCentre => child.AskedOf == cell.Unit,
        _ => child.UnansweredBy.Contains(cell.Unit),
    };

    private static bool IsOf(FigureCell cell, string? school, IReadOnlyDictionary<string, string> townshipOf) =>
        school is not null && townshipOf.TryGetValue(school, out var township)
        && (cell.UnitKind == UnitKind.County || cell.UnitKind == UnitKind.School && school == cell.Unit || township == cell.Unit);

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
                select @tenant as tenant, b.child, coalesce(p.township, known.residence_township) as residence_township, coalesce(r.school, known.school_code) as school_code,
                    coalesce(r.grade, known.grade) as grade, case when r.child is null then known.class else r.class end as class,
                    case when r.child is null then known.school_township else s.township end as school_township
                from behind b
                left join registers.population_in(@tenant, @latest_population) p on p.child = b.child
                -- Who has left the roll is still its school's to bring back; whom another school has taken since is that one's.
                left join registers.whereabouts known on known.tenant = @tenant and known.child = b.child
                left join registers.roll_in(@tenant, @latest_roll) r on r.child = b.child and (known.moved_on is null or known.moved_on < @latest_roll_on)
                left join (select distinct on (s.code) s.code, s.township from registers.schools_in(@tenant, @schools) s order by s.code, s.import desc, s.line desc) s on s.code = r.school
            ),
            visible as (select w.child from w where {scope})
            select (select count(*)::int from visible), (select coalesce(array_agg(child), '{"{}"}') from (select child from visible order by child offset @skip limit @take) page)
            """;
        query.Parameters.Add(new("tenant", NpgsqlDbType.Text) { Value = book.Tenant });
        query.Parameters.AddWithValue("schools", book.ImportsOf(RegisterKind.Schools));
        query.Parameters.AddWithValue("latest_population", book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? []);
        query.Parameters.AddWithValue("latest_roll", book.Rolls is [.., var latest] ? latest.Imports : []);
        query.Parameters.AddWithValue("latest_roll_on", Whereabouts.LastRollOn(book));
        query.Parameters.AddWithValue("skip", skip);
        query.Parameters.AddWithValue("take", take);
        await using var reader = await query.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt32(0), reader.GetFieldValue<Guid[]>(1));
    }
}
