using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Indicators;

/// <summary>In which of the four parts of the enrolment rate a child of school age is; exactly one.</summary>
public enum EnrolmentPart
{
    [Term("在学")] Enrolled,
    [Term("缓学")] Deferred,
    [Term("休学")] Suspended,
    [Term("未在学")] OutOfSchool,
}

/// <summary>Children alike for the enrolment rates, counted.</summary>
public readonly record struct EnrolmentCell(string Township, Stage Stage, bool Disabled, EnrolmentPart Part);

/// <summary>入学率 and 残疾儿童少年入学率 from cells: those that the registers alone give, moved where a child's standing says otherwise.</summary>
public static class EnrolmentRate
{
    /// <summary>The part of a child of whom nothing is recorded.</summary>
    public static EnrolmentPart OfRoll(RollStatus? status) => status switch
    {
        RollStatus.Enrolled or RollStatus.Graduated => EnrolmentPart.Enrolled,
        RollStatus.Suspended => EnrolmentPart.Suspended,
        _ => EnrolmentPart.OutOfSchool,
    };

    /// <summary>The part of a child with a standing; null: a finding in force takes it out of the rate.</summary>
    public static EnrolmentPart? Of(Standing standing)
    {
        if (standing.Finding is Finding.Deceased or Finding.Emigrated or Finding.MovedAway or Finding.Duplicate or Finding.UnderAge) return null;
        if (standing.Enrolled) return EnrolmentPart.Enrolled;
        if (standing.Finding == Finding.Deferred) return EnrolmentPart.Deferred;
        return standing is { OnRoll: RollStatus.Suspended, Out: false } ? EnrolmentPart.Suspended : EnrolmentPart.OutOfSchool;
    }

    /// <summary>Rows per township of residence and county, by stage of the age; the county always, both stages.</summary>
    public static List<EnrolmentFigure> Count(string county, bool rollKnown, IReadOnlyDictionary<EnrolmentCell, int> cells)
    {
        EnrolmentFigure Row(string unit, UnitKind kind, Stage stage, IEnumerable<KeyValuePair<EnrolmentCell, int>> of)
        {
            var parts = of.ToLookup(cell => cell.Key.Part, cell => cell.Value);
            return new(unit, kind, stage, parts.Sum(part => part.Sum()), parts[EnrolmentPart.Enrolled].Sum(), parts[EnrolmentPart.Suspended].Sum(),
                parts[EnrolmentPart.Deferred].Sum(), parts[EnrolmentPart.OutOfSchool].Sum(), rollKnown);
        }

        var counted = cells.Where(cell => cell.Value > 0).ToList();
        return
        [
            .. Term.All<Stage>().Select(stage => Row(county, UnitKind.County, stage, counted.Where(cell => cell.Key.Stage == stage))),
            .. counted.GroupBy(cell => (cell.Key.Township, cell.Key.Stage)).OrderBy(group => group.Key.Township, StringComparer.Ordinal).ThenBy(group => group.Key.Stage)
                .Select(group => Row(group.Key.Township, UnitKind.Township, group.Key.Stage, group)),
        ];
    }

    /// <summary>The same over disabled children, without stage, where there is such a child.</summary>
    public static List<DisabilityFigure> CountDisabled(string county, bool rollKnown, IReadOnlyDictionary<EnrolmentCell, int> cells)
    {
        DisabilityFigure Row(string unit, UnitKind kind, IEnumerable<KeyValuePair<EnrolmentCell, int>> of) =>
            new(unit, kind, of.Sum(cell => cell.Value), of.Where(cell => cell.Key.Part == EnrolmentPart.Enrolled).Sum(cell => cell.Value), rollKnown);

        var disabled = cells.Where(cell => cell.Key.Disabled && cell.Value > 0).ToList();
        if (disabled.Count == 0) return [];
        return
        [
            Row(county, UnitKind.County, disabled),
            .. disabled.GroupBy(cell => cell.Key.Township).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Row(group.Key, UnitKind.Township, group)),
        ];
    }
}
