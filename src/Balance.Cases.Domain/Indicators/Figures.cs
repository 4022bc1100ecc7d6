using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Indicators;

/// <summary>A unit that figures are given for.</summary>
public enum UnitKind
{
    [Term("县")] County,
    [Term("乡镇")] Township,
    [Term("学校")] School,
}

/// <summary>学年辍学率, definition A′: of a school, township (the school's) or county, by stage of the grade.</summary>
/// <param name="EnrolledAtStart">Children on the baseline as enrolled.</param>
/// <param name="EverDroppedOut">Distinct children with a confirmed dropout dated in the school year by the day.</param>
/// <param name="DroppedOut">Those of them who are out on the day.</param>
/// <param name="CarriedOver">Children out on the day whose last dropout is dated before the school year; in no rate of it.</param>
public sealed record DropoutFigure(string Unit, UnitKind UnitKind, Stage Stage, int EnrolledAtStart, int EverDroppedOut, int DroppedOut, int CarriedOver)
{
    /// <summary>Dropped out ÷ enrolled at start, 6 decimals; null where nobody was enrolled.</summary>
    public decimal? Rate => Ratio.Of(DroppedOut, EnrolledAtStart);

    /// <summary>Children on the baseline as enrolled whom the roll of the day shows on leave, dead or transferred out, and who did not drop out; only definition B has them.</summary>
    public int LeftOtherwise { get; init; }

    /// <summary>Definition B of the 两基 practice: leave, deaths and transfers count too; 6 decimals, null where nobody was enrolled.</summary>
    public decimal? RateOfPractice => Ratio.Of(DroppedOut + LeftOtherwise, EnrolledAtStart);
}

/// <summary>入学率 (net): of a township of residence or county, by stage of the age. Each child of school age is in exactly one of the four.</summary>
public sealed record EnrolmentFigure(
    string Unit, UnitKind UnitKind, Stage Stage, int SchoolAge, int Enrolled, int Suspended, int Deferred, int OutOfSchool, bool RollKnown)
{
    /// <summary>Enrolled ÷ school age, 6 decimals; null before the first roll of the school year.</summary>
    public decimal? Rate => RollKnown ? Ratio.Of(Enrolled, SchoolAge) : null;
}

/// <summary>残疾儿童少年入学率: of a township of residence or county, without stage.</summary>
public sealed record DisabilityFigure(string Unit, UnitKind UnitKind, int SchoolAge, int Enrolled, bool RollKnown)
{
    /// <summary>Enrolled ÷ school age, 6 decimals; null before the first roll of the school year.</summary>
    public decimal? Rate => RollKnown ? Ratio.Of(Enrolled, SchoolAge) : null;
}

/// <summary>Rates are exact fractions rounded once, to 6 decimals, half away from zero.</summary>
public static class Ratio
{
    /// <summary>Null where there is nothing to divide by.</summary>
    public static decimal? Of(decimal numerator, decimal denominator) =>
        denominator == 0 ? null : Math.Round(numerator / denominator, 6, MidpointRounding.AwayFromZero);
}
