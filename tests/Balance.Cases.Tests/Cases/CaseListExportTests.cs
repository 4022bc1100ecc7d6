using System.IO.Compression;
using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using MiniExcelLibs;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>A list as a workbook is the list on the screen: the same cases in the same order, nobody else's, no whole number, and it is written down.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CaseListExportTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workbook_holds_the_own_cases_as_filtered_and_sorted_with_masked_numbers_and_is_logged()
    {
        var bureau = await office.BureauAsync();
        var (here, nextDoor) = (await office.NextChildAsync(), await office.NextChildAsync(CaseOffice.SchoolNextDoor));
        foreach (var child in new[] { here, nextDoor }) await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var (own, stranger) = (await office.PersonAsync(here), await office.PersonAsync(nextDoor));
        var school = await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 91);

        var rows = await RowsAsync(await school.GetByteArrayAsync("/cases/export?status=suspected&sort=-opened", Ct));

        var listed = (await school.AskAsync("/api/cases?status=suspected&order=-opened&pageSize=200").Should(HttpStatusCode.OK)).Body.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("name").GetString()).ToList();
        rows[0].ShouldContain("身份证号");
        // Others erase children of the same school.
        rows.Skip(1).Select(row => row[0] == "（身份已删除）" ? "" : row[0]).ShouldBe(listed);
        rows.ShouldContain(row => row[0] == own.Name && row[1] == own.MaskedNumber);
        rows.ShouldNotContain(row => row.Contains(stranger.Name));
        rows.ShouldNotContain(row => row.Contains(own.Number));
        (await LoggedAsync(CaseOffice.UserOf(school))).ShouldBe($"cases {listed.Count}");
    }

    [Fact]
    public async Task A_search_whose_seal_is_broken_is_not_the_whole_list()
    {
        var school = await office.CounselorAsync();
        (await school.GetAsync("/cases/export?find=broken", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await school.GetAsync("/cases/export?sort=nothing", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, InlineData("=1+1"), InlineData("+cmd"), InlineData("-cmd"), InlineData("@sum"), InlineData("\tcmd")]
    public async Task No_cell_is_a_formula(string name)
    {
        var row = new CaseRow(Guid.NewGuid(), 1, name, "2113**********0011", null, name, null, name, 7, name,
            new CaseSummary(CaseStatus.Out, null, Level.School, [], [], null, null, 0, null, null, []));
        using var file = new MemoryStream();
        await MiniExcel.SaveAsAsync(file, CaseListExport.TableOf([row]), cancellationToken: Ct);

        (await RowsAsync(file.ToArray()))[1][0].ShouldBe("'" + name);
        file.Position = 0;
        using var parts = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var sheet in parts.Entries.Where(entry => entry.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(await sheet.OpenAsync(Ct));
            (await reader.ReadToEndAsync(Ct)).ShouldNotMatch("<(x:)?f[ >]");
        }
    }

    [Fact]
    public async Task A_workbook_without_a_case_still_has_its_headings()
    {
        using var file = new MemoryStream();
        await MiniExcel.SaveAsAsync(file, CaseListExport.TableOf([]), cancellationToken: Ct);
        (await RowsAsync(file.ToArray()))[0].Length.ShouldBeGreaterThan(8);
    }

    private static async Task<List<string[]>> RowsAsync(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        return [.. (await MiniExcel.QueryAsync(stream, cancellationToken: Ct)).Select(row => ((IDictionary<string, object?>)row).Values.Select(cell => cell?.ToString() ?? "").ToArray())];
    }

    private async Task<string?> LoggedAsync(string user)
    {
        await using var connection = await office.Host.Services.GetRequiredService<CasesDatabase>().Owner.OpenConnectionAsync(Ct);
        return await connection.With("select detail from access.log where user_name = $1 and what = 'exported' order by at desc limit 1", user).ScalarAsync<string>(Ct);
    }
}
