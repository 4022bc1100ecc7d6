namespace Balance.Cases.Domain.Indicators;

/// <summary>复学率 and 动态清零: of the county, and of the school and township of each child's last dropout.</summary>
/// <param name="EverOut">Children of whom a dropout was ever confirmed by the day, of any school year.</param>
/// <param name="Returned">Those of them whose return stands on the day.</param>
/// <param name="Out">Those who are out on the day: target 0.</param>
public sealed record ReturnedFigure(string Unit, UnitKind UnitKind, int EverOut, int Returned, int Out)
{
    /// <summary>Standing returns ÷ ever dropped out, 6 decimals; null where nobody ever did.</summary>
    public decimal? Rate => Ratio.Of(Returned, EverOut);
}
