namespace Balance.Cases.Domain.Indicators;

/// <summary>随迁子女公办占比: migrant children of school age who are enrolled, of a township of residence or county, and those of them in public or purchased places.</summary>
/// <param name="Placed">Enrolled at a public school, or in a place bought by the government.</param>
public sealed record MigrantFigure(string Unit, UnitKind UnitKind, int Enrolled, int Placed)
{
    /// <summary>Placed ÷ enrolled, 6 decimals; null where no migrant child is enrolled.</summary>
    public decimal? Rate => Ratio.Of(Placed, Enrolled);
}
