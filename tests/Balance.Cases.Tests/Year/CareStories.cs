using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Help;
using Balance.Cases.LeftBehind;
using Balance.Cases.Oracle;

namespace Balance.Cases.Tests.Year;

/// <summary>Left-behind children, children in hardship, pupils who need help: their files fill, and no rate moves by it.</summary>
internal sealed class CareStories(YearPlayer player, int times)
{
    // By every pack: a risk is followed up within a week, a crisis on the next day.
    private const int DaysToFollowUp = 7;
    private const int DaysInCrisis = 1;

    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        LeftBehind();
        Hardship();
        Learning();
        Minds();
        Several();
        foreach (var child in _county.Take(1 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local")) Seen(child);
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
        player.On(new(2026, 9, 21), async () =>
        {
            (await player.Get<FollowSurvey>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive();
            Followed("left_behind", player.Facts.LeftBehind[^1].On, new Screened(new Known(player.Facts, player.Facts.Moment), player.Today).LeftBehindByEither());
        });
        foreach (var child in away.Where((_, nth) => nth % 4 == 0).Take(5 * times))
        {
            // As the family had it in writing in summer.
            DateOnly inSummer = new(2026, 8, 10);
            player.On(new(2026, 9, 28), () => player.DoAsync(child, player.SchoolOf(child), new Happening(child.No, inSummer, "guardianship", "written") { Every = 7 }, (id, who, seen) => new RecordGuardianship(id, who, seen, inSummer, Caregiver.Grandparents, Delegation.Written, GuardianshipQuality.Good, 7, "祖母", null)));
            player.On(new(2026, 10, 9), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "contact", "reached"), (id, who, _) => new LogParentContact(id, who, player.Today, ContactOutcome.Reached, "视频通话")));
            player.On(new(2026, 10, 16), () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "care_visit"), (id, who, _) => new LogCareVisit(id, who, player.Today, null, "一切都好")));
        }
        foreach (var (child, nth) in away.Where((_, nth) => nth % 4 == 0).Skip(5 * times).Concat(away.Where((_, nth) => nth % 4 == 1).Skip(2 * times)).Select((child, nth) => (child, nth)))
            LookedAfter(child, nth);
        foreach (var (child, nth) in away.Where((_, nth) => nth % 4 == 1).Take(2 * times).Select((child, nth) => (child, nth)))
        {
            var harm = default(Made);
            player.On(new(2026, 11, 2), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "guardianship", "refused"), (id, who, seen) => new RecordGuardianship(id, who, seen, player.Today, Caregiver.None, Delegation.Refused, GuardianshipQuality.Poor, null, null, null)));
            player.On(new(2026, 11, 3), async () => harm = await player.DoAsync(child, player.SchoolOf(child), player.Now(child, "harm"), (id, who, _) => new ReportHarm(id, who, player.Today, HarmKind.Neglect, [ReportSign.Abandoned], "独自在家多日")));
            player.On(new(2026, 11, 3), () => TellAsync(child, harm, "police", ReportedTo.Police, [ReportSign.Abandoned]));
            if (nth % 2 == 1) continue;
            // Everybody is told, the child is safe, the matter ends.
            player.On(new(2026, 11, 4), () => TellAsync(child, harm, "education", ReportedTo.Education, [ReportSign.Abandoned]));
            player.On(new(2026, 11, 10), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "protect") with { About = harm.Fact }, (id, who, _) => new TakeProtectionStep(id, who, player.Today, harm.Entry, ProtectionStep.TemporaryCare, "由姑姑照料")));
            player.On(new(2027, 1, 20), () => player.DoAsync(child, player.Bureau, player.Now(child, "settle") with { About = harm.Fact }, (id, who, seen) => new SettleHarm(id, who, seen, player.Today, harm.Entry, HarmOutcome.Dealt, "已妥善安置")));
        }
    }

    /// <summary>Nothing in writing yet, a plan with its own rhythm, parents who cannot be reached, or do not want to be.</summary>
    private void LookedAfter(YearChild child, int nth)
    {
        player.On(new(2026, 9, 29), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "guardianship", nth % 2 == 0 ? "not_yet" : "written") with { Every = 14 },
            (id, who, seen) => new RecordGuardianship(id, who, seen, player.Today, Caregiver.Relatives, nth % 2 == 0 ? Delegation.NotYet : Delegation.Written, GuardianshipQuality.Fair, 14, null, null)));
        player.On(new(2026, 10, 8), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "care_plan") with { Every = 20, Due = nth % 2 == 0 ? new(2027, 1, 15) : null },
            (id, who, seen) => new AdoptCarePlan(id, who, seen, player.Today, CareProgramme.HandInHand, 20, nth % 2 == 0 ? new(2027, 1, 15) : null, "每二十天走访")));
        // In time it is no sign; later it is, until a parent is in touch again or somebody has been told.
        player.On(new(2026, 10, 2), () => ContactAsync(child, ContactOutcome.NotReached));
        player.On(new(2026, 10, 26), () => ContactAsync(child, nth % 5 == 1 ? ContactOutcome.Refused : ContactOutcome.NotReached));
        if (nth % 5 == 2) player.On(new(2026, 11, 4), () => ContactAsync(child, ContactOutcome.Reached));
        if (nth % 5 == 3) player.On(new(2026, 11, 5), () => TellAsync(child, default, "police", ReportedTo.Police, null));
        if (nth % 5 == 3) player.On(new(2026, 11, 6), () => TellAsync(child, default, "education", ReportedTo.Education, null));
        if (nth % 5 == 4) player.On(new(2026, 11, 9), () => player.DoAsync(child, player.TownshipOf(child), (id, who, seen) => new AdmonishGuardian(id, who, seen, player.Today, AdmonishingBody.VillageCommittee, null, "长期不联系")));
    }

    private Task<Made> ContactAsync(YearChild child, ContactOutcome outcome) => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "contact", outcome.Code()),
        (id, who, _) => new LogParentContact(id, who, player.Today, outcome, "电话"));

    private Task<Made> TellAsync(YearChild child, Made about, string to, ReportedTo told, IReadOnlyList<ReportSign>? signs) => player.DoAsync(child, player.SchoolOf(child),
        player.Now(child, "mandatory_report", to) with { About = about == default ? null : about.Fact },
        (id, who, _) => new FileMandatoryReport(id, who, player.Today, told, "学报〔2026〕1号", "依法报告", about == default ? null : about.Entry, signs));

    private void Hardship()
    {
        var poor = _county.Take(24 * times, child => child.Grade is >= 1 and <= 9 && child.Residence != "away" && SchoolYears.IsOfSchoolAge(child.Born, YearCounty.Year));
        player.On(new(2026, 9, 8), () => AssistAsync([.. poor.Take(18 * times).Select((child, nth) => new AssistanceRow(child.No, new(2025, 1, 1), nth % 3 == 0 ? new(2026, 12, 31) : null))]));
        player.On(new(2027, 3, 1), () => AssistAsync([.. poor.Skip(18 * times).Select(child => new AssistanceRow(child.No, new(2027, 2, 1), null))]));
        player.On(new(2026, 9, 22), async () =>
        {
            (await player.Get<FollowAssistance>().RunAsync(null, false, player.Bureau, default)).Opened.ShouldBePositive();
            Followed("hardship", player.Facts.Assistance[^1].On, new Screened(new Known(player.Facts, player.Facts.Moment), player.Today).InHardship());
        });
        foreach (var child in poor.Take(2 * times))
            player.On(new(2027, 3, 8), () => player.DoAsync(child, player.Aid, player.Now(child, "aid", "2026-2"), (id, who, seen) => new GrantAid(id, who, seen, player.Today, "寄宿生生活补助", 625, AidGroup.Orphan, null, null)));
        foreach (var child in poor.Skip(6 * times).Take(1 * times))
        {
            // 爱心驿站: a plan of its own.
            player.On(new(2026, 10, 22), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "care_plan") with { Every = 60 }, (id, who, seen) => new AdoptCarePlan(id, who, seen, player.Today, CareProgramme.LoveStation, 60, null, null)));
            player.On(new(2026, 12, 9), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "care_visit"), (id, who, _) => new LogCareVisit(id, who, player.Today, null, "送去学习用品")));
        }
        foreach (var child in poor.Take(6 * times))
        {
            player.On(new(2026, 10, 20), () => player.DoAsync(child, player.Aid, player.Now(child, "aid", "2026-1"), (id, who, seen) => new GrantAid(id, who, seen, player.Today, "寄宿生生活补助", 625, AidGroup.Orphan, "2026-1", null)));
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
        foreach (var (child, nth) in _county.Take(5 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local").Select((child, nth) => (child, nth)))
        {
            var plan = default(Made);
            player.On(new(2026, 10, 12), () => player.OpenAsync(child, Concern.LearningDifficulty));
            // Of one nobody plans anything.
            if (nth % 5 == 4) continue;
            player.On(new(2026, 10, 13), async () => plan = await player.DoAsync(child, player.SchoolOf(child), player.Now(child, "learning_plan"), (id, who, seen) => new PlanLearningSupport(id, who, seen, player.Today, [WeakPoint.Mathematics], null, null, "慢", null, null, null, "及格", null, "课后辅导")));
            player.On(new(2026, 12, 1), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "learning_reviewed", "some") with { About = plan.Fact }, (id, who, seen) => new ReviewLearningSupport(id, who, seen, player.Today, plan.Entry, LearningProgress.Some, null, null)));
            if (nth % 2 == 0)
                player.On(new(2027, 1, 18), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "learning_reviewed", "done") with { About = plan.Fact }, (id, who, seen) => new ReviewLearningSupport(id, who, seen, player.Today, plan.Entry, LearningProgress.Done, null, null)));
        }
    }

    private void Minds()
    {
        foreach (var (child, nth) in _county.Take(4 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local").Select((child, nth) => (child, nth)))
        {
            // One nobody screens; when the night comes the township would be told, if it might know.
            player.On(nth % 4 == 3 ? new(2026, 10, 22) : new(2026, 10, 14), () => player.OpenAsync(child, Concern.MentalHealth));
            if (nth % 4 == 3) continue;
            player.On(new(2026, 10, 15), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "mind_screened") with { Due = player.Today.AddDays(nth % 4 == 0 ? DaysInCrisis : DaysToFollowUp) },
                (id, who, seen) => new ScreenMentalHealth(id, who, seen, player.Today, nth % 4 == 0 ? MentalHealthRisk.Severe : MentalHealthRisk.Moderate, null, "情绪低落")));
            if (nth % 4 == 2) continue;
            DateOnly? next = nth % 4 == 0 ? new(2026, 12, 21) : null;
            player.On(new(2026, 10, 19), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "mind_helped") with { Due = next }, (id, who, _) => new LogIntervention(id, who, player.Today, InterventionKind.Individual, next, "谈话一次")));
        }
    }

    /// <summary>A teacher sees signs of harm on a child whom nobody follows, and tells the police; the bureau is told later, and nobody reports what it was.</summary>
    private void Seen(YearChild child)
    {
        player.On(new(2026, 10, 28), async () =>
        {
            var office = player.SchoolOf(child);
            await player.DoAsync(child, office, player.Now(child, "signs_reported", "police"), (id, who, _) => new FileMandatoryReport(id, who, player.Today, ReportedTo.Police, null, "身上有伤", null, [ReportSign.Abandoned]));
            player.Facts.Tell(player.Now(child, "follow", "harm") with { By = (Office)office.Level });
        });
        player.On(new(2026, 11, 13), () => TellAsync(child, default, "education", ReportedTo.Education, null));
    }

    /// <summary>One child, one concern after the other; they end one by one, and the last with the case.</summary>
    private void Several()
    {
        foreach (var child in _county.Take(2 * times, child => child.Grade is >= 2 and <= 8 && child.Residence == "local"))
        {
            player.On(new(2026, 10, 7), () => player.OpenAsync(child, Concern.Hardship));
            player.On(new(2026, 10, 8), () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "follow", "left_behind"), (id, who, seen) => new RaiseConcern(id, who, seen, player.Today, Concern.LeftBehind, null)));
            player.On(new(2026, 11, 25), () => player.DoAsync(child, player.Bureau, player.Now(child, "unfollow", "hardship"), (id, who, seen) => new WithdrawConcern(id, who, seen, player.Today, Concern.Hardship, "已脱困")));
            player.On(new(2027, 2, 24), () => player.DoAsync(child, player.Bureau, player.Now(child, "close"), (id, who, seen) => new CloseCase(id, who, seen, player.Today, "父母已回乡")));
        }
    }

    // Whoever a register shows is followed from the day of the register on.
    private void Followed(string concern, DateOnly since, IEnumerable<int> children)
    {
        foreach (var child in children.Where(child => new ChildFile(new Known(player.Facts, player.Facts.Moment), child, player.Today).Followed(concern) is null))
            player.Facts.Tell(new Happening(child, since, "follow", concern));
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
