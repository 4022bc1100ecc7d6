using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
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
        Migrants = [.. figures.Migrants.Where(row => IsShown(who, row.UnitKind, row.Unit, places))],
        Returned = [.. figures.Returned.Where(row => IsShown(who, row.UnitKind, row.Unit, places))],
    };

    /// <summary>Whether numbers of a unit, or of the resource centre there, are for an officer's eyes: of the own office, of those below it, and of those of absent colleagues.</summary>
    public static bool Covers(Principal who, string unit, UnitKind kind, Places places) => who.Level == Level.County || ResourceCentre.SeatOf(unit) is var seat
        && Scope.Of(who).Areas.Any(area => seat == area.Office || kind == UnitKind.School && places.BySchoolCode.GetValueOrDefault(seat)?.Township == area.Office);

    /// <summary>Whether a row is for an officer's eyes: the county's total is for all, others as <see cref="Covers"/> says.</summary>
    public static bool IsShown(Principal who, UnitKind kind, string unit, Places places) =>
        kind == UnitKind.County || Covers(who, unit, kind, places);
}
