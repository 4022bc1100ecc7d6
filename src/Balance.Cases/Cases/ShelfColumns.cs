namespace Balance.Cases.Cases;

/// <summary>What a shelf keeps of each case, column by column. One writes at a time; whoever reads meanwhile finds each case as it was before or as it is now.</summary>
internal sealed class ShelfColumns(int size)
{
    private readonly ulong[] _order = new ulong[size];
    private readonly ulong[] _traits = new ulong[size];

    /// <summary>So many cases have room.</summary>
    public int Size => size;

    /// <summary>Version and place by the last catching up.</summary>
    public CaseRef[] Now { get; } = new CaseRef[size];

    /// <summary>The child; the last word where an order has no other.</summary>
    public Guid[] Child { get; } = new Guid[size];

    /// <summary>The number of the place where the child is.</summary>
    public int[] Place { get; } = new int[size];

    /// <summary>The case with what a list shows of it, as last folded; null: not folded yet, or its file stands in no list.</summary>
    public Charge?[] Charge { get; } = new Charge?[size];

    /// <summary>The marks of a case.</summary>
    public CaseMarks MarksOf(int number) => new(Volatile.Read(ref _order[number]), _traits[number]);

    /// <summary>Marks a case; what is kept of it is seen before it is shown.</summary>
    public void Mark(int number, CaseMarks marks)
    {
        _traits[number] = marks.Traits;
        Volatile.Write(ref _order[number], marks.Order);
    }

    /// <summary>Says which case has a number, and where the child is.</summary>
    public void Put(int number, CaseRef now, int place) => (Now[number], Child[number], Place[number]) = (now, now.Child, place);

    /// <summary>The same with twice the room.</summary>
    public ShelfColumns Doubled()
    {
        var more = new ShelfColumns(size * 2);
        _order.CopyTo(more._order, 0);
        _traits.CopyTo(more._traits, 0);
        Now.CopyTo(more.Now, 0);
        Child.CopyTo(more.Child, 0);
        Place.CopyTo(more.Place, 0);
        Charge.CopyTo(more.Charge, 0);
        return more;
    }
}
