using System.Text.RegularExpressions;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Packs;

/// <summary>What a pack must keep beyond its form.</summary>
internal static partial class PackRules
{
    /// <summary>The first rule broken, with the place; null: none.</summary>
    public static (string Path, string Reason)? FirstBroken(PolicyPack pack, string name)
    {
        foreach (var (path, keeps, reason) in Rules(pack, name))
            if (!keeps) return (path, reason);
        return null;
    }

    private static IEnumerable<(string Path, bool Keeps, string Reason)> Rules(PolicyPack pack, string name)
    {
        yield return ("$.name", pack.Name == name, $"the file is kept as {name} and must name itself so");
        yield return ("$.version", pack.Version >= 1, "a version is 1 or more");
        yield return ("$.title", pack.Title.Length > 0, "a pack has a title");
        yield return ("$.document", pack.Document is { Title.Length: > 0, Number.Length: > 0, File.Length: > 0 }, "its document has a title, a number and a file");
        for (var i = 0; i < pack.Counties.Count; i++)
            yield return ($"$.counties[{i}]", CountyCode().IsMatch(pack.Counties[i]), "a county's code has 6 digits");

        yield return ("$.lastPrimaryGrade.value", pack.LastPrimaryGrade.Value is 5 or 6, "grades are split 6-3 or 5-4: the last primary grade is 6 or 5");
        foreach (var (path, number) in Numbers(pack)) yield return ($"{path}.value", number.Value > 0, "the number must be positive");
        foreach (var (path, rule) in Grounded(pack))
        {
            yield return ($"{path}.source", rule.Source.Length > 0, "every rule names its source");
            yield return ($"{path}.quote", rule.Quote.Length > 0, "every rule has the words it rests on");
            yield return ($"{path}.file", rule.Ground == Ground.Default == (rule.File is null) && rule.File != "", "law and policy name the file in which their words stand, a default has none");
        }
        for (var i = 1; i < pack.AttendanceCheckDays.Count; i++)
            yield return ($"$.attendanceCheckDays[{i}].value", pack.AttendanceCheckDays[i].Value > pack.AttendanceCheckDays[i - 1].Value, "checks follow one another");
        yield return ("$.disability.placements.offered", IsSet(pack.Disability.Placements.Offered), "placements are named once each, and at least one");
        yield return ("$.ladder.rungs", pack.Ladder.Rungs.All(rung => rung.Name.Length > 0 && rung.Steps.Count > 0) && IsSet([.. pack.Ladder.Rungs.SelectMany(rung => rung.Steps)]), "a rung has a name and a step, and each step is on one rung");
        for (var i = 0; i < pack.Papers.Count; i++) yield return ($"$.papers[{i}].title", pack.Papers[i].Title.Length > 0, "a paper has a title");
        yield return ("$.papers", pack.Papers.Select(paper => paper.Kind).Order().SequenceEqual(PaperTitle.Kinds.Order()), $"each of these papers has one title: {string.Join(", ", PaperTitle.Kinds.Select(kind => kind.Code()))}");
        yield return ("$.help.aidFirst.groups", IsSet(pack.Help.AidFirst.Groups), "aid names each group once, and at least one");

        foreach (var rule in CalendarRules(pack).Concat(TargetRules(pack))) yield return rule;
    }

    /// <summary>Everything that a pack lays down on some ground, with its place in the file.</summary>
    public static IEnumerable<(string Path, IGrounded Rule)> Grounded(PolicyPack pack)
    {
        foreach (var (path, number) in Numbers(pack)) yield return (path, number);
        yield return ("$.report", pack.Report);
        yield return ("$.ladder", pack.Ladder);
        yield return ("$.disability.placements", pack.Disability.Placements);
        yield return ("$.protection.leftBehind", pack.Protection.LeftBehind);
        yield return ("$.help.aidFirst", pack.Help.AidFirst);
        yield return ("$.retention", pack.Retention);
        for (var i = 0; i < pack.Papers.Count; i++) yield return ($"$.papers[{i}]", pack.Papers[i]);
    }

    /// <summary>Every number of a pack, with its place in the file.</summary>
    public static IEnumerable<(string Path, Ruled Number)> Numbers(PolicyPack pack)
    {
        yield return ("$.lastPrimaryGrade", pack.LastPrimaryGrade);
        yield return ("$.thresholds.absenceRunSchoolDays", pack.Thresholds.AbsenceRunSchoolDays);
        yield return ("$.thresholds.absenceFileAgeDays", pack.Thresholds.AbsenceFileAgeDays);
        yield return ("$.thresholds.suspensionDays", pack.Thresholds.SuspensionDays);
        yield return ("$.deadlines.absenceVisitDays", pack.Deadlines.AbsenceVisitDays);
        yield return ("$.deadlines.absenceReportDays", pack.Deadlines.AbsenceReportDays);
        yield return ("$.deadlines.verificationDays", pack.Deadlines.VerificationDays);
        yield return ("$.deadlines.schoolDays", pack.Deadlines.SchoolDays);
        yield return ("$.deadlines.townshipDays", pack.Deadlines.TownshipDays);
        yield return ("$.deadlines.countyDays", pack.Deadlines.CountyDays);
        yield return ("$.deadlines.confirmationDays", pack.Deadlines.ConfirmationDays);
        yield return ("$.deadlines.correctionOrderDays", pack.Deadlines.CorrectionOrderDays);
        yield return ("$.deadlines.failedVisits", pack.Deadlines.FailedVisits);
        yield return ("$.deadlines.escalationDays", pack.Deadlines.EscalationDays);
        yield return ("$.deadlines.absenceVerifyDays", pack.Deadlines.AbsenceVerifyDays);
        yield return ("$.deadlines.termCheckDays", pack.Deadlines.TermCheckDays);
        for (var i = 0; i < pack.AttendanceCheckDays.Count; i++) yield return ($"$.attendanceCheckDays[{i}]", pack.AttendanceCheckDays[i]);
        foreach (var number in NumbersOfCare(pack)) yield return number;
    }

    private static IEnumerable<(string, Ruled)> NumbersOfCare(PolicyPack pack)
    {
        var (disability, home) = (pack.Disability, pack.Disability.HomeTeaching);
        yield return ("$.disability.severeLevel", disability.SevereLevel);
        yield return ("$.disability.registrationDays", disability.RegistrationDays);
        yield return ("$.disability.assessmentDays", disability.AssessmentDays);
        yield return ("$.disability.placementDays", disability.PlacementDays);
        yield return ("$.disability.disputeDays", disability.DisputeDays);
        yield return ("$.disability.planDays", disability.PlanDays);
        yield return ("$.disability.planReviewDays", disability.PlanReviewDays);
        yield return ("$.disability.planSignDays", disability.PlanSignDays);
        yield return ("$.disability.referralDays", disability.ReferralDays);
        yield return ("$.disability.reassessmentDays", disability.ReassessmentDays);
        yield return ("$.disability.resourceRoomPupils", disability.ResourceRoomPupils);
        yield return ("$.disability.centreDays", disability.CentreDays);
        yield return ("$.disability.homeTeaching.visits", home.Visits);
        yield return ("$.disability.homeTeaching.hoursEach", home.HoursEach);
        yield return ("$.disability.homeTeaching.hoursPerYear", home.HoursPerYear);
        yield return ("$.protection.contactDays", pack.Protection.ContactDays);
        yield return ("$.protection.visitDays", pack.Protection.VisitDays);
        yield return ("$.protection.guardianshipDays", pack.Protection.GuardianshipDays);
        yield return ("$.protection.surveyDays", pack.Protection.SurveyDays);
        yield return ("$.protection.protectionDays", pack.Protection.ProtectionDays);
        yield return ("$.moves.placeDays", pack.Moves.PlaceDays);
        yield return ("$.moves.transitionDays", pack.Moves.TransitionDays);
        yield return ("$.moves.transferDays", pack.Moves.TransferDays);
        yield return ("$.moves.complaintDays", pack.Moves.ComplaintDays);
        yield return ("$.help.aidDays", pack.Help.AidDays);
        yield return ("$.help.learningPlanDays", pack.Help.LearningPlanDays);
        yield return ("$.help.learningReviewDays", pack.Help.LearningReviewDays);
        yield return ("$.help.screeningDays", pack.Help.ScreeningDays);
        yield return ("$.help.followUpDays", pack.Help.FollowUpDays);
        yield return ("$.help.crisisDays", pack.Help.CrisisDays);
        yield return ("$.returns.monthDays", pack.Returns.MonthDays);
        yield return ("$.returns.quarterDays", pack.Returns.QuarterDays);
        yield return ("$.returns.termDays", pack.Returns.TermDays);
        yield return ("$.returns.yearDays", pack.Returns.YearDays);
    }

    private static IEnumerable<(string Path, bool Keeps, string Reason)> CalendarRules(PolicyPack pack)
    {
        yield return ("$.calendarSource", pack.CalendarSource.Length > 0, "the calendar says where it comes from");
        yield return ("$.calendar", pack.Calendar.DistinctBy(year => year.SchoolYear).Count() == pack.Calendar.Count, "a school year has one calendar");
        for (var i = 0; i < pack.Calendar.Count; i++)
        {
            var year = pack.Calendar[i];
            foreach (var (list, kind) in new[] { (year.Terms, "terms"), (year.Holidays, "holidays") })
                for (var j = 0; j < list.Count; j++)
                {
                    yield return ($"$.calendar[{i}].{kind}[{j}].name", list[j].Name.Length > 0, "it has a name");
                    yield return ($"$.calendar[{i}].{kind}[{j}]", list[j].From <= list[j].Until, "it ends before it begins");
                    yield return ($"$.calendar[{i}].{kind}[{j}]", new SchoolYear(year.SchoolYear) is var y && y.Holds(list[j].From) && y.Holds(list[j].Until),
                        $"it does not lie in the school year {year.SchoolYear}");
                }
            for (var j = 0; j < year.MakeUpDays.Count; j++)
                yield return ($"$.calendar[{i}].makeUpDays[{j}]", year.MakeUpDays[j].DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, "lessons are made up on a weekend");
        }
    }

    private static IEnumerable<(string Path, bool Keeps, string Reason)> TargetRules(PolicyPack pack)
    {
        for (var i = 0; i < pack.Targets.Count; i++)
        {
            var target = pack.Targets[i];
            yield return ($"$.targets[{i}]", !pack.Targets.Take(i).Any(other => (other.Measure, other.Stage, other.FromYear) == (target.Measure, target.Stage, target.FromYear)), "a figure has one target for a stage from a year on");
            yield return ($"$.targets[{i}].value", target.Limit is >= 0 and <= 1, "a target lies between 0 and 100 per cent");
            yield return ($"$.targets[{i}].quote", target.Quote.Length > 0 && target.Source.Length > 0 && target.File.Length > 0, "a target has a source, a file and its words");
        }
    }

    private static bool IsSet<T>(IReadOnlyList<T> values) => values.Count > 0 && values.Distinct().Count() == values.Count;

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex CountyCode();
}
