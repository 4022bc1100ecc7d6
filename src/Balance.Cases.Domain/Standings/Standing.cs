using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Standings;

/// <summary>
/// Where a child stands on a day, folded from its dated steps in the order in which they happened (indicators.md, «A child's standing on day D»).
/// The one function that decisions, pages, worklists and rates all call.
/// </summary>
public sealed record Standing
{
    /// <summary>A confirmed dropout that no standing return and no finding in force answers.</summary>
    public bool Out { get; private init; }

    /// <summary>A standing return that no roll can show yet, or one into vocational schooling.</summary>
    public bool Returned { get; private init; }

    /// <summary>The last placement or return is home-delivered teaching and stands.</summary>
    public bool HomeTaught { get; private init; }

    /// <summary>The finding in force on the day; <see cref="Finding.Missing"/> stands but answers nothing.</summary>
    public Finding? Finding { get; private init; }

    /// <summary>The last dropout by the day, whether or not answered.</summary>
    public DatedStep? LastDropout { get; private init; }

    /// <summary>The last return, where it stands.</summary>
    public DatedStep? StandingReturn { get; private init; }

    /// <summary>The last return, where nothing was recorded against it but the first roll after it does not bear it out.</summary>
    public DatedStep? ReturnNotBorneOut { get; private init; }

    /// <summary>Status on the roll of the day; null: no such roll, or not on it.</summary>
    public RollStatus? OnRoll { get; private init; }

    /// <summary>A child of whom nothing is recorded and whom no roll shows.</summary>
    public static readonly Standing Blank = new();

    /// <summary>A standing answer to the question where the child is: screening does not suspect it.</summary>
    public bool Answered => Out || Returned || HomeTaught || Finding is { } finding && finding != Terms.Finding.Missing;

    /// <summary>Enrolled on the day.</summary>
    public bool Enrolled => !Out
        && (OnRoll is RollStatus.Enrolled or RollStatus.Graduated || Returned || HomeTaught
            || Finding is Terms.Finding.StudyingElsewhere or Terms.Finding.Graduated);

    /// <summary>Where the child stands on <paramref name="day"/>.</summary>
    /// <param name="day">A day of the world.</param>
    /// <param name="steps">Steps as known, corrections applied, in any order; later ones are left out.</param>
    /// <param name="rolls">Every roll of the county as known, of any school year, with the child's status on each; in any order.</param>
    public static Standing On(DateOnly day, IEnumerable<DatedStep> steps, IEnumerable<RollMark> rolls)
    {
        var happened = steps.Where(step => step.OccurredOn <= day).OrderBy(step => step.OccurredOn).ThenBy(step => step.Order).ToArray();
        var known = rolls.Where(roll => roll.On <= day).OrderBy(roll => roll.On).ThenBy(roll => roll.SchoolYear).ToArray();
        var year = SchoolYear.Of(day).Year;
        var today = known.Where(roll => roll.SchoolYear == year).Select(roll => (RollMark?)roll).LastOrDefault();

        var dropout = Last(happened, step => step is Dropout);
        var uncontradicted = UncontradictedReturnIn(happened, dropout);
        var back = uncontradicted >= 0 && IsBorneOut(happened[uncontradicted], known) ? uncontradicted : -1;
        var finding = FindingInForce(happened, day);
        var settled = finding is { } found && (found.IsFinal() || found == Terms.Finding.StudyingElsewhere);

        return new Standing
        {
            Out = dropout >= 0 && back < 0 && !settled,
            Returned = back >= 0 && (today is null || today.Value.On <= happened[back].OccurredOn || IsPlaced(happened[back], ReturnPlacement.Vocational)),
            HomeTaught = IsHomeTaught(happened, dropout, back),
            Finding = finding,
            LastDropout = dropout >= 0 ? happened[dropout] : null,
            StandingReturn = back >= 0 ? happened[back] : null,
            ReturnNotBorneOut = back < 0 && uncontradicted >= 0 ? happened[uncontradicted] : null,
            OnRoll = today?.Status,
        };
    }

    /// <summary>Index of the last return, if no dropout came after it and no absence was found after it; else -1.</summary>
    private static int UncontradictedReturnIn(DatedStep[] happened, int dropout)
    {
        var back = Last(happened, step => step is Return);
        if (back < 0 || back < dropout) return -1;

        var check = Last(happened, step => step is Check);
        return check > back && happened[check].Step is Check { Result: AttendanceResult.Absent } ? -1 : back;
    }

    /// <summary>The first roll after a return shows the child, or there is none yet, or none can.</summary>
    private static bool IsBorneOut(DatedStep back, RollMark[] rolls)
    {
        if (IsPlaced(back, ReturnPlacement.Vocational) || IsPlaced(back, ReturnPlacement.HomeTeaching)) return true;
        foreach (var roll in rolls)
            if (roll.On > back.OccurredOn)
                return roll.Status is not (null or RollStatus.Withdrawn);
        return true;
    }

    private static Finding? FindingInForce(DatedStep[] happened, DateOnly day)
    {
        var last = Last(happened, step => FoundBy(step) is not null || step is Dropout or Return);
        if (last < 0 || FoundBy(happened[last].Step) is not { } found) return null;
        return Findings.LastDayOf(found.Finding, happened[last].OccurredOn, found.Until) is { } until && day > until ? null : found.Finding;
    }

    /// <summary>A deferral decided as a placement answers as one that verification found.</summary>
    private static Found? FoundBy(Step step) => step switch
    {
        Found found => found,
        Placed { Placement: Placement.Deferred } deferral => new Found(Terms.Finding.Deferred, deferral.Until),
        _ => null,
    };

    private static bool IsHomeTaught(DatedStep[] happened, int dropout, int back)
    {
        var last = Last(happened, step => step is Placed or Return);
        if (last < 0 || last < dropout) return false;
        return happened[last].Step is Placed { Placement: Placement.HomeTeaching }
            || IsPlaced(happened[last], ReturnPlacement.HomeTeaching) && last == back;
    }

    private static bool IsPlaced(DatedStep step, ReturnPlacement placement) => step.Step is Return back && back.Placement == placement;

    private static int Last(DatedStep[] happened, Func<Step, bool> matches) => Array.FindLastIndex(happened, step => matches(step.Step));
}
