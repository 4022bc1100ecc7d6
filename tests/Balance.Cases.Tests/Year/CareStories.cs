using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Help;
using Balance.Cases.LeftBehind;
using Balance.Cases.Oracle;

namespace Balance.Cases.Tests.Year;

/// <summary>Left-behind children, children in hardship, pupils who need help: their files fill, and no rate moves by it.</summary>
internal sealed class CareStories(YearPlayer player, int times)
{
    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        LeftBehind();
        Hardship();
        Learning();
        Minds();
    }

    private void LeftBehind()
    {
        var away = _county.Take(24 * times, child => child.Grade is >= 1 and <= 9 && child.Residence == "local" && SchoolYears.IsOfSchoolAge(child.Born, YearCounty.Year));
        player.On(new(2026, 9, 18), async () =>
        {
            // Both away; one, the other able or not; a short time; nobody at all.
            List<AwayRow> rows = [.. away.Select((child, nth) => new AwayRow(child.No, nth % 4 != 2, nth % 4 is 0 or 2, nth % 4 != 1, nth % 6))];
            await player.ImportAsync(RegisterKind.LeftBehind, player.Today, Given.Files.LeftBehind,
                rows.Select(row => $"{_county.Children[row.Child].Number},{YesNo(row.Father)},{YesNo(row.Mother)},{YesNo(row.OtherCapable)},{row.Months},grandparents,{YearPlayer.Iso(player.Today)}"));
            player.Facts.LeftBehind.Add(new(player.Today, player.Facts.Record(), rows));
        });
        player.On(new(2026, 9, 21), async () => (await player.Get<FollowSurvey>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive());
        foreach (var child in away.Where((_, nth) => nth % 4 == 0).Take(5 * times))
        {
            player.On(new(2026, 9, 28), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new RecordGuardianship(id, who, seen, player.Today, Caregiver.Grandparents, Delegation.Written, GuardianshipQuality.Good, 7, "祖母", null)));
            player.On(new(2026, 10, 9), () => player.DoAsync(child, player.SchoolOf(child), (id, who, _) => new LogParentContact(id, who, player.Today, ContactOutcome.Reached, "视频通话")));
            player.On(new(2026, 10, 16), () => player.DoAsync(child, player.TownshipOf(child), new(child.No, player.Today, "care_visit"), (id, who, _) => new LogCareVisit(id, who, player.Today, null, "一切都好")));
        }
        foreach (var child in away.Where((_, nth) => nth % 4 == 1).Take(2 * times))
        {
            var harm = default(Made);
            player.On(new(2026, 11, 2), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new RecordGuardianship(id, who, seen, player.Today, Caregiver.None, Delegation.Refused, GuardianshipQuality.Poor, null, null, null)));
            player.On(new(2026, 11, 3), async () => harm = await player.DoAsync(child, player.SchoolOf(child), (id, who, _) => new ReportHarm(id, who, player.Today, HarmKind.Neglect, [ReportSign.Abandoned], "独自在家多日")));
            player.On(new(2026, 11, 3), () => player.DoAsync(child, player.SchoolOf(child), (id, who, _) => new FileMandatoryReport(id, who, player.Today, ReportedTo.Police, "学报〔2026〕1号", "无人照料", harm.Entry, [ReportSign.Abandoned])));
        }
    }

    private void Hardship()
    {
        var poor = _county.Take(24 * times, child => child.Grade is >= 1 and <= 9 && child.Residence != "away" && SchoolYears.IsOfSchoolAge(child.Born, YearCounty.Year));
        player.On(new(2026, 9, 8), () => AssistAsync([.. poor.Take(18 * times).Select((child, nth) => new AssistanceRow(child.No, new(2025, 1, 1), nth % 3 == 0 ? new(2026, 12, 31) : null))]));
        player.On(new(2027, 3, 1), () => AssistAsync([.. poor.Skip(18 * times).Select(child => new AssistanceRow(child.No, new(2027, 2, 1), null))]));
        player.On(new(2026, 9, 22), async () => (await player.Get<FollowAssistance>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive());
        foreach (var child in poor.Take(6 * times))
        {
            player.On(new(2026, 10, 20), () => player.DoAsync(child, player.Aid, (id, who, seen) => new GrantAid(id, who, seen, player.Today, "寄宿生生活补助", 625, AidGroup.Orphan, "2026-1", null)));
            player.On(new(2026, 10, 21), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new RecordLiving(id, who, seen, player.Today, true, true, null)));
        }

        async Task AssistAsync(List<AssistanceRow> rows)
        {
            await player.ImportAsync(RegisterKind.Assistance, player.Today, Given.Files.Assistance, rows.Select(row => $"{_county.Children[row.Child].Number},minimum_living,{YearPlayer.Iso(row.From)},{YearPlayer.Iso(row.Until)}"));
            player.Facts.Assistance.Add(new(player.Today, player.Facts.Record(), rows));
        }
    }

    private void Learning()
    {
        foreach (var child in _county.Take(4 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local"))
        {
            var plan = default(Made);
            player.On(new(2026, 10, 12), () => player.OpenAsync(child, Concern.LearningDifficulty));
            player.On(new(2026, 10, 13), async () => plan = await player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new PlanLearningSupport(id, who, seen, player.Today, [WeakPoint.Mathematics], null, null, "慢", null, null, null, "及格", null, "课后辅导")));
            player.On(new(2026, 12, 1), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new ReviewLearningSupport(id, who, seen, player.Today, plan.Entry, LearningProgress.Some, null, null)));
        }
    }

    private void Minds()
    {
        foreach (var child in _county.Take(3 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local"))
        {
            player.On(new(2026, 10, 14), () => player.OpenAsync(child, Concern.MentalHealth));
            player.On(new(2026, 10, 15), () => player.DoAsync(child, player.SchoolOf(child), (id, who, seen) => new ScreenMentalHealth(id, who, seen, player.Today, MentalHealthRisk.Moderate, null, "情绪低落")));
            player.On(new(2026, 10, 19), () => player.DoAsync(child, player.SchoolOf(child), (id, who, _) => new LogIntervention(id, who, player.Today, InterventionKind.Individual, null, "谈话一次")));
        }
    }


    private static string YesNo(bool value) => value ? "yes" : "no";
}
