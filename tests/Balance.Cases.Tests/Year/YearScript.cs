using System.Globalization;
using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Disability;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Migrants;
using Balance.Cases.Oracle;
using SchoolYears = Balance.Cases.Oracle.SchoolYears;

namespace Balance.Cases.Tests.Year;

/// <summary>The year: what comes in when, whose stories are told, on which days the figures are asked for, and what of them is asked again later.</summary>
internal sealed class YearScript(YearPlayer player, int times)
{
    private static readonly DateOnly[] Days = [new(2026, 9, 9), new(2026, 10, 20), new(2026, 12, 31), new(2027, 3, 31), new(2027, 8, 31)];

    // Days on which only what is to be done is asked for.
    private static readonly DateOnly[] Between =
        [new(2026, 9, 3), new(2026, 9, 22), new(2026, 10, 12), new(2026, 10, 29), new(2026, 11, 9), new(2026, 11, 11), new(2026, 11, 20), new(2026, 12, 14), new(2027, 1, 15), new(2027, 2, 25), new(2027, 4, 20), new(2027, 5, 10), new(2027, 7, 10)];

    private static readonly DateOnly[] Nights = [new(2026, 9, 30), new(2026, 10, 31), new(2026, 11, 30), new(2027, 1, 31), new(2027, 5, 31)];

    private readonly List<(int Recorded, DateTimeOffset At)> _moments = [];
    private readonly HashSet<DutyKind> _late = [];

    public async Task PlayAsync()
    {
        Files();
        new DropoutStories(player, times).Tell();
        new FindingStories(player, times).Tell();
        var disability = new DisabilityStories(player, times);
        disability.Tell();
        new CareStories(player, times).Tell();
        var declared = new DeclaredStories(player);
        declared.Tell();
        new MoveStories(player, times).Tell();
        // The clock's rounds, as they come at night.
        foreach (var day in Nights)
        {
            player.On(day, AskWhatIsToBeDoneAsync);
            player.On(day, SweepAsync);
            player.On(day, AskWhatIsToBeDoneAsync);
        }
        foreach (var day in Days) player.On(day, AskAsync);
        foreach (var day in Days.Concat(Between)) player.On(day, AskWhatIsToBeDoneAsync);
        foreach (var day in Days.Skip(1))
        {
            player.On(day, disability.AskAsync);
            player.On(day, declared.AskAsync);
        }
        player.On(new(2027, 9, 20), declared.AskAsync);
        player.On(new(2027, 9, 20), AskAgainAsync);
        await player.PlayAsync();
        // A step that no story leaves undone is held against nothing. What has to be asked again is a suspicion on the day after.
        Term.All<DutyKind>().Except(_late).ShouldBe([DutyKind.VerifyAgain], "steps that were never late");
    }

    private void Files()
    {
        var registers = new YearRegisters(player);
        player.On(new(2026, 8, 20), registers.ListsAsync);
        // Rolls of the year before, sent in when the county was set up.
        foreach (var day in new DateOnly[] { new(2025, 9, 12), new(2026, 5, 20) }) player.On(new(2026, 8, 21), () => registers.RollAsync(day));
        foreach (var day in new DateOnly[] { new(2026, 8, 26), new(2027, 3, 1) }) player.On(day, registers.PopulationAsync);
        player.On(new(2026, 9, 10), () => registers.RollAsync(isInParts: true));
        foreach (var day in new DateOnly[] { new(2026, 11, 10), new(2027, 3, 10), new(2027, 7, 5), new(2027, 9, 8) }) player.On(day, () => registers.RollAsync());
        foreach (var day in new DateOnly[] { new(2026, 9, 14), new(2026, 10, 13), new(2026, 10, 24), new(2026, 11, 12), new(2027, 1, 8), new(2027, 3, 12) }) player.On(day, registers.ScreenAsync);
    }

    private async Task SweepAsync()
    {
        await player.Get<UnansweredTransfers>().ReturnAsync(player.County.Code, default);
        await player.Get<UnansweredCentres>().TakeBackAsync(player.County.Code, default);
        await player.Get<OverdueRound>().RunAsync(player.County.Code, default);
        player.Clock.Night(player.Today);
    }

    /// <summary>The figures of today, as now known.</summary>
    private async Task AskAsync()
    {
        await CompareAsync(player.Today, player.Facts.Moment, null);
        _moments.Add((player.Facts.Moment, await player.MomentAsync()));
    }

    /// <summary>Everything that is to be done for every child today, by when, by whom, and who was told that it is late.</summary>
    private async Task AskWhatIsToBeDoneAsync()
    {
        var cases = await (await player.Get<CaseShelf>().OfAsync(player.Bureau, default)).OnAsync(player.Today, default);
        var numbers = await player.NumbersAsync([.. cases.Select(one => one.Case.Child)]);
        _late.UnionWith(cases.SelectMany(one => one.Summary.Duties).Where(duty => duty.IsOverdueOn(player.Today)).Select(duty => duty.Kind));
        YearTests.Same(
            Steps.On(new Known(player.Facts, player.Facts.Moment), player.Today).Select(step => $"{step.Child}: {step.Name} by {step.Until:yyyy-MM-dd} {step.By} {step.ToldTo}"),
            cases.SelectMany(one => one.Summary.Duties.Select(duty =>
                $"{numbers[one.Case.Child]}: {duty.Kind.Code()}{(Restrictions.Of(duty) is null ? "" : " (restricted)")} by {duty.Until:yyyy-MM-dd} {duty.By} {duty.TakenUpTo}")),
            $"to be done on {player.Today:yyyy-MM-dd}");
    }

    /// <summary>Every day again, as now known and as it was known at every moment between.</summary>
    private async Task AskAgainAsync()
    {
        await AskAsync();
        foreach (var day in Days)
        {
            await CompareAsync(day, player.Facts.Moment, null);
            foreach (var (recorded, at) in _moments) await CompareAsync(day, recorded, at);
        }
    }

    /// <summary>Every figure of a day, of every unit, as known at a moment: rates, services, steps overdue by level, resource centres.</summary>
    private async Task CompareAsync(DateOnly day, int recorded, DateTimeOffset? knownAt)
    {
        var (known, further) = (new Known(player.Facts, recorded), await player.Get<FurtherRates>().OnAsync(player.County.Code, SchoolYears.Of(day), day, knownAt, default));
        YearTests.Same([.. new Answers(known, day).Figures(), .. Further.Services(known, day), .. AtCentres.Figures(known, day), .. Further.RoomsDue(known, day)],
        [
            .. YearTests.Lines(further.Rates),
            .. further.Services.Select(row => string.Create(CultureInfo.InvariantCulture,
                $"service {row.Unit}: {row.Disabled} {row.WithPlan} {row.HomeTaught} {row.HoursOwed:0.0} {row.HoursCounted:0.0} {row.LeftBehind} {row.Visited} {row.OverdueAtSchool} {row.OverdueAtTownship} {row.OverdueAtCounty}")),
            .. further.Rooms.Select(room => $"room {room.School}: {room.Pupils}"),
            .. further.Centres.Select(row => $"centre {row.Centre}: {row.Held} {row.Asked} {row.Unanswered}"),
        ], $"{day:yyyy-MM-dd} as known at {recorded} of {player.Facts.Moment}");
    }
}
