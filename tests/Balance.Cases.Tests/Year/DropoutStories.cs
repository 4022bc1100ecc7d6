using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Oracle;
using Balance.Cases.Persuasion;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Year;

/// <summary>Who drops out, who is brought back and who only seems to be; what is told late, put right and taken back.</summary>
internal sealed class DropoutStories(YearPlayer player, int times)
{
    private readonly YearCounty _county = player.County;

    /// <summary>Puts all of them down.</summary>
    public void Tell()
    {
        var lost = Pupils(9);
        foreach (var (child, nth) in lost.Select((child, nth) => (child, nth))) Lost(child, nth);
        foreach (var placement in new[] { ReturnPlacement.Regular, ReturnPlacement.Regular, ReturnPlacement.SpecialClass, ReturnPlacement.Vocational, ReturnPlacement.HomeTeaching })
            foreach (var child in Pupils(1)) BroughtBack(child, placement);
        foreach (var (child, nth) in Pupils(3).Select((child, nth) => (child, nth))) NobodyAsks(child, nth);
        foreach (var child in Pupils(2)) ComesBackOnPaperOnly(child);
        foreach (var child in Pupils(2)) StopsComingAgain(child);
        foreach (var child in Pupils(2)) IsPutRight(child);
        foreach (var child in Pupils(2)) NeverHappened(child);
        foreach (var child in Pupils(1)) FoundToHaveMoved(child);
        CarriedOver(_county.Take(8 * times, child => child.GradeIn(2025) is >= 2 and <= 9 && child.Residence == "local" && SchoolYears.IsOfSchoolAge(child.Born, YearCounty.Year)));
        ToldInJanuary(Pupils(5));
    }

    /// <summary>Nobody brings it back: visits, a report, the next level, the ladder of the law.</summary>
    private void Lost(YearChild child, int nth)
    {
        var left = Drop(child, 10 + _county.Days(120), isStruckOff: nth % 2 == 0, confirmed: nth % 3 != 2);
        if (nth % 9 >= 6)
        {
            SentAway(child, left, nth % 9);
            return;
        }
        At(left, 8, () => VisitAsync(child, VisitOutcome.Refused));
        At(left, 10, () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "written_report"), (id, who, seen) => new FileWrittenReport(id, who, seen, player.Today, ReportAddressee.Both, "学〔2026〕3号", null)));
        At(left, 11, () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "escalate") with { To = Office.Township }, (id, who, seen) => new EscalatePersuasion(id, who, seen, player.Today, "多次劝返无效")));
        At(left, 13, () => LegalAsync(child, player.TownshipOf(child), LegalStep.Education, "乡〔2026〕8号", 5));
        At(left, 20, () => LegalAsync(child, player.TownshipOf(child), LegalStep.CorrectionOrder, "乡责改〔2026〕2号", 7));
        At(left, 30, () => LegalAsync(child, player.Bureau, LegalStep.Penalty, "县罚〔2026〕1号", 15));
    }

    /// <summary>Visited in vain three times and nothing else, promised and not kept, given to somebody by a day that passes: what nobody does the clock takes up.</summary>
    private void SentAway(YearChild child, DateOnly left, int nth)
    {
        At(left, 8, () => VisitAsync(child, VisitOutcome.NotFound));
        At(left, 9, () => VisitAsync(child, VisitOutcome.Refused));
        if (nth == 6) At(left, 12, () => VisitAsync(child, VisitOutcome.Refused));
        if (nth == 7) At(left, 12, () => VisitAsync(child, VisitOutcome.Promised, left.AddDays(19)));
        if (nth == 8)
            At(left, 12, () => player.DoAsync(child, player.Bureau, player.Now(child, "assign") with { To = Office.School, Due = player.Today.AddDays(2) },
                (id, who, seen) => new AssignPersuasion(id, who, seen, player.Today, Level.School, player.Headmaster(child.SchoolIn(child.Grade, _county.LastPrimary, left)).User, player.Today.AddDays(2))));
    }

    private Task<Made> VisitAsync(YearChild child, VisitOutcome outcome, DateOnly? promised = null) => player.DoAsync(child, player.SchoolOf(child),
        player.Now(child, "visit", outcome.Code()) with { Due = promised }, (id, who, _) => new LogVisit(id, who, player.Today, null, outcome, promised, "班主任", "到家里看过"));

    private Task<Made> LegalAsync(YearChild child, Principal who, LegalStep step, string number, int days) => player.DoAsync(child, who, player.Now(child, "legal", step.Code()) with { Due = player.Today.AddDays(days) },
        (id, by, seen) => new TakeLegalStep(id, by, seen, player.Today, step, number, player.Today, player.Today.AddDays(days), null));

    /// <summary>Reported, one of them after weeks, and nobody goes there: one is on the next roll all the same, of the others nobody knows.</summary>
    private void NobodyAsks(YearChild child, int nth)
    {
        var left = new DateOnly(2026, 9, 15).AddDays(10 + _county.Days(40));
        child.Gone = (left, nth % 3 == 0 ? left.AddDays(4) : null);
        if (nth % 3 != 0) child.OnRolls(left, null);
        At(left, nth % 3 == 1 ? 26 : 2, () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "report_absence") with { Since = left }, (id, who, _) => new ReportAbsence(id, who, player.Today, left, "多日未到校")));
        if (nth % 3 == 2) At(left, 3, () => VisitAsync(child, VisitOutcome.NotFound));
    }

    /// <summary>Back for good: confirmed by an office above, found present, and on the next roll where there is one to show it.</summary>
    private void BroughtBack(YearChild child, ReturnPlacement placement)
    {
        var left = Drop(child, 5 + _county.Days(90));
        var back = left.AddDays(15 + _county.Days(40));
        Return(child, back, placement);
        child.OnRolls(back, placement is ReturnPlacement.Regular or ReturnPlacement.SpecialClass ? "enrolled" : null);
        Check(child, back.AddDays(7), AttendanceResult.Present);
        if (placement == ReturnPlacement.SpecialClass) return;
        Check(child, back.AddDays(30), AttendanceResult.Present);
        // 销号, once everything is done; of one the case is opened again, since it was closed too early.
        At(back, 40, () => player.DoAsync(child, player.Bureau, player.Now(child, "close"), (id, who, seen) => new CloseCase(id, who, seen, player.Today, "已复学")));
        if (placement == ReturnPlacement.Vocational)
            At(back, 50, () => player.DoAsync(child, player.Bureau, player.Now(child, "reopen"), (id, who, seen) => new ReopenCase(id, who, seen, player.Today, "仍需关注")));
    }

    /// <summary>The next roll does not bear it out.</summary>
    private void ComesBackOnPaperOnly(YearChild child)
    {
        var left = Drop(child, 5 + _county.Days(60));
        Return(child, left.AddDays(12), ReturnPlacement.Regular, isConfirmed: false);
    }

    /// <summary>A check finds it absent, the next one present; then it is gone again, which needs no second verification.</summary>
    private void StopsComingAgain(YearChild child)
    {
        var left = Drop(child, 5 + _county.Days(30));
        var back = left.AddDays(20);
        Return(child, back, ReturnPlacement.Regular, isConfirmed: false);
        child.OnRolls(back, "enrolled");
        Check(child, back.AddDays(7), AttendanceResult.Absent);
        Check(child, back.AddDays(14), AttendanceResult.Present);
        Check(child, back.AddDays(30), AttendanceResult.Absent);
        var again = new DateOnly(2027, 4, 12).AddDays(_county.Days(20));
        player.On(again, () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "dropout", "family"),
            (id, who, seen) => new ConfirmDropout(id, who, seen, player.Today, DropoutReason.Family, null, null, null)));
        child.OnRolls(again, "withdrawn");
    }

    /// <summary>It was another day, in summer: a dropout of the year before.</summary>
    private void IsPutRight(YearChild child)
    {
        var made = default(Made);
        var left = Drop(child, 10 + _county.Days(20), then: one => made = one);
        var right = new DateOnly(2026, 8, 3).AddDays(_county.Days(20));
        player.On(left.AddDays(40), async () =>
        {
            await player.DoAsync(child, player.Bureau, (id, who, seen) => new CorrectEntry(id, who, seen, player.Today, made.Entry, new RightFields(HappenedOn: right, Grade: 3), "当时记错"));
            var wrong = player.Facts.Happened.Single(entry => entry.Recorded == made.Fact);
            player.Facts.PutRight(made.Fact, wrong with { On = right, Grade = 3 });
        });
        // And once more: the last correction is the one that counts.
        if (_county.Chance(50))
            player.On(left.AddDays(70), async () =>
            {
                await player.DoAsync(child, player.Bureau, (id, who, seen) => new CorrectEntry(id, who, seen, player.Today, made.Entry, new RightFields(HappenedOn: left.AddDays(6)), "仍不对"));
                var wrong = player.Facts.Happened.Single(entry => entry.Recorded == made.Fact);
                player.Facts.PutRight(made.Fact, wrong with { On = left.AddDays(6), Grade = 3 });
            });
    }

    /// <summary>Another child of the same name: everything is taken back.</summary>
    private void NeverHappened(YearChild child)
    {
        var made = default(Made);
        var found = default(Made);
        // Before the November roll, which would answer where the child is.
        var left = Drop(child, 10 + _county.Days(40), isGone: false, then: one => made = one, thenFound: one => found = one);
        player.On(left.AddDays(50), async () =>
        {
            foreach (var wrong in new[] { made, found })
            {
                await player.DoAsync(child, player.Bureau, (id, who, seen) => new WithdrawEntry(id, who, seen, player.Today, wrong.Entry, "登记错人"));
                player.Facts.PutRight(wrong.Fact, null);
            }
        });
    }

    /// <summary>Out, until it turns out to have moved.</summary>
    private void FoundToHaveMoved(YearChild child)
    {
        var left = Drop(child, 10 + _county.Days(60));
        At(left, 45, () => player.DoAsync(child, player.Bureau, player.Now(child, "verify", "moved_away"),
            (id, who, seen) => new VerifySuspicion(id, who, seen, player.Today, Finding.MovedAway, null, "迁出证明")));
    }

    /// <summary>The ledger of the year before: who was out in spring, where they were known to have learnt or not, and what became of them.</summary>
    private void CarriedOver(List<YearChild> children)
    {
        player.On(new(2026, 8, 27), () => LedgerAsync(children.Select((child, nth) =>
        {
            var on = new DateOnly(2026, 3, 2).AddDays(_county.Days(60));
            return nth % 2 == 0 ? Step(child, on, "dropout", "work", school: child.SchoolIn(child.GradeIn(2025), _county.LastPrimary, on), grade: child.GradeIn(2025)) : Step(child, on, "dropout", "family");
        })));
        foreach (var (child, nth) in children.Select((child, nth) => (child, nth)))
        {
            child.OnRolls(new(2026, 5, 25), null);
            var back = new DateOnly(2026, 10, 12).AddDays(_county.Days(10));
            if (nth % 8 == 1) { Return(child, back, ReturnPlacement.Regular); child.OnRolls(back, "enrolled"); }
            if (nth % 8 == 2) Return(child, back, ReturnPlacement.Regular, isConfirmed: false);
            if (nth % 8 == 3) Return(child, back, ReturnPlacement.Vocational);
            if (nth % 8 == 4)
                player.On(back, () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "verify", "studying_elsewhere") with { Until = new(2027, 1, 31) },
                    (id, who, seen) => new VerifySuspicion(id, who, seen, player.Today, Finding.StudyingElsewhere, new(2027, 1, 31), "外地在读证明")));
            if (nth % 8 == 5)
                player.On(back, () => player.DoAsync(child, player.TownshipOf(child), player.Now(child, "verify", "deceased"),
                    (id, who, seen) => new VerifySuspicion(id, who, seen, player.Today, Finding.Deceased, null, "死亡证明")));
        }
    }

    /// <summary>A township kept its own book through autumn and sends it in January; of one day it tells two things, and one row it later takes back.</summary>
    private void ToldInJanuary(List<YearChild> children)
    {
        var rows = new List<LedgerStep>();
        foreach (var (child, nth) in children.Select((child, nth) => (child, nth)))
        {
            var left = new DateOnly(2026, 10, 14).AddDays(_county.Days(25));
            rows.Add(Step(child, left, "verify", "dropped_out"));
            rows.Add(Step(child, left.AddDays(2), "visit", "promised"));
            child.OnRolls(left, nth % 2 == 0 ? "withdrawn" : null);
            if (nth % 5 == 1) { rows.Add(Step(child, left.AddDays(20), "return", "vocational", school: _county.Vocational, grade: 9)); child.OnRolls(left, null); }
            if (nth % 5 == 2) { rows.Add(Step(child, left, "return", "regular", school: child.PrimarySchool, grade: 4)); child.OnRolls(left, "enrolled"); }
            if (nth % 5 == 3) { rows.Add(Step(child, left.AddDays(30), "return", "regular", school: _county.Outside, grade: 8)); rows.Add(Step(child, left.AddDays(45), "attendance_check", "absent")); }
            if (nth % 5 == 4) { rows.Add(Step(child, left.AddDays(12), "dropout", "religion", school: _county.Outside, grade: 8)); }
        }
        player.On(new(2027, 1, 14), () => LedgerAsync(rows));
    }

    /// <summary>Reported by the school, found by the township to have dropped out, and mostly confirmed at school and grade.</summary>
    /// <returns>The day on which it stopped coming.</returns>
    private DateOnly Drop(YearChild child, int afterAutumn, bool isStruckOff = false, bool confirmed = true, bool isGone = true, Action<Made>? then = null, Action<Made>? thenFound = null)
    {
        var left = new DateOnly(2026, 9, 15).AddDays(afterAutumn);
        child.Gone = (left, null);
        if (isGone) child.OnRolls(left, isStruckOff ? "withdrawn" : null);
        At(left, 2, () => player.DoAsync(child, player.SchoolOf(child), player.Now(child, "report_absence") with { Since = left }, (id, who, _) => new ReportAbsence(id, who, player.Today, left, "几天未到校")));
        At(left, 5, async () =>
        {
            var found = await player.DoAsync(child, player.TownshipOf(child), player.Now(child, "verify", "dropped_out"),
                (id, who, seen) => new VerifySuspicion(id, who, seen, player.Today, Finding.DroppedOut, null, null));
            thenFound?.Invoke(found);
        });
        if (!confirmed) return left;
        var (grade, school) = (child.GradeIn(YearCounty.Year), child.SchoolIn(child.GradeIn(YearCounty.Year), _county.LastPrimary, left));
        At(left, 6, async () =>
        {
            var made = await player.DoAsync(child, player.TownshipOf(child), new Happening(child.No, left, "dropout", "work") { School = school, Grade = grade },
                (id, who, seen) => new ConfirmDropout(id, who, seen, left, DropoutReason.Work, school, grade, "外出打工"));
            then?.Invoke(made);
        });
        return left;
    }

    private void Return(YearChild child, DateOnly back, ReturnPlacement placement, bool isConfirmed = true)
    {
        var (school, grade) = placement switch
        {
            ReturnPlacement.Vocational => (_county.Vocational, 9),
            ReturnPlacement.HomeTeaching => (null, null),
            _ => ((string?)child.SchoolIn(Math.Max(1, child.GradeIn(YearCounty.Year)), _county.LastPrimary, back), (int?)Math.Clamp(child.GradeIn(YearCounty.Year), 1, 9)),
        };
        child.Gone = child.Gone is { } gone ? gone with { Until = back } : null;
        var made = default(Made);
        player.On(back, async () => made = await player.DoAsync(child, player.TownshipOf(child), new Happening(child.No, back, "return", placement.Code()) with { School = school, Grade = grade },
            (id, who, seen) => new RecordReturn(id, who, seen, back, placement, school, grade, "在校证明")));
        if (isConfirmed)
            At(back, 4, () => player.DoAsync(child, player.Bureau, player.Now(child, "confirm") with { About = made.Fact }, (id, who, seen) => new ConfirmReturn(id, who, seen, player.Today, made.Entry, "到校查看")));
    }

    private void Check(YearChild child, DateOnly on, AttendanceResult result) =>
        player.On(on, () => player.DoAsync(child, player.TownshipOf(child), new Happening(child.No, on, "check", result.Code()), (id, who, _) => new CheckAttendance(id, who, on, result, null)));

    private List<YearChild> Pupils(int many) => _county.Take(many * times, child => child.Grade is >= 1 and <= 9 && child.Residence != "away" && child.Born.Year > 2011);

    private void At(DateOnly day, int after, Func<Task> happens) => player.On(day.AddDays(after), happens);

    private sealed record LedgerStep(Happening Happening, string Line);

    private static LedgerStep Step(YearChild child, DateOnly on, string step, string detail, string? school = null, int? grade = null) =>
        new(new(child.No, on, step == "attendance_check" ? "check" : step, detail) { School = school, Grade = grade },
            Files.Step(child.Number, YearPlayer.Iso(on), step, detail, school: school ?? "", grade: grade is { } known ? $"{known}" : ""));

    // Rows of a file count in the order of their dates, those of one day in that of the file.
    private async Task LedgerAsync(IEnumerable<LedgerStep> steps)
    {
        var rows = steps.ToList();
        await player.ImportAsync(RegisterKind.Ledger, player.Today, Files.Ledger, rows.Select(row => row.Line));
        foreach (var row in rows.OrderBy(row => row.Happening.On)) player.Facts.Tell(row.Happening);
    }
}
