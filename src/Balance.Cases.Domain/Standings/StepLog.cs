using Balance.Cases.Domain.Students;

namespace Balance.Cases.Domain.Standings;

/// <summary>One recorded entry of a child as figures keep it.</summary>
/// <param name="Entry">The entry's name.</param>
/// <param name="Order">Stream version at which it was recorded.</param>
/// <param name="RecordedAt">The chain's moment of recording.</param>
/// <param name="Happened">What was recorded.</param>
public readonly record struct StepRow(Guid Entry, long Order, DateTimeOffset RecordedAt, StudentEvent Happened);

/// <summary>The dated steps of one child as they were known at a moment: with <c>known at</c> T only what was recorded by T exists, corrections too.</summary>
public static class StepLog
{
    /// <summary>Whether an entry can ever bear on standing, so that figures need to keep it.</summary>
    public static bool Matters(StudentEvent happened) => Step.Of(happened) is not null || happened is EntryCorrected or EntryWithdrawn or FileMerged;

    /// <summary>The steps in force, in order of recording.</summary>
    /// <param name="rows">Rows of one child in any order.</param>
    /// <param name="knownAt">The moment (inclusive); null: now, all of them.</param>
    public static IReadOnlyList<DatedStep> Steps(IEnumerable<StepRow> rows, DateTimeOffset? knownAt = null) =>
        StepsOf(Corrections.Apply(rows
            .Where(row => knownAt is not { } moment || row.RecordedAt <= moment)
            .Select(row => new Entry(row.Happened, row.Order))));

    /// <summary>The steps of entries whose corrections are already applied.</summary>
    internal static DatedStep[] StepsOf(IEnumerable<Entry> entries) =>
    [
        .. from entry in entries
           where entry.Stands
           let step = Step.Of(entry.Happened)
           where step is not null
           select new DatedStep(entry.Happened.OccurredOn, entry.Order, step),
    ];
}
