using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Indicators.Further;

/// <summary>The further figures as machines read them; rates to 6 decimals, null where there is nothing to divide by.</summary>
public sealed record FurtherAnswer(
    int SchoolYear, string County, DateOnly AsOf, DateTimeOffset KnownAt, IReadOnlyList<FiguresOverHttp.ReturnedRow> Returned, IReadOnlyList<FurtherAnswer.ServiceRow> Services,
    IReadOnlyList<FurtherAnswer.RetentionRow> Retention, IReadOnlyList<FurtherAnswer.CompletionRow> Completion, IReadOnlyList<FurtherAnswer.VariationRow> Variation, IReadOnlyList<CentreFigure> Centres, IReadOnlyList<ResourceRoomFigure> ResourceRooms)
{
    public sealed record ServiceRow(
        string Unit, UnitKind UnitKind, int Disabled, int WithPlan, decimal? PlanRate, int HomeTaught, decimal HoursOwed, decimal HoursCounted, decimal? HoursRate,
        int LeftBehind, int Visited, decimal? VisitRate, int OverdueAtSchool, int OverdueAtTownship, int OverdueAtCounty);

    public sealed record RetentionRow(string Unit, UnitKind UnitKind, int SchoolYear, DateOnly On, Cohort Cohort, RetentionFormula Formula, decimal? Rate, string Source);

    public sealed record CompletionRow(string Unit, UnitKind UnitKind, int SchoolYear, DateOnly On, int Completed, int Due, decimal? Rate, string Source);

    public sealed record VariationRow(int SchoolYear, DateOnly On, Stage Stage, ResourceItem Item, IReadOnlyList<SchoolValue> Schools, decimal? Value, string Source);

    /// <summary>The answer that states these figures.</summary>
    public static FurtherAnswer Of(FurtherFigures figures) => new(
        figures.Rates.SchoolYear.Year, figures.Rates.County, figures.Rates.AsOf, figures.Rates.KnownAt, FiguresOverHttp.Of(figures.Rates).Returned,
        [.. figures.Services.Select(row => new ServiceRow(row.Unit, row.UnitKind, row.Disabled, row.WithPlan, row.PlanRate, row.HomeTaught, row.HoursOwed, row.HoursCounted, row.HoursRate,
            row.LeftBehind, row.Visited, row.VisitRate, row.OverdueAtSchool, row.OverdueAtTownship, row.OverdueAtCounty))],
        [.. figures.Retention.Select(row => new RetentionRow(row.Declared.Unit, Units.KindOf(row.Declared.Unit), row.Declared.SchoolYear, row.Declared.On, row.Declared.Cohort, row.Formula, row.Rate, row.Declared.Source))],
        [.. figures.Completion.Select(row => new CompletionRow(row.Declared.Unit, Units.KindOf(row.Declared.Unit), row.Declared.SchoolYear, row.Declared.On, row.Declared.Completed, row.Declared.Due, row.Rate, row.Declared.Source))],
        [.. figures.Variation.Select(row => new VariationRow(row.Declared.SchoolYear, row.Declared.On, row.Declared.Stage, row.Declared.Item, row.Declared.Schools, row.Value, row.Declared.Source))],
        figures.Centres, figures.Rooms);
}
