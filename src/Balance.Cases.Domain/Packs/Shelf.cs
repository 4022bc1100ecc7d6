using System.Reflection;

namespace Balance.Cases.Domain.Packs;

/// <summary>The packs that lie in the assembly, read once.</summary>
internal static class Shelf
{
    private const string Folder = "Packs/";
    private static readonly Assembly House = typeof(Shelf).Assembly;
    private static readonly Lazy<Dictionary<string, PolicyPack>> Read = new(() => House.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
        .Select(resource => Path.GetFileNameWithoutExtension(resource))
        .ToDictionary(name => name, name => PackReader.Read(name, FileOf(name)!, FileOf)));

    public static IReadOnlyDictionary<string, PolicyPack> Packs => Read.Value;

    public static string? FileOf(string name)
    {
        using var stream = House.GetManifestResourceStream($"{Folder}{name}.json");
        return stream is null ? null : new StreamReader(stream).ReadToEnd();
    }
}
