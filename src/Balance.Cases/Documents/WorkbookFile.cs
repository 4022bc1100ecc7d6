using System.Globalization;
using System.IO.Packaging;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Balance.Cases.Documents;

/// <summary>A table of an office, as it is printed and filed.</summary>
/// <param name="Title">Its heading, which also names the sheet.</param>
/// <param name="Notes">What stands below the heading: whose it is, of which day, in which units.</param>
/// <param name="Headings">The columns, in order, each with its width in characters.</param>
/// <param name="FilledBy">The last line: who fills in, checks and answers for it.</param>
public sealed record Sheet(string Title, string Notes, IReadOnlyList<(string Heading, int Width)> Headings, string FilledBy);

/// <summary>
/// Writes a table as .xlsx while its rows are read, so that a county's takes no more memory than a few of its rows. MiniExcel, which the plain lists go
/// out with, knows neither a heading across the columns nor a page: this is to be printed on A3, the headings on each page. The package is only written
/// to; the Open XML SDK's own document reads what it has written, and would keep the whole.
/// </summary>
public static class WorkbookFile
{
    /// <summary>The type of the file.</summary>
    public const string Type = Types + "sheet";

    /// <summary>Rows above the children's.</summary>
    public const int RowsAbove = 3;

    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string SheetId = "sheet";
    private const string Song = "宋体", Hei = "黑体";

    // Styles by their place in the list of the file.
    private const uint Title = 1, Notes = 2, Heading = 3, Words = 4, Number = 5;

    /// <summary>Writes it; a cell is a text, a whole number, a day or nothing.</summary>
    public static async Task WriteAsync(Stream to, Sheet sheet, IAsyncEnumerable<IReadOnlyList<object?[]>> rows, CancellationToken ct)
    {
        using var outbox = new Outbox();
        using (var package = Package.Open(outbox, FileMode.Create, FileAccess.Write))
        {
            await using var part = Begin(package, sheet).GetStream();
            using var writer = OpenXmlWriter.Create(part);
            writer.WriteStartElement(new Worksheet());
            foreach (var setting in Above(sheet)) writer.WriteElement(setting);
            writer.WriteStartElement(new SheetData());
            writer.WriteElement(Row(1, 30, [Cell("A1", sheet.Title, Title)]));
            writer.WriteElement(Row(2, 21, [Cell("A2", sheet.Notes, Notes)]));
            writer.WriteElement(Row(RowsAbove, [.. sheet.Headings.Select(column => column.Heading)], sheet, _ => Heading));
            var row = RowsAbove;
            await foreach (var some in rows.WithCancellation(ct))
            {
                foreach (var cells in some) writer.WriteElement(Row(++row, cells, sheet, cell => cell is int ? Number : Words));
                await outbox.SendAsync(to, ct);
            }
            writer.WriteElement(Row(row + 1, 21, [Cell(At(0, row + 1), $"共 {row - RowsAbove} 人。{sheet.FilledBy}", Notes)]));
            writer.WriteEndElement();
            foreach (var setting in Below(sheet, row + 1)) writer.WriteElement(setting);
            writer.WriteEndElement();
        }
        await outbox.SendAsync(to, ct);
    }

    /// <summary>What a package, which writes only at once, has written and nobody has sent.</summary>
    private sealed class Outbox : MemoryStream
    {
        public override bool CanSeek => false;

        public async Task SendAsync(Stream to, CancellationToken ct)
        {
            await to.WriteAsync(GetBuffer().AsMemory(0, (int)Length), ct);
            SetLength(0);
        }
    }

    // All but the table; the part that it goes into. Of a package that is only written to one part is open at a time, the last that was begun.
    private static PackagePart Begin(Package package, Sheet sheet)
    {
        var workbook = Put("/xl/workbook.xml", "sheet.main", new Workbook(
            new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = sheet.Title, SheetId = 1, Id = SheetId }),
            new DefinedNames(new DefinedName($"'{sheet.Title}'!$1:${RowsAbove}") { Name = "_xlnm.Print_Titles", LocalSheetId = 0 })));
        var styles = Put("/xl/styles.xml", "styles", Styles());
        var table = Part("/xl/worksheets/sheet1.xml", "worksheet");
        package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relations + "officeDocument");
        workbook.CreateRelationship(styles.Uri, TargetMode.Internal, Relations + "styles");
        workbook.CreateRelationship(table.Uri, TargetMode.Internal, Relations + "worksheet", SheetId);
        return table;

        PackagePart Part(string path, string type) => package.CreatePart(new Uri(path, UriKind.Relative), Types + type + "+xml", CompressionOption.Normal);

        PackagePart Put(string path, string type, OpenXmlElement root)
        {
            var part = Part(path, type);
            using var to = part.GetStream();
            using var writer = OpenXmlWriter.Create(to);
            writer.WriteElement(root);
            return part;
        }
    }

    private static OpenXmlElement[] Above(Sheet sheet) =>
    [
        new SheetProperties(new PageSetupProperties { FitToPage = true }),
        new SheetViews(new SheetView(new Pane { VerticalSplit = RowsAbove, TopLeftCell = At(0, RowsAbove + 1), ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
        new SheetFormatProperties { DefaultRowHeight = 15 },
        new Columns(sheet.Headings.Select((column, at) => new Column { Min = (uint)at + 1, Max = (uint)at + 1, Width = column.Width, CustomWidth = true })),
    ];

    private static OpenXmlElement[] Below(Sheet sheet, int last) =>
    [
        new MergeCells(new[] { 1, 2, last }.Select(row => new MergeCell { Reference = $"{At(0, row)}:{At(sheet.Headings.Count - 1, row)}" })),
        new PrintOptions { HorizontalCentered = true },
        new PageMargins { Left = 0.4, Right = 0.4, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
        new PageSetup { PaperSize = 8 /* A3 */, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
        new HeaderFooter(new OddFooter("第 &P 页，共 &N 页")),
    ];

    private static Row Row(int number, IReadOnlyList<object?> cells, Sheet sheet, Func<object?, uint> style) =>
        Row(number, HeightOf(cells, sheet), [.. cells.Select((cell, at) => Cell(At(at, number), cell, style(cell)))]);

    private static Row Row(int number, int height, IEnumerable<Cell> cells) => new(cells) { RowIndex = (uint)number, Height = height, CustomHeight = true };

    // Not every program finds by itself how high a row must be for words that are broken over lines.
    private static int HeightOf(IReadOnlyList<object?> cells, Sheet sheet) =>
        4 + 14 * cells.Select((cell, at) => (Said(cell).EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? 1 : 2) + sheet.Headings[at].Width - 2) / (sheet.Headings[at].Width - 1)).Append(1).Max();

    private static Cell Cell(string at, object? value, uint style)
    {
        var cell = new Cell { CellReference = at, StyleIndex = style };
        if (value is int number) cell.CellValue = new(number);
        else if (Said(value) is { Length: > 0 } text) (cell.DataType, cell.InlineString) = (CellValues.InlineString, new(new Text(text)));
        return cell;
    }

    private static string Said(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        // A workbook cannot hold what XML cannot, whatever was typed or sent.
        : string.Concat(Shell.Api.CsvLine.Harmless(value as string ?? "").EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private static string At(int column, int row) => Letters(column) + row.ToString(CultureInfo.InvariantCulture);

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 10 }, new FontName { Val = Song }), new Font(new Bold(), new FontSize { Val = 10 }, new FontName { Val = Song }), new Font(new Bold(), new FontSize { Val = 18 }, new FontName { Val = Hei })),
        // The first two fills are the format's own.
        new Fills(new[] { PatternValues.None, PatternValues.Gray125 }.Select(pattern => new Fill(new PatternFill { PatternType = pattern }))
            .Append(new Fill(new PatternFill(new ForegroundColor { Rgb = "FFF2F2F2" }) { PatternType = PatternValues.Solid }))),
        new Borders(new Border(), new Border(Thin<LeftBorder>(), Thin<RightBorder>(), Thin<TopBorder>(), Thin<BottomBorder>())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            Format(font: 2, isCentred: true),
            Format(),
            Format(font: 1, fill: 2, border: 1, isCentred: true, wraps: true),
            Format(border: 1, wraps: true),
            Format(border: 1, isCentred: true)));

    private static T Thin<T>() where T : BorderPropertiesType, new() => new() { Style = BorderStyleValues.Thin };

    private static CellFormat Format(uint font = 0, uint fill = 0, uint border = 0, bool isCentred = false, bool wraps = false) => new(
        new Alignment { Horizontal = isCentred ? HorizontalAlignmentValues.Center : null, Vertical = VerticalAlignmentValues.Center, WrapText = wraps })
    {
        FontId = font, FillId = fill, BorderId = border, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true,
    };
}
