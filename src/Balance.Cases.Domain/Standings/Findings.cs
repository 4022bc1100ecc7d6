using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Standings;

/// <summary>How long a finding of verification (核查) stands, and what it answers (indicators.md, «Finding»).</summary>
public static class Findings
{
    /// <summary>Stands for good: the child is no longer this county's to bring to school.</summary>
    public static bool IsFinal(this Finding finding) => finding is Finding.Deceased or Finding.Emigrated or Finding.MovedAway or Finding.Duplicate or Finding.Graduated;

    /// <summary>Takes the child off the list while it stands, so it needs evidence (domain.md, «Rules that commands keep»).</summary>
    public static bool TakesOffTheList(this Finding finding) =>
        finding.IsFinal() || finding is Finding.StudyingElsewhere or Finding.Deferred or Finding.UnderAge;

    /// <summary>Asks for an end date.</summary>
    public static bool NeedsEnd(this Finding finding) => finding is Finding.StudyingElsewhere or Finding.Deferred;

    /// <summary>
    /// The last day on which a finding stands; null: for good, and <see cref="Finding.Missing"/>, which answers nothing, until something else is found.
    /// Others stand until their end date, at the latest, and without one, the next 31 August on or after the step.
    /// </summary>
    public static DateOnly? LastDayOf(Finding finding, DateOnly found, DateOnly? until)
    {
        if (finding.IsFinal() || finding is Finding.Missing or Finding.DroppedOut) return null;
        var latest = SchoolYear.NextEnd(found);
        return until is { } stated && stated < latest ? stated : latest;
    }
}
