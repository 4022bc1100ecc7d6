using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using CsCheck;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Students;

/// <summary>What holds of every history, not only of the examples.</summary>
public class CorrectionProperties
{
    [Fact]
    public void The_order_of_recording_never_changes_a_standing() =>
        Gen.Select(Histories.Entries, Histories.Rolls, Gen.Int).Sample((entries, rolls, seed) =>
            Histories.Read(After(Histories.Shuffled(entries, seed)), rolls) == Histories.Read(After(entries), rolls));

    [Fact]
    public void An_entry_recorded_late_takes_its_place_by_its_date() =>
        Gen.Select(Histories.Entries, Histories.Rolls, Histories.Entry(50), Gen.Int[0, 12]).Sample((entries, rolls, late, at) =>
        {
            entries = [.. entries.Where(entry => entry.OccurredOn != late.OccurredOn)];
            at = Math.Min(at, entries.Length);
            return Histories.Read(After([.. entries, late]), rolls) == Histories.Read(After([.. entries[..at], late, .. entries[at..]]), rolls);
        });

    [Fact]
    public void A_corrected_entry_counts_as_though_never_entered_wrongly() =>
        Gen.Select(Histories.Entries, Histories.Entry(50), Histories.Entry(50), Gen.Int[0, 12]).Sample((entries, wrong, right, at) =>
        {
            at = Math.Min(at, entries.Length);
            return Steps([.. entries[..at], wrong, .. entries[at..], Correct(60, 50, right)]) == Steps([.. entries[..at], right, .. entries[at..]]);
        });

    [Fact]
    public void A_withdrawn_entry_counts_as_never_entered() =>
        Gen.Select(Histories.Entries, Histories.Rolls, Histories.Entry(50), Gen.Int[0, 12]).Sample((entries, rolls, wrong, at) =>
        {
            at = Math.Min(at, entries.Length);
            return Histories.Read(After([.. entries[..at], wrong, .. entries[at..], Withdraw(60, 50)]), rolls) == Histories.Read(After(entries), rolls);
        });

    [Fact]
    public void A_correction_that_is_withdrawn_leaves_the_entry_as_it_was() =>
        Gen.Select(Histories.Entries, Histories.Entry(50), Histories.Entry(50)).Sample((entries, first, wrong) =>
            Steps([first, .. entries, Correct(60, 50, wrong), Withdraw(61, 60)]) == Steps([first, .. entries]));

    [Fact]
    public void A_correction_that_is_corrected_counts_as_it_should_have_been() =>
        Gen.Select(Histories.Entries, Histories.Entry(50), Histories.Entry(50), Histories.Entry(50)).Sample((entries, first, wrong, right) =>
            Steps([first, .. entries, Correct(60, 50, wrong), Correct(61, 60, Correct(60, 50, right))]) == Steps([right, .. entries]));

    [Fact]
    public void The_last_correction_that_stands_overrules_the_one_before() =>
        Gen.Select(Histories.Entries, Histories.Entry(50), Histories.Entry(50), Histories.Entry(50)).Sample((entries, first, second, third) =>
            Steps([first, .. entries, Correct(60, 50, second), Correct(61, 50, third)]) == Steps([third, .. entries])
            && Steps([first, .. entries, Correct(60, 50, second), Correct(61, 50, third), Withdraw(62, 61)]) == Steps([second, .. entries]));

    [Fact]
    public void A_withdrawal_that_is_withdrawn_brings_the_entry_back() =>
        Gen.Select(Histories.Entries, Histories.Entry(50)).Sample((entries, first) =>
            Steps([first, .. entries, Withdraw(60, 50), Withdraw(61, 60)]) == Steps([first, .. entries]));

    [Fact]
    public void A_correction_keeps_the_place_of_the_entry_within_its_day()
    {
        var day = Samples.Day;
        var back = new StudentReturned(Domain.Terms.ReturnPlacement.Regular, null, null, null) { Entry = Samples.Id(1), OccurredOn = day, By = Samples.Teacher };
        var dropout = new DropoutConfirmed(Domain.Terms.DropoutReason.Work, null, 8, null) { Entry = Samples.Id(2), OccurredOn = day, By = Samples.Teacher };
        var student = Samples.After(back, dropout, Correct(3, 1, back with { Grade = 8 }));
        student.StandingOn(day, []).Out.ShouldBeTrue();
    }

    [Fact]
    public void Figures_and_the_childs_file_read_the_same_steps_from_the_same_entries_and_from_those_of_any_earlier_moment()
    {
        var start = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        Gen.Select(Histories.Entries, Histories.Entry(50), Gen.Int[1, 12], Gen.Int[1, 16]).Sample((entries, right, wrong, knownBy) =>
        {
            if (wrong > entries.Length) return true;
            var moved = entries[wrong - 1] with { OccurredOn = right.OccurredOn };
            StudentEvent[] all = [.. entries, Correct(60, wrong, moved), Withdraw(61, Math.Max(1, wrong - 1)), Withdraw(62, 60)];
            var rows = all.Select((happened, i) => new StepRow(happened.Entry, i + 1, start.AddMinutes(i + 1), happened)).Where(row => StepLog.Matters(row.Happened)).Reverse().ToArray();
            var known = all.Take(knownBy).ToArray();
            return StepLog.Steps(rows, start.AddMinutes(knownBy)).SequenceEqual(After(known)) && StepLog.Steps(rows).SequenceEqual(After(all));
        });
    }

    private static EntryCorrected Correct(int number, int wrong, StudentEvent right) =>
        new(Samples.Id(wrong), right, Samples.Sealed) { Entry = Samples.Id(number), OccurredOn = new DateOnly(2027, 12, 1), By = Samples.Teacher };

    private static EntryWithdrawn Withdraw(int number, int wrong) =>
        new(Samples.Id(wrong), Samples.Sealed) { Entry = Samples.Id(number), OccurredOn = new DateOnly(2027, 12, 1), By = Samples.Teacher };

    private static IReadOnlyList<DatedStep> After(StudentEvent[] events) => events.Length == 0 ? [] : Samples.After(events).Steps;

    private static string Steps(StudentEvent[] events) => string.Join('\n', After(events));
}
