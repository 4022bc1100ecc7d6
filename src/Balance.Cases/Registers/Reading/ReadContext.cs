namespace Balance.Cases.Registers.Reading;

/// <summary>What a row is judged against: the as-of date of the file, the county's six digits, and the townships and schools known so far.</summary>
public sealed record ReadContext(DateOnly AsOf, string County, TownshipBook Townships, SchoolBook Schools);

/// <summary>The townships that any import so far has named.</summary>
public sealed class TownshipBook(IEnumerable<KeyValuePair<string, string>> namesByCode) : PlaceBook(namesByCode);

/// <summary>The schools that any import so far has named.</summary>
public sealed class SchoolBook(IEnumerable<KeyValuePair<string, string>> namesByCode) : PlaceBook(namesByCode);

/// <summary>Known codes and the names that stand for exactly one of them. It hands out its own strings, so a million rows share them.</summary>
public abstract class PlaceBook
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> codes;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> codesByName;

    private protected PlaceBook(IEnumerable<KeyValuePair<string, string>> namesByCode)
    {
        var places = namesByCode.ToList();
        codes = places.Select(place => place.Key).Distinct().ToDictionary(code => code, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
        // Two places of one name: neither can be meant by it.
        codesByName = places.Distinct().GroupBy(place => place.Value, StringComparer.Ordinal).Where(named => named.Count() == 1)
            .ToDictionary(named => named.Key, named => named.Single().Key, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a code is known.</summary>
    public bool Knows(ReadOnlySpan<char> code) => codes.ContainsKey(code);

    internal bool TryCode(ReadOnlySpan<char> code, out string known) => codes.TryGetValue(code, out known!);

    internal bool TryName(ReadOnlySpan<char> name, out string code) => codesByName.TryGetValue(name, out code!);
}
