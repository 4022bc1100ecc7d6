using System.Buffers.Binary;

namespace Balance.Cases.People;

/// <summary>A batch by children: which rows are whose, which child is new, which row counts for each facet.</summary>
internal sealed class AllotmentPlan
{
    private const int Kinds = 6;

    private readonly int[] childOfRow;
    private readonly List<int> lastRow = [];
    private Guid[] ids = [];

    public AllotmentPlan(IReadOnlyList<IdentityFacet> people)
    {
        childOfRow = new int[people.Count];
        var byNumber = new Dictionary<string, int>(people.Count);
        for (var row = 0; row < people.Count; row++)
        {
            var facet = people[row];
            if (facet.Number.Length == 0 || facet.Kind == FacetKind.Provisional) throw new ArgumentException("Every row of a batch has an identity number.", nameof(people));
            if (!byNumber.TryGetValue(facet.Number, out var child))
            {
                byNumber[facet.Number] = child = Numbers.Count;
                Numbers.Add(facet.Number);
                for (var kind = 0; kind < Kinds; kind++) lastRow.Add(-1);
            }
            childOfRow[row] = child;
            lastRow[child * Kinds + (int)facet.Kind] = row;
        }
    }

    private AllotmentPlan(Guid child)
    {
        childOfRow = [0];
        ids = [child];
        New = [0];
        lastRow.AddRange([-1, -1, -1, -1, -1, 0]);
    }

    /// <summary>The distinct numbers; a child is an index into them.</summary>
    public List<string> Numbers { get; } = [];

    /// <summary>Children that the vault did not know.</summary>
    public List<int> New { get; } = [];

    public static AllotmentPlan Provisional(Guid child) => new(child);

    /// <summary>Keyed hashes by child; none for a provisional one.</summary>
    public byte[]?[] Hashes { get; private set; } = [null];

    /// <summary>Takes the hashes and orders the children by them: the index of hashes is then walked, not jumped about in.</summary>
    public int[] Order(byte[][] hashes)
    {
        Hashes = hashes;
        var prefixes = Array.ConvertAll(hashes, hash => BinaryPrimitives.ReadUInt64BigEndian(hash));
        var order = Enumerable.Range(0, hashes.Length).ToArray();
        Array.Sort(prefixes, order);
        return order;
    }

    /// <summary>Gives the children that nobody knew their ids, rising in the order given.</summary>
    public void Settle(Guid[] known, int[] order)
    {
        ids = known;
        New.AddRange(order.Where(child => ids[child] == Guid.Empty));
        var fresh = new Guid[New.Count];
        for (var n = 0; n < fresh.Length; n++) fresh[n] = Guid.CreateVersion7();
        Array.Sort(fresh);
        for (var n = 0; n < fresh.Length; n++) ids[New[n]] = fresh[n];
    }

    public Guid Id(int child) => ids[child];

    /// <summary>The rows that count for a new child, one a facet.</summary>
    public IEnumerable<int> Rows(int child)
    {
        for (var kind = 1; kind < Kinds; kind++)
            if (lastRow[child * Kinds + kind] is >= 0 and var row) yield return row;
    }

    /// <summary>Rows that may say something new of a known child; its number alone does not.</summary>
    public List<(Guid Child, int Row)> Known()
    {
        var rows = new List<(Guid, int)>();
        var added = New.ToHashSet();
        for (var child = 0; child < ids.Length; child++)
        {
            if (added.Contains(child)) continue;
            for (var kind = (int)FacetKind.Person; kind < Kinds; kind++)
                if (lastRow[child * Kinds + kind] is >= 0 and var row) rows.Add((ids[child], row));
        }
        return rows;
    }

    public List<Guid> NewIds() => [.. New.Select(Id)];

    public Guid[] Answer() => Array.ConvertAll(childOfRow, child => ids[child]);
}
