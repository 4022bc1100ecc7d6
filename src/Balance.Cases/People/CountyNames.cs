namespace Balance.Cases.People;

/// <summary>The names of one county in memory, as one text: a million take some 30 MB and are searched in milliseconds.</summary>
internal sealed class CountyNames
{
    private const char Between = '\n';

    private readonly Guid[] ids;
    private readonly int[] starts;
    private readonly char[] text;

    private CountyNames(Guid[] ids, int[] starts, char[] text) => (this.ids, this.starts, this.text) = (ids, starts, text);

    public int Count => ids.Length;

    /// <summary>One name a child: of several sources the first in rank.</summary>
    public static CountyNames Of(IReadOnlyCollection<NameChunk> chunks)
    {
        var total = chunks.Sum(chunk => chunk.Count);
        var order = new (Guid Child, int Rank, int Chunk, int Index)[total];
        var (at, letters, list) = (0, 0, chunks.ToArray());
        for (var c = 0; c < list.Length; c++)
        {
            letters += list[c].Letters;
            for (var i = 0; i < list[c].Count; i++) order[at++] = (list[c].Children[i], list[c].Ranks[i], c, i);
        }
        Array.Sort(order, static (a, b) => a.Child.CompareTo(b.Child) is not 0 and var byChild ? byChild : a.Rank - b.Rank);

        var (ids, starts, text, count, end) = (new Guid[total], new int[total], new char[letters + total + 1], 0, 0);
        text[end++] = Between;
        foreach (var (child, _, chunk, index) in order)
        {
            if (count > 0 && ids[count - 1] == child) continue;
            (ids[count], starts[count]) = (child, end);
            count++;
            var name = list[chunk].Name(index);
            name.CopyTo(text.AsSpan(end));
            end += name.Length;
            text[end++] = Between;
        }
        return new CountyNames(ids[..count], starts[..count], text[..end]);
    }

    /// <summary>Tells of every child whose name holds the text, and how well: 0 is it, 1 begins with it, 2 holds it.</summary>
    public void Search(string wanted, Action<Guid, int> found)
    {
        var from = 0;
        while (from < text.Length)
        {
            var hit = text.AsSpan(from).IndexOf(wanted, StringComparison.Ordinal);
            if (hit < 0) return;
            hit += from;
            var child = Array.BinarySearch(starts, hit);
            if (child < 0) child = ~child - 1;
            found(ids[child], Rank(hit == starts[child], text[hit + wanted.Length] == Between));
            from = Array.IndexOf(text, Between, hit + wanted.Length) + 1;
        }
    }

    public static int Rank(bool begins, bool ends) => begins ? ends ? 0 : 1 : 2;
}

/// <summary>Names opened together.</summary>
internal sealed class NameChunk(int capacity)
{
    private char[] text = new char[capacity * 4];
    private readonly int[] ends = new int[capacity];

    public Guid[] Children { get; } = new Guid[capacity];
    public byte[] Ranks { get; } = new byte[capacity];
    public int Count { get; private set; }
    public int Letters => Count == 0 ? 0 : ends[Count - 1];

    public void Add(Guid child, FacetKind facet, ReadOnlySpan<byte> name)
    {
        var start = Letters;
        if (start + name.Length > text.Length) Array.Resize(ref text, (start + name.Length) * 2);
        var written = System.Text.Encoding.UTF8.GetChars(name, text.AsSpan(start));
        if (written == 0) return;
        // A name with a line break in it would fall into two.
        text.AsSpan(start, written).Replace('\n', ' ');
        (Children[Count], Ranks[Count], ends[Count]) = (child, (byte)facet, start + written);
        Count++;
    }

    public ReadOnlySpan<char> Name(int index) => text.AsSpan((index == 0 ? 0 : ends[index - 1])..ends[index]);
}
