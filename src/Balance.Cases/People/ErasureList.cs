using System.Globalization;
using System.Text;

namespace Balance.Cases.People;

/// <summary>The erased children, listed outside the database (<c>erased.list</c> beside the keys), so that a restored backup cannot bring them back.</summary>
public sealed class ErasureList(KeyRing keys)
{
    private readonly string path = Path.Combine(keys.Folder, "erased.list");

    /// <summary>Adds a child; on disk before this returns.</summary>
    internal void Add(string tenant, Guid child, DateTimeOffset at)
    {
        var options = KeyFolder.PrivateFile(FileMode.Append);
        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenant} {child} {at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\n")));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Everybody on the list, by county.</summary>
    public ILookup<string, Guid> Read()
    {
        if (!File.Exists(path)) return Enumerable.Empty<(string, Guid)>().ToLookup(e => e.Item1, e => e.Item2);
        return File.ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(' ')).Distinct()
            .ToLookup(parts => parts[0], parts => Guid.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
