using System.Text;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;

namespace Balance.Cases.Registers.Reading;

/// <summary>A register or ledger as it was sent, opened at its first row. CSV or XLSX, the encoding and the separator are told by content.</summary>
public sealed class RegisterFile : IDisposable
{
    // Titles stand above the headers, never more than this many rows.
    private const int HeaderRows = 10;

    private readonly Stream stream;
    private readonly RowSource source;
    private readonly int[] places;

    // GB18030 is not among the encodings that .NET knows by itself; the workbook reader asks for code pages too.
    static RegisterFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private RegisterFile(RegisterKind kind, Stream stream, RowSource source, HeaderRow header)
    {
        (Kind, this.stream, this.source, places) = (kind, stream, source, header.Places);
        (Headers, IgnoredColumns, HeaderLine) = (header.Headers, header.Ignored, source.Line);
    }

    /// <summary>What it was opened as.</summary>
    public RegisterKind Kind { get; }

    /// <summary>The headers as sent.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The headers, as sent, of columns that this kind of file does not have.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>The physical line, or spreadsheet row, of the headers.</summary>
    public int HeaderLine { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public double Progress => stream.Length == 0 ? 1 : Math.Min(1, (double)stream.Position / stream.Length);

    /// <summary>Opens a file. The stream must be seekable; it stays the caller's and is not to be used by others while rows are read.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="kind">What it is said to be.</param>
    /// <param name="headerMap">A county's own headers, each with the code of the column that it stands for.</param>
    /// <exception cref="Refusal"><c>missing_column</c> where a required column is nowhere, <c>unreadable_file</c> where it is no readable CSV or XLSX.</exception>
    public static RegisterFile Open(Stream stream, RegisterKind kind, IReadOnlyDictionary<string, string>? headerMap = null)
    {
        return new Search(stream, kind, headerMap).Among(RowsOf(stream));
    }

    /// <summary>The rows of a list that people wrote: of a workbook, or of text by each separator it may have. What the file is, its content says and not its name.</summary>
    /// <exception cref="Refusal"><c>unreadable_file</c>.</exception>
    internal static IEnumerable<RowSource> RowsOf(Stream stream)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[8];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty) throw EmptyFile();
        if (start.StartsWith("PK\u0003\u0004"u8)) return [XlsxSource.Open(stream)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw OldWorkbook();
        var (encoding, mark) = TextEncoding.Detect(stream);
        return Separated(stream, encoding, mark);
    }

    /// <summary>Closes the reader, not the stream.</summary>
    public void Dispose() => source.Dispose();

    internal int Line => source.Line;

    internal bool DatesSince1904 => source.DatesSince1904;

    internal bool Next() => source.Next();

    internal string[] AsSent() => source.AsSent();

    internal bool IsNumber(RegisterColumn column) => places[column.Ordinal] is >= 0 and var place && place < source.Count && source.IsNumber(place);

    internal ReadOnlySpan<char> Sent(RegisterColumn column) =>
        places[column.Ordinal] is >= 0 and var place && place < source.Count ? source[place] : default;

    // The separator is the one by which the headers can be found.
    private static IEnumerable<RowSource> Separated(Stream stream, Encoding encoding, int mark)
    {
        foreach (var separator in ",;\t")
        {
            stream.Position = mark;
            yield return new CsvSource(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true), separator);
        }
    }

    private static Refusal EmptyFile() => new("unreadable_file", "文件是空的。请检查后重新导入。", "The file is empty. Check it and import it again.");

    private static Refusal OldWorkbook() => new("unreadable_file",
        "这是旧版 Excel（XLS）或加密的文件，无法读取。请在表格软件中打开，另存为不加密的 XLSX 后重新导入。",
        "This is a workbook of the old Excel format (XLS) or an encrypted one. Open it in a spreadsheet, save it as XLSX without a password, and import it again.");

    /// <summary>Looks for the headers in one source of rows after another.</summary>
    private sealed class Search(Stream stream, RegisterKind kind, IReadOnlyDictionary<string, string>? headerMap)
    {
        private readonly IReadOnlyList<RegisterColumn> columns = RegisterColumns.Of(kind);
        private HeaderRow? closest;

        public RegisterFile Among(IEnumerable<RowSource> sources)
        {
            foreach (var source in sources)
            {
                do
                    if (Find(source) is { } header) return new RegisterFile(kind, stream, source, header);
                while (source.NextSheet());
                source.Dispose();
            }
            throw MissingColumn(closest is { Named: > 0 } ? closest.Missing : columns.Where(column => column.Required));
        }

        private HeaderRow? Find(RowSource source)
        {
            while (source.Next() && source.Line <= HeaderRows)
            {
                var header = HeaderRow.Match(source.AsSent(), columns, headerMap);
                if (!header.Missing.Any()) return header;
                if (closest is null || header.Named > closest.Named) closest = header;
            }
            return null;
        }

        private static Refusal MissingColumn(IEnumerable<RegisterColumn> missing)
        {
            var names = missing.ToList();
            var chinese = string.Join("、", names.Select(column => $"{column.Chinese}（{column.Code}）"));
            return new Refusal("missing_column",
                $"文件缺少必填列：{chinese}。请在前 {HeaderRows} 行内的表头中补上这些列后重新导入。",
                $"Required columns are missing: {string.Join(", ", names.Select(column => column.Code))}. Name them in a header row within the first {HeaderRows} rows and import the file again.");
        }
    }
}
