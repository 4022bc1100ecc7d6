using Balance.Cases.Domain.Students;

namespace Balance.Cases.Domain.Screening;

/// <summary>A screening was run: what it compared by, how many children it suspected, and what it did in their files. Its stream is the screening's own.</summary>
/// <param name="Pack">Pack and version whose thresholds judged.</param>
/// <param name="Reasons">Children by reason; a child with two reasons stands under both.</param>
/// <param name="Withdrawn">Open suspicions that positive evidence ended.</param>
public sealed record ScreeningRun(
    Guid Screening, int SchoolYear, DateOnly AsOf, string Pack, int Suspected, IReadOnlyDictionary<string, int> Reasons, int Opened, int Updated, int Withdrawn, Actor By);
