namespace Balance.Cases.Oracle;

public static partial class Steps
{
    private const int DaysToVerify = 10;
    private const int DaysOfAbsence = 30;
    private const int DaysToConfirm = 10;
    private const int VisitsInVain = 3;
    private const int SchoolDaysToVisit = 1;
    private const int SchoolDaysToReport = 3;

    private static readonly int[] DaysToPersuade = [10, 15, 30];
    private static readonly int[] ChecksAfter = [7, 30];

    /// <summary>A child that has stopped coming is visited and reported; where it is has to be found out, and again when the answer ends.</summary>
    private static IEnumerable<Step> OfSuspicion(ChildFile file)
    {
        if (file.Suspicion is { } open)
        {
            if (open.Reasons.Contains("reported") && file.Last("report_absence")?.Since is { } since)
            {
                if (!file.All("visit").Any(visit => visit.On >= since)) yield return Due(file, "visit_home", file.Rules.SchoolDaysAfter(since, SchoolDaysToVisit), Office.School);
                if (!file.All("written_report").Any(report => report.On >= since)) yield return Due(file, "report_absence", file.Rules.SchoolDaysAfter(since, SchoolDaysToReport), Office.School);
            }
            if (!file.Stand.Out)
            {
                // Who is reported late is not looked for later still.
                var (inTime, atLatest) = (open.Since.AddDays(DaysToVerify), open.Reasons.Contains("reported") ? file.Last("report_absence")?.Since?.AddDays(DaysOfAbsence) : null);
                yield return Due(file, "verify", atLatest < inTime ? atLatest.Value : inTime, Office.Township);
            }
        }
        if (file.FindingEnds is { } ends && file.Stand.Finding is not null) yield return Due(file, "verify_again", ends, Office.Township);
    }

    /// <summary>The ladder: school, township, county; beside it the guardian's promises and the law's rungs.</summary>
    private static IEnumerable<Step> OfPersuasion(ChildFile file)
    {
        if (!file.Stand.Out) yield break;
        var since = SinceDropout(file);
        var (level, began) = LevelOf(since);
        var assigned = since.LastOrDefault(step => step.What == "assign" && step.To == level)?.Due;
        var days = began.AddDays(DaysToPersuade[(int)level]);
        yield return Due(file, "persuade", assigned < days ? assigned.Value : days, level);

        var visits = since.Where(step => step.What == "visit").ToList();
        if (visits.LastOrDefault()?.Due is { } promised) yield return Due(file, "follow_promise", promised, level);

        var rung = since.Where(step => step.What == "legal").OrderBy(step => RungOf(step.Detail)).LastOrDefault();
        if (rung?.Due is { } deadline) yield return Due(file, "next_legal_step", deadline, Office.County);

        var inVain = visits.Where(visit => visit.Detail is "refused" or "not_found").ToList();
        if (inVain.Count >= VisitsInVain && (rung is null || RungOf(rung.Detail) < RungOf("correction_order")))
            yield return Due(file, "serve_notice", inVain[VisitsInVain - 1].On, Office.Township);
    }

    /// <summary>Confirmed by an office above the one that told of it, and looked after at school on the plan's days.</summary>
    private static IEnumerable<Step> OfReturn(ChildFile file)
    {
        if (!file.Stand.ReturnStands || file.Happened.LastOrDefault(step => step.What == "return" || ChildFile.IsDropout(step)) is not { What: "return" } back) yield break;
        if (!file.About(back, "confirm").Any()) yield return Due(file, "confirm_return", back.On.AddDays(DaysToConfirm), back.By == Office.School ? Office.Township : Office.County);

        var met = 0;
        foreach (var check in file.Happened.SkipWhile(step => step.Recorded != back.Recorded).Where(step => step is { What: "check", Detail: "present" }))
            if (met < ChecksAfter.Length && check.On >= back.On.AddDays(ChecksAfter[met])) met++;
        if (met < ChecksAfter.Length) yield return Due(file, "check_attendance", back.On.AddDays(ChecksAfter[met]), Office.School);
    }

    /// <summary>The level that answers for a child that is out.</summary>
    public static Office PersuadedBy(ChildFile file) => LevelOf(SinceDropout(file)).Level;

    /// <summary>What was done since the dropout with which the child went, further ones without a return between them included.</summary>
    private static List<Happening> SinceDropout(ChildFile file)
    {
        var (from, back) = (-1, false);
        for (var at = 0; at < file.Happened.Count; at++)
            if (file.Happened[at].What == "return") back = true;
            else if (ChildFile.IsDropout(file.Happened[at]) && (from < 0 || back)) (from, back) = (at, false);
        return [.. file.Happened.Skip(from)];
    }

    private static (Office Level, DateOnly Since) LevelOf(List<Happening> since)
    {
        var highest = since.Where(step => step.What == "escalate").OrderBy(step => step.To).LastOrDefault();
        return highest is null ? (Office.School, since[0].On) : (highest.To!.Value, since.First(step => step.What == "escalate" && step.To == highest.To).On);
    }

    private static int RungOf(string step) => step switch { "education" => 1, "correction_order" => 2, "penalty" => 3, _ => 4 };
}
