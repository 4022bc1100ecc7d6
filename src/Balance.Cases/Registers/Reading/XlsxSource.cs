using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Balance.Cases.Storage;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Balance.Cases.Registers.Reading;

/// <summary>A sheet of a workbook, row by row; only the workbook's table of shared strings is held, which a sheet's million rows bound.</summary>
internal sealed class XlsxSource : RowSource
{
    // A sheet of a million rows unpacks to a gigabyte or so; what says more of itself is made to fill the machine.
    private const long MostUnpacked = 4L << 30;
    private const int MostParts = 2_000;

    private readonly IExcelDataReader reader;
    private string[] cells = [];
    private bool[] numbers = [];
    private int line;

    private XlsxSource(IExcelDataReader reader, bool since1904) => (this.reader, DatesSince1904) = (reader, since1904);

    public override int Line => line;

    public override int Count => cells.Length;

    public override ReadOnlySpan<char> this[int index] => cells[index];

    // The library tells the date system for cells formatted as dates only; a serial in a plain cell needs it as well.
    public override bool DatesSince1904 { get; }

    public override bool IsNumber(int index) => numbers[index];

    /// <summary>Opens the first sheet.</summary>
    /// <exception cref="Refusal">It is a zip but no workbook, or a damaged one.</exception>
    public static XlsxSource Open(Stream stream) => OrUnreadable(() =>
    {
        var since1904 = CountsFrom1904(stream);
        stream.Position = 0;
        return new XlsxSource(ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }), since1904);
    });

    public override bool Next()
    {
        while (OrUnreadable(reader.Read))
        {
            line = reader.Depth + 1;
            Take();
            if (!IsEmptyRow()) return true;
        }
        return false;
    }

    public override bool NextSheet() => OrUnreadable(reader.NextResult);

    public override void Dispose() => reader.Dispose();

    private void Take()
    {
        if (cells.Length != reader.FieldCount) (cells, numbers) = (new string[reader.FieldCount], new bool[reader.FieldCount]);
        for (var i = 0; i < cells.Length; i++)
        {
            var value = reader.GetValue(i);
            numbers[i] = value is double or DateTime;
            cells[i] = value switch
            {
                null => "",
                string text => text,
                // A long number is written as 2.11381E+17, also into the rejects file: sent again unchanged it is still told for what it is.
                double number => number.ToString(CultureInfo.InvariantCulture),
                DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            };
        }
    }

    private static bool CountsFrom1904(Stream stream)
    {
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(part => part.Length) > MostUnpacked) throw Unpacked();
        var book = zip.GetEntry("xl/workbook.xml") ?? throw TextEncoding.Unreadable();
        using var xml = XmlReader.Create(book.Open());
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" }) return xml.GetAttribute("date1904") is "1" or "true";
        return false;
    }

    private static Refusal Unpacked() => new("unreadable_file",
        "此工作簿展开后过大，无法读取。请另存为 CSV UTF-8，或拆成几个文件后重新导入。",
        "This workbook unpacks to too much. Save it as CSV in UTF-8, or split it, and import it again.");

    private static T OrUnreadable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or ExcelReaderException or EndOfStreamException)
        {
            throw TextEncoding.Unreadable();
        }
    }
}
