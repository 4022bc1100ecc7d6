using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>A rung of the legal ladder.</summary>
/// <param name="Name">What the source calls it.</param>
/// <param name="Steps">The ways of taking it: one, or enforcement and court.</param>
public sealed record LadderRung(string Name, IReadOnlyList<LegalStep> Steps);

/// <summary>依法控辍步骤 in their order (普洱四步法; 义务教育法 §58): one rung at a time, and none of them computes a fine.</summary>
public sealed record Ladder(IReadOnlyList<LadderRung> Rungs, Ground Ground, string Source, string Quote, string? File = null) : IGrounded
{
    /// <summary>On which rung a step is, from 1; 0: the ladder does not have it.</summary>
    public int RungOf(LegalStep step) => Rungs.TakeWhile(rung => !rung.Steps.Contains(step)).Count() is var below && below < Rungs.Count ? below + 1 : 0;
}
