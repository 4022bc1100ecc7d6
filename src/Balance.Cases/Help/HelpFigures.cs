using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Help;

/// <summary>How children are helped on a day, of the cases in an officer's charge.</summary>
/// <param name="Hardship">Children followed as in hardship.</param>
/// <param name="AidedInTime">Of them, those to whom no aid is owed beyond its day.</param>
/// <param name="OnMealPlan">Of them, those on the nutrition plan (营养改善计划).</param>
/// <param name="Boarding">Of them, those who board.</param>
/// <param name="Learning">Children followed for learning difficulties.</param>
/// <param name="ReviewedInTime">Of them, those whose support is late neither to be planned nor to be reviewed.</param>
/// <param name="ToFollowUp">Children whose mental health somebody has to look into or act on, as far as the officer may know.</param>
public sealed record HelpFigures(int Hardship, int AidedInTime, int OnMealPlan, int Boarding, int Learning, int ReviewedInTime, int ToFollowUp)
{
    /// <summary>Counts them by what is due.</summary>
    public static HelpFigures Of(IEnumerable<CaseSummary> cases, DateOnly today)
    {
        var open = cases.Where(one => one.Status is not (CaseStatus.Closed or CaseStatus.Departed)).ToList();
        var hardship = open.Where(one => one.Concerns.Contains(Concern.Hardship)).ToList();
        var learning = open.Where(one => one.Concerns.Contains(Concern.LearningDifficulty)).ToList();
        return new(hardship.Count, hardship.Count(one => !IsLate(one, DutyKind.GrantAid, today)), hardship.Count(one => one.Living.MealPlan == true), hardship.Count(one => one.Living.Boards == true), learning.Count, learning.Count(one => !IsLate(one, DutyKind.PlanLearningSupport, today) && !IsLate(one, DutyKind.ReviewLearningSupport, today)),
            open.Count(one => one.Duties.Any(duty => duty.Kind is DutyKind.ScreenMentalHealth or DutyKind.FollowUpMentalHealth)));
    }

    private static bool IsLate(CaseSummary one, DutyKind kind, DateOnly today) => one.Duties.Any(duty => duty.Kind == kind && duty.IsOverdueOn(today));
}
