using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Importing;

/// <summary>Brings incoming rows into a snapshot by the file's key: equal rows are left, others are stored, and what they replace is said to be superseded.</summary>
internal sealed class Merge(RegisterShape shape, string tenant, long ordinal, Snapshot? present, NpgsqlConnection connection)
{
    private const string Incoming = "incoming";

    private readonly long[] imports = present?.Imports ?? [];
    private string Rows => shape.Best.Length == 0 ? Incoming : "chosen";
    private string Present => $"registers.{shape.Table}_in($1, $2)";
    private string SameKey => string.Join(" and ", shape.Key.Select(column => $"p.{column} = c.{column}"));

    /// <summary>The temporary table that incoming rows are copied into.</summary>
    public async Task<string> StageAsync(CancellationToken ct)
    {
        await connection.With($"create temporary table {Incoming} (like registers.{shape.Table}) on commit drop").RunAsync(ct);
        return Incoming;
    }

    /// <summary>Of rows with one key in one file, keeps the one that counts.</summary>
    /// <exception cref="Refusal"><c>other_school</c>: a part for one school holds rows of another.</exception>
    public async Task ChooseAsync(string? school, CancellationToken ct)
    {
        await connection.With($"analyze {Incoming}").RunAsync(ct);
        if (school is not null && await connection.With($"select min(school) from {Incoming} where school <> $1", school).ScalarAsync<string>(ct) is { } other)
            throw new Refusal("other_school", $"文件中有其他学校({other})的学生,按学校替换时只能包含学校 {school}。",
                $"The file holds rows of another school ({other}); a part for school {school} may hold only its own.");
        if (shape.Best.Length == 0) return;
        var key = string.Join(", ", shape.Key);
        await connection.With($"create temporary table chosen on commit drop as select distinct on ({key}) * from {Incoming} order by {key}, {shape.Best}").RunAsync(ct);
        await connection.With("analyze chosen").RunAsync(ct);
    }

    /// <summary>Rows now in force that the whole file no longer holds.</summary>
    public Task<int> GoneAsync(string? school, CancellationToken ct) =>
        connection.With($"select count(*)::int from {Present} p where {OfSchool(school)} and not exists (select 1 from {Rows} c where {SameKey})",
            Values(school)).ScalarAsync<int>(ct);

    /// <summary>Rows that differ from what is in force, or are new.</summary>
    public Task<int> ChangedAsync(CancellationToken ct) =>
        connection.With($"select count(*)::int from {Rows} c where not exists (select 1 from {Present} p where {SameKey} and p.mac = c.mac)", tenant, imports).ScalarAsync<int>(ct);

    /// <summary>Stores what differs and supersedes what it replaces; with a school, also what that school's part no longer holds.</summary>
    public async Task ApplyAsync(string? school, CancellationToken ct)
    {
        await connection.With(
            $"""
            insert into registers.superseded (tenant, import, line, by_import)
            select $1, p.import, p.line, $3 from {Present} p join {Rows} c on {SameKey} where p.mac <> c.mac
            """, tenant, imports, ordinal).RunAsync(ct);
        if (school is not null)
            await connection.With(
                $"""
                insert into registers.superseded (tenant, import, line, by_import)
                select $1, p.import, p.line, $4 from {Present} p where {OfSchool(school)} and not exists (select 1 from {Rows} c where {SameKey})
                """, tenant, imports, school, ordinal).RunAsync(ct);
        await StoreAsync($"where not exists (select 1 from {Present} p where {SameKey} and p.mac = c.mac)", ct);
    }

    /// <summary>Stores the file as the whole snapshot.</summary>
    public Task ReplaceAsync(CancellationToken ct) => StoreAsync("", ct);

    /// <summary>Children with two enrolled rows in the file (双重学籍), by the lines of the rows.</summary>
    public Task<List<ImportWarning>> DoubleEnrolmentsAsync(CancellationToken ct) => shape.Kind != RegisterKind.Enrolment
        ? Task.FromResult(new List<ImportWarning>())
        : connection.With($"select array_agg(line order by line) from {Rows} where status = 0 group by child having count(*) > 1 order by min(line) limit 1000")
            .RowsAsync(row => new ImportWarning("double_enrolment", row.GetFieldValue<int[]>(0)), ct);

    private Task<int> StoreAsync(string which, CancellationToken ct) =>
        connection.With($"insert into registers.{shape.Table} ({shape.AllColumns}) select {shape.AllColumns} from {Rows} c {which} order by line",
            which.Length == 0 ? [] : [tenant, imports]).RunAsync(ct);

    private static string OfSchool(string? school) => school is null ? "true" : "p.school = $3";

    private object?[] Values(string? school) => school is null ? [tenant, imports] : [tenant, imports, school];
}
