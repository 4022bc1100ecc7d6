using Balance.Cases.Domain.Indicators;

namespace Balance.Cases.Indicators;

/// <summary>Figures as machines read them: the same from the command line and over HTTP.</summary>
public record FiguresAnswer(
    int SchoolYear, string County, DateOnly AsOf, DateTimeOffset KnownAt,
    IReadOnlyList<FiguresAnswer.DropoutRow> Dropout, int Unplaced,
    IReadOnlyList<FiguresAnswer.EnrolmentRow> Enrolment, IReadOnlyList<FiguresAnswer.DisabilityRow> Disability)
{
    public sealed record DropoutRow(
        string Unit, UnitKind UnitKind, Domain.Terms.Stage Stage, int EnrolledAtStart, int EverDroppedOut, int DroppedOut, int CarriedOver, decimal? Rate);

    public sealed record EnrolmentRow(
        string Unit, UnitKind UnitKind, Domain.Terms.Stage Stage, int SchoolAge, int Enrolled, int Suspended, int Deferred, int OutOfSchool, decimal? Rate);

    public sealed record DisabilityRow(string Unit, UnitKind UnitKind, int SchoolAge, int Enrolled, decimal? Rate);

    /// <summary>The answer that states these figures.</summary>
    public static FiguresAnswer Of(CountyFigures figures) => new(
        figures.SchoolYear.Year, figures.County, figures.AsOf, figures.KnownAt,
        [.. figures.Dropout.Select(row => new DropoutRow(row.Unit, row.UnitKind, row.Stage, row.EnrolledAtStart, row.EverDroppedOut, row.DroppedOut, row.CarriedOver, row.Rate))],
        figures.Unplaced,
        [.. figures.Enrolment.Select(row => new EnrolmentRow(row.Unit, row.UnitKind, row.Stage, row.SchoolAge, row.Enrolled, row.Suspended, row.Deferred, row.OutOfSchool, row.Rate))],
        [.. figures.Disability.Select(row => new DisabilityRow(row.Unit, row.UnitKind, row.SchoolAge, row.Enrolled, row.Rate))]);
}

/// <summary>The same over HTTP, with what the command line does not print.</summary>
public sealed record FiguresOverHttp : FiguresAnswer
{
    private FiguresOverHttp(FiguresAnswer of) : base(of) { }

    public sealed record PracticeRow(string Unit, UnitKind UnitKind, Domain.Terms.Stage Stage, int EnrolledAtStart, int DroppedOut, int LeftOtherwise, decimal? Rate);

    /// <summary>The dropout rate by definition B of the 两基 practice, which counts leave, deaths and transfers too.</summary>
    public IReadOnlyList<PracticeRow> DropoutOfPractice { get; private init; } = [];

    public sealed record MigrantRow(string Unit, UnitKind UnitKind, int Enrolled, int Placed, decimal? Rate);

    /// <summary>Migrant children in public or purchased places.</summary>
    public IReadOnlyList<MigrantRow> Migrants { get; private init; } = [];

    public sealed record ReturnedRow(string Unit, UnitKind UnitKind, int EverOut, int Returned, int Out, decimal? Rate);

    /// <summary>Standing returns of those who ever dropped out, and who is out.</summary>
    public IReadOnlyList<ReturnedRow> Returned { get; private init; } = [];

    /// <summary>The answer that states these figures.</summary>
    public static new FiguresOverHttp Of(CountyFigures figures) => new(FiguresAnswer.Of(figures))
    {
        DropoutOfPractice = [.. figures.Dropout.Select(row => new PracticeRow(row.Unit, row.UnitKind, row.Stage, row.EnrolledAtStart, row.DroppedOut, row.LeftOtherwise, row.RateOfPractice))],
        Migrants = [.. figures.Migrants.Select(row => new MigrantRow(row.Unit, row.UnitKind, row.Enrolled, row.Placed, row.Rate))],
        Returned = [.. figures.Returned.Select(row => new ReturnedRow(row.Unit, row.UnitKind, row.EverOut, row.Returned, row.Out, row.Rate))],
    };
}
