using System.Text.Json.Serialization;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>疑似: an open question where the child is.</summary>
/// <param name="Since">The day on which it was first raised.</param>
/// <param name="Reasons">Every reason that held, in the order of the field's table.</param>
/// <param name="Evidence">What showed them; none for a teacher's report or a finding that has run out.</param>
public sealed record Suspicion(DateOnly Since, IReadOnlyList<SuspicionReason> Reasons, IReadOnlyList<Evidence> Evidence);

public sealed partial record Student
{
    /// <summary>
    /// The suspicion that is open, or null. It ends by verification, by positive evidence, by a dropout or a return; never by silence
    /// (indicators.md, «Screening»).
    /// </summary>
    [JsonIgnore]
    public Suspicion? OpenSuspicion
    {
        get
        {
            var effective = Effective;
            var raised = new List<Entry>();
            foreach (var entry in effective)
                if (IsSuspicion(entry)) raised.Add(entry);
                else if (EndsSuspicion(entry)) raised.Clear();

            raised.RemoveAll(suspicion => effective.Any(later => later.Order > suspicion.Order && EndsSuspicion(later)) && WasAnsweredOn(suspicion.Happened.OccurredOn));
            if (raised.Count == 0) return null;

            var evidence = raised.SelectMany(entry => entry.Happened is DropoutSuspected s ? s.Evidence : []).Distinct().ToArray();
            var reasons = evidence.Select(piece => piece.Reason)
                .Concat(raised.Any(entry => entry.Happened is AbsenceReported) ? [SuspicionReason.Reported] : [])
                .Distinct().Order().ToArray();
            return new Suspicion(raised[0].Happened.OccurredOn, reasons, evidence);
        }
    }

    /// <summary>
    /// The suspicion open on a day: <see cref="OpenSuspicion"/>, or the one that comes back the day after a finding has run out
    /// (domain.md: for studying_elsewhere and deferred), unless a roll has shown the child since.
    /// </summary>
    public Suspicion? SuspicionOn(DateOnly day, IReadOnlyList<RollMark> rolls)
    {
        if (OpenSuspicion is { } open) return open;
        if (LapsedOn(day) is not { } lapsed || StandingOn(day, rolls).Answered) return null;
        var shown = rolls.Any(roll => roll.On > lapsed && roll.On <= day && roll.Status is RollStatus.Enrolled or RollStatus.Suspended or RollStatus.Graduated);
        return shown ? null : new Suspicion(lapsed.AddDays(1), [SuspicionReason.FindingLapsed], []);
    }

    /// <summary>The last verification, dropout or return, whichever came last.</summary>
    [JsonIgnore]
    public Entry? LastAnswer => Effective.LastOrDefault(entry => entry.Happened is SuspicionVerified or DropoutConfirmed or StudentReturned);

    /// <summary>Somebody or something once gave reason to ask where the child is.</summary>
    [JsonIgnore]
    public bool WasSuspected => Entries.Any(entry => entry.Stands && (IsSuspicion(entry) || entry.Happened is SuspicionVerified));

    /// <summary>The last day of the last finding, if nothing answered after it; null: none, or one that has no end.</summary>
    [JsonIgnore]
    public DateOnly? FindingEndsOn => LastAnswer?.Happened is SuspicionVerified found ? Findings.LastDayOf(found.Finding, found.OccurredOn, found.Until) : null;

    /// <summary>The last day of the last finding, where it has run out before a day and nothing has answered since.</summary>
    private DateOnly? LapsedOn(DateOnly day) => FindingEndsOn is { } last && last < day ? last : null;

    // A return to a school of the county is left out: it is for the next roll to bear it out.
    private bool WasAnsweredOn(DateOnly day)
    {
        var then = StandingOn(day, []);
        return then.Out || then.HomeTaught || then.StandingReturn is { Step: Return { Placement: ReturnPlacement.Vocational } } || then.Finding is { } finding && finding != Finding.Missing;
    }

    private static bool IsSuspicion(Entry entry) => entry.Happened is DropoutSuspected or AbsenceReported;

    private static bool EndsSuspicion(Entry entry) => entry.Happened is SuspicionVerified or SuspicionWithdrawn or DropoutConfirmed or StudentReturned;
}
