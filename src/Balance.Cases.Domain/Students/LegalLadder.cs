using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>The legal ladder (普洱四步法; 义务教育法 §58): education, correction order, penalty, then enforcement or court. No rung computes a fine.</summary>
public static class LegalLadder
{
    /// <summary>1 to 4; enforcement and court are the two ways of the fourth.</summary>
    public static int Rung(this LegalStep step) => step switch
    {
        LegalStep.Education => 1,
        LegalStep.CorrectionOrder => 2,
        LegalStep.Penalty => 3,
        _ => 4,
    };
}
