using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Balance.Cases.Tests.Registers.Reading;

/// <summary>A workbook put together cell by cell as spreadsheets write it, where what a library writes would be too tidy.</summary>
internal sealed class Workbook(bool since1904 = false)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly List<string> shared = [];
    private readonly List<string> sheets = [];

    /// <summary>A cell as it stands in a sheet; the column letter is filled in by its place.</summary>
    internal delegate string Cell(string reference);

    /// <summary>Text in the table of shared strings.</summary>
    public Cell Text(string text)
    {
        shared.Add(text);
        var index = shared.Count - 1;
        return reference => $"<c r=\"{reference}\" t=\"s\"><v>{index}</v></c>";
    }

    public static Cell Inline(string text) => reference => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>";

    public static Cell Number(double number) => reference => $"<c r=\"{reference}\"><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>";

    /// <summary>A number shown as a date.</summary>
    public static Cell Date(double serial) => reference => $"<c r=\"{reference}\" s=\"1\"><v>{serial.ToString(CultureInfo.InvariantCulture)}</v></c>";

    /// <summary>A number shown as text, which does not bring its digits back.</summary>
    public static Cell NumberAsText(double number) => reference => $"<c r=\"{reference}\" s=\"2\"><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>";

    /// <summary>A formula with the text that it had when the file was saved.</summary>
    public static Cell Formula(string formula, string cached) => reference => $"<c r=\"{reference}\" t=\"str\"><f>{SecurityElement.Escape(formula)}</f><v>{cached}</v></c>";

    /// <summary>A formula with the number that it had when the file was saved.</summary>
    public static Cell NumberFormula(string formula, double cached) => reference => $"<c r=\"{reference}\"><f>{formula}</f><v>{cached.ToString(CultureInfo.InvariantCulture)}</v></c>";

    /// <summary>A formula that failed.</summary>
    public static Cell Error() => reference => $"<c r=\"{reference}\" t=\"e\"><f>VLOOKUP(A1,B:B,1,0)</f><v>#N/A</v></c>";

    public static Cell Nothing => _ => "";

    /// <summary>Adds a sheet of the given rows; a row's number is told, so rows can be left out.</summary>
    public Workbook Sheet(params (int Row, Cell[] Cells)[] rows)
    {
        var data = rows.Select(row => $"<row r=\"{row.Row}\">{string.Concat(row.Cells.Select((cell, i) => cell($"{(char)('A' + i)}{row.Row}")))}</row>");
        sheets.Add($"<worksheet xmlns=\"{Main}\"><sheetData>{string.Concat(data)}</sheetData></worksheet>");
        return this;
    }

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var parts = Enumerable.Range(1, sheets.Count).ToList();
            Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part(zip, "_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml")));
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(since1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(parts.Select(i => $"<sheet name=\"表{i}\" sheetId=\"{i}\" r:id=\"rId{i}\"/>")) + "</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", Relationships([.. parts.Select(i => ($"rId{i}", "worksheet", $"worksheets/sheet{i}.xml")),
                ("rId98", "styles", "styles.xml"), ("rId99", "sharedStrings", "sharedStrings.xml")]));
            Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(shared.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>"))}</sst>");
            foreach (var i in parts) Part(zip, $"xl/worksheets/sheet{i}.xml", sheets[i - 1]);
        }
        return stream.ToArray();
    }

    private static string Relationships(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(one => $"<Relationship Id=\"{one.Id}\" Type=\"{Relations}/{one.Type}\" Target=\"{one.Target}\"/>")) + "</Relationships>";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), Encoding.UTF8);
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
