using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Oracle;
using Balance.Cases.Persuasion;

namespace Balance.Cases.Tests.Year;

/// <summary>Children whom the autumn roll does not show: every answer that a verification can give, answers that run out, and answers that come to light by a register.</summary>
internal sealed class FindingStories(YearPlayer player, int times)
{
    private static readonly DateOnly Autumn = new(2026, 9, 16);

    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        foreach (var finding in Term.All<Finding>())
            foreach (var (child, nth) in Unknown(3).Select((child, nth) => (child, nth)))
                Found(child, finding, nth);
        foreach (var child in Unknown(2)) RunsOutAtChristmas(child, Finding.Deferred);
        foreach (var child in Unknown(2)) RunsOutAtChristmas(child, Finding.StudyingElsewhere);
        foreach (var child in Unknown(2)) WasMissedByTheRoll(child);
        foreach (var child in Unknown(1)) OfLastYear(child);
        Suspended();
        Truants();
        Movements();
    }

    private void Found(YearChild child, Finding finding, int nth)
    {
        var on = Autumn.AddDays(_county.Days(9));
        DateOnly? until = finding is Finding.StudyingElsewhere or Finding.Deferred ? new(2027 + nth % 2, 8, 31) : nth == 1 && finding is Finding.NeverEnrolled or Finding.UnderAge ? new(2027, 2, 28) : null;
        var made = default(Made);
        player.On(on, async () => made = await VerifyAsync(child, finding, until));
        if (finding == Finding.Missing)
            player.On(on, () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "mandatory_report", "police") with { About = made.Fact }, (id, who, _) => new FileMandatoryReport(id, who, on, ReportedTo.Police, "乡报〔2026〕1号", "下落不明", made.Entry)));
        // Verified to be nowhere is not yet out of school by the book: one is confirmed where it never learnt, so that nothing places it.
        if (finding is Finding.NeverEnrolled or Finding.Missing && nth == 0)
            player.On(on.AddDays(12), () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "dropout", "family"),
                (id, who, seen) => new ConfirmDropout(id, who, seen, player.Today, DropoutReason.Family, null, null, null)));
        // A finding that turns out wrong: another one, another end, or none at all.
        if (finding == Finding.StudyingElsewhere && nth == 2)
            player.On(new(2026, 12, 3), async () =>
            {
                await player.DoAsync(child, player.Bureau, (id, who, seen) => new CorrectEntry(id, who, seen, player.Today, made.Entry, new RightFields(Finding: Finding.Deferred, Until: new(2027, 5, 31)), "看错证明"));
                player.Facts.PutRight(made.Fact, new Happening(child.No, on, "verify", "deferred") { Until = new(2027, 5, 31) });
            });
        if (finding == Finding.Emigrated && nth == 2)
            player.On(new(2026, 12, 4), async () =>
            {
                await player.DoAsync(child, player.Bureau, (id, who, seen) => new WithdrawEntry(id, who, seen, player.Today, made.Entry, "同名同姓"));
                player.Facts.PutRight(made.Fact, null);
            });
        if (finding == Finding.DroppedOut && nth == 1)
            player.On(on.AddDays(20), () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "return", "regular") with { School = child.PrimarySchool, Grade = 3 },
                (id, who, seen) => new RecordReturn(id, who, seen, player.Today, ReturnPlacement.Regular, child.PrimarySchool, 3, "在校证明")));
    }

    /// <summary>The answer ends on New Year's Eve; it is asked again in January.</summary>
    private void RunsOutAtChristmas(YearChild child, Finding finding)
    {
        player.On(Autumn.AddDays(3), () => VerifyAsync(child, finding, new(2026, 12, 31)));
        player.On(new(2027, 1, 13), () => VerifyAsync(child, finding == Finding.Deferred ? Finding.StudyingElsewhere : Finding.MovedAway, finding == Finding.Deferred ? new(2027, 6, 30) : null));
    }

    /// <summary>Nobody verifies: the November roll shows the child, and that is the answer.</summary>
    private static void WasMissedByTheRoll(YearChild child) => child.OnRolls(new(2026, 11, 1), "enrolled");

    /// <summary>Found late, and dated back into the year before: it ends with that year.</summary>
    private void OfLastYear(YearChild child) =>
        player.On(Autumn.AddDays(4), () => player.DoAsync(child, player.TownshipOf(child), new Happening(child.No, new(2026, 8, 29), "verify", "deferred") { Until = new(2026, 12, 31) },
            (id, who, seen) => new VerifySuspicion(id, who, seen, new(2026, 8, 29), Finding.Deferred, new(2026, 12, 31), "医院证明")));

    /// <summary>休学: for a while, and longer than a year.</summary>
    private void Suspended()
    {
        foreach (var child in Pupils(4)) child.OnRolls(new(2026, 9, 1), "suspended", new(2026, 8, 25));
        foreach (var child in Pupils(2)) child.OnRolls(new(2026, 9, 1), "suspended", new DateOnly(2025, 9, 14).AddDays(-_county.Days(200)));
        foreach (var child in Pupils(1)) child.OnRolls(new(2026, 9, 1), "suspended");
        foreach (var child in Pupils(1)) child.OnRolls(new(2026, 9, 1), "suspended", new(2025, 9, 14));
    }

    /// <summary>连续旷课: five school days over a holiday are a run, four are none, a day of illness breaks it.</summary>
    private void Truants()
    {
        var absent = Pupils(5);
        DateOnly[] run = [new(2026, 9, 29), new(2026, 9, 30), new(2026, 10, 8), new(2026, 10, 9), new(2026, 10, 12)];
        player.On(new(2026, 10, 12), async () => await SendAsync([.. absent.SelectMany((child, nth) => run.Skip(nth % 5 == 1 ? 1 : 0)
            .Select((on, day) => new AbsenceRow(child.No, on, nth % 5 == 2 && day == 2 ? "sick" : "unexcused")))]));
        // In a later file one was ill after all, and a day of another is told twice.
        player.On(new(2026, 10, 23), async () => await SendAsync([new(absent[0].No, new(2026, 10, 8), "sick"), new(absent[3].No, new(2026, 10, 9), "unexcused")]));

        // Whoever has stopped coming stands on the list of the day.
        async Task SendAsync(List<AbsenceRow> rows)
        {
            rows.AddRange(_county.Children.Where(child => child.IsGoneOn(player.Today)).Select(child => new AbsenceRow(child.No, player.Today, "unexcused")));
            await player.ImportAsync(RegisterKind.Absence, player.Today, Given.Files.Absence, rows.Select(row => $"{_county.Children[row.Child].Number},{YearPlayer.Iso(row.On)},{row.Kind}"));
            player.Facts.Absence.Add(new(player.Today, player.Facts.Record(), rows));
        }
    }

    /// <summary>What registers tell by themselves: transfers, deaths, families that move, rows told twice, gaps on the way to junior school.</summary>
    private void Movements()
    {
        foreach (var (child, nth) in Pupils(5).Select((child, nth) => (child, nth)))
        {
            child.OnRolls(new(2026, 10, 20), "transferred_out", new(2026, 10, 19));
            // Found where it went, until the answer runs out: the old roll is none.
            if (nth % 5 < 2) player.On(new(2026, 11, 18), () => VerifyAsync(child, Finding.StudyingElsewhere, new(2027, 1, 31)));
        }
        foreach (var child in Pupils(3)) child.OnRolls(new(2026, 12, 1), null);
        foreach (var child in Pupils(3)) child.OnRolls(new(2027, 2, 1), "withdrawn");
        foreach (var child in Pupils(3)) { child.InRegister(new(2026, 11, 1), "moved_out"); child.OnRolls(new(2026, 11, 1), null); }
        foreach (var child in Pupils(1)) { child.InRegister(new(2026, 11, 1), "deceased"); child.OnRolls(new(2026, 11, 1), "deceased"); }
        foreach (var child in Pupils(2)) child.InRegister(new(2026, 11, 1), null);
        foreach (var child in Pupils(3)) child.InRegister(DateOnly.MinValue, null);
        foreach (var child in Pupils(6)) child.AlsoAt = _county.Outside;
        foreach (var child in Pupils(3)) child.Moves = (new(2027, 2, 20), child.GradeIn(YearCounty.Year) <= _county.LastPrimary ? child.PrimarySchool == _county.Bought ? _county.Outside : _county.Bought : _county.Junior(4));
        foreach (var child in _county.Take(8 * times, child => child.Grade == _county.LastPrimary + 1 && child.Residence == "local")) child.OnRolls(new(2026, 9, 1), null);
    }

    private Task<Made> VerifyAsync(YearChild child, Finding finding, DateOnly? until) => player.DoAsync(child, player.TownshipOf(child),
        player.Now(child, "verify", finding.Code()) with { Until = until }, (id, who, seen) => new VerifySuspicion(id, who, seen, player.Today, finding, until, "入户查看"));

    /// <summary>Of school age and on no roll of this year; some never were on any.</summary>
    private List<YearChild> Unknown(int many)
    {
        var children = _county.Take(many * times, child => child.Grade is >= 2 and <= 9 && child.Residence != "away" && SchoolYears.IsOfSchoolAge(child.Born, YearCounty.Year));
        foreach (var (child, nth) in children.Select((child, nth) => (child, nth))) child.OnRolls(nth % 3 == 0 ? DateOnly.MinValue : new(2026, 9, 1), null);
        return children;
    }

    private List<YearChild> Pupils(int many) => _county.Take(many * times, child => child.Grade is >= 1 and <= 9 && child.Residence != "away");
}
