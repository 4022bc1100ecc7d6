using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Returns;

/// <summary>The definitions by which figures are worked out (docs/indicators.md).</summary>
public static class FigureDefinitions
{
    /// <summary>Raised whenever a definition changes, so that a return says which it was made by.</summary>
    public const int Version = 1;
}

/// <summary>Where a strand of a county's chain had come to at a moment.</summary>
/// <param name="Hash">Of the link that stands there, hexadecimal: it covers everything before it.</param>
public sealed record LogPosition(int Strand, long Position, string Hash);

/// <summary>One figure as it was frozen: a share, or a number of its own.</summary>
/// <param name="Stage">Where the figure has stages.</param>
/// <param name="Item">Of variation between schools, of what.</param>
/// <param name="Part">Numerator; null: the figure is no share.</param>
/// <param name="Whole">Denominator; null: the figure is no share.</param>
/// <param name="Value">To 6 decimals; null where there was nothing to divide by.</param>
public sealed record FrozenFigure(FigureName Name, Stage? Stage, ResourceItem? Item, decimal? Part, decimal? Whole, decimal? Value)
{
    /// <summary>Whether it is the same figure, whatever it came to.</summary>
    public bool IsOf(FrozenFigure other) => Name == other.Name && Stage == other.Stage && Item == other.Item;
}

/// <summary>A figure that is another now. Null: it was not there, or is there no more.</summary>
public sealed record ChangedFigure(FrozenFigure? Then, FrozenFigure? Now);

/// <summary>What became of the return before: its figures, of the same day, as they are known by now.</summary>
/// <param name="Return">The return before.</param>
/// <param name="Number">Its number.</param>
/// <param name="AsOf">Its day.</param>
/// <param name="KnownAt">The moment at which its figures were known.</param>
/// <param name="Changed">Those that came out otherwise.</param>
public sealed record Restatement(Guid Return, string Number, DateOnly AsOf, DateTimeOffset KnownAt, IReadOnlyList<ChangedFigure> Changed)
{
    /// <summary>Figures that differ, in the order of the first list.</summary>
    public static IReadOnlyList<ChangedFigure> Between(IReadOnlyList<FrozenFigure> then, IReadOnlyList<FrozenFigure> now) =>
    [
        .. then.Select(old => new ChangedFigure(old, now.FirstOrDefault(old.IsOf))).Where(changed => changed.Then != changed.Now),
        .. now.Where(figure => !then.Any(figure.IsOf)).Select(figure => new ChangedFigure(null, figure)),
    ];
}

/// <summary>What a return says, as it was sealed.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="AsOf">Its last day, of which the figures are.</param>
/// <param name="KnownAt">The moment at which they were known.</param>
/// <param name="Unit">Code of the office whose return it is.</param>
/// <param name="Definitions">Version of the definitions.</param>
/// <param name="Pack">Pack and version, such as <c>national/1</c>.</param>
/// <param name="Positions">The position in the event log that the moment stands for.</param>
/// <param name="Restated">What became of the return of that kind before; null: there was none.</param>
public sealed record ReturnContent(
    ReturnKind Kind, int SchoolYear, DateOnly From, DateOnly AsOf, DateTimeOffset KnownAt, string County, string Unit, string Number, int Definitions, string Pack,
    IReadOnlyList<LogPosition> Positions, IReadOnlyList<FrozenFigure> Figures, Restatement? Restated);
