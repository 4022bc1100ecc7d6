using Balance.Cases.Storage;

namespace Balance.Cases.Registers.Importing;

/// <summary>Which files are taken: by their ending first, so that nobody waits for the upload of a picture; what they hold is looked at when they are read.</summary>
public static class SentKinds
{
    /// <summary>As a file field offers them.</summary>
    public const string Accept = ".csv,.txt,.xlsx";

    /// <summary>Refuses a file whose ending is none of them, or says another thing than its first bytes.</summary>
    /// <exception cref="Refusal"><c>wrong_file_type</c>.</exception>
    public static void Check(string fileName, Stream content)
    {
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        if (!Accept.Split(',').Contains(ending)) throw Wrong();
        content.Position = 0;
        Span<byte> start = stackalloc byte[4];
        var zipped = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("PK\u0003\u0004"u8);
        content.Position = 0;
        if (zipped != (ending == ".xlsx")) throw Wrong();
    }

    private static Refusal Wrong() => new("wrong_file_type",
        "只接受 CSV（.csv、.txt）或 XLSX 文件，且内容要与扩展名一致。请在表格软件中另存后重新上传。",
        "Only CSV (.csv, .txt) and XLSX are taken, and the content has to be what the ending says. Save it from a spreadsheet and send it again.");
}
