using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Snapshots;

namespace Balance.Cases.Indicators;

/// <summary>Which figures an office is shown: the county's total, its own, and of a township those of its schools. The county bureau sees all.</summary>
public static class FiguresScope
{
    /// <summary>The figures with the rows of other offices left out.</summary>
    public static CountyFigures For(Principal who, CountyFigures figures, Places places) => who.Level == Level.County ? figures : figures with
    {
        Dropout = [.. figures.Dropout.Where(row => IsShown(who, row.UnitKind, row.Unit, places))],
        Enrolment = [.. figures.Enrolment.Where(row => IsShown(who, row.UnitKind, row.Unit, places))],
        Disability = [.. figures.Disability.Where(row => IsShown(who, row.UnitKind, row.Unit, places))],
    };

    private static bool IsShown(Principal who, UnitKind kind, string unit, Places places) =>
        kind == UnitKind.County || unit == who.Office
        || kind == UnitKind.School && who.Level == Level.Township && places.BySchoolCode.GetValueOrDefault(unit)?.Township == who.Office;
}
