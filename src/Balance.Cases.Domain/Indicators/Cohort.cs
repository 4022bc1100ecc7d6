using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Indicators;

/// <summary>Those who entered junior secondary school together, three years on; in children.</summary>
/// <param name="Entrants">Who entered grade 7 (where grades are split 5-4, grade 6).</param>
/// <param name="TransferredIn">Who came later.</param>
/// <param name="TransferredOut">Who went to another county's school.</param>
/// <param name="Deceased">Who died.</param>
/// <param name="Graduates">Who graduated.</param>
public sealed record Cohort(int Entrants, int TransferredIn, int TransferredOut, int Deceased, int Graduates)
{
    /// <summary>初中三年巩固率 by one of the published definitions, 6 decimals; null where there is nothing to divide by.</summary>
    public decimal? Retention(RetentionFormula formula) => formula switch
    {
        RetentionFormula.ByEntrants => Ratio.Of(Graduates - TransferredIn + TransferredOut, Entrants - Deceased),
        RetentionFormula.ByRemaining => Ratio.Of(Graduates, Entrants + TransferredIn - TransferredOut - Deceased),
        _ => Ratio.Of(Graduates, Entrants + TransferredIn - TransferredOut) is { } rate ? Math.Min(1, rate) : null,
    };

    /// <summary>Every definition has something to divide by, and nobody graduated who never came.</summary>
    public bool IsPossible() => Entrants - Deceased > 0 && Entrants + TransferredIn - TransferredOut - Deceased > 0 && Graduates <= Entrants + TransferredIn;
}
