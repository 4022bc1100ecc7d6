using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;

namespace Balance.Cases.Tests.Documents;

/// <summary>The ledgers are workbooks in the layout of their forms: the own children as asked for, numbers masked, nothing that runs, and each child logged.</summary>
[Collection<CaseOfficeCollection>]
public sealed class LedgerTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ledger_of_dropout_control_says_of_a_child_what_its_file_says_column_by_column()
    {
        var (bureau, school, township) = (await office.BureauAsync(), await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 92), await office.TownshipAsync());
        var child = await office.NextChildAsync();
        await school.DoAsync(child, "report-absence", "2026-09-21", fields: new { absentSince = "2026-09-21" }).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "verify", "2026-09-24", 2, fields: new { finding = "dropped_out" }).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "confirm-dropout", "2026-09-25", 3, fields: new { reason = "work", note = "" }).Should(HttpStatusCode.OK);
        await bureau.DoAsync(child, "assign", "2026-09-25", 4, fields: new { level = "school", officer = CaseOffice.UserOf(school), due = "2026-10-10" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-visit", "2026-09-28", fields: new { outcome = "refused" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-visit", "2026-10-05", fields: new { outcome = "agreed" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "file-report", "2026-10-06", 7, fields: new { number = "东乡中学〔2026〕3号" }).Should(HttpStatusCode.OK);
        await township.DoAsync(child, "legal-step", "2026-10-08", 8, fields: new { number = "东政〔2026〕8号", servedOn = "2026-10-08", deadline = "2026-10-15" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "record-return", "2026-10-12", 9, fields: new { placement = "regular" }).Should(HttpStatusCode.OK);
        var person = await office.PersonAsync(child);

        var rows = await RowsAsync(await bureau.GetByteArrayAsync($"/cases/ledger?school={CaseOffice.School}", Ct));

        rows[0][0].ShouldBe("控辍保学工作台账");
        rows[1][0].ShouldBe("单位：东乡中学    截止日期：2026年10月20日    计量单位：年龄：周岁；劝返次数：次    身份证号、学籍号已打码；空白栏由填表人填写");
        rows[2].ShouldBe(["学籍号", "姓名", "性别", "年龄", "学校", "年级", "户籍乡镇", "疑似来源", "核查结果", "核查人/日期", "辍学日期", "原因", "去向", "七长责任人", "劝返次数", "末次劝返",
            "书面报告文号", "法律文书", "复学日期", "复学学校", "安置方式", "台账状态", "销号日"]);
        rows.Single(row => row[1] == person.Name).ShouldBe([
            $"G{person.Number[..2]}" + new string('*', 15) + person.Number[^1], person.Name, person.Sex!.Value.Chinese(), "13", "东乡中学", "7", "", "教师报告", "已辍学", "李晓梅；2026-09-24", "2026-09-24", "外出打工", "",
            $"学校 李晓梅；家长 {person.Name}的家长", "2", "2026-10-05；同意", "东乡中学〔2026〕3号", "宣传教育 东政〔2026〕8号", "2026-10-12", "东乡中学", "插班", "复学待确认", ""]);
        rows[^1][0].ShouldBe($"共 {rows.Count - 4} 人。填表人：____________    复核人：____________    负责人：____________    填表日期：______年____月____日");
    }

    [Fact]
    public async Task The_ledger_of_left_behind_children_has_the_fields_of_the_form_and_leaves_to_the_hand_what_nobody_recorded()
    {
        var (bureau, school) = (await office.BureauAsync(), await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 92));
        var child = await office.NextChildAsync();
        await bureau.DoAsync(child, "open").Should(HttpStatusCode.OK);
        await school.DoAsync(child, "record-guardianship", "2026-10-10", fields: new { caregiver = "grandparents", delegation = "written", quality = "fair", who = "祖母 王某" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-parent-contact", "2026-10-18", fields: new { outcome = "reached" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "report-harm", "2026-10-18").Should(HttpStatusCode.OK);
        var person = await office.PersonAsync(child);

        var file = await bureau.GetByteArrayAsync($"/left-behind/ledger?township={office.Township}", Ct);
        var rows = await RowsAsync(file);

        rows[0][0].ShouldBe("留守儿童台账");
        rows[2].ShouldBe(["姓名", "性别", "民族", "出生日期", "身份证号", "是否登记户口", "户籍地", "现居地", "健康状况", "是否寄宿", "就学情况", "祖（外祖）父母", "监护人及电话", "父母出生、务工地、身份证", "外出情况",
            "委托监护人", "监护类型", "经济来源", "救助帮扶", "监护评估", "末次父母联系", "末次关爱走访"]);
        rows.Single(row => row[0] == person.Name).ShouldBe([
            person.Name, person.Sex!.Value.Chinese(), "", person.BirthDate!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), person.MaskedNumber, "", "", "东乡；某村", "", "", rows.Single(row => row[0] == person.Name)[10], "",
            $"{person.Name}的家长；13900000000", "", "", "祖母 王某；已书面委托", "祖父母或外祖父母", "", "", "一般", "2026-10-18", ""]);
        rows.Single(row => row[0] == person.Name)[10].ShouldStartWith("东乡中学；7 年级");
        (await TextAsync(file)).ShouldNotContain("侵害", Case.Sensitive, "harm is for those who act on it");
        (await TextAsync(file)).ShouldNotContain(person.Number);
    }

    [Fact]
    public async Task It_holds_the_own_children_as_asked_for_and_nobody_elses_and_each_is_logged()
    {
        var bureau = await office.BureauAsync();
        var children = new[] { await office.NextChildAsync(), await office.NextChildAsync(CaseOffice.SchoolNextDoor), await office.NextChildAsync(CaseOffice.SchoolElsewhere) };
        foreach (var child in children) await bureau.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var names = await Task.WhenAll(children.Select(async child => (await office.PersonAsync(child)).Name));

        await ShouldHoldAsync(bureau, "", names, []);
        await ShouldHoldAsync(bureau, $"?township={office.Township}", names[..2], names[2..]);
        await ShouldHoldAsync(bureau, $"?township={office.Township}&school={CaseOffice.SchoolNextDoor}", [names[1]], [names[0], names[2]]);
        await ShouldHoldAsync(await office.TownshipAsync(), "", names[..2], names[2..]);
        await ShouldHoldAsync(await office.TownshipAsync(), $"?township={office.OtherTownship}", [], names);
        var head = await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 92);
        await ShouldHoldAsync(head, "", [names[0]], names[1..]);
        await ShouldHoldAsync(head, $"?school={CaseOffice.SchoolElsewhere}", [], names);
        await ShouldHoldAsync(await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty), "", [], names);

        (await LoggedAsync(CaseOffice.UserOf(head), children[0])).ShouldBeGreaterThan(0);
        (await LoggedAsync(CaseOffice.UserOf(head), children[1])).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_offered_to_those_who_may_take_it_along_and_refused_to_others()
    {
        foreach (var (page, ledger) in new[] { ("/cases", "/cases/ledger"), ("/left-behind", "/left-behind/ledger") })
        {
            (await (await office.TownshipAsync()).GetStringAsync(page, Ct)).ShouldContain($"{ledger}\"");
            var auditor = await office.OfficerAsync(Role.Auditor);
            (await auditor.GetStringAsync(page, Ct)).ShouldNotContain(ledger);
            (await auditor.GetAsync(ledger, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await (await office.BureauAsync()).GetStringAsync($"/cases?township={office.Township}", Ct)).ShouldContain($"/cases/ledger?township={office.Township}");
    }

    [Theory, InlineData("=1+1"), InlineData("+cmd"), InlineData("@sum"), InlineData("a\u0001b")]
    public async Task Whatever_a_cell_says_it_is_a_workbook_without_formulas(string said)
    {
        using var file = new MemoryStream();
        await WorkbookFile.WriteAsync(file, TwoColumns, Batches([[[said, 7]]]), Ct);

        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        new OpenXmlValidator().Validate(book, Ct).Select(fault => $"{fault.Path?.XPath} {fault.Description}").ShouldBeEmpty();
        (await TextAsync(file.ToArray())).ShouldNotMatch("<(x:)?f[ >]");
        (await RowsAsync(file.ToArray()))[3].ShouldBe([said is ['=' or '+' or '@', ..] ? "'" + said : "ab", "7"]);
    }

    [Fact]
    public async Task It_is_written_while_it_is_read_so_that_a_large_county_needs_no_more_memory()
    {
        const int batches = 200, each = 500;
        using var counted = new CountingStream();
        var text = new string('字', 40);
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);

        await WorkbookFile.WriteAsync(counted, TwoColumns, ManyAsync(), Ct);

        counted.Written.ShouldBeGreaterThan(batches * each / 2);
        (most - before).ShouldBeLessThan(16L << 20, "rows are kept that have been written");

        async IAsyncEnumerable<IReadOnlyList<object?[]>> ManyAsync()
        {
            for (var i = 0; i < batches; i++)
            {
                yield return [.. Enumerable.Range(0, each).Select(n => new object?[] { text + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture), i * each + n })];
                await Task.Yield();
                if (i % 20 != 19) continue;
                counted.Written.ShouldBeGreaterThan(i * each / 2, "what was read has gone out");
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }
    }

    [Fact]
    public async Task The_own_ledger_is_no_file_to_import_since_the_form_has_a_row_a_child_and_neither_number_nor_step()
    {
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(await office.NextChildAsync(), "report-absence").Should(HttpStatusCode.OK);
        await using var content = new MemoryStream(await bureau.GetByteArrayAsync("/cases/ledger", Ct));

        var refused = await Should.ThrowAsync<Refusal>(() => office.Host.Services.GetRequiredService<LedgerImporter>().ImportAsync(
            new ImportRequest(RegisterKind.Ledger, "台账.xlsx", content, CaseOffice.Today, null), new Principal("operator:tests", office.County, office.County, Level.County, "operator"), Ct));

        refused.Code.ShouldBe("missing_column");
        foreach (var column in new[] { "身份证号", "发生日期", "步骤" }) refused.Chinese.ShouldContain(column);
    }

    private static Sheet TwoColumns { get; } = new("台账", "单位：全县", [("姓名", 10), ("次数", 6)], "填表人：");

    private static async IAsyncEnumerable<IReadOnlyList<object?[]>> Batches(params object?[][][] batches)
    {
        await Task.CompletedTask;
        foreach (var batch in batches) yield return batch;
    }

    private static async Task ShouldHoldAsync(HttpClient officer, string asked, string[] own, string[] strangers)
    {
        var names = (await RowsAsync(await officer.GetByteArrayAsync("/cases/ledger" + asked, Ct))).Select(row => row.ElementAtOrDefault(1)).ToList();
        foreach (var name in own) names.ShouldContain(name);
        foreach (var name in strangers) names.ShouldNotContain(name);
    }

    private static async Task<List<string[]>> RowsAsync(byte[] workbook)
    {
        using var stream = new MemoryStream(workbook);
        return [.. (await MiniExcel.QueryAsync(stream, cancellationToken: Ct)).Select(row => ((IDictionary<string, object?>)row).Values.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "").ToArray())];
    }

    private static async Task<string> TextAsync(byte[] workbook)
    {
        await using var zip = new ZipArchive(new MemoryStream(workbook), ZipArchiveMode.Read);
        var text = new StringBuilder();
        foreach (var part in zip.Entries)
        {
            using var reader = new StreamReader(await part.OpenAsync(Ct));
            text.Append(await reader.ReadToEndAsync(Ct));
        }
        return text.ToString();
    }

    private async Task<long> LoggedAsync(string user, Guid child)
    {
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select count(*) from access.log where user_name = $1 and what = 'exported' and record = $2 and detail = 'dropout_ledger'", user, child).ScalarAsync<long>(Ct);
    }

    /// <summary>Where bytes go that nobody keeps, as a connection; it writes only as a server lets one.</summary>
    private sealed class CountingStream : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new NotSupportedException("a server writes asynchronously");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("a server writes asynchronously");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            return ValueTask.CompletedTask;
        }
    }
}
