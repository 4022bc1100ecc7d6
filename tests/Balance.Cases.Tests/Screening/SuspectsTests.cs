using Balance.Cases.Domain.Terms;
using Balance.Cases.Screening;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Screening;

/// <summary>Whom a screening finds (indicators.md, «Screening»); the rule of each reason at its edges.</summary>
[Collection<RunningHostCollection>]
public sealed class SuspectsTests(RunningHost host)
{
    // Of school age in 2026: aged 6 to 14 on 31 August 2026.
    private const string Oldest = "2011-09-01", TooOld = "2011-08-31", Youngest = "2020-08-31", TooYoung = "2020-09-01";

    [Fact]
    public async Task Not_enrolled_is_who_is_present_of_school_age_and_not_on_the_roll()
    {
        var county = await host.CountyAsync();
        string[] suspected = [Files.Child(Oldest), Files.Child(Youngest), Files.Child(), Files.Child(), Files.Child()];
        string[] others = [Files.Child(TooOld), Files.Child(TooYoung), Files.Child(), Files.Child(), Files.Child(), Files.Child()];
        await county.PopulationAsync("2026-09-01",
        [
            .. suspected.Select(child => county.Person(child)), county.Person(others[0]), county.Person(others[1]), county.Person(others[2], "deceased"),
            county.Person(others[3]), county.Person(others[4]), county.Person(others[5]),
        ]);
        await county.RollAsync("2026-09-01", county.Pupil(suspected[2], status: "withdrawn"), county.Pupil(suspected[3], status: "transferred_out"), county.Pupil(suspected[4], status: "deceased"),
            county.Pupil(others[3]), county.Pupil(others[4], status: "suspended", statusOn: "2026-09-01"), county.Pupil(others[5], status: "graduated"));

        await FoundAsync(county, "2026-09-10", suspected.Select(child => (child, SuspicionReason.NotEnrolled)));
    }

    [Fact]
    public async Task Dropped_from_roll_is_who_was_enrolled_on_an_earlier_roll_of_the_year_whatever_its_age()
    {
        var county = await host.CountyAsync();
        var (gone, old, left, movedOut, suspended, before) = (Files.Child(), Files.Child("2010-01-01"), Files.Child(), Files.Child(), Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(movedOut, "moved_out"));
        await county.RollAsync("2026-06-30", [county.Pupil(before, 3)]);
        await county.RollAsync("2026-09-01", county.Pupil(gone), county.Pupil(old, 9), county.Pupil(left), county.Pupil(movedOut), county.Pupil(suspended, status: "suspended"));
        await county.RollAsync("2026-10-15", [county.Pupil(left, status: "withdrawn"), county.Pupil(Files.Child(), 9)], request => request with { Confirm = true });

        await FoundAsync(county, "2026-10-20", [(gone, SuspicionReason.DroppedFromRoll), (old, SuspicionReason.DroppedFromRoll), (left, SuspicionReason.DroppedFromRoll)]);
        // On the day before the second roll all of them are still on it.
        (await county.ScreenAsync("2026-10-14", preview: true)).Suspected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Transition_gap_is_who_ended_primary_school_and_is_on_no_roll()
    {
        var county = await host.CountyAsync();
        var (gap, graduated, dead, arrived, fifth, emigrated) = (Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(emigrated, "emigrated"));
        await county.RollAsync("2025-09-01", county.Pupil(fifth, 6));
        await county.RollAsync("2026-06-30", [county.Pupil(gap, 6), county.Pupil(graduated, 6, "graduated"), county.Pupil(dead, 6, "deceased"),
            county.Pupil(arrived, 6, "graduated"), county.Pupil(fifth, 5), county.Pupil(emigrated, 6)], request => request with { Confirm = true });
        await county.RollAsync("2026-09-01", county.Pupil(arrived, 7));

        await FoundAsync(county, "2026-09-10", [(gap, SuspicionReason.TransitionGap), (graduated, SuspicionReason.TransitionGap)]);
    }

    [Fact]
    public async Task Suspension_overdue_is_who_is_suspended_for_more_than_365_days()
    {
        var county = await host.CountyAsync();
        var (overdue, lastDay, undated, movedOut) = (Files.Child(), Files.Child(), Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", county.Person(movedOut, "moved_out"));
        await county.RollAsync("2026-09-01", county.Pupil(overdue, status: "suspended", statusOn: "2025-10-14"), county.Pupil(lastDay, status: "suspended", statusOn: "2025-10-15"),
            county.Pupil(undated, status: "suspended"), county.Pupil(movedOut, status: "suspended", statusOn: "2025-01-01"));

        await FoundAsync(county, "2026-10-15", [(overdue, SuspicionReason.SuspensionOverdue)]);
    }

    [Fact]
    public async Task Absence_is_a_run_of_five_school_days_that_ends_with_the_latest_file()
    {
        var county = await host.CountyAsync();
        var (five, four, sick, earlier, holiday, excused, emigrated) =
            (Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child());
        string[] children = [five, four, sick, earlier, holiday, excused, emigrated];
        await county.RollAsync("2026-09-01", [.. children.Select(child => county.Pupil(child))]);
        await county.PopulationAsync("2026-09-01", county.Person(emigrated, "emigrated"));
        // National Day lies between: 28, 29, 30 September, 8 and 9 October are five school days in a row.
        string[] run = ["2026-09-28", "2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09"];
        await county.AbsenceAsync("2026-09-30", [.. run[..3].SelectMany(day => Absent(day, five, sick, holiday, excused, emigrated)), .. Absent("2026-09-30", four), .. Absent("2026-09-25", earlier)]);
        await county.AbsenceAsync("2026-10-09", [.. run[3..].SelectMany(day => Absent(day, five, four, holiday, emigrated)), .. Absent("2026-10-08", sick, earlier), $"{sick},2026-10-09,sick",
            // A later file speaks for the day that an earlier one called unexcused.
            $"{excused},2026-09-30,leave", .. Absent("2026-10-08", excused), .. Absent("2026-10-09", excused)]);

        await FoundAsync(county, "2026-10-09", [(five, SuspicionReason.Absence), (holiday, SuspicionReason.Absence)], [five, four, sick, earlier, holiday, excused, emigrated]);
        (await county.ScreenAsync("2026-10-23", preview: true)).Suspected.Count.ShouldBe(2, "a file of 14 days still counts");
        (await county.ScreenAsync("2026-10-24", preview: true)).Suspected.ShouldBeEmpty();
        (await county.ScreenAsync("2026-10-08", preview: true)).Suspected.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_reasons_that_hold_are_named_with_their_evidence()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        var population = await county.PopulationAsync("2026-09-01", county.Person(Files.Child(TooOld)), county.Person(child));
        await county.RollAsync("2026-06-30", county.Pupil(child, 6));
        var baseline = await county.RollAsync("2026-09-01", county.Pupil(child, 7), county.Pupil(Files.Child(TooOld), 7));
        await county.RollAsync("2026-10-15", [county.Pupil(Files.Child(TooOld), 7)], request => request with { Confirm = true });

        var evidence = (await county.ScreenAsync("2026-10-20")).Suspected[await county.ChildAsync(child)];

        evidence.Select(piece => piece.Reason).ShouldBe([SuspicionReason.NotEnrolled, SuspicionReason.DroppedFromRoll, SuspicionReason.TransitionGap], ignoreOrder: true);
        var shown = evidence.Single(piece => piece.Reason == SuspicionReason.NotEnrolled);
        (shown.Register, shown.Import, shown.Row, shown.SnapshotOn).ShouldBe((RegisterKind.Population, population.Import, 3, Files.Day("2026-09-01")));
        evidence.Single(piece => piece.Reason == SuspicionReason.DroppedFromRoll).Import.ShouldBe(baseline.Import);
        (await county.CaseAsync(child)).OpenSuspicion!.Reasons.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_child_with_a_standing_answer_is_not_suspected()
    {
        var county = await host.CountyAsync();
        string[] answered = [Files.Child(), Files.Child(), Files.Child(), Files.Child(), Files.Child()];
        var (missing, lapsed, falseReturn) = (Files.Child(), Files.Child(), Files.Child());
        await county.PopulationAsync("2026-09-01", [.. answered.Append(missing).Append(lapsed).Append(falseReturn).Select(child => county.Person(child))]);
        await county.RollAsync("2026-09-01", county.Pupil(Files.Child(TooOld)));
        await county.LedgerAsync(
            Files.Step(answered[0], "2026-09-20", "dropout", "work", school: county.Primary, grade: "3"),
            Files.Step(answered[1], "2026-09-20", "verify", "studying_elsewhere", "2026-10-20"),
            Files.Step(answered[2], "2026-09-20", "place", "home_teaching"),
            Files.Step(answered[3], "2026-09-20", "verify", "deceased"),
            Files.Step(answered[4], "2026-09-20", "return", "regular", school: county.Primary, grade: "3"),
            Files.Step(missing, "2026-09-20", "verify", "missing"),
            Files.Step(lapsed, "2026-09-20", "verify", "studying_elsewhere", "2026-10-19"),
            // The roll of 1 September does not bear out a return of August, and nobody confirmed that the child dropped out.
            Files.Step(falseReturn, "2026-08-20", "return", "regular", school: county.Primary, grade: "3"));

        await FoundAsync(county, "2026-10-20", [(missing, SuspicionReason.NotEnrolled), (lapsed, SuspicionReason.NotEnrolled), (falseReturn, SuspicionReason.NotEnrolled)]);
    }

    [Fact]
    public async Task A_screening_without_a_roll_of_the_school_year_is_refused()
    {
        var county = await host.CountyAsync();
        await county.PopulationAsync("2026-09-01", county.Person(Files.Child()));
        await county.RollAsync("2026-06-30", county.Pupil(Files.Child()));

        (await Should.ThrowAsync<Refusal>(() => county.ScreenAsync("2026-10-20"))).Code.ShouldBe("no_roll");
        (await Should.ThrowAsync<Refusal>(() => county.Get<Screenings>().RunAsync(2025, Files.Day("2026-10-20"), true, county.Who, null, TestContext.Current.CancellationToken)))
            .Code.ShouldBe("outside_school_year");
    }

    [Fact]
    public async Task Protected_groups_are_counted_over_children_who_are_present()
    {
        var county = await host.CountyAsync();
        string[] child = [.. Enumerable.Range(0, 8).Select(_ => Files.Child())];
        var (fifteen, sixteen, gone, infant) = (Files.Child("2010-10-21"), Files.Child("2010-10-20"), Files.Child(), Files.Child(TooYoung));
        await county.PopulationAsync("2026-09-01",
        [
            .. child[..7].Select(number => county.Person(number)), county.Person(child[7], residence: "migrant"), county.Person(fifteen), county.Person(sixteen, residence: "migrant"),
            county.Person(gone, "moved_out", "migrant"), county.Person(infant),
        ]);
        await county.RollAsync("2026-09-01", county.Pupil(child[0]));
        await county.ImportAsync(RegisterKind.Disability, "2026-09-01", Files.Disability, [.. new[] { child[0], child[1], child[2], sixteen, gone }.Select(number => $"{number},5,2,,")]);
        await county.LedgerAsync(Files.Step(child[2], "2026-09-20", "place", "home_teaching"));
        await county.ImportAsync(RegisterKind.LeftBehind, "2026-09-01", Files.LeftBehind,
            $"{child[3]},yes,yes,,2,grandparents,2026-09-01", $"{child[4]},yes,no,no,3,none,2026-09-01", $"{child[5]},yes,no,yes,4,other_parent,2026-09-01",
            $"{child[6]},no,no,yes,9,,2026-09-01", $"{fifteen},no,yes,no,12,relatives,2026-09-01", $"{sixteen},yes,yes,no,12,none,2026-09-01", $"{gone},yes,yes,no,12,none,2026-09-01");
        await county.ImportAsync(RegisterKind.Assistance, "2026-09-01", Files.Assistance, $"{child[0]},orphan,2026-01-01,", $"{child[0]},minimum_living,2026-01-01,",
            $"{child[1]},orphan,2026-01-01,2026-10-20", $"{child[2]},orphan,2026-01-01,2026-10-19", $"{child[3]},orphan,2026-10-21,", $"{sixteen},orphan,2026-01-01,", $"{infant},orphan,2026-01-01,");

        (await county.ScreenAsync("2026-10-20", preview: true)).Protected
            .ShouldBe(new ProtectedGroups(Disabled: 3, DisabledUnplaced: 1, LeftBehind: 3, LeftBehindRoll: 3, Migrant: 1, Hardship: 2));
    }

    private static IEnumerable<string> Absent(string day, params string[] children) => children.Select(child => $"{child},{day},unexcused");

    /// <summary>These children and nobody else, each for this one reason.</summary>
    private static async Task FoundAsync(TestCounty county, string day, IEnumerable<(string Number, SuspicionReason Reason)> expected, string[]? among = null)
    {
        var found = (await county.ScreenAsync(day, preview: true)).Suspected;
        var wanted = new List<(Guid, SuspicionReason)>();
        foreach (var (number, reason) in expected) wanted.Add((await county.ChildAsync(number), reason));
        var seen = new List<Guid>();
        foreach (var number in among ?? []) seen.Add(await county.ChildAsync(number));
        found.Where(child => among is null || seen.Contains(child.Key)).SelectMany(child => child.Value.Select(evidence => (child.Key, evidence.Reason))).ShouldBe(wanted, ignoreOrder: true);
    }
}
