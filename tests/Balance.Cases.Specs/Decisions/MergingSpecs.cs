using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public sealed class MergingSpecs
{
    private static readonly Guid Kept = Samples.Id(950);
    private static readonly DateOnly Found = Day("2026-11-20");

    [Fact]
    public void A_merged_file_counts_as_never_entered_and_takes_nothing_more()
    {
        var scene = Scene.GivenDropout().By(Samples.County).When(new MergeFile(Found, Kept, Samples.Sealed)).Then(typeof(FileMerged));

        scene.ThenFile(student =>
        {
            student.MergedInto.ShouldBe(Kept);
            student.Steps.ShouldBeEmpty();
            student.Concerns.ShouldBeEmpty();
            student.StandingOn(Found, []).Out.ShouldBeFalse();
            student.Entries.Count(entry => !entry.Stands).ShouldBe(student.Entries.Count - 1);
        });
        scene.Summary("2026-11-25").Duties.ShouldBeEmpty();
        scene.WhenTried(new AddNote(Found, Samples.Sealed)).ThenRefused("file_merged");
        scene.WhenTried(new WithdrawEntry(Found, scene.Last<FileMerged>(), Samples.Sealed)).ThenRefused("file_merged");
    }

    [Fact]
    public void What_was_known_before_the_merging_stays_known()
    {
        var scene = Scene.GivenDropout().By(Samples.County).When(new MergeFile(Found, Kept, Samples.Sealed));
        var (before, after) = (new DateTimeOffset(2026, 11, 19, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
        var rows = scene.Student!.Entries.Select(entry => new StepRow(entry.Id, entry.Order, entry.Recorded is FileMerged ? after : before, entry.Recorded)).ToList();

        rows.Where(row => StepLog.Matters(row.Happened)).Select(row => row.Happened.GetType()).ShouldContain(typeof(FileMerged), "figures have to keep it");
        StepLog.Steps(rows, before).ShouldNotBeEmpty();
        StepLog.Steps(rows, after).ShouldBeEmpty();
    }

    [Fact]
    public void The_history_means_in_the_file_that_goes_on_what_it_meant_in_its_own()
    {
        var other = Scene.GivenDropout();
        other.When(new WithdrawEntry(Day("2026-10-13"), other.Last<DropoutConfirmed>(), Samples.Sealed));
        var history = other.Student!.Entries.Select(entry => entry.Recorded).ToList();

        var received = Received(null, history);

        received.Steps.Select(step => (step.OccurredOn, step.Step)).ShouldBe(other.Student.Steps.Select(step => (step.OccurredOn, step.Step)));
        received.Find(other.Last<DropoutConfirmed>())!.Stands.ShouldBeFalse("a withdrawal goes along");
        received.Concerns.ShouldBe(other.Student.Concerns);
        received.Entries.Skip(1).Select(entry => entry.Recorded).ShouldBe(history, "officers, days and names of entries are as they were");
    }

    [Fact]
    public void Concerns_of_both_files_are_followed_and_no_rule_of_procedure_is_asked_again()
    {
        var kept = Scene.GivenDropout().When(new RaiseConcern(Day("2026-10-12"), Concern.LeftBehind, null)).Student!;
        var other = Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.Hardship, null)).When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null)).Student!;

        Received(kept, [.. other.Entries.Select(entry => entry.Recorded)]).Concerns.ShouldBe([Concern.DropoutRisk, Concern.LeftBehind, Concern.Hardship], ignoreOrder: true);
    }

    [Fact]
    public void A_closed_file_is_opened_again_before_it_is_merged_or_merged_into()
    {
        var scene = Scene.Given().When(new OpenCase(Found, Concern.LeftBehind, null)).When(new CloseCase(Found, Samples.Sealed));

        scene.WhenTried(new MergeFile(Found, Kept, Samples.Sealed)).ThenRefused("case_closed");
        scene.WhenTried(new ReceiveHistory(Found, Kept, [], Samples.Sealed)).ThenRefused("case_closed");
    }

    [Fact]
    public void A_number_is_corrected_also_in_a_closed_case_and_stays_said()
    {
        var scene = Scene.Given().By(Samples.County).When(new OpenCase(Found, Concern.LeftBehind, null)).When(new CloseCase(Found, Samples.Sealed));

        scene.When(new CorrectNumber(Found, Samples.Sealed)).Then(typeof(IdentityNumberCorrected));
        scene.WhenTried(new WithdrawEntry(Found, scene.Last<IdentityNumberCorrected>(), Samples.Sealed)).ThenRefused("entry_stays");
    }

    private static Student Received(Student? kept, IReadOnlyList<StudentEvent> history)
    {
        var decision = Casework.Decide(kept, new ReceiveHistory(Found, Samples.Id(951), history, Samples.Sealed), Scene.Given().Context(99));
        decision.Refused.ShouldBeNull();
        var version = kept?.LastVersion ?? 0;
        foreach (var happened in decision.Events) kept = Student.Evolve(kept, Samples.Child, ++version, happened);
        return kept!;
    }
}
