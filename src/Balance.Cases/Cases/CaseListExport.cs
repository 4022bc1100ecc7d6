using System.Data;
using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell;
using Balance.Cases.Shell.Api;
using Balance.Cases.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MiniExcelLibs;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Cases;

/// <summary>
/// 导出个案列表: the list as a workbook, as it is shown: the same filters, the same scope, the same order, numbers masked. That it left the
/// system is in the log of readings before it does.
/// </summary>
public static class CaseListExport
{
    /// <summary>Rows of the largest workbook; the page says so before one asks.</summary>
    public const int MostRows = 10_000;

    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The file beside the page.</summary>
    public static void MapCasePages(this IEndpointRouteBuilder app) => app.MapGet("/cases/export", ExportAsync).AddEndpointFilter<Told>().Needs(Right.ExportList);

    private static async Task<IResult> ExportAsync(
        HttpContext http, CaseList cases, AccessLog log, SealedSearch searches, TimeProvider clock, string? find, [AsParameters] ListAsked list, CancellationToken ct)
    {
        var asked = new Asked();
        var query = list.Read(asked) with { Text = searches.Open(find) };
        asked.ThrowIfWrong();
        // A search whose seal is too old would else become the whole list.
        if (!string.IsNullOrEmpty(find) && query.Text is null) return Results.NotFound();

        var who = Principal.From(http.User);
        var table = TableOf(await cases.FirstAsync(query, MostRows, who, ct));
        await log.Exported(who, string.Create(CultureInfo.InvariantCulture, $"cases {table.Rows.Count}"), cancel: ct);
        var file = new MemoryStream();
        await MiniExcel.SaveAsAsync(file, table, sheetName: T("个案", "Cases"), cancellationToken: ct);
        file.Position = 0;
        return Results.Stream(file, Workbook, string.Create(CultureInfo.InvariantCulture, $"cases-{clock.Today():yyyyMMdd}.xlsx"));
    }

    /// <summary>The rows as the page words them; nothing in them that a spreadsheet would run.</summary>
    public static DataTable TableOf(IReadOnlyList<CaseRow> rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var title in new[] { T("学生", "Child"), T("身份证号", "Number"), T("状态", "Status"), T("下一步", "Next"), T("期限", "Until"), T("责任层级", "Level"), T("学校", "School"), T("年级", "Grade"), T("班级", "Class"), T("乡镇", "Township"), T("最近劝返", "Last visit") })
            table.Columns.Add(title, typeof(string));
        foreach (var row in rows)
        {
            var next = row.Summary.Next;
            string[] cells =
            [
                row.Name.Length == 0 ? T("（身份已删除）", "(erased)") : row.Name, row.MaskedNumber, EntryWords.Say(row.Summary.Status), next is null ? "" : EntryWords.Say(next.Kind), Day(next?.Until),
                EntryWords.Say(row.Summary.Level), row.SchoolName ?? "", row.Grade?.ToString(CultureInfo.InvariantCulture) ?? "", row.Class ?? "", row.TownshipName ?? "", Day(row.Summary.LastVisit),
            ];
            table.Rows.Add([.. cells.Select(CsvLine.Harmless)]);
        }
        return table;

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }
}
