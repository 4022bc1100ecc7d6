using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Indicators;

[Collection<RunningHostCollection>]
public sealed class FiguresTests(RunningHost host)
{
    private static readonly SealedText Why = new("c2VhbGVk");

    [Fact]
    public async Task A_late_entry_counts_by_its_date_and_only_for_those_who_know_of_it()
    {
        var (county, child) = await PupilAsync();
        var before = await county.NowAsync();
        await county.LedgerAsync(Files.Step(child, "2026-09-20", "dropout", "work"));
        var after = await county.NowAsync();

        Row(await county.FiguresAsync("2026-10-20")).DroppedOut.ShouldBe(1);
        Row(await county.FiguresAsync("2026-09-19")).DroppedOut.ShouldBe(0);
        Row(await county.FiguresAsync("2026-10-20", before)).DroppedOut.ShouldBe(0);
        Row(await county.FiguresAsync("2026-10-20", after)).DroppedOut.ShouldBe(1);
        (await county.FiguresAsync("2026-10-20", before)).KnownAt.ShouldBe(before);
    }

    [Fact]
    public async Task A_register_that_came_later_is_not_known_before()
    {
        var county = await host.CountyAsync();
        var before = await county.NowAsync();
        await county.PopulationAsync("2026-09-01", county.Person(Files.Child()));

        (await county.FiguresAsync("2026-10-20")).Enrolment.Sum(row => row.SchoolAge).ShouldBe(2, "county and township");
        (await county.FiguresAsync("2026-10-20", before)).Enrolment.Sum(row => row.SchoolAge).ShouldBe(0);
    }

    [Fact]
    public async Task A_corrected_entry_counts_as_never_entered_wrongly_and_a_withdrawn_one_as_never_entered()
    {
        var (county, child) = await PupilAsync();
        var never = Plain(await county.FiguresAsync("2026-10-20"));
        await county.LedgerAsync(Files.Step(child, "2026-09-20", "dropout", "work"));
        var wrong = await county.NowAsync();
        var entry = (await county.CaseAsync(child)).Entries.Single(entry => entry.Recorded is DropoutConfirmed);

        await county.ActAsync(child, _ => new CorrectEntry(Files.Day("2026-11-01"), entry.Id, (DropoutConfirmed)entry.Recorded with { OccurredOn = Files.Day("2026-05-20") }, Why));
        var corrected = await county.NowAsync();
        var row = Row(await county.FiguresAsync("2026-10-20"));
        (row.EverDroppedOut, row.DroppedOut, row.CarriedOver).ShouldBe((0, 0, 0), "no roll by May places the child");
        (await county.FiguresAsync("2026-10-20")).Out.ShouldBe(1);

        await county.ActAsync(child, _ => new WithdrawEntry(Files.Day("2026-11-02"), entry.Id, Why));
        Plain(await county.FiguresAsync("2026-10-20")).ShouldBe(never);
        Row(await county.FiguresAsync("2026-10-20", wrong)).DroppedOut.ShouldBe(1);
        (await county.FiguresAsync("2026-10-20", corrected)).Out.ShouldBe(1);
    }

    [Fact]
    public async Task A_dropout_that_nothing_places_is_counted_as_unplaced_and_in_no_row()
    {
        var county = await host.CountyAsync();
        var (nowhere, abroad, byRoll) = (Files.Child(), Files.Child("2013-05-05"), Files.Child("2013-05-05"));
        await county.PopulationAsync("2026-09-01", county.Person(nowhere), county.Person(abroad));
        await county.RollAsync("2026-09-01", county.Pupil(byRoll, 8));
        await county.LedgerAsync(Files.Step(nowhere, "2026-09-20", "dropout", "work"), Files.Step(abroad, "2026-09-20", "dropout", "work", school: county.Outside, grade: "8"),
            Files.Step(byRoll, "2026-09-20", "verify", "dropped_out"));

        var figures = await county.FiguresAsync("2026-10-20");

        (figures.Unplaced, figures.Out).ShouldBe((1, 3));
        Row(figures).EverDroppedOut.ShouldBe(0);
        Row(figures, Stage.Junior).EverDroppedOut.ShouldBe(1);
        figures.Dropout.ShouldNotContain(row => row.Unit == county.Outside);
        figures.Dropout.Single(row => row.Unit == county.Junior).DroppedOut.ShouldBe(1);
        figures.Dropout.Single(row => row.Unit == county.OtherTownship).Rate.ShouldBe(1m);
    }

    [Fact]
    public async Task A_child_out_since_an_earlier_year_is_carried_over_and_in_no_rate()
    {
        var (county, child) = await PupilAsync();
        await county.LedgerAsync(Files.Step(child, "2026-06-20", "dropout", "work", school: county.Primary, grade: "2"));

        var row = Row(await county.FiguresAsync("2026-10-20"));

        (row.EnrolledAtStart, row.EverDroppedOut, row.DroppedOut, row.CarriedOver, row.Rate).ShouldBe((2, 0, 0, 1, 0m));
        (await county.FiguresAsync("2026-10-20")).Unplaced.ShouldBe(0);
    }

    [Fact]
    public async Task A_child_counts_once_at_its_last_dropout()
    {
        var (county, child) = await PupilAsync();
        await county.LedgerAsync(Files.Step(child, "2026-09-05", "dropout", "work", school: county.Primary, grade: "3"),
            Files.Step(child, "2026-09-10", "return", "regular", school: county.Junior, grade: "7"),
            Files.Step(child, "2026-09-20", "dropout", "family", school: county.Junior, grade: "7"));

        var figures = await county.FiguresAsync("2026-10-20");

        Row(figures).EverDroppedOut.ShouldBe(0);
        (Row(figures, Stage.Junior).EverDroppedOut, Row(figures, Stage.Junior).DroppedOut, Row(figures, Stage.Junior).Rate).ShouldBe((1, 1, (decimal?)null));
    }

    [Fact]
    public async Task A_return_that_the_next_roll_does_not_bear_out_was_none()
    {
        var (county, child) = await PupilAsync();
        await county.LedgerAsync(Files.Step(child, "2026-09-20", "dropout", "work"), Files.Step(child, "2026-10-05", "return", "regular", school: county.Primary, grade: "3"));
        await county.RollAsync("2026-10-15", [county.Pupil(Files.Child())], request => request with { Confirm = true });

        (Row(await county.FiguresAsync("2026-10-04")).DroppedOut, Row(await county.FiguresAsync("2026-10-14")).DroppedOut, Row(await county.FiguresAsync("2026-10-15")).DroppedOut)
            .ShouldBe((1, 0, 1));
        Row(await county.FiguresAsync("2026-10-14")).EverDroppedOut.ShouldBe(1);
    }

    [Fact]
    public async Task Before_the_first_roll_the_enrolment_rates_are_null()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(child));
        await county.ImportAsync(RegisterKind.Disability, "2026-09-01", Files.Disability, $"{child},5,1,,");
        await county.RollAsync("2026-09-10", county.Pupil(child));

        var before = await county.FiguresAsync("2026-09-09");
        var after = await county.FiguresAsync("2026-09-10");

        before.Enrolment.ShouldAllBe(row => row.Rate == null);
        before.Enrolment[0].OutOfSchool.ShouldBe(1);
        before.Disability.Count.ShouldBe(2);
        before.Disability.ShouldAllBe(row => row.Rate == null);
        after.Enrolment[0].Rate.ShouldBe(1m);
        after.Disability.ShouldAllBe(row => row.Rate == 1m);
        Row(before).EnrolledAtStart.ShouldBe(1, "the baseline is the first roll by date, whatever the day");
    }

    [Fact]
    public async Task A_day_outside_the_school_year_is_refused()
    {
        var county = await host.CountyAsync();
        foreach (var day in new[] { "2026-08-31", "2027-09-01" })
            (await Should.ThrowAsync<Refusal>(() => county.Get<Figures>().OnAsync(county.Code, 2026, Files.Day(day), null, TestContext.Current.CancellationToken)))
                .Code.ShouldBe("outside_school_year");
    }

    /// <summary>A county whose baseline holds two pupils of grade 3.</summary>
    private async Task<(TestCounty County, string Child)> PupilAsync()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.RollAsync("2026-09-01", county.Pupil(child), county.Pupil(Files.Child()));
        return (county, child);
    }

    private static DropoutFigure Row(CountyFigures figures, Stage stage = Stage.Primary) =>
        figures.Dropout.Single(row => row.UnitKind == UnitKind.County && row.Stage == stage);

    private static string Plain(CountyFigures figures) =>
        string.Join('\n', [.. figures.Dropout.Select(row => row.ToString()), .. figures.Enrolment.Select(row => row.ToString()), .. figures.Disability.Select(row => row.ToString()),
            $"{figures.Unplaced} {figures.Out}"]);
}
