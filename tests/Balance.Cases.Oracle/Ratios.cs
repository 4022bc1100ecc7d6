namespace Balance.Cases.Oracle;

/// <summary>Figures from declared numbers (indicators.md, «Three-year retention», «Coefficient of variation»).</summary>
public static class Ratios
{
    /// <summary>初中三年巩固率 by one of the three published definitions; null where there is nothing to divide by.</summary>
    public static decimal? Retention(int definition, int entrants, int transferredIn, int transferredOut, int deceased, int graduates)
    {
        var (above, below) = definition switch
        {
            1 => (graduates - transferredIn + transferredOut, entrants - deceased),
            2 => (graduates, entrants + transferredIn - transferredOut - deceased),
            _ => (graduates, entrants + transferredIn - transferredOut),
        };
        if (below == 0) return null;
        var rate = (decimal)above / below;
        return definition == 3 ? Math.Min(rate, 1) : rate;
    }

    /// <summary>校际差异系数 of schools with so many pupils and so much of what is compared, by the pupil.</summary>
    public static double Variation(IReadOnlyList<(int Pupils, double Total)> schools)
    {
        double pupils = schools.Sum(school => school.Pupils), mean = schools.Sum(school => school.Total) / pupils;
        return Math.Sqrt(schools.Sum(school => school.Pupils / pupils * Math.Pow((school.Total / school.Pupils) - mean, 2))) / mean;
    }
}
