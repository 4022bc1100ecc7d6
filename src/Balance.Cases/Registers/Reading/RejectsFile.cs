using System.Text;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;

namespace Balance.Cases.Registers.Reading;

/// <summary>Writes the rejected rows as they were sent, with a last column that says why. Corrected, it is a register file again: the last column is one that no file knows.</summary>
public sealed class RejectsFile : IDisposable
{
    /// <summary>Header of the last column.</summary>
    public const string Reason = "原因";

    private readonly StreamWriter writer;
    private readonly RegisterKind kind;
    private readonly int sentColumns;
    private readonly int keptColumns;

    /// <summary>Begins the file with the headers as sent; the stream stays the caller's.</summary>
    public RejectsFile(Stream stream, RegisterKind kind, IReadOnlyList<string> headers)
    {
        this.kind = kind;
        writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        sentColumns = headers.Count;
        // A rejects file sent again and rejected again keeps one column of reasons.
        keptColumns = headers is [.., Reason] ? headers.Count - 1 : headers.Count;
        WriteLine(headers.Take(keptColumns).Append(Reason));
    }

    /// <summary>Adds a row. Cells beyond the headers, which a stray separator makes, follow the reason so that nothing sent is lost.</summary>
    public void Write(IReadOnlyList<string> asSent, Reject reject)
    {
        var padding = Enumerable.Repeat("", Math.Max(0, keptColumns - asSent.Count));
        WriteLine(asSent.Take(keptColumns).Concat(padding)
            .Append($"{RejectWords.Chinese(kind, reject)}（{reject.Code.Code()}）").Concat(asSent.Skip(sentColumns)));
    }

    /// <summary>Completes the file.</summary>
    public void Dispose() => writer.Dispose();

    private void WriteLine(IEnumerable<string> cells) => writer.WriteLine(CsvLine.Of(cells));
}
