using Balance.Cases.Storage;

namespace Balance.Cases.Registers.Reading;

/// <summary>Separated text with quoted fields.</summary>
/// <remarks>
/// Written here because the readers at hand fall short in ways that matter to a county: Sylvan.Data.Csv counts records, not physical lines, and a stray quote
/// either refuses its whole file (Standard) or swallows every row behind it without a word (Lax); CsvHelper makes a string of every field. Here fields stay
/// slices of one buffer, and a quote that never closes is named by its line.
/// </remarks>
internal sealed class CsvSource(TextReader text, char separator) : RowSource
{
    // A quote that never closes would swallow the rest of the file; no honest row is this long.
    private const int LongestRow = 1 << 20;

    private char[] buffer = new char[1 << 16];
    private int[] starts = new int[32];
    private int[] lengths = new int[32];
    private int count;
    private int position;
    private int end;
    private bool ended;
    private int nextLine = 1;

    private int line;

    public override int Line => line;

    public override int Count => count;

    public override ReadOnlySpan<char> this[int index] => buffer.AsSpan(starts[index], lengths[index]);

    public override bool Next()
    {
        while (ReadRow())
            if (!IsEmptyRow()) return true;
        return false;
    }

    public override void Dispose() => text.Dispose();

    private bool ReadRow()
    {
        line = nextLine;
        while (!TryScanRow())
        {
            if (ended) return false;
            Refill();
        }
        return true;
    }

    // Scans one row from the position on; false where the buffer ends before the row does (nothing is changed then).
    private bool TryScanRow()
    {
        count = 0;
        var at = position;
        if (at == end && ended) return false;
        var lines = 0;
        while (true)
        {
            if (!TryScanField(ref at, ref lines)) return false;
            if (at == end) break;
            if (buffer[at++] == separator) continue;
            if (buffer[at - 1] == '\r')
            {
                if (at == end && !ended) return false;
                if (at < end && buffer[at] == '\n') at++;
            }
            lines++;
            break;
        }
        nextLine += lines;
        position = at;
        for (var i = 0; i < count; i++)
            if (lengths[i] < 0) Unquote(i);
        return true;
    }

    // Leaves the place at the separator, the line break or the end; a quoted field is marked by a negative length.
    private bool TryScanField(ref int at, ref int lines)
    {
        var start = at;
        var quoted = at < end && buffer[at] == '"';
        if (quoted && !TrySkipQuoted(ref at, ref lines)) return false;
        var length = buffer.AsSpan(at, end - at).IndexOfAny(separator, '\r', '\n');
        if (length < 0 && !ended) return false;
        at = length < 0 ? end : at + length;
        Add(start, quoted ? start - at : at - start);
        return true;
    }

    private bool TrySkipQuoted(ref int at, ref int lines)
    {
        for (var i = at + 1; i < end; i++)
        {
            switch (buffer[i])
            {
                case '\n' when buffer[i - 1] != '\r':
                case '\r':
                    lines++;
                    break;
                case '"' when i + 1 == end && !ended:
                    return false;
                case '"' when i + 1 < end && buffer[i + 1] == '"':
                    i++;
                    break;
                case '"':
                    at = i + 1;
                    return true;
            }
        }
        // Rows behind a quote that never closes are not to vanish into it.
        return ended ? throw Unclosed() : false;
    }

    // Drops the outer quotes and halves the doubled ones, in place; what follows the closing quote belongs to the value, as spreadsheets read it.
    private void Unquote(int index)
    {
        int from = starts[index] + 1, last = starts[index] - lengths[index], to = from;
        for (var inside = true; from < last; from++)
        {
            if (inside && buffer[from] == '"')
            {
                if (from + 1 < last && buffer[from + 1] == '"') buffer[to++] = buffer[from++];
                else inside = false;
                continue;
            }
            buffer[to++] = buffer[from];
        }
        starts[index]++;
        lengths[index] = to - starts[index];
    }

    private void Add(int start, int length)
    {
        if (count == starts.Length)
        {
            Array.Resize(ref starts, count * 2);
            Array.Resize(ref lengths, count * 2);
        }
        (starts[count], lengths[count]) = (start, length);
        count++;
    }

    private void Refill()
    {
        var kept = end - position;
        if (kept >= LongestRow) throw Unclosed();
        if (kept > buffer.Length / 2) Array.Resize(ref buffer, buffer.Length * 2);
        Array.Copy(buffer, position, buffer, 0, kept);
        (position, end) = (0, kept);
        var read = text.ReadBlock(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
    }

    private Refusal Unclosed() => new("unreadable_file",
        $"从第 {line} 行起有一个双引号没有配对。请检查该行的双引号后重新导入。",
        $"A quotation mark in the row that begins on line {line} is never closed. Check that row's quotation marks and import the file again.");
}
