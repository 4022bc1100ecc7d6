namespace Balance.Cases.Oracle;

public static partial class Steps
{
    private const int DaysToRegister = 15;
    private const int DaysToAssess = 31;
    private const int DaysToPlace = 60;
    private const int DaysToSettle = 30;
    private const int DaysToPlan = 30;
    private const int DaysToReview = 150;
    private const int DaysToSign = 30;
    private const int DaysToAnswerReferral = 30;
    private const int DaysToAssessAgain = 365;
    private const int DaysToFindCentre = 10;

    private static IEnumerable<Step> OfDisability(ChildFile file) =>
        file.Followed("disability") is null ? [] : [.. OfPlacement(file), .. OfPlan(file), .. OfHomeTeaching(file), .. OfReferrals(file)];

    /// <summary>The committee assesses, the county decides; whoever disagrees is answered; each year it looks again.</summary>
    private static IEnumerable<Step> OfPlacement(ChildFile file)
    {
        var (registered, assessed, placed) = (file.Last("register"), file.Last("assess"), PlacementOf(file));
        if (registered is null && file.Awaits("disability", "register") is { } followed) yield return Due(file, "register_disability", followed.On.AddDays(DaysToRegister), Office.County);
        if (assessed is null && registered is not null) yield return Due(file, "assess_needs", registered.On.AddDays(DaysToAssess), Office.County);
        // An end for good leaves nothing to decide.
        if (assessed is not null && placed is null && file.Last("placement_ended") is null or { Detail: "placed_anew" })
            yield return Restricted(file, "place_child", assessed.On.AddDays(DaysToPlace), Office.County);
        if (placed is { Detail: "deferred", Until: { } until }) yield return Restricted(file, "place_child", until, Office.County);
        if (placed is not null && file.About(placed, "contest").LastOrDefault() is { } contest) yield return Due(file, "settle_dispute", contest.On.AddDays(DaysToSettle), Office.County);
        if (assessed is not null)
        {
            var again = assessed.Due ?? assessed.On.AddDays(DaysToAssessAgain);
            var sooner = file.Happened.SkipWhile(step => step.Recorded != assessed.Recorded).Where(step => step.What == "referral_answered").Min(answer => answer.Due);
            yield return Restricted(file, "assess_again", sooner < again ? sooner.Value : again, Office.County);
        }
    }

    private static IEnumerable<Step> OfPlan(ChildFile file)
    {
        var placed = PlacementOf(file);
        if (file.Last("plan", "plan_ended") is { What: "plan" } plan)
        {
            var review = file.About(plan, "plan_reviewed").LastOrDefault();
            if (plan.Detail == "unsigned" && file.About(plan, "plan_reviewed").All(one => one.Detail == "unsigned")) yield return Due(file, "sign_plan", plan.On.AddDays(DaysToSign), Office.School);
            if (review is { Due: null }) yield return Due(file, "adopt_plan", review.On.AddDays(DaysToPlan), Office.School);
            else yield return Due(file, "review_plan", review?.Due ?? plan.Due ?? plan.On.AddDays(DaysToReview), Office.School);
        }
        else if (placed is { Detail: not "deferred" })
        {
            var ended = file.Last("plan_ended")?.On;
            yield return Due(file, "adopt_plan", (ended > placed.On ? ended.Value : placed.On).AddDays(DaysToPlan), Office.School);
        }
    }

    private static IEnumerable<Step> OfHomeTeaching(ChildFile file)
    {
        foreach (var missed in file.All("missed").Where(missed => missed.Due is not null && !file.About(missed, "session").Any()))
            yield return Due(file, "make_up_session", missed.Due!.Value, Office.School);
        if (Teaching.Stretches(file.Happened) is not [.., { Until: null } still]) yield break;
        var schedule = file.Last("schedule");
        yield return Due(file, "schedule_home_teaching", schedule is null || schedule.On < still.From ? still.From.AddDays(DaysToPlan) : schedule.Until!.Value, Office.School);
        if (Teaching.SessionMissingOn(file.Rules, file.Happened, file.Day) is { } day) yield return Due(file, "teach_at_home", day, Office.School);
    }

    private static IEnumerable<Step> OfReferrals(ChildFile file) => file.All("refer").Where(referral => !file.About(referral, "referral_answered").Any())
        .Select(referral => Restricted(file, "answer_referral", referral.Due ?? referral.On.AddDays(DaysToAnswerReferral), Office.County));

    /// <summary>A centre that is asked answers; where it did not, the bureau asks another.</summary>
    private static IEnumerable<Step> OfCentres(ChildFile file)
    {
        var stand = AtCentres.Of(file);
        if (stand.Asked is { } asked) yield return Due(file, "answer_centre", asked.On.AddDays(DaysToFindCentre), AtCentres.LevelOf(asked.School!));
        if (stand.Unanswered is { } back) yield return Due(file, "ask_another_centre", back.On.AddDays(DaysToFindCentre), Office.County);
    }

    private static Happening? PlacementOf(ChildFile file) => file.Last("place", "placement_ended") is { What: "place" } placed ? placed : null;
}
