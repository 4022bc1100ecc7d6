using System.Buffers;
using System.Text;
using Balance.Cases.Storage;

namespace Balance.Cases.Registers.Reading;

/// <summary>Tells UTF-8, UTF-16 and GB18030 apart by content, in one pass over the whole file before a row is read: a guess from its beginning would corrupt names further down.</summary>
internal static class TextEncoding
{
    private const int BlockBytes = 1 << 16;
    private const int LongestSequence = 4;

    /// <summary>The encoding, and how many bytes of mark stand before the text.</summary>
    /// <exception cref="Refusal">The file is no text in any of them.</exception>
    public static (Encoding Encoding, int Mark) Detect(Stream file)
    {
        var head = new byte[4096];
        file.Position = 0;
        var found = Guess(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        if (found is not { } guess)
        {
            var (good, bad) = CountUtf8(file);
            // A few broken characters among many whole ones: damaged, not another encoding. Read as GB18030 every name would turn into another.
            if (bad > 0 && good > 2 * bad) throw Unreadable();
            if (bad == 0) return (Strict("utf-8"), 0);
            guess = (Strict("gb18030"), 0);
        }
        Validate(file, guess.Item1, guess.Item2);
        return guess;
    }

    /// <summary>The file holds characters that its encoding does not know, or is no text at all.</summary>
    public static Refusal Unreadable() => new("unreadable_file",
        "无法读取此文件：它不是 CSV 或 XLSX 文件，或者文件已损坏。请在表格软件中打开，另存为 XLSX 或“CSV UTF-8”后重新导入。",
        "This file cannot be read: it is neither CSV nor XLSX, or it is damaged. Open it in a spreadsheet, save it as XLSX or as CSV in UTF-8, and import it again.");

    private static (Encoding, int)? Guess(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (Strict("utf-8"), 3);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Strict("utf-16LE"), 2);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Strict("utf-16BE"), 2);
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        // Separators, digits and line breaks have a zero byte in UTF-16, always on the same side; other text has none.
        return (even, odd) switch
        {
            (0, 0) => null,
            (0, _) => (Strict("utf-16LE"), 0),
            (_, 0) => (Strict("utf-16BE"), 0),
            _ => throw Unreadable(),
        };
    }

    private static Encoding Strict(string name)
    {
        return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    private static (long Good, long Bad) CountUtf8(Stream file)
    {
        var block = new byte[BlockBytes];
        long good = 0, bad = 0;
        var kept = 0;
        file.Position = 0;
        while (true)
        {
            var read = file.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
            var bytes = block.AsSpan(0, kept + read);
            var last = read < block.Length - kept;
            var left = last ? 0 : LongestSequence;
            var seen = Ascii.IsValid(bytes) ? bytes.Length : Count(bytes, bytes.Length - left, ref good, ref bad);
            if (last) return (good, bad);
            kept = bytes.Length - seen;
            bytes[seen..].CopyTo(block);
        }
    }

    // Counts whole and broken characters beyond ASCII that begin before the limit; answers where the next one begins.
    private static int Count(ReadOnlySpan<byte> bytes, int limit, ref long good, ref long bad)
    {
        var at = 0;
        while (at < limit)
        {
            var ascii = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0) return bytes.Length;
            at += ascii;
            if (at >= limit) break;
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var taken) == OperationStatus.Done) good++;
            else bad++;
            at += taken;
        }
        return at;
    }

    private static void Validate(Stream file, Encoding encoding, int mark)
    {
        var decoder = encoding.GetDecoder();
        var block = new byte[BlockBytes];
        var characters = new char[encoding.GetMaxCharCount(BlockBytes)];
        file.Position = mark;
        try
        {
            int read;
            do
            {
                read = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
                decoder.GetChars(block, 0, read, characters, 0, flush: read < block.Length);
            }
            while (read == block.Length);
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable();
        }
    }
}
