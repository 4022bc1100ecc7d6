using System.Globalization;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Shell.Charts;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Indicators;

/// <summary>Which trend is drawn.</summary>
public enum TrendKind
{
    [Term("辍学率")] Dropout,
    [Term("净入学率")] Enrolment,
}

/// <summary>The drawings of the page of rates, the same on the page, on paper and in a file.</summary>
public static class RateCharts
{
    /// <summary>What a <see cref="LineChart"/> is given to show a year month by month, beside another year where one is compared.</summary>
    /// <param name="trend">Every month of the year, the last day last.</param>
    /// <param name="other">The same of another school year; null: none.</param>
    /// <param name="file">Where the drawing can be had as a file.</param>
    public static Dictionary<string, object?> Of(TrendKind kind, IReadOnlyList<RatesOfOffice> trend, IReadOnlyList<RatesOfOffice>? other, string? file)
    {
        var last = trend[^1];
        var years = other is null ? [trend] : new[] { trend, other };
        var months = years.Max(year => year.Count);
        return new Dictionary<string, object?>
        {
            [nameof(ChartBase.Title)] = kind == TrendKind.Dropout ? T("学年辍学率逐月变化", "Dropout rate month by month") : T("净入学率逐月变化", "Net enrolment rate month by month"),
            [nameof(ChartBase.Description)] = T($"{last.NameOfUnit} · 各月末，最后一点截至 {LongDay(last.Figures.AsOf)}", $"{last.NameOfUnit}, at the end of each month, last as of {LongDay(last.Figures.AsOf)}"),
            [nameof(ChartBase.LabelTitle)] = T("月份", "Month"),
            [nameof(ChartBase.Labels)] = Enumerable.Range(0, months).Select(at => Month(last.Figures.SchoolYear.First.AddMonths(at))).ToList(),
            [nameof(ChartBase.Series)] = (from year in years
                                          from stage in Term.All<Stage>()
                                          select new Series(other is null ? Say(stage) : $"{Say(stage)} {AskedFor.Name(year[^1].Figures.SchoolYear)}",
                                              [.. Enumerable.Range(0, months).Select(at => at < year.Count ? Rate(kind, year[at], stage) : null)])).ToList(),
            [nameof(ChartBase.Targets)] = Term.All<Stage>().Select(stage => (Stage: stage, Target: last.TargetFor(kind == TrendKind.Dropout ? Measure.DropoutRate : Measure.EnrolmentRate, stage)))
                .Where(one => one.Target is not null).DistinctBy(one => one.Target).Select(one => new TargetLine(one.Target!.Limit, T($"{one.Stage.Chinese()}目标 ", $"target, {one.Stage.Code()} ") + one.Target.Words())).ToList(),
            [nameof(ChartBase.Format)] = (Func<decimal, string>)(value => Percent(value)),
            [nameof(ChartBase.Note)] = T($"政策包 {last.Pack.Id}；已知至 {Moment(last.Figures.KnownAt)}。", $"Policy pack {last.Pack.Id}; as known at {Moment(last.Figures.KnownAt)}."),
            [nameof(ChartBase.File)] = file,
            [nameof(LineChart.FromZero)] = kind == TrendKind.Dropout,
        };
    }

    private static decimal? Rate(TrendKind kind, RatesOfOffice of, Stage stage) => kind == TrendKind.Dropout ? of.Dropout(stage).Rate : of.Enrolment(stage)?.Rate;

    private static string Month(DateOnly day) => T($"{day.Month} 月", day.ToString("MMM", CultureInfo.GetCultureInfo("en")));
}
