namespace Balance.Cases.Guards;

/// <summary>The working copy that the guards look at.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "node_modules", "TestResults", "artifacts", "lib", ".git"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Files under a folder with one of these endings, none that a build made; paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Walk(Path.Combine(Root, folder)).Where(file => endings.Contains(Path.GetExtension(file))).Select(Relative).Order(StringComparer.Ordinal);

    /// <summary>Every line of a file, with its number.</summary>
    public static IEnumerable<(int Number, string Text)> Lines(string file) =>
        File.ReadLines(Path.Combine(Root, file)).Select((text, index) => (index + 1, text));

    /// <summary>The whole text of a file.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !Made.Contains(Path.GetFileName(inner))).SelectMany(Walk));

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Balance.Cases.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The guards are run from within the repository: no Balance.Cases.sln above the assembly.");
    }
}
