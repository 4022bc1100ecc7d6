using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;

namespace Balance.Cases.Registers.Importing;

/// <summary>The rows that an import rejects: counted, the first thousand kept to be shown, all of them written as sent.</summary>
public sealed class RejectedRows(RejectsFile? file)
{
    private const int Shown = 1000;

    private readonly List<Reject> shown = [];
    private readonly List<(UnidentifiedRow Row, string AsSent)> unidentified = [];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The first thousand.</summary>
    public IReadOnlyList<Reject> Shownable => shown;

    /// <summary>Those whose identity number could not be used: children who must be found.</summary>
    public IReadOnlyList<(UnidentifiedRow Row, string AsSent)> Unidentified => unidentified;

    /// <summary>Takes one.</summary>
    public void Add(Reject reject, string[] asSent)
    {
        Count++;
        if (shown.Count < Shown) shown.Add(reject);
        file?.Write(asSent, reject);
        if (reject is { Column: "id_number", Code: not (RejectCode.DuplicateId or RejectCode.UnknownChild) })
            unidentified.Add((new(reject.Line, reject.Code), string.Join('\t', asSent)));
    }
}
