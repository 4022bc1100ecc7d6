using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Api;

namespace Balance.Cases.Cases;

/// <summary>How lists put cases in order; by the id at last, so that a page that is turned shows each case once.</summary>
public static class CaseOrders
{
    /// <summary>The order asked for, or its reverse.</summary>
    public static Comparer<Charge> Of(CaseOrder order, bool backwards = false)
    {
        Comparison<Charge> forwards = order switch
        {
            CaseOrder.Opened => (one, other) => Later(one.OpenedOn, other.OpenedOn),
            CaseOrder.Visited => (one, other) => Later(one.Summary.LastVisit, other.Summary.LastVisit),
            CaseOrder.Status => (one, other) => one.Status.CompareTo(other.Status) is var status and not 0 ? status : ByDue(one, other),
            CaseOrder.School => (one, other) => ByCode(one.Case.Place.School, other.Case.Place.School) is var school and not 0 ? school : ByDue(one, other),
            CaseOrder.Township => (one, other) => ByCode(TownshipOf(one), TownshipOf(other)) is var township and not 0 ? township : ByDue(one, other),
            _ => ByDue,
        };
        return Comparer<Charge>.Create((one, other) =>
        {
            var decided = forwards(one, other);
            if (decided == 0) decided = one.Case.Child.CompareTo(other.Case.Child);
            return backwards ? -decided : decided;
        });
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

    /// <summary>So many from there on.</summary>
    public static IReadOnlyList<Charge> Page(IEnumerable<Charge> cases, IComparer<Charge> order, int skip, int take)
    {
        var first = new FirstCases(order, skip + take);
        foreach (var one in cases) first.Add(one);
        return first.From(skip);
    }

    private static int ByDue(Charge one, Charge other) => one.Due.CompareTo(other.Due) is var due and not 0 ? due : Later(one.OpenedOn, other.OpenedOn);

    private static string? TownshipOf(Charge one) => one.Case.Place.ResidenceTownship ?? one.Case.Place.SchoolTownship;

    // No day stands last, and so does no code.
    private static int Later(DateOnly? one, DateOnly? other) => Nullable.Compare(other, one);

    private static int ByCode(string? one, string? other) => (one is null, other is null) switch
    {
        (true, true) => 0,
        (true, false) => 1,
        (false, true) => -1,
        _ => string.CompareOrdinal(one, other),
    };
}

/// <summary>The first so many of an order among all that are shown to it: of a county, a few of very many.</summary>
public sealed class FirstCases(IComparer<Charge> order, int most)
{
    private readonly PriorityQueue<Charge, Charge> _first = new(Comparer<Charge>.Create((one, other) => order.Compare(other, one)));

    /// <summary>Shows it one.</summary>
    public void Add(Charge one)
    {
        if (_first.Count < most) _first.Enqueue(one, one);
        else _first.EnqueueDequeue(one, one);
    }

    /// <summary>Those after so many, in order; asked once.</summary>
    public IReadOnlyList<Charge> From(int skip)
    {
        var page = new Charge[Math.Max(0, _first.Count - skip)];
        for (var at = page.Length - 1; at >= 0; at--) page[at] = _first.Dequeue();
        return page;
    }
}
