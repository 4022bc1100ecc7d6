using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.LeftBehind;

/// <summary>How left-behind children are cared for on a day, of the cases in an officer's charge.</summary>
/// <param name="Followed">Children followed as left behind.</param>
/// <param name="OnFile">Of them, those whose guardianship is on file.</param>
/// <param name="InTouch">Those whose parents are not late to be in touch.</param>
/// <param name="Visited">Those whose next care visit is not late.</param>
/// <param name="ToReport">Children of whom a mandatory report is due, as far as the officer may know.</param>
public sealed record CareFigures(int Followed, int OnFile, int InTouch, int Visited, int ToReport)
{
    /// <summary>Counts them by what is due.</summary>
    public static CareFigures Of(IEnumerable<CaseSummary> cases, DateOnly today)
    {
        var all = cases.ToList();
        var followed = all.Where(one => one.Status is not (CaseStatus.Closed or CaseStatus.Departed) && one.Concerns.Contains(Concern.LeftBehind)).ToList();
        return new(followed.Count,
            followed.Count(one => one.Duties.All(duty => duty.Kind != DutyKind.RecordGuardianship)),
            followed.Count(one => !IsLate(one, DutyKind.ParentContact, today)),
            followed.Count(one => !IsLate(one, DutyKind.CareVisit, today)),
            all.Count(one => one.Reports.Count > 0));
    }

    private static bool IsLate(CaseSummary one, DutyKind kind, DateOnly today) => one.Duties.Any(duty => duty.Kind == kind && duty.IsOverdueOn(today));
}
