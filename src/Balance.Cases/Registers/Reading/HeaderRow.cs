using System.Text;

namespace Balance.Cases.Registers.Reading;

/// <summary>A row looked at as headers: which columns of the kind it names, and where.</summary>
internal sealed class HeaderRow
{
    private readonly IReadOnlyList<RegisterColumn> columns;

    private HeaderRow(IReadOnlyList<RegisterColumn> columns, string[] headers, int[] places) =>
        (this.columns, Headers, Places) = (columns, headers, places);

    /// <summary>The cells as sent.</summary>
    public string[] Headers { get; }

    /// <summary>By the column's ordinal, the cell in which it stands, or -1.</summary>
    public int[] Places { get; }

    /// <summary>How many columns of the kind are named.</summary>
    public int Named => Places.Count(place => place >= 0);

    /// <summary>Required columns that are not named.</summary>
    public IEnumerable<RegisterColumn> Missing => columns.Where(column => column.Required && Places[column.Ordinal] < 0);

    /// <summary>Headers that name no column of the kind.</summary>
    public string[] Ignored => [.. Headers.Where((header, place) => !Places.Contains(place) && Plain(header).Length > 0)];

    /// <summary>Matches a row; a county's own mapping of a header goes before what the header says itself.</summary>
    public static HeaderRow Match(string[] cells, IReadOnlyList<RegisterColumn> columns, IReadOnlyDictionary<string, string>? mapping)
    {
        var places = Enumerable.Repeat(-1, columns.Count).ToArray();
        var plain = cells.Select(Plain).ToArray();
        var mapped = (mapping ?? new Dictionary<string, string>()).DistinctBy(pair => Plain(pair.Key)).ToDictionary(pair => Plain(pair.Key), pair => pair.Value);
        for (var i = 0; i < plain.Length; i++)
            if (mapped.TryGetValue(plain[i], out var code) && columns.FirstOrDefault(c => c.Code == code) is { } column) Take(column, i);
        for (var i = 0; i < plain.Length; i++)
            if (!mapped.ContainsKey(plain[i]) && columns.FirstOrDefault(c => c.Code == plain[i] || c.Chinese == plain[i]) is { } column) Take(column, i);
        return new HeaderRow(columns, cells, places);

        void Take(RegisterColumn column, int place)
        {
            if (places[column.Ordinal] < 0) places[column.Ordinal] = place;
        }
    }

    // Headers are broken over lines and spaced out to fit their columns.
    private static string Plain(string header)
    {
        var plain = new StringBuilder(header.Length);
        foreach (var character in new Tidy().Value(header))
            if (!char.IsWhiteSpace(character)) plain.Append(char.ToLowerInvariant(character));
        return plain.ToString();
    }
}
