using Balance.Cases.Domain.Indicators;
using Balance.Cases.Indicators.Standings;

namespace Balance.Cases.Indicators;

/// <summary>复学率 and 动态清零 from the standings of the children who ever dropped out.</summary>
public static class ReturnRate
{
    /// <summary>One child who ever dropped out; school null where nothing places it.</summary>
    public readonly record struct Counted(Guid Child, string? School, bool Returned, bool Out);

    /// <summary>Every child behind the figure.</summary>
    public static IEnumerable<Counted> Children(IEnumerable<ChildStanding> standings) => standings
        .Where(child => child.Standing.LastDropout is not null)
        .Select(child => new Counted(child.Child, child.PlaceOfLastDropout().School, child.Standing.StandingReturn is not null, child.Standing.Out));

    /// <summary>Rows of the county always, and of each of its townships and schools where there is such a child.</summary>
    /// <param name="townshipOf">Township of each school of the county; schools outside it are absent.</param>
    public static List<ReturnedFigure> Count(string county, IReadOnlyDictionary<string, string> townshipOf, IEnumerable<ChildStanding> standings)
    {
        var children = Children(standings).ToList();
        var placed = children.Where(child => child.School is not null && townshipOf.ContainsKey(child.School)).ToList();
        return
        [
            Row(county, UnitKind.County, children),
            .. placed.GroupBy(child => townshipOf[child.School!]).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => Row(unit.Key, UnitKind.Township, [.. unit])),
            .. placed.GroupBy(child => child.School!).OrderBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => Row(unit.Key, UnitKind.School, [.. unit])),
        ];
    }

    private static ReturnedFigure Row(string unit, UnitKind kind, List<Counted> of) => new(unit, kind, of.Count, of.Count(child => child.Returned), of.Count(child => child.Out));
}
