namespace Balance.Cases.Oracle;

public static partial class Steps
{
    private const int DaysBetweenContacts = 7;
    private const int DaysBetweenVisits = 30;
    private const int DaysForGuardianship = 15;
    private const int DaysBetweenSurveys = 365;
    private const int DaysToProtect = 1;
    private const int DaysForAid = 120;
    private const int DaysToPlanLearning = 15;
    private const int DaysBetweenLearningReviews = 60;
    private const int DaysToScreenMinds = 7;

    private static readonly string[] ToBeTold = ["police", "education"];

    /// <summary>What the law wants told at once, to police and bureau: of several signs seen on one level the first stands for all. Once the child has left, the county tells.</summary>
    private static IEnumerable<Step> OfReports(ChildFile file) =>
        file.Happened.Where(step => IsSign(file, step) && ToBeTold.Except(ToldOf(file, step)).Any()).GroupBy(sign => (IsOfHarm: IsOfHarm(sign), By: file.HasLeft ? Office.County : sign.By)).Select(signs =>
            Due(file, "mandatory_report", signs.Min(sign => sign.On), signs.Key.By!.Value) with { IsRestricted = signs.Key.IsOfHarm });

    private static bool IsSign(ChildFile file, Happening step) => step switch
    {
        { What: "harm" or "signs_reported" } or { What: "verify", Detail: "missing" } or { What: "guardianship", Detail: "refused" or "nobody" } => true,
        { What: "contact", Detail: "refused" } => !IsReachedAfter(file, step),
        { What: "contact", Detail: "not_reached" } => step.On > ContactDue(file, step.On, step.Recorded) && !IsReachedAfter(file, step),
        _ => false,
    };

    private static bool IsOfHarm(Happening step) => step.What is "harm" or "signs_reported";

    // A report that names nothing tells of what was known by then; a harm is told by its name.
    private static IEnumerable<string> ToldOf(ChildFile file, Happening sign) => file.Happened.Where(report => report.What is "mandatory_report" or "signs_reported")
        .Where(report => report.About is { } about ? about == sign.Recorded : report.Recorded == sign.Recorded || (sign.What != "harm" && IsAfter(report, sign))).Select(report => report.Detail);

    private static bool IsReachedAfter(ChildFile file, Happening sign) => file.All("contact").Any(contact => contact.Detail == "reached" && IsAfter(contact, sign));

    private static bool IsAfter(Happening one, Happening other) => one.On > other.On || (one.On == other.On && one.Recorded > other.Recorded);

    private static IEnumerable<Step> OfLeftBehind(ChildFile file)
    {
        if (file.Followed("left_behind") is not { } since) yield break;
        var guardianship = file.Last("guardianship");
        if (guardianship is null or { Detail: "not_yet" }) yield return Due(file, "record_guardianship", (guardianship?.On ?? since).AddDays(DaysForGuardianship), Office.School);
        else yield return Due(file, "survey_again", guardianship.On.AddDays(DaysBetweenSurveys), Office.School);
        yield return Due(file, "parent_contact", ContactDue(file, file.Day)!.Value, Office.School);
    }

    /// <summary>A left-behind child is visited in any case, one in hardship by the plan that was made for it.</summary>
    private static IEnumerable<Step> OfCare(ChildFile file)
    {
        // A plan of before has ended with the concern.
        var since = file.Followed("left_behind");
        var begun = new[] { file.FollowedBy("left_behind"), file.FollowedBy("hardship") }.Min(by => by?.Recorded);
        var (visit, plan) = (file.Last("care_visit"), file.Happened.LastOrDefault(step => step.What == "care_plan" && step.Recorded > begun));
        if (since is null && plan is null) yield break;
        var looked = new[] { visit?.On, plan?.On }.Max() ?? since!.Value;
        yield return Due(file, "care_visit", looked.AddDays(plan?.Every ?? DaysBetweenVisits), Office.School);
        if (plan?.Due is { } review) yield return Due(file, "review_care_plan", review, Office.School);
    }

    /// <summary>By when a parent who is away is to be in touch, by what had happened by a day.</summary>
    /// <param name="agreedBy">By what had been recorded of the rhythm by then: what is agreed afterwards takes no sign away.</param>
    private static DateOnly? ContactDue(ChildFile file, DateOnly day, int agreedBy = int.MaxValue)
    {
        if (file.Followed("left_behind") is not { } since || since > day) return null;
        var reached = file.Happened.LastOrDefault(step => step.On <= day && step is { What: "contact", Detail: "reached" })?.On;
        var every = file.Happened.LastOrDefault(step => step.On <= day && step.Recorded < agreedBy && step.What == "guardianship")?.Every ?? DaysBetweenContacts;
        return (reached > since ? reached.Value : since).AddDays(every);
    }

    /// <summary>Of a harm that is not settled: protect the child, then see to it until it is. Also of one that is feared and that nobody has reported.</summary>
    private static IEnumerable<Step> OfHarm(ChildFile file)
    {
        var open = file.All("harm").Where(harm => !file.About(harm, "settle").Any()).ToList();
        if (open.Count == 0 && file.Awaits("harm", "harm") is { } feared) yield return Restricted(file, "protect", feared.On.AddDays(DaysToProtect), feared.By!.Value);
        foreach (var harm in open)
            yield return file.About(harm, "protect").LastOrDefault() is { } done
                ? Restricted(file, "settle_harm", done.On.AddDays(DaysBetweenVisits), harm.By!.Value)
                : Restricted(file, "protect", harm.On.AddDays(DaysToProtect), harm.By!.Value);
    }

    private static IEnumerable<Step> OfHelp(ChildFile file)
    {
        if (file.Followed("hardship") is { } since)
        {
            // Aid is owed anew for each term.
            var next = file.All("aid").Select(aid => TermAfter(aid.Detail)).DefaultIfEmpty(since).Max();
            yield return Due(file, "grant_aid", (next > since ? next : since).AddDays(DaysForAid), Office.County);
        }
        var isHelped = file.Last("learning_plan") is { } last && file.About(last, "learning_reviewed").LastOrDefault() is not { Detail: "done" };
        if (!isHelped && file.Awaits("learning_difficulty", "learning_plan") is { } learns) yield return Due(file, "plan_learning_support", learns.On.AddDays(DaysToPlanLearning), Office.School);
        if (file.Awaits("mental_health", "mind_screened", "mind_helped") is { } troubled) yield return Restricted(file, "screen_mental_health", troubled.On.AddDays(DaysToScreenMinds), Office.School);
        if (file.Followed("learning_difficulty") is not null && file.Last("learning_plan") is { } plan)
        {
            var review = file.About(plan, "learning_reviewed").LastOrDefault();
            if (review is not { Detail: "done" }) yield return Due(file, "review_learning_support", review?.Due ?? plan.Due ?? (review ?? plan).On.AddDays(DaysBetweenLearningReviews), Office.School);
        }
        if (file.Followed("mental_health") is not null && MindDue(file) is { } act) yield return Restricted(file, "follow_up_mental_health", act, Office.School);
    }

    /// <summary>A screening that finds a risk asks for something by a day, the earlier if something was asked already; only what is done answers it.</summary>
    private static DateOnly? MindDue(ChildFile file)
    {
        DateOnly? due = null;
        foreach (var step in file.Happened)
            if (step.What == "mind_screened" && step.Due is { } by) due = due < by ? due : by;
            else if (step.What == "mind_helped") due = step.Due;
        return due;
    }

    /// <summary>The first day of the term after one such as <c>2026-1</c>, which begins in September; the second begins in February.</summary>
    private static DateOnly TermAfter(string term)
    {
        var year = int.Parse(term[..4], System.Globalization.CultureInfo.InvariantCulture);
        return term.EndsWith('1') ? new(year + 1, 2, 1) : new(year + 1, 9, 1);
    }
}
