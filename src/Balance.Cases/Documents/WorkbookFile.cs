using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Balance.Cases.Documents;

/// <summary>A table of an office, as it is printed and filed.</summary>
/// <param name="Title">Its heading, which also names the sheet.</param>
/// <param name="Notes">What stands below the heading: whose it is, of which day, in which units.</param>
/// <param name="Headings">The columns, in order, each with its width in characters.</param>
/// <param name="FilledBy">The last line: who fills in, checks and answers for it.</param>
public sealed record Sheet(string Title, string Notes, IReadOnlyList<(string Heading, int Width)> Headings, string FilledBy);

/// <summary>
/// Writes a table as .xlsx while its rows are read, so that a county's takes no more memory than a few of its rows. MiniExcel, which the plain lists go
/// out with, knows neither a heading across the columns nor a page: this is to be printed on A3, the headings on each page.
/// </summary>
public static class WorkbookFile
{
    /// <summary>The type of the file.</summary>
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Rows above the children's.</summary>
    public const int RowsAbove = 3;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Parts = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Declared = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    // Styles by their place in the list of the file: title, notes, heading, text, number.
    private const int Title = 1, Notes = 2, Heading = 3, Words = 4, Number = 5;

    /// <summary>Writes it; a cell is a text, a whole number, a day or nothing.</summary>
    public static async Task WriteAsync(Stream to, Sheet sheet, IAsyncEnumerable<IReadOnlyList<object?[]>> rows, CancellationToken ct)
    {
        using var outbox = new Outbox();
        using (var zip = new ZipArchive(outbox, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Fixed(sheet)) Put(zip, name, content);
            await using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
            Begin(xml, sheet);
            var row = RowsAbove;
            await foreach (var some in rows.WithCancellation(ct))
            {
                foreach (var cells in some) Row(xml, ++row, HeightOf(cells, sheet), [.. cells.Select(cell => (cell, cell is int ? Number : Words))]);
                xml.Flush();
                await outbox.SendAsync(to, ct);
            }
            Row(xml, row + 1, 21, [((object?)$"共 {row - RowsAbove} 人。{sheet.FilledBy}", Notes)]);
            End(xml, Letters(sheet.Headings.Count - 1), row + 1);
        }
        await outbox.SendAsync(to, ct);
    }

    /// <summary>What an archive, which writes only at once, has written and nobody has sent.</summary>
    private sealed class Outbox : MemoryStream
    {
        public override bool CanSeek => false;

        public async Task SendAsync(Stream to, CancellationToken ct)
        {
            await to.WriteAsync(GetBuffer().AsMemory(0, (int)Length), ct);
            SetLength(0);
        }
    }

    private static void Begin(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteRaw("""<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        xml.WriteRaw($"<sheetFormatPr defaultRowHeight=\"15\"/><cols>{string.Concat(sheet.Headings.Select((column, at) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{at + 1}\" max=\"{at + 1}\" width=\"{column.Width}\" customWidth=\"1\"/>")))}</cols>");
        xml.WriteStartElement("sheetData");
        Row(xml, 1, 30, [((object?)sheet.Title, Title)]);
        Row(xml, 2, 21, [((object?)sheet.Notes, Notes)]);
        Row(xml, RowsAbove, HeightOf([.. sheet.Headings.Select(column => (object?)column.Heading)], sheet), [.. sheet.Headings.Select(column => ((object?)column.Heading, Heading))]);
    }

    private static void End(XmlWriter xml, string last, int rows)
    {
        xml.WriteEndElement();
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<mergeCells count=\"3\"><mergeCell ref=\"A1:{last}1\"/><mergeCell ref=\"A2:{last}2\"/><mergeCell ref=\"A{rows}:{last}{rows}\"/></mergeCells>"));
        xml.WriteRaw("""<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>""");
        xml.WriteEndElement();
    }

    // Not every program finds by itself how high a row must be for words that are broken over lines.
    private static int HeightOf(object?[] cells, Sheet sheet) =>
        4 + 14 * cells.Select((cell, at) => (Said(cell).EnumerateRunes().Sum(rune => rune.Value < 0x2E80 ? 1 : 2) + sheet.Headings[at].Width - 2) / (sheet.Headings[at].Width - 1)).Append(1).Max();

    private static void Row(XmlWriter xml, int number, int height, IReadOnlyList<(object? Value, int Style)> cells)
    {
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("ht", height.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("customHeight", "1");
        for (var i = 0; i < cells.Count; i++) Cell(xml, Letters(i) + number.ToString(CultureInfo.InvariantCulture), cells[i].Value, cells[i].Style);
        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, string at, object? value, int style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", at);
        xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        if (value is int number)
        {
            xml.WriteElementString("v", number.ToString(CultureInfo.InvariantCulture));
        }
        else if (Said(value) is { Length: > 0 } text)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is");
            xml.WriteElementString("t", text);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string Said(object? value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        // A workbook cannot hold what XML cannot, whatever was typed or sent.
        : string.Concat(Shell.Api.CsvLine.Harmless(value as string ?? "").EnumerateRunes().Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    private static void Put(ZipArchive zip, string name, string content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(Declared + content));
    }

    private static IEnumerable<(string Name, string Content)> Fixed(Sheet sheet)
    {
        const string types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        yield return ("[Content_Types].xml",
            $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{types}styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}worksheet+xml"/></Types>""");
        yield return ("_rels/.rels", $"""<Relationships xmlns="{Parts}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="{Parts}"><Relationship Id="rId1" Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" Target="styles.xml"/></Relationships>""");
        yield return ("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="{sheet.Title}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'{sheet.Title}'!$1:$3</definedName></definedNames></workbook>""");
        yield return ("xl/styles.xml",
            $"""
            <styleSheet xmlns="{Main}">
            <fonts count="3"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="10"/><name val="宋体"/></font><font><b/><sz val="18"/><name val="黑体"/></font></fonts>
            <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/></patternFill></fill></fills>
            <borders count="2"><border><left/><right/><top/><bottom/></border><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>
            <cellStyleXfs count="1"><xf/></cellStyleXfs>
            <cellXfs count="6"><xf/>
            <xf fontId="2" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            <xf applyAlignment="1"><alignment vertical="center"/></xf>
            <xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>
            <xf borderId="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
            <xf borderId="1" applyBorder="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>
            </cellXfs></styleSheet>
            """);
    }
}
