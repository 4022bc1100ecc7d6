using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Importing;

/// <summary>Refuses a population register or roll of a new date that holds far fewer rows than the one before it, or a roll without one of its schools: half a file hides children.</summary>
internal static class Shrinkage
{
    private const decimal Least = 0.95m;

    /// <exception cref="Refusal"><c>shrunk</c>.</exception>
    public static async Task GuardAsync(RegisterShape shape, RegisterBook book, ImportRequest request, string incoming, long ordinal, int rows, NpgsqlConnection connection, CancellationToken ct)
    {
        if (request.Confirm || shape.Kind is not (RegisterKind.Population or RegisterKind.Enrolment)) return;
        var year = request.SchoolYear ?? SchoolYear.Of(request.AsOf).Year;
        var before = book.Of(shape.Kind).LastOrDefault(snapshot => snapshot.AsOf < request.AsOf && (snapshot.SchoolYear ?? SchoolYear.Of(snapshot.AsOf).Year) == year);
        if (before is null) return;

        var then = await connection.With($"select count(*)::int from registers.{shape.Table}_in($1, $2)", book.Tenant, before.Imports).ScalarAsync<int>(ct);
        if (rows < then * Least)
            throw new Refusal("shrunk",
                $"本次 {rows} 行,{before.AsOf:yyyy-MM-dd} 有 {then} 行,不足其 95%。请核对文件是否完整;确认无误后勾选“确认缩减”(--confirm)再导入。",
                $"The file has {rows} rows, the one of {before.AsOf:yyyy-MM-dd} had {then}: less than 95 %. Check that it is whole; if so, import it with --confirm.");
        if (shape.Kind != RegisterKind.Enrolment) return;

        var missing = await connection.With(
            $"select distinct p.school from registers.enrolment_in($1, $2) p where not exists (select 1 from {incoming} c where c.import = $3 and c.school = p.school) order by 1",
            book.Tenant, before.Imports, ordinal).RowsAsync(row => row.GetString(0), ct);
        if (missing.Count > 0)
            throw new Refusal("shrunk",
                $"学籍文件缺少 {before.AsOf:yyyy-MM-dd} 有的学校:{string.Join("、", missing.Take(5))}{(missing.Count > 5 ? " 等" : "")}。请补齐;确认无误后勾选“确认缩减”(--confirm)再导入。",
                $"The roll lacks schools that stood on the one of {before.AsOf:yyyy-MM-dd}: {string.Join(", ", missing.Take(5))}. Complete it, or import it with --confirm.");
    }
}
