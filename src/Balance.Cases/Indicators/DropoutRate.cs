using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;

namespace Balance.Cases.Indicators;

/// <summary>学年辍学率 (A′) from the baseline's counts and the standings of the children who ever dropped out.</summary>
public static class DropoutRate
{
    /// <summary>The three ways in which a child enters the figure.</summary>
    public enum Part { EverDroppedOut, DroppedOut, CarriedOver }

    /// <summary>One child in one part of the figure; school and stage null where nothing places it.</summary>
    public readonly record struct Counted(Guid Child, Part Part, string? School, Stage? Stage);

    /// <summary>Every child behind the figure but those who were merely enrolled.</summary>
    public static IEnumerable<Counted> Children(SchoolYear year, DateOnly day, PolicyPack pack, IEnumerable<ChildStanding> standings)
    {
        foreach (var child in standings)
        {
            if (child.Standing.LastDropout is not { } last) continue;
            var (school, grade) = child.PlaceOfLastDropout();
            Stage? stage = grade is { } of ? pack.StageOfGrade(of) : null;
            if (child.DroppedOutIn(year, day)) yield return new(child.Child, Part.EverDroppedOut, school, stage);
            if (child.Standing.Out) yield return new(child.Child, last.OccurredOn < year.First ? Part.CarriedOver : Part.DroppedOut, school, stage);
        }
    }

    /// <summary>Children who dropped out in the school year and are out on the day, placed or not.</summary>
    public static Guid[] DroppedOut(SchoolYear year, DateOnly day, IEnumerable<ChildStanding> standings) =>
        [.. standings.Where(child => child.Standing is { Out: true, LastDropout: { } last } && last.OccurredOn >= year.First && last.OccurredOn <= day).Select(child => child.Child)];

    /// <summary>Rows of schools, townships and the county, and the number of children of this year whom nothing places.</summary>
    /// <param name="baseline">Children enrolled on the baseline, by school and grade.</param>
    /// <param name="left">Of them, those who are on leave, dead or transferred out and did not drop out (definition B), by school and grade of the baseline.</param>
    /// <param name="townshipOf">Township of each school of the county; schools outside it are absent.</param>
    public static (List<DropoutFigure> Figures, int Unplaced) Count(
        string county, SchoolYear year, DateOnly day, PolicyPack pack,
        IEnumerable<(string School, int Grade, int Children)> baseline, IEnumerable<(string School, int Grade, int Children)> left, IReadOnlyDictionary<string, string> townshipOf, IEnumerable<ChildStanding> standings)
    {
        var rows = new Dictionary<(string Unit, UnitKind Kind, Stage Stage), DropoutFigure>();
        void Add(string school, Stage stage, Func<DropoutFigure, DropoutFigure> counted)
        {
            if (!townshipOf.TryGetValue(school, out var township)) return;
            foreach (var unit in new[] { (school, UnitKind.School), (township, UnitKind.Township), (county, UnitKind.County) })
            {
                var key = (unit.Item1, unit.Item2, stage);
                rows[key] = counted(rows.TryGetValue(key, out var row) ? row : new(key.Item1, key.Item2, stage, 0, 0, 0, 0));
            }
        }
        foreach (var stage in Term.All<Stage>()) rows[(county, UnitKind.County, stage)] = new(county, UnitKind.County, stage, 0, 0, 0, 0);

        foreach (var (school, grade, children) in baseline)
            Add(school, pack.StageOfGrade(grade), row => row with { EnrolledAtStart = row.EnrolledAtStart + children });
        foreach (var (school, grade, children) in left)
            Add(school, pack.StageOfGrade(grade), row => row with { LeftOtherwise = row.LeftOtherwise + children });

        var unplaced = new HashSet<Guid>();
        foreach (var child in Children(year, day, pack, standings))
        {
            if (child is { School: { } school, Stage: { } stage })
                Add(school, stage, row => child.Part switch
                {
                    Part.EverDroppedOut => row with { EverDroppedOut = row.EverDroppedOut + 1 },
                    Part.DroppedOut => row with { DroppedOut = row.DroppedOut + 1 },
                    _ => row with { CarriedOver = row.CarriedOver + 1 },
                });
            else if (child.Part != Part.CarriedOver)
                unplaced.Add(child.Child);
        }
        return ([.. rows.Values.OrderBy(row => row.UnitKind).ThenBy(row => row.Unit, StringComparer.Ordinal).ThenBy(row => row.Stage)], unplaced.Count);
    }
}
