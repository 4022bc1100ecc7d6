using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>Lesson hours at home that a teacher gave in a school year.</summary>
/// <param name="Teacher">Account name; null: an entry of a ledger, which names none.</param>
public sealed record HoursGiven(string? Teacher, decimal Hours);

/// <summary>What a list shows of a disabled child on a day.</summary>
/// <param name="Placement">The placement in force; null: none.</param>
/// <param name="School">学校标识码 of the school where it is placed, where that was said.</param>
/// <param name="IsContested">Guardian or school disagrees.</param>
/// <param name="IsSevere">重度 by the pack: 一人一案.</param>
/// <param name="HasPlan">An education plan is in force.</param>
/// <param name="MainTeacher">Account name of who teaches at home.</param>
/// <param name="Hours">Hours at home of the school year; null: the child was not to be taught at home in it.</param>
/// <param name="Given">Those hours by teacher.</param>
public sealed record DisabilitySummary(
    Placement? Placement, string? School, bool IsContested, bool IsSevere, bool HasPlan, string? MainTeacher, HomeTeachingHours? Hours, IReadOnlyList<HoursGiven> Given)
{
    /// <summary>Code of the resource centre that holds the child; null: none does.</summary>
    public string? HeldBy { get; init; }

    /// <summary>Code of the resource centre that is asked to take it and has not answered; null: none is.</summary>
    public string? AskedOf { get; init; }

    /// <summary>It learns among others, for whom a resource room is due from some number on.</summary>
    public bool IsInRegularClass => Placement is Terms.Placement.RegularClass or Terms.Placement.DesignatedSchool;

    /// <summary>The summary; null: the child is not followed for a disability.</summary>
    public static DisabilitySummary? Of(Student student, DateOnly today, PolicyPack pack)
    {
        if (!student.Concerns.Contains(Concern.Disability)) return null;
        var year = SchoolYear.Of(today);
        var placed = student.PlacementInForce?.Happened as PlacementDecided;
        var hours = student.HomeTaught.Any(stretch => stretch.From <= today && !(stretch.Until < year.First)) ? HomeTeachingHours.Of(student, today, pack) : null;
        var centre = student.Centre;
        return new DisabilitySummary(
            placed?.Placement, placed?.School, student.Contest is not null, student.IsSevere(pack), student.PlanInForce is not null, student.HomeTeachers is [var main, ..] ? main : null, hours,
            [.. HomeTeachingHours.SessionsIn(year, student).Where(session => session.OccurredOn <= today).GroupBy(session => session.MainTeacher).Select(of => new HoursGiven(of.Key, of.Sum(session => session.Hours)))])
        {
            HeldBy = centre.Holder, AskedOf = centre.Addressee,
        };
    }
}
