using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Tests.Given;
using CsCheck;

namespace Balance.Cases.Tests.Indicators;

/// <summary>On random histories with late, corrected and withdrawn entries the figures are those that a plain count over the rows as sent gives.</summary>
[Collection<RunningHostCollection>]
public sealed class FiguresProperties(RunningHost host)
{
    private const int Counties = 14;

    private static readonly SealedText Why = new("c2VhbGVk");

    [Fact]
    public Task Figures_agree_with_a_plain_count_whatever_was_recorded_when() =>
        Gen.Int[1, int.MaxValue].SampleAsync(AgreesAsync, iter: Counties, threads: 1, print: seed => $"county of seed {seed}");

    private async Task AgreesAsync(int seed)
    {
        var drawn = new RandomCounty(seed);
        var county = await host.CountyAsync();
        string[] numbers = [.. drawn.Born.Select(born => Files.Child(born.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))];
        await SendRegistersAsync(county, drawn, numbers);
        var moments = new List<DateTimeOffset>();
        var imports = new List<Guid>();
        foreach (var late in new[] { false, true })
        {
            foreach (var roll in drawn.Rolls.Where(roll => roll.Late == late && roll.Rows.Count > 0)) await SendAsync(county, roll, numbers);
            imports.Add(await SendStepsAsync(county, drawn, [.. drawn.Steps.Where(step => step.Late == late)], numbers));
            moments.Add(await county.NowAsync());
        }
        // Each moment is asked for when it is now, and again when more is known.
        foreach (var day in drawn.Days) await CompareAsync(county, drawn, day, 1, null, seed);
        drawn.ChangeSome();
        await ChangeAsync(county, drawn, imports, numbers);
        moments.Add(await county.NowAsync());
        foreach (var day in drawn.Days)
        {
            await CompareAsync(county, drawn, day, 2, null, seed);
            for (var moment = 0; moment < 3; moment++) await CompareAsync(county, drawn, day, moment, moments[moment], seed);
        }
        // Several days asked for together are what each is by itself.
        foreach (var figures in await county.FiguresOverAsync([.. drawn.Days], moments[1]))
            Lines(county, figures).Order().ShouldBe(new NaiveFigures(drawn, figures.AsOf, 1).Lines().Order(), $"seed {seed}, {figures.AsOf:yyyy-MM-dd} among others");
    }

    private static async Task CompareAsync(TestCounty county, RandomCounty drawn, DateOnly day, int moment, DateTimeOffset? knownAt, int seed)
    {
        var figures = await county.FiguresAsync(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), knownAt);
        var (expected, actual) = (new NaiveFigures(drawn, day, moment).Lines(), Lines(county, figures));
        string.Join('\n', actual.Except(expected).Select(line => "+ " + line).Concat(expected.Except(actual).Select(line => "- " + line)))
            .ShouldBeEmpty($"seed {seed}, {day:yyyy-MM-dd}, moment {moment}{(knownAt is null ? " as now" : "")}");
    }

    private static async Task SendRegistersAsync(TestCounty county, RandomCounty drawn, string[] numbers)
    {
        foreach (var (on, rows) in drawn.Population)
            await county.ImportAsync(RegisterKind.Population, Iso(on), Files.Population,
                [.. rows.Index().Where(row => row.Item is not null).Select(row => county.Person(numbers[row.Index], row.Item!.Value.Status.Code(), township: Township(county, row.Item.Value.Township)))],
                request => request with { Confirm = true });
        await county.ImportAsync(RegisterKind.Disability, Iso(drawn.DisabledOn), Files.Disability,
            [.. drawn.Disabled.Index().Where(child => child.Item).Select(child => $"{numbers[child.Index]},5,2,,")]);
        // Whom no other register names, a ledger may not name: an old list of all, on which nobody is disabled any more.
        await county.ImportAsync(RegisterKind.Disability, "2022-01-01", Files.Disability, [.. numbers.Select(number => $"{number},5,2,,")], null);
        await county.ImportAsync(RegisterKind.Disability, "2022-01-02", Files.Disability, [$"{Files.Child("2005-01-01")},5,2,,"], null);
    }

    private static Task SendAsync(TestCounty county, SentRoll roll, string[] numbers) => county.RollAsync(Iso(roll.On),
        [.. roll.Rows.Select(row => county.Pupil(numbers[row.Child], row.Grade, row.Status.Code(), School(county, row.School)))], request => request with { Confirm = true });

    private static async Task<Guid> SendStepsAsync(TestCounty county, RandomCounty drawn, List<SentStep> steps, string[] numbers)
    {
        for (var i = 0; i < steps.Count; i++) steps[i].Line = i + 2;
        var result = await county.LedgerAsync([.. steps.Select(step => Files.Step(numbers[step.Child], Iso(step.On), step.Step.Code(), step.Detail,
            step.Until is { } until ? Iso(until) : "", step.School is { } school ? School(county, school) : "", step.Grade?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", $"第{drawn.Steps.IndexOf(step)}条"))]);
        result.Rejected.ShouldBe(0);
        result.Unchanged.ShouldBe(0);
        return result.Import;
    }

    private static async Task ChangeAsync(TestCounty county, RandomCounty drawn, List<Guid> imports, string[] numbers)
    {
        foreach (var step in drawn.Steps.Where(step => step.Withdrawn || step.CorrectedTo is not null))
        {
            var student = await county.CaseAsync(numbers[step.Child]);
            var entry = student.Entries.Single(entry => entry.Recorded is not (CaseOpened or ConcernRaised) && entry.Recorded.From == new Origin(imports[step.Late ? 1 : 0], step.Line));
            await county.ActAsync(numbers[step.Child], _ => step.Withdrawn
                ? new WithdrawEntry(Files.Day("2026-11-18"), entry.Id, Why)
                : new CorrectEntry(Files.Day("2026-11-18"), entry.Id, entry.Recorded with { OccurredOn = step.CorrectedTo!.Value }, Why), "2027-06-01");
        }
    }

    private static HashSet<string> Lines(TestCounty county, CountyFigures figures)
    {
        string Unit(string unit, UnitKind kind) => kind switch
        {
            UnitKind.County => "county",
            UnitKind.Township => unit == county.Township ? "township0" : "township1",
            _ => unit == county.Primary ? "school0" : "school1",
        };
        return
        [
            .. figures.Dropout.Select(row => $"dropout {Unit(row.Unit, row.UnitKind)} {row.Stage}: {row.EnrolledAtStart} {row.EverDroppedOut} {row.DroppedOut} {row.CarriedOver}"),
            .. figures.Enrolment.Select(row => $"enrolment {Unit(row.Unit, row.UnitKind)} {row.Stage}: {row.SchoolAge} {row.Enrolled} {row.Suspended} {row.Deferred} {row.OutOfSchool}{(row.RollKnown ? " known" : " unknown")}"),
            .. figures.Disability.Select(row => $"disability {Unit(row.Unit, row.UnitKind)}: {row.SchoolAge} {row.Enrolled}{(row.RollKnown ? " known" : " unknown")}"),
            $"unplaced {figures.Unplaced}", $"out {figures.Out}",
        ];
    }

    private static string School(TestCounty county, int school) => school switch { 0 => county.Primary, 1 => county.Junior, _ => county.Outside };

    private static string Township(TestCounty county, int township) => township == 0 ? county.Township : county.OtherTownship;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
