using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;

namespace Balance.Cases.Registers.Importing;

/// <summary>What must be said with a file before it is read.</summary>
internal static class Requirements
{
    /// <exception cref="Refusal">Something is missing or does not fit the kind.</exception>
    public static void Check(ImportRequest request)
    {
        var isRoll = request.Kind == RegisterKind.Enrolment;
        if (isRoll && request.SchoolYear is null)
            throw new Refusal("school_year_missing", "导入学籍需注明学年,例如 2026。", "A roll needs its school year, for example --school-year 2026.");
        if (!isRoll && request.SchoolYear is not null)
            throw new Refusal("school_year_unexpected", $"{request.Kind.Chinese()}文件不分学年,请去掉学年。", $"A file of {request.Kind.Code()} has no school year; leave it out.");
        if (!isRoll && request.School is not null)
            throw new Refusal("school_unexpected", "只有学籍可以按学校替换。", "Only a roll can be replaced school by school.");
        if (isRoll && (request.AsOf < new SchoolYear(request.SchoolYear!.Value).First.AddMonths(-3) || request.AsOf > new SchoolYear(request.SchoolYear.Value).Last.AddMonths(3)))
            throw new Refusal("school_year_mismatch", $"{request.AsOf:yyyy-MM-dd} 与 {request.SchoolYear} 学年不符,请核对日期和学年。",
                $"{request.AsOf:yyyy-MM-dd} does not belong to school year {request.SchoolYear}; check both.");
    }

    /// <summary>The snapshot that the file goes into; null: it begins one.</summary>
    /// <exception cref="Refusal"><c>no_roll</c>: one school's part needs a roll to go into.</exception>
    public static Snapshot? SnapshotOf(ImportRequest request, RegisterBook book) => request.School is null
        ? book.Of(request.Kind).FirstOrDefault(snapshot => snapshot.AsOf == request.AsOf && snapshot.SchoolYear == request.SchoolYear)
        : book.Rolls.LastOrDefault(roll => roll.SchoolYear == request.SchoolYear) ?? throw new Refusal("no_roll",
            $"{request.SchoolYear} 学年尚无学籍,无法按学校替换。请先导入全县学籍。", $"There is no roll of school year {request.SchoolYear} to replace a part of. Import the whole roll first.");

    public static Refusal Strict(int rejected) => new("rejected_rows", $"有 {rejected} 行被拒绝,按严格方式未导入任何行。请更正后重新导入。",
        $"{rejected} rows were rejected and nothing was applied, as --strict asks. Correct them and import the file again.");
}
