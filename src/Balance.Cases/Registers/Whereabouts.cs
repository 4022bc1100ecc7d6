using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers;

/// <summary>Where a child lives and learns by the latest registers.</summary>
/// <param name="Followed">It is kept up with every import, since the child has a case.</param>
public sealed record Place(string? ResidenceTownship, string? School, string? SchoolTownship, int? Grade, string? Class, bool Followed)
{
    /// <summary>Whether somebody may know of a child who is there.</summary>
    public bool IsWithin(Scope scope, Guid child) => scope.Covers(child) || IsWithin(scope);

    /// <summary>Whether somebody may know of every child who is there.</summary>
    public bool IsWithin(Scope scope) => scope.Covers(School, SchoolTownship, ResidenceTownship, Grade, Class);

    /// <summary>Whether it is what a list asks for: in a township, to live or to learn, and at a school; empty asks for nothing.</summary>
    public bool IsIn(string? township, string? school) =>
        (string.IsNullOrWhiteSpace(township) || township.Trim() is var here && (ResidenceTownship == here || SchoolTownship == here)) && (string.IsNullOrWhiteSpace(school) || School == school.Trim());
}

/// <summary>Where children with a case live and learn by the latest registers: what an officer's scope is held against. Follows every import and every opened case.</summary>
public static class Whereabouts
{
    /// <summary>Where each child of $2 is by the latest snapshots: of the population ($3), of the roll ($4), of the schools ($5).</summary>
    private const string ByRegisters =
        """
        select $1 as tenant, c.child, p.township, r.school, s.township as school_township, r.grade, r.class, p.child is not null or r.child is not null as known
        from unnest($2::uuid[]) as c(child)
        left join (select * from registers.population_in($1, $3) where child = any($2)) p on p.child = c.child
        left join (select * from registers.roll_in($1, $4) where child = any($2)) r on r.child = c.child
        left join (select distinct on (code) code, township from registers.schools_in($1, $5) order by code, import desc, line desc) s on s.code = r.school
        """;

    /// <summary>The other side took the child after the latest roll ($6): what that roll says of its school is of before.</summary>
    private const string StaysMoved = "(w.moved_on is not null and w.moved_on >= $6)";

    /// <summary>Another county took the child after the latest population register ($7): that it lived here is of before.</summary>
    private const string StaysAway = "(w.moved_on is not null and w.school_code is null and w.moved_on >= $7)";

    /// <summary>Where a child with a case is; read by <see cref="Read"/>.</summary>
    internal const string OfOne = "select residence_township, school_code, school_township, grade, class from registers.whereabouts where tenant = $1 and child = $2";

    /// <summary>Brings all cases of a county up to the registers, after an import of a kind that says where children are.</summary>
    public static async Task RefreshAsync(string tenant, RegisterKind kind, NpgsqlConnection connection, CancellationToken ct)
    {
        if (kind is not (RegisterKind.Population or RegisterKind.Enrolment or RegisterKind.Schools)) return;
        var cases = await connection.With("select child from registers.whereabouts where tenant = $1", tenant).RowsAsync(row => row.GetGuid(0), ct);
        await FollowAsync(tenant, [.. cases], connection, ct);
    }

    /// <summary>Says where each of these children is; from now on they are followed.</summary>
    public static async Task FollowAsync(string tenant, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (children.Length == 0) return;
        var book = await RegisterBook.LoadAsync(connection, tenant, null, ct);
        await With(book, children, connection,
            $"""
            insert into registers.whereabouts as w (tenant, child, residence_township, school_code, school_township, grade, class)
            select tenant, child, township, school, school_township, grade, class from ({ByRegisters}) as found
            on conflict (tenant, child) do update set
                residence_township = case when {StaysAway} then null else coalesce(excluded.residence_township, w.residence_township) end,
                school_code = case when {StaysMoved} then w.school_code else coalesce(excluded.school_code, w.school_code) end,
                school_township = case when {StaysMoved} or excluded.school_code is null then w.school_township else excluded.school_township end,
                grade = case when {StaysMoved} then w.grade else coalesce(excluded.grade, w.grade) end,
                class = case when {StaysMoved} or excluded.school_code is null then w.class else excluded.class end
            """).RunAsync(ct);
        await LookBackAsync(book, children, connection, ct);
    }

    /// <summary>A child that has left the roll is still its school's to bring back: the last roll that shows it says which, of this year or the one before.</summary>
    private static async Task LookBackAsync(RegisterBook book, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (book.Rolls is not [.., var latest]) return;
        foreach (var roll in book.Rolls.Where(roll => roll != latest && roll.SchoolYear >= latest.SchoolYear - 1).Reverse())
        {
            children = [.. await connection.With("select child from registers.whereabouts where tenant = $1 and child = any($2) and school_code is null and moved_on is null", book.Tenant, children)
                .RowsAsync(row => row.GetGuid(0), ct)];
            if (children.Length == 0) return;
            await connection.With(
                """
                update registers.whereabouts w set school_code = r.school, grade = r.grade, class = r.class, school_township = s.township
                from (select * from registers.roll_in($1, $3) where child = any($2)) r
                left join (select distinct on (code) code, township from registers.schools_in($1, $4) order by code, import desc, line desc) s on s.code = r.school
                where w.tenant = $1 and w.child = r.child
                """, book.Tenant, children, roll.Imports, book.ImportsOf(RegisterKind.Schools)).RunAsync(ct);
        }
    }

    /// <summary>The school that took a child has it from now on, whatever rolls of before say; a later roll says otherwise.</summary>
    /// <param name="school">Null: it has left the county's schools.</param>
    /// <param name="grade">Where the move says it.</param>
    public static async Task MoveAsync(string tenant, Guid child, string? school, int? grade, DateOnly on, NpgsqlConnection connection, CancellationToken ct)
    {
        var book = await RegisterBook.LoadAsync(connection, tenant, null, ct);
        await connection.With(
            """
            update registers.whereabouts set school_code = $3, class = null, grade = coalesce($4, grade), moved_on = $5,
                school_township = (select township from registers.schools_in($1, $6) where code = $3 order by import desc, line desc limit 1)
            where tenant = $1 and child = $2
            """, tenant, child, school, (short?)grade, on, book.ImportsOf(RegisterKind.Schools)).RunAsync(ct);
    }

    /// <summary>Another county has the child from now on: no school and no township of this one, whatever registers of before say; a later one says otherwise.</summary>
    public static Task DepartAsync(string tenant, Guid child, DateOnly on, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        update registers.whereabouts set residence_township = null, school_code = null, school_township = null, grade = null, class = null, moved_on = $3
        where tenant = $1 and child = $2
        """, tenant, child, on).RunAsync(ct);

    /// <summary>Where a child that no register shows is, as told by whoever opened its case.</summary>
    public static Task FollowAsync(string tenant, Guid child, Place told, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        insert into registers.whereabouts (tenant, child, residence_township, school_code, school_township, grade, class)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (tenant, child) do nothing
        """, tenant, child, told.ResidenceTownship, told.School, told.SchoolTownship, (short?)told.Grade, told.Class).RunAsync(ct);

    /// <summary>Where a child is, with a case or without; null: no register and no case of the county knows it.</summary>
    public static async Task<Place?> OfAsync(string tenant, Guid child, Books books, NpgsqlConnection connection, CancellationToken ct)
    {
        var followed = await connection.With(OfOne, tenant, child).RowsAsync(row => Read(row, 0, followed: true), ct);
        if (followed is [var place]) return place;
        var book = (await books.OfAsync(tenant, connection, ct)).Book;
        var found = await With(book, [child], connection, ByRegisters).RowsAsync(row => row.GetBoolean(7) ? Read(row, 2, followed: false) : null, ct);
        return found[0];
    }

    /// <summary>Whether the latest population register or roll holds the child.</summary>
    public static async Task<bool> IsRegisteredAsync(string tenant, Guid child, Books books, NpgsqlConnection connection, CancellationToken ct)
    {
        var book = (await books.OfAsync(tenant, connection, ct)).Book;
        return (await With(book, [child], connection, ByRegisters).RowsAsync(row => row.GetBoolean(7), ct))[0];
    }

    internal static Place Read(NpgsqlDataReader row, int from, bool followed) =>
        new(row.Text(from), row.Text(from + 1), row.Text(from + 2), row.IsDBNull(from + 3) ? null : row.GetInt16(from + 3), row.Text(from + 4), followed);

    private static NpgsqlCommand With(RegisterBook book, Guid[] children, NpgsqlConnection connection, string sql) => connection.With(
        sql, book.Tenant, children, book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.Imports ?? [],
        book.Rolls is [.., var latest] ? latest.Imports : [], book.ImportsOf(RegisterKind.Schools), LastRollOn(book),
        book.LatestBy(RegisterKind.Population, DateOnly.MaxValue)?.AsOf ?? DateOnly.MinValue);

    /// <summary>The date of the latest roll; long ago where there is none.</summary>
    internal static DateOnly LastRollOn(RegisterBook book) => book.Rolls is [.., var latest] ? latest.AsOf : DateOnly.MinValue;
}
