namespace Balance.Cases.Domain.Indicators;

/// <summary>What a school has of something, and for how many.</summary>
/// <param name="School">学校标识码.</param>
/// <param name="Pupils">Pupils of the stage, one or more.</param>
/// <param name="Total">Of the school as a whole, in the item's own unit.</param>
public sealed record SchoolValue(string School, int Pupils, decimal Total);

/// <summary>校际差异系数, weighted by pupils (教督〔2017〕6号): X̄ = Σxᵢ·pᵢ ÷ Σpᵢ, S = √Σ(pᵢ/P)(xᵢ − X̄)², CV = S ÷ X̄.</summary>
public static class SchoolVariation
{
    /// <summary>The coefficient, 6 decimals; null where no school has pupils, or none has anything.</summary>
    /// <param name="schools">xᵢ is the total over the pupils.</param>
    public static decimal? Of(IReadOnlyCollection<SchoolValue> schools)
    {
        var pupils = schools.Sum(school => (decimal)school.Pupils);
        var total = schools.Sum(school => school.Total);
        if (pupils == 0 || total == 0) return null;
        var mean = total / pupils;
        var variance = schools.Where(school => school.Pupils > 0).Sum(school => school.Pupils / pupils * Squared(school.Total / school.Pupils - mean));
        return Math.Round((decimal)Math.Sqrt((double)variance) / mean, 6, MidpointRounding.AwayFromZero);
    }

    private static decimal Squared(decimal value) => value * value;
}
