using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>A class of a school.</summary>
public sealed record DemoClass(DemoSchool School, int Grade, string Class);

/// <summary>Looks for the class in which most happens, so that its teacher, school and township have something to do when one first signs in.</summary>
internal static class Liveliest
{
    public static DemoClass Of(CountyShape shape, Children children, Rolls rolls)
    {
        var first = rolls.Days.First(roll => roll.Year == shape.Year);
        return children.All.Where(child => HasTrouble(child, shape.Today))
            .SelectMany(child => rolls.RowsOf(child, first).Where(row => row.Status == RollStatus.Enrolled && row.School.Township is { Urban: false }))
            .GroupBy(row => new DemoClass(row.School, row.Grade, Written.Number(row.Class)))
            .OrderByDescending(of => of.Count()).ThenBy(of => of.Key.School.Code, StringComparer.Ordinal).ThenBy(of => of.Key.Grade).ThenBy(of => of.Key.Class, StringComparer.Ordinal)
            .First().Key;
    }

    private static bool HasTrouble(DemoChild child, DateOnly today) =>
        child.Fate is Fate.Absent or Fate.Vanished || child.Fate == Fate.DropsOut && child.Episode!.On <= today;
}
