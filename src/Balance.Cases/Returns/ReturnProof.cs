using Balance.Cases.Access;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Registers;

namespace Balance.Cases.Returns;

/// <summary>A return worked out again.</summary>
/// <param name="Differs">Figures that came out otherwise; none: to the digit as sealed.</param>
/// <param name="Definitions">Version of the definitions that it was worked out by now.</param>
/// <param name="Pack">Pack and version that it was worked out under now.</param>
public sealed record Recomputed(IReadOnlyList<ChangedFigure> Differs, int Definitions, string Pack)
{
    /// <summary>Nothing differs.</summary>
    public bool IsSame => Differs.Count == 0;
}

/// <summary>Works a sealed return out again, from what was known at its moment and nothing else.</summary>
public sealed class ReturnProof(FurtherRates further, Counties counties)
{
    /// <summary>Held against what was sealed.</summary>
    public async Task<Recomputed> OfAsync(ReturnContent content, CancellationToken ct)
    {
        var again = await further.OnAsync(content.County, content.SchoolYear, content.AsOf, content.KnownAt, ct);
        return new(Restatement.Between(content.Figures, ReturnFigures.Of(again, content.Unit)), FigureDefinitions.Version, (await counties.PackOfAsync(content.County, content.AsOf, ct)).Id);
    }
}
