namespace Balance.Cases.Storage;

/// <summary>Text that is built into the assembly, such as a room's schema.</summary>
public static class Resource
{
    /// <summary>Reads one by its name, such as <c>Balance.Cases.Audit.Schema.sql</c>.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"No text is built in as {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
