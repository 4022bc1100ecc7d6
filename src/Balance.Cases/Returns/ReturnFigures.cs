using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Further;

namespace Balance.Cases.Returns;

/// <summary>The figures of one office, as a return freezes them.</summary>
public static class ReturnFigures
{
    /// <summary>In the order of the return; where an office has no row, the figure is not there.</summary>
    public static IReadOnlyList<FrozenFigure> Of(FurtherFigures figures, string unit) =>
    [
        .. figures.Rates.Dropout.Where(row => row.Unit == unit).SelectMany(row => new[]
        {
            new FrozenFigure(FigureName.DropoutRate, row.Stage, null, row.DroppedOut, row.EnrolledAtStart, row.Rate),
            Number(FigureName.CarriedOver, row.CarriedOver, row.Stage),
        }),
        .. figures.Rates.Returned.Where(row => row.Unit == unit).SelectMany(row => new[]
        {
            Number(FigureName.OutOfSchool, row.Out),
            new FrozenFigure(FigureName.ReturnRate, null, null, row.Returned, row.EverOut, row.Rate),
        }),
        .. figures.Rates.Enrolment.Where(row => row.Unit == unit).Select(row => new FrozenFigure(FigureName.EnrolmentRate, row.Stage, null, row.Enrolled, row.SchoolAge, row.Rate)),
        .. figures.Rates.Disability.Where(row => row.Unit == unit).Select(row => new FrozenFigure(FigureName.DisabledEnrolmentRate, null, null, row.Enrolled, row.SchoolAge, row.Rate)),
        .. figures.Rates.Migrants.Where(row => row.Unit == unit).Select(row => new FrozenFigure(FigureName.MigrantPlaces, null, null, row.Placed, row.Enrolled, row.Rate)),
        .. figures.Services.Where(row => row.Unit == unit).SelectMany(OfServices),
        .. figures.Retention.Where(row => row.Declared.Unit == unit).Select(row => new FrozenFigure(FigureName.JuniorRetention, null, null, null, null, row.Rate)),
        .. figures.Completion.Where(row => row.Declared.Unit == unit).Select(row => new FrozenFigure(FigureName.CompletionRate, null, null, row.Declared.Completed, row.Declared.Due, row.Rate)),
        .. figures.Variation.Where(row => row.Declared.Unit == unit).Select(row => new FrozenFigure(FigureName.SchoolVariation, row.Declared.Stage, row.Declared.Item, null, null, row.Value)),
    ];

    /// <summary>The measure whose target a figure is held against; null: packs set none for it.</summary>
    public static Measure? MeasureOf(FigureName name) => name switch
    {
        FigureName.DropoutRate => Measure.DropoutRate,
        FigureName.OutOfSchool => Measure.OutOfSchool,
        FigureName.EnrolmentRate => Measure.EnrolmentRate,
        FigureName.DisabledEnrolmentRate => Measure.DisabledEnrolmentRate,
        FigureName.MigrantPlaces => Measure.MigrantPlaces,
        FigureName.JuniorRetention => Measure.JuniorRetention,
        FigureName.CompletionRate => Measure.CompletionRate,
        FigureName.SchoolVariation => Measure.SchoolVariation,
        _ => null,
    };

    private static IEnumerable<FrozenFigure> OfServices(ServiceFigure row) =>
    [
        new(FigureName.PlanRate, null, null, row.WithPlan, row.Disabled, row.PlanRate),
        new(FigureName.HoursRate, null, null, row.HoursCounted, row.HoursOwed, row.HoursRate),
        new(FigureName.VisitRate, null, null, row.Visited, row.LeftBehind, row.VisitRate),
        Number(FigureName.OverdueAtSchool, row.OverdueAtSchool),
        Number(FigureName.OverdueAtTownship, row.OverdueAtTownship),
        Number(FigureName.OverdueAtCounty, row.OverdueAtCounty),
    ];

    private static FrozenFigure Number(FigureName name, int value, Stage? stage = null) => new(name, stage, null, null, null, value);
}
