using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Balance.Cases.Storage;
using ExcelDataReader;

namespace Balance.Cases.Registers.Reading;

/// <summary>A sheet of a workbook, row by row.</summary>
internal sealed class XlsxSource(IExcelDataReader reader, bool since1904) : RowSource
{
    private string[] cells = [];
    private bool[] numbers = [];
    private int line;

    public override int Line => line;

    public override int Count => cells.Length;

    public override ReadOnlySpan<char> this[int index] => cells[index];

    public override bool IsNumber(int index) => numbers[index];

    public override bool DatesSince1904 => since1904;

    /// <summary>The sheets one after another, each to be left before the next.</summary>
    public static IEnumerable<RowSource> Sheets(Stream stream)
    {
        var since1904 = CountsFrom1904(stream);
        stream.Position = 0;
        var reader = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
        do yield return new XlsxSource(reader, since1904);
        while (reader.NextResult());
    }

    public override bool Next()
    {
        while (reader.Read())
        {
            line = reader.Depth + 1;
            Take();
            if (!IsEmptyRow()) return true;
        }
        return false;
    }

    public override void Dispose()
    {
    }

    private void Take()
    {
        if (cells.Length != reader.FieldCount) (cells, numbers) = (new string[reader.FieldCount], new bool[reader.FieldCount]);
        for (var i = 0; i < cells.Length; i++)
        {
            var value = reader.GetValue(i);
            numbers[i] = value is double;
            cells[i] = value switch
            {
                null => "",
                string text => text,
                double number => number.ToString(CultureInfo.InvariantCulture),
                DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        }
    }

    private static bool CountsFrom1904(Stream stream)
    {
        try
        {
            stream.Position = 0;
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var book = zip.GetEntry("xl/workbook.xml") ?? throw TextEncoding.Unreadable();
            using var xml = XmlReader.Create(book.Open());
            return xml.ReadToFollowing("workbookPr") && xml.GetAttribute("date1904") is "1" or "true";
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException)
        {
            throw TextEncoding.Unreadable();
        }
    }
}
