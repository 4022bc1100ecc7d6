namespace Balance.Cases.Audit;

/// <summary>A link with the event that stands under its sequence now, if there is one.</summary>
/// <param name="RecordedAt">Microseconds since 1970.</param>
public sealed record LinkRow(int Strand, long Position, Guid Stream, long Version, Guid EventId, long RecordedAt, byte[] Hash, LinkedEvent? Event)
{
    /// <summary>The event that stands there is the one that the link names.</summary>
    public bool IsItsEvent => Event is { } happened && happened.Id == EventId && happened.Stream == Stream && happened.Version == Version;
}

/// <summary>
/// Walks one strand from its beginning. A link that does not fit on the one before is held until a later link tells on which it was built:
/// on the held one, then its event was changed; on the one before, then the held one was put in between.
/// </summary>
public sealed class StrandWalk
{
    /// <summary>So many links that were taken out and closed up over are still told from a changed event.</summary>
    private const int Vanished = 16;

    private readonly LinkHash _hash = new();
    private readonly byte[] _computed = new byte[LinkHash.Length];
    private readonly List<LinkRow> _held = [];
    private readonly List<(LinkRow Row, DamageKind Kind)> _damaged = [];
    private readonly List<(long From, long To)> _gaps = [];
    private LinkRow? _last;
    private byte[] _good = LinkHash.Beginning.ToArray();
    private byte[] _before = LinkHash.Beginning.ToArray();
    private long _place;
    private long _position;
    private long _shift;

    /// <summary>Links that do not say what stands there.</summary>
    public IReadOnlyList<(LinkRow Row, DamageKind Kind)> Damaged => _damaged;

    /// <summary>Positions at which no link stands any more, first and last.</summary>
    public IReadOnlyList<(long From, long To)> Gaps => _gaps;

    /// <summary>Takes the next link by position.</summary>
    public void Next(LinkRow row)
    {
        var gap = row.Position != _position + 1;
        if (gap) _gaps.Add((_position + 1, row.Position - 1));
        _position = row.Position;
        var place = row.Position - _shift;

        if (row.Event is null)
        {
            // Nothing to compute it from: whoever follows shows whether the link itself is the old one.
            Settle();
            _damaged.Add((row, DamageKind.Deleted));
            Accept(row, place);
        }
        else if (gap ? row.IsItsEvent : Fits(_held.Count > 0 ? _held[^1].Hash : _good, place, row))
        {
            // Behind a gap nothing tells what came before: such a link is taken as it is.
            Settle();
            Accept(row, place);
        }
        else if (!(_held.Count > 0 ? IsExplainedByHeld(row, place) : IsExplainedByLast(row))) _held.Add(row);
    }

    /// <summary>Nothing comes after.</summary>
    /// <param name="isNew">Whether an event is later than its stream: then it was put there.</param>
    public void End(Func<LinkRow, bool> isNew)
    {
        _damaged.AddRange(_held.Where(isNew).Select(held => (held, DamageKind.Inserted)));
        _held.RemoveAll(held => isNew(held));
        Settle();
    }

    private bool IsExplainedByHeld(LinkRow row, long place)
    {
        if (_held.SkipLast(1).Any(held => Fits(held.Hash, place, row)))
        {
            Settle();
            Accept(row, place);
            return true;
        }
        if (_held.TrueForAll(held => held.RecordedAt < row.RecordedAt) && Fits(_good, _place + 1, row))
        {
            _damaged.AddRange(_held.Select(held => (held, DamageKind.Inserted)));
            _shift += _held.Count;
            _held.Clear();
            Accept(row, _place + 1);
            return true;
        }
        for (var missing = 1; missing <= Vanished; missing++)
        {
            if (!Fits(_held[^1].Hash, place + missing, row)) continue;
            _gaps.Add((_place + 1, _place + missing));
            _shift -= missing;
            if (_held[0].IsItsEvent) _held.RemoveAt(0); // what it was built on is gone
            Settle();
            Accept(row, place + missing);
            return true;
        }
        return false;
    }

    /// <summary>The link before fitted because it was made to fit, and this one was built on the one before that.</summary>
    private bool IsExplainedByLast(LinkRow row)
    {
        if (_last is null || !Fits(_before, _place, row)) return false;
        _damaged.Add((_last, DamageKind.Inserted));
        _shift++;
        _good = _before;
        Accept(row, _place);
        return true;
    }

    private bool Fits(byte[] before, long place, LinkRow row)
    {
        if (!row.IsItsEvent) return false;
        _hash.Of(before, row.Strand, place, row.RecordedAt, row.Event!.Value, _computed);
        return _computed.AsSpan().SequenceEqual(row.Hash);
    }

    private void Settle()
    {
        for (var i = 0; i < _held.Count; i++) _damaged.Add((_held[i], KindOf(i)));
        _held.Clear();
    }

    /// <summary>Of a held link: another event than it names, out of turn by its moment, or the event with other content.</summary>
    private DamageKind KindOf(int index)
    {
        var row = _held[index];
        if (!row.IsItsEvent) return DamageKind.Reordered;
        var outOfTurn = _held.Where((other, at) => at < index ? other.RecordedAt >= row.RecordedAt : at > index && other.RecordedAt <= row.RecordedAt).Any();
        return outOfTurn ? DamageKind.Reordered : DamageKind.Changed;
    }

    private void Accept(LinkRow row, long place)
    {
        (_before, _good) = (_good, row.Hash);
        (_last, _place) = (row, place);
    }
}
