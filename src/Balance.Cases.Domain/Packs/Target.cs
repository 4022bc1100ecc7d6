using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>What a target is about (indicators.md).</summary>
public enum Measure
{
    [Term("辍学率")] DropoutRate,
    [Term("入学率")] EnrolmentRate,
    [Term("残疾儿童少年入学率")] DisabledEnrolmentRate,
    [Term("初中三年巩固率")] JuniorRetention,
    [Term("随迁子女公办占比")] MigrantPlaces,
    [Term("校际差异系数")] SchoolVariation,
    [Term("社会认可度")] Satisfaction,
    [Term("义务教育完成率")] CompletionRate,
    [Term("辍学在册人数")] OutOfSchool,
}

/// <summary>How a figure is held against a target.</summary>
public enum Comparison
{
    [Term("=")] Equal,
    [Term("≤")] AtMost,
    [Term("≥")] AtLeast,
}

/// <summary>A figure to be reached, in the words of the plan that set it.</summary>
/// <param name="Measure">The figure.</param>
/// <param name="Stage">The stage; null: both.</param>
/// <param name="FromYear">First school year for which it holds; null: any.</param>
/// <param name="Comparison">How the figure is held against it.</param>
/// <param name="Value">Per cent, but the coefficient of variation and a number of children as they are.</param>
/// <param name="Source">The plan and the place in it.</param>
/// <param name="Quote">Its words.</param>
/// <param name="File">The file of the policy collection in which they stand.</param>
public sealed record Target(Measure Measure, Stage? Stage, int? FromYear, Comparison Comparison, decimal Value, string Source, string Quote, string File)
{
    /// <summary>The target as figures are: a share of one, but the coefficient of variation and a number of children as they are.</summary>
    public decimal Limit => IsShare ? Value / 100 : Value;

    /// <summary>The figure is a share, written in per cent.</summary>
    public bool IsShare => Measure is not (Measure.SchoolVariation or Measure.OutOfSchool);

    /// <summary>Whether a figure, a share of one, meets it.</summary>
    public bool IsMetBy(decimal figure) => Comparison switch
    {
        Comparison.Equal => figure == Limit,
        Comparison.AtMost => figure <= Limit,
        _ => figure >= Limit,
    };
}
