using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>到校核验: the checks after a return that the pack asks for before a case can be closed (销号).</summary>
public static class AttendanceChecks
{
    /// <summary>
    /// The day by which the next check is to be made; null: all are done. The pack's days count from the return; a day is met by a check
    /// on or after it that found the child present, and one check meets one day.
    /// </summary>
    public static DateOnly? NextDueOn(Student student, PolicyPack pack)
    {
        if (student.Return is not { } back) return null;
        var due = new Queue<DateOnly>(pack.On(back.Happened.OccurredOn).AttendanceCheckDays.Select(days => back.Happened.OccurredOn.AddDays(days)));
        foreach (var check in student.ChecksSinceReturn)
            if (check.Result == AttendanceResult.Present && due.TryPeek(out var day) && check.OccurredOn >= day) due.Dequeue();
        return due.TryPeek(out var next) ? next : null;
    }
}
