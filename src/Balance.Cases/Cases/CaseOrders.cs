using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Shell.Api;

namespace Balance.Cases.Cases;

/// <summary>How lists put cases in order; by the id at last, so that a page that is turned shows each case once.</summary>
public static class CaseOrders
{
    /// <summary>What an order puts cases in order by, of a case and the number of its place: smaller stands earlier.</summary>
    public static Func<CaseMarks, int, ulong> KeyOf(CaseOrder order, ReadOnlySpan<Place> places)
    {
        switch (order)
        {
            case CaseOrder.Opened: return static (marks, _) => marks.ByOpened;
            case CaseOrder.Visited: return static (marks, _) => marks.ByVisited;
            case CaseOrder.Status: return static (marks, _) => marks.ByDueWithin((ulong)marks.Status);
            case CaseOrder.School or CaseOrder.Township:
                var ranks = Ranks(places, order == CaseOrder.School ? place => place.School : place => place.ResidenceTownship ?? place.SchoolTownship);
                // Who moved to a place that was not there when the page was asked for stands last on it.
                return (marks, place) => marks.ByDueWithin(place < ranks.Length ? ranks[place] : (ulong)ranks.Length);
            default: return static (marks, _) => marks.ByDue;
        }
    }

    /// <summary>Reads an order as an address says it: its code, led by a minus for the reverse; the most pressing first where it says nothing.</summary>
    public static (CaseOrder Order, bool Backwards)? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (CaseOrder.Due, false);
        var backwards = text[0] == '-';
        return Term.TryParse<CaseOrder>(backwards ? text[1..] : text, out var order) ? (order, backwards) : null;
    }

    /// <summary>The same as a field of a request; one that is none is told as every wrong choice is.</summary>
    public static (CaseOrder Order, bool Backwards) Order(this Asked asked, string field, string? text) =>
        Read(text) ?? (asked.Choice<CaseOrder>(field, text) ?? CaseOrder.Due, false);

    /// <summary>Which place each code has among them, by the number of the place; no code stands last.</summary>
    private static ulong[] Ranks(ReadOnlySpan<Place> places, Func<Place, string?> codeOf)
    {
        var codes = new string?[places.Length];
        for (var number = 0; number < places.Length; number++) codes[number] = codeOf(places[number]);
        var ranks = codes.OfType<string>().Distinct().Order(StringComparer.Ordinal).Select((code, rank) => (code, rank)).ToDictionary(pair => pair.code, pair => (ulong)pair.rank, StringComparer.Ordinal);
        return [.. codes.Select(code => code is null ? (ulong)ranks.Count : ranks[code])];
    }
}

/// <summary>The first so many of an order among all that are shown to it: of a county, a few of very many. Of equal ones the smaller id stands earlier.</summary>
/// <param name="most">So many at most.</param>
/// <param name="backwards">The last of the order first.</param>
public sealed class FirstCases(int most, bool backwards)
{
    // The last of the first is at hand.
    private readonly PriorityQueue<int, (ulong Key, Guid Child)> _first = new(Comparer<(ulong Key, Guid Child)>.Create((one, other) => backwards ? one.CompareTo(other) : other.CompareTo(one)));

    /// <summary>Shows it a case.</summary>
    public void Add(int number, ulong key, Guid child)
    {
        if (_first.Count < most)
        {
            _first.Enqueue(number, (key, child));
            return;
        }
        if (most == 0) return;
        _first.TryPeek(out _, out var last);
        if (backwards ? key >= last.Key : key <= last.Key) _first.EnqueueDequeue(number, (key, child));
    }

    /// <summary>Those that it kept, in order; asked once.</summary>
    public IReadOnlyList<int> InOrder()
    {
        var kept = new int[_first.Count];
        for (var at = kept.Length - 1; at >= 0; at--) kept[at] = _first.Dequeue();
        return kept;
    }
}
