using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Standings;

public class StepSpecs
{
    [Fact]
    public void Five_kinds_of_entry_bear_on_standing_and_no_other()
    {
        var steps = Samples.EveryType.ToDictionary(happened => happened.GetType(), Step.Of);
        steps[typeof(SuspicionVerified)].ShouldBe(new Found(Finding.StudyingElsewhere, Samples.Day.AddDays(90)));
        steps[typeof(DropoutConfirmed)].ShouldBe(new Dropout("2121138101", 8));
        steps[typeof(StudentReturned)].ShouldBe(new Return(ReturnPlacement.SpecialClass, "2121138101", 8));
        steps[typeof(AttendanceChecked)].ShouldBe(new Check(AttendanceResult.Present));
        steps[typeof(PlacementDecided)].ShouldBe(new Placed(Placement.HomeTeaching, "5121138101"));
        steps.Values.Count(step => step is not null).ShouldBe(5);
    }

    [Fact]
    public void A_child_found_to_have_dropped_out_is_a_confirmed_dropout_of_that_day_at_the_school_of_its_roll()
    {
        var verified = new SuspicionVerified(Finding.DroppedOut, null, null) { Entry = Samples.Id(1), OccurredOn = Samples.Day, By = Samples.Teacher };
        Step.Of(verified).ShouldBe(new Dropout(null, null));
    }

    [Fact]
    public void Figures_keep_what_bears_on_standing_and_every_correction() =>
        Samples.EveryType.Where(StepLog.Matters).Select(happened => happened.GetType()).ShouldBe(
        [
            typeof(SuspicionVerified), typeof(DropoutConfirmed), typeof(StudentReturned), typeof(AttendanceChecked), typeof(PlacementDecided),
            typeof(EntryCorrected), typeof(EntryWithdrawn), typeof(FileMerged),
        ], ignoreOrder: true);

    [Fact]
    public void Known_at_a_moment_only_what_was_recorded_by_then_exists_corrections_too()
    {
        var noon = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.FromHours(8));
        var dropout = new DropoutConfirmed(DropoutReason.Work, null, 8, null) { Entry = Samples.Id(1), OccurredOn = Samples.Day, By = Samples.Teacher };
        var corrected = new EntryCorrected(Samples.Id(1), dropout with { Grade = 7 }, Samples.Sealed) { Entry = Samples.Id(2), OccurredOn = Samples.Day, By = Samples.Teacher };
        var withdrawn = new EntryWithdrawn(Samples.Id(1), Samples.Sealed) { Entry = Samples.Id(3), OccurredOn = Samples.Day, By = Samples.Teacher };
        StepRow[] rows =
        [
            new(Samples.Id(3), 3, noon.AddHours(2), withdrawn),
            new(Samples.Id(1), 1, noon, dropout),
            new(Samples.Id(2), 2, noon.AddHours(1), corrected),
        ];

        StepLog.Steps(rows, noon.AddTicks(-1)).ShouldBeEmpty();
        StepLog.Steps(rows, noon).ShouldBe([new DatedStep(Samples.Day, 1, new Dropout(null, 8))]);
        StepLog.Steps(rows, noon.AddHours(1)).ShouldBe([new DatedStep(Samples.Day, 1, new Dropout(null, 7))]);
        StepLog.Steps(rows).ShouldBeEmpty();
    }
}
