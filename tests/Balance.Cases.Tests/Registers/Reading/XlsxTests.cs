using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using MiniExcelLibs;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class XlsxTests
{
    private static readonly DateOnly Day = new(2026, 9, 1);
    private static readonly double Serial1900 = Day.DayNumber - new DateOnly(1899, 12, 30).DayNumber;
    private static readonly double Serial1904 = Day.DayNumber - new DateOnly(1904, 1, 1).DayNumber;

    private readonly Workbook book = new();

    [Fact]
    public void A_workbook_that_a_library_wrote_is_read()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new[] { new { 身份证号 = Sent.Child, 日期 = new DateTime(2026, 10, 19), 类型 = "旷课" }, new { 身份证号 = Sent.Sibling, 日期 = new DateTime(2026, 10, 20), 类型 = "sick" } });

        Sent.Rows<AbsenceRow>(stream.ToArray()).Select(row => row.Row).ShouldBe(
            [new AbsenceRow(Sent.Child, new DateOnly(2026, 10, 19), AbsenceKind.Unexcused), new AbsenceRow(Sent.Sibling, new DateOnly(2026, 10, 20), AbsenceKind.Sick)]);
    }

    [Fact]
    public void Headers_stand_below_titles_and_rows_keep_their_spreadsheet_numbers()
    {
        var rows = Sent.Rows<TownshipRow>(book.Sheet(
            (1, [book.Text("某县乡镇名录")]),
            (3, [book.Text("填报单位："), Workbook.Inline("教育局")]),
            (5, [Workbook.Nothing, Workbook.Inline("乡镇\n名称"), book.Text("乡镇代码")]),
            (6, [Workbook.Nothing, book.Text("第1镇"), book.Text("211381100")]),
            (7, [book.Text(" ")]),
            (9, [Workbook.Nothing, book.Text("第2镇"), Workbook.Number(211381101)])).Bytes());

        rows.Select(row => row.Line).ShouldBe([6, 9]);
        rows.Select(row => row.Row).ShouldBe([new TownshipRow("211381100", "第1镇"), new TownshipRow("211381101", "第2镇")]);
    }

    [Fact]
    public void Headers_below_the_tenth_row_are_not_found()
    {
        var header = new[] { book.Text("township_code"), book.Text("name") };

        Sent.Rows<TownshipRow>(new Workbook().Sheet((10, [Workbook.Inline("township_code"), Workbook.Inline("name")])).Bytes()).ShouldBeEmpty();
        Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>(book.Sheet((11, header)).Bytes())).Code.ShouldBe("missing_column");
    }

    [Fact]
    public void The_first_sheet_that_has_the_headers_is_read()
    {
        var rows = Sent.Rows<TownshipRow>(book
            .Sheet((1, [book.Text("说明：请勿改动表头")]))
            .Sheet((1, [book.Text("name"), book.Text("remark")]), (2, [book.Text("别的表")]))
            .Sheet((1, [book.Text("name"), book.Text("township_code")]), (2, [book.Text("第1镇"), book.Text("211381100")]))
            .Sheet((1, [book.Text("name"), book.Text("township_code")]), (2, [book.Text("后面的表"), book.Text("211381100")])).Bytes());

        rows.Single().Row!.Name.ShouldBe("第1镇");
    }

    [Fact]
    public void A_missing_column_is_named_by_the_sheet_that_comes_closest()
    {
        var bytes = book
            .Sheet((1, [book.Text("说明")]))
            .Sheet((1, [book.Text("身份证号"), book.Text("日期")])).Bytes();

        Should.Throw<Refusal>(() => Sent.Rows<AbsenceRow>(bytes)).English.ShouldContain(": kind.");
    }

    [Fact]
    public void A_number_cell_is_no_identity_number_however_it_is_shown()
    {
        var rows = Sent.Rows<DisabilityRow>(book.Sheet(
            (1, [book.Text("id_number"), book.Text("category"), book.Text("level"), book.Text("certificate_number")]),
            (2, [Workbook.Number(211381201509104562), Workbook.Number(4), Workbook.Number(1)]),
            (3, [Workbook.NumberAsText(211381201509104562), Workbook.Number(4), Workbook.Number(1)]),
            (4, [Workbook.NumberFormula("A2", 211381201509104562), Workbook.Number(4), Workbook.Number(1)]),
            (5, [book.Text(Sent.Child), Workbook.Number(4), Workbook.Number(1), Workbook.Number(21138120150910456241d)]),
            (6, [book.Text(Sent.Child), Workbook.Number(4), Workbook.Number(1)]),
            (7, [Workbook.Number(211381150910456), Workbook.Number(4), Workbook.Number(1)])).Bytes());

        rows.Select(row => Sent.Fault(row.Reject)).ShouldBe(
            ["id_number id_precision", "id_number id_precision", "id_number id_precision", "certificate_number id_precision", "", "id_number id_precision"]);
        // Written so, the number is rejected again if it is sent back as it is: rounded digits can pass the check by chance.
        rows[0].AsSent[0].ShouldContain("E+17");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dates_are_read_in_both_date_systems(bool since1904)
    {
        var serial = since1904 ? Serial1904 : Serial1900;
        var dated = new Workbook(since1904);

        var rows = Sent.Rows<AbsenceRow>(dated.Sheet(
            (1, [dated.Text("id_number"), dated.Text("date"), dated.Text("kind")]),
            (2, [dated.Text(Sent.Child), Workbook.Date(serial), dated.Text("sick")]),
            (3, [dated.Text(Sent.Child), Workbook.Date(serial + 0.75), dated.Text("sick")]),
            (4, [dated.Text(Sent.Child), Workbook.Number(serial), dated.Text("sick")]),
            (5, [dated.Text(Sent.Child), Workbook.Number(20260901), dated.Text("sick")]),
            (6, [dated.Text(Sent.Child), dated.Text("2026年9月1日"), dated.Text("sick")]),
            (7, [dated.Text(Sent.Child), Workbook.NumberFormula("B2", serial), dated.Text("sick")])).Bytes());

        rows.Select(row => row.Row!.Date).ShouldBe(Enumerable.Repeat(Day, 6));
    }

    [Fact]
    public void A_formula_counts_for_the_value_it_had()
    {
        var rows = Sent.Rows<TownshipRow>(book.Sheet(
            (1, [book.Text("township_code"), book.Text("name")]),
            (2, [Workbook.NumberFormula("211381000+100", 211381100), Workbook.Formula("\"第\"&1&\"镇\"", "第1镇")]),
            (3, [book.Text("211381101"), Workbook.Error()])).Bytes());

        rows[0].Row.ShouldBe(new TownshipRow("211381100", "第1镇"));
        Sent.Fault(rows[1].Reject).ShouldBe("name missing");
    }

    [Fact]
    public void Numbers_serve_as_grades_classes_and_amounts()
    {
        var header = Sent.LedgerHeader.Split(',').Select(name => book.Text(name)).ToArray();
        var row = Sent.Rows<LedgerRow>(book.Sheet((1, header), (2, [
            book.Text(Sent.Child), Workbook.Date(Serial1900), book.Text("送教"), Workbook.Nothing, Workbook.Nothing, Workbook.Number(2121000001),
            Workbook.Number(3), Workbook.Number(2.5)])).Bytes()).Single().Row!;

        (row.SchoolCode, row.Grade, row.Quantity, row.Level).ShouldBe((Sent.School, 3, 2.5m, null));
    }

    [Fact]
    public void A_damaged_workbook_is_refused_and_nothing_of_it_thrown()
    {
        var bytes = book.Sheet((1, [book.Text("township_code"), book.Text("name")]), (2, [book.Text("211381100"), book.Text("第1镇")])).Bytes();
        for (var length = 4; length < bytes.Length; length += 97)
            Should.Throw<Refusal>(() => Sent.Rows<TownshipRow>(bytes[..length])).Code.ShouldBe("unreadable_file");
    }

    [Fact]
    public void Rejected_rows_of_a_workbook_come_back_as_text_that_can_be_sent()
    {
        using var written = new MemoryStream();
        var bytes = book.Sheet(
            (1, [book.Text("缺勤")]),
            (2, [book.Text("身份证号"), book.Text("日期"), book.Text("类型")]),
            (3, [book.Text(Sent.Child), Workbook.Date(Serial1900), book.Text("早退")])).Bytes();
        using (var file = RegisterFile.Open(new MemoryStream(bytes), RegisterKind.Absence))
        using (var rejects = new RejectsFile(written, file.Kind, file.Headers))
            foreach (var row in RegisterReader.Read<AbsenceRow>(file, Sent.Context)) rejects.Write(row.AsSent, row.Reject!);

        var corrected = System.Text.Encoding.UTF8.GetString(written.ToArray()).Replace("早退", "事假");

        Sent.Rows<AbsenceRow>(corrected).Single().Row.ShouldBe(new AbsenceRow(Sent.Child, Day, AbsenceKind.Leave));
    }
}
