using Balance.Cases.Cases;
using Balance.Cases.Deadlines;
using Balance.Cases.Domain.Students;
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

    private static readonly DateOnly[] Nights = [new(2026, 9, 30), new(2026, 10, 31), new(2026, 11, 30), new(2027, 1, 31), new(2027, 5, 31)];

    // 复学后 10 天内由上一级人员确认: the same in every pack.
    private const int DaysToConfirm = 10;

    private readonly List<(int Recorded, DateTimeOffset At)> _moments = [];

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
        foreach (var day in Nights) player.On(day, SweepAsync);
        foreach (var day in Days) player.On(day, AskAsync);
        foreach (var day in Days.Skip(1))
        {
            player.On(day, disability.AskAsync);
            player.On(day, AskWhatIsOverdueAsync);
            player.On(day, AskWhoWasVisitedAsync);
            player.On(day, declared.AskAsync);
        }
        player.On(new(2027, 9, 20), declared.AskAsync);
        player.On(new(2027, 9, 20), AskAgainAsync);
        await player.PlayAsync();
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
        await player.Get<OverdueRound>().RunAsync(player.County.Code, default);
    }

    /// <summary>The figures of today, as now known.</summary>
    private async Task AskAsync()
    {
        await CompareAsync(player.Today, player.Facts.Moment, null);
        _moments.Add((player.Facts.Moment, await player.MomentAsync()));
    }

    /// <summary>Returns that nobody has confirmed in time, as the bureau's list of duties shows them today.</summary>
    private async Task AskWhatIsOverdueAsync()
    {
        var work = await player.Get<Worklist>().OfAsync(player.Bureau, default);
        work.Cases.Count(one => one.Summary.Duties.Any(duty => duty.Kind == DutyKind.ConfirmReturn && duty.IsOverdueOn(player.Today)))
            .ShouldBe(Overdue.ReturnsToConfirm(new Known(player.Facts, player.Facts.Moment), player.Today, DaysToConfirm), $"overdue on {player.Today:yyyy-MM-dd}");
    }

    private async Task AskWhoWasVisitedAsync()
    {
        var county = (await player.Get<FurtherRates>().OnAsync(player.County.Code, SchoolYears.Of(player.Today), player.Today, null, default)).Services.Single(row => row.Unit == player.County.Code);
        $"{county.LeftBehind} {county.Visited}".ShouldBe(new Screened(new Known(player.Facts, player.Facts.Moment), player.Today).Visited(), $"visited on {player.Today:yyyy-MM-dd}");
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

    private async Task CompareAsync(DateOnly day, int recorded, DateTimeOffset? knownAt)
    {
        var figures = await player.Get<Figures>().OnAsync(player.County.Code, SchoolYears.Of(day), day, knownAt, default);
        YearTests.Same(new Answers(new Known(player.Facts, recorded), day).Figures(), YearTests.Lines(figures), $"{day:yyyy-MM-dd} as known at {recorded} of {player.Facts.Moment}");
    }
}
