using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using CsCheck;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class FromLedgerSpecs
{
    private static readonly Guid Import = Samples.Id(500);
    private static readonly Actor Operator = new("operator", "211381", Level.County);
    private static readonly DecisionContext Context = new(Operator, Day("2027-08-31"), Import, PolicyPack.Load("national"), [], null);

    private static IReadOnlyList<StudentEvent> Imported(params LedgerRow[] rows) => FromLedger.Decide(null, Samples.Child, rows, Context);

    private static IReadOnlyList<Breach> Breaches(StudentEvent happened) => happened.Breaches ?? [];

    [Fact]
    public void Each_step_becomes_its_event_with_its_own_date_and_the_row_it_came_from()
    {
        var rows = new LedgerRow[]
        {
            new(2, Day("2026-09-10"), LedgerStep.Verify, "已辍学", Note: Samples.Sealed),
            new(3, Day("2026-09-11"), LedgerStep.Dropout, "work", School: "2121000001", Grade: 8),
            new(4, Day("2026-09-12"), LedgerStep.Visit, "refused", Level: Level.Township),
            new(5, Day("2026-09-13"), LedgerStep.Report, "both", Number: "2026-1"),
            new(6, Day("2026-09-14"), LedgerStep.Order, "education", Number: "2026-2", Until: Day("2026-09-20")),
            new(7, Day("2026-09-21"), LedgerStep.Return, "插班", School: "2121000001", Grade: 8),
            new(8, Day("2026-09-30"), LedgerStep.AttendanceCheck, "present"),
            new(9, Day("2026-10-01"), LedgerStep.Place, "home_teaching", School: "5121000001"),
            new(10, Day("2026-10-02"), LedgerStep.Plan, Until: Day("2027-01-31")),
            new(11, Day("2026-10-03"), LedgerStep.Session, Quantity: 2.5m),
            new(12, Day("2026-10-04"), LedgerStep.CareVisit),
            new(13, Day("2026-10-05"), LedgerStep.Aid, "营养改善", Quantity: 500),
        };
        var events = Imported(rows);
        var steps = events.Where(happened => happened is not (CaseOpened or ConcernRaised)).ToArray();

        steps.Select(happened => happened.GetType()).ShouldBe(
        [
            typeof(SuspicionVerified), typeof(DropoutConfirmed), typeof(PersuasionVisitLogged), typeof(WrittenReportFiled), typeof(LegalStepTaken), typeof(StudentReturned),
            typeof(AttendanceChecked), typeof(PlacementDecided), typeof(EducationPlanAdopted), typeof(HomeTeachingSessionDelivered), typeof(CareVisitLogged), typeof(AidGranted),
        ]);
        steps.Select(happened => happened.OccurredOn).ShouldBe(rows.Select(row => row.OccurredOn));
        steps.Select(happened => happened.From).ShouldBe(rows.Select(row => new Origin(Import, row.Row)));
        events.ShouldAllBe(happened => happened.By == Operator);
        ((SuspicionVerified)steps[0]).Finding.ShouldBe(Finding.DroppedOut);
        ((DropoutConfirmed)steps[1]).ShouldSatisfyAllConditions(d => d.Reason.ShouldBe(DropoutReason.Work), d => d.School.ShouldBe("2121000001"), d => d.Grade.ShouldBe(8));
        ((PersuasionVisitLogged)steps[2]).ShouldSatisfyAllConditions(v => v.Level.ShouldBe(Level.Township), v => v.Outcome.ShouldBe(VisitOutcome.Refused));
        ((WrittenReportFiled)steps[3]).Number.ShouldBe("2026-1");
        ((LegalStepTaken)steps[4]).ShouldSatisfyAllConditions(s => s.ServedOn.ShouldBe(Day("2026-09-14")), s => s.Deadline.ShouldBe(Day("2026-09-20")));
        ((StudentReturned)steps[5]).Placement.ShouldBe(ReturnPlacement.Regular);
        ((EducationPlanAdopted)steps[8]).ReviewOn.ShouldBe(Day("2027-01-31"));
        ((HomeTeachingSessionDelivered)steps[9]).Hours.ShouldBe(2.5m);
        ((AidGranted)steps[11]).ShouldSatisfyAllConditions(a => a.Scheme.ShouldBe("营养改善"), a => a.Yuan.ShouldBe(500));
        events.OfType<CaseOpened>().ShouldHaveSingleItem().Concern.ShouldBe(Concern.DropoutRisk);
        events.OfType<ConcernRaised>().Select(raised => raised.Concern).ShouldBe([Concern.Disability, Concern.LeftBehind, Concern.Hardship]);
        events.Select(happened => happened.Entry).ShouldBeUnique();
    }

    [Theory]
    [InlineData(LedgerStep.Place, "regular_class", Concern.Disability)]
    [InlineData(LedgerStep.Plan, null, Concern.Disability)]
    [InlineData(LedgerStep.Session, null, Concern.Disability)]
    [InlineData(LedgerStep.CareVisit, null, Concern.LeftBehind)]
    [InlineData(LedgerStep.Aid, null, Concern.Hardship)]
    [InlineData(LedgerStep.Visit, null, Concern.DropoutRisk)]
    [InlineData(LedgerStep.Verify, "deferred", Concern.DropoutRisk)]
    public void The_first_step_opens_the_case_with_the_concern_that_fits(LedgerStep step, string? detail, Concern concern) =>
        Imported(new LedgerRow(2, Day("2026-10-01"), step, detail)).OfType<CaseOpened>().ShouldHaveSingleItem().Concern.ShouldBe(concern);

    [Fact]
    public void One_scheme_paid_twice_in_a_term_is_taken_and_marked()
    {
        LedgerRow Aid(int row, string on, string? scheme) => new(row, Day(on), LedgerStep.Aid, scheme, Quantity: 500);
        Imported(Aid(2, "2026-09-15", "寄宿生补助（A）"), Aid(3, "2026-10-15", "寄宿生 补助(a)"), Aid(4, "2027-03-01", "寄宿生补助（A）"), Aid(5, "2026-09-15", "营养改善"), Aid(6, "2026-09-16", null), Aid(7, "2026-09-17", null))
            .OfType<AidGranted>().Where(aid => aid.Breaches is not null).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                aid => aid.From!.Row.ShouldBe(3), aid => aid.Breaches.ShouldBe([Breach.AidTwice]), aid => aid.Scheme.ShouldBe("寄宿生 补助(a)"));
    }

    [Fact]
    public void Rows_take_effect_by_their_dates_and_on_one_day_in_file_order()
    {
        var events = Imported(new(9, Day("2026-10-05"), LedgerStep.Dropout, "work"), new(3, Day("2026-10-20"), LedgerStep.Return, "regular"), new(2, Day("2026-10-05"), LedgerStep.Return, "regular"));
        events.Where(happened => happened is not CaseOpened).Select(happened => happened.From!.Row).ShouldBe([2, 9, 3]);
        Samples.After(events).StandingOn(Day("2026-10-19"), []).Out.ShouldBeTrue();
        Samples.After(events).StandingOn(Day("2026-10-20"), []).Out.ShouldBeFalse();
    }

    [Fact]
    public void A_step_that_broke_a_rule_is_taken_and_marked()
    {
        IReadOnlyList<Breach> Marks(LedgerRow row, params StudentEvent[] before) =>
            Breaches(FromLedger.Decide(before.Length == 0 ? null : Samples.After(before), Samples.Child, [row], Context)[^1]);

        var on = Day("2026-10-20");
        Marks(new(2, on, LedgerStep.Verify, "emigrated")).ShouldBe([Breach.VerifiedWithoutSuspicion, Breach.ProofMissing]);
        Marks(new(2, on, LedgerStep.Verify, "deferred", Note: Samples.Sealed)).ShouldBe([Breach.VerifiedWithoutSuspicion, Breach.UntilMissing]);
        Marks(new(2, on, LedgerStep.Dropout, "work")).ShouldBe([Breach.ConfirmedWithoutVerification]);
        Marks(new(2, on, LedgerStep.Visit, "refused")).ShouldBe([Breach.PersuadedWithoutDropout]);
        Marks(new(2, on, LedgerStep.Report, "both")).ShouldBe([Breach.PersuadedWithoutDropout, Breach.ReportNumberMissing]);
        Marks(new(2, on, LedgerStep.Order, "penalty")).ShouldBe([Breach.PersuadedWithoutDropout, Breach.LegalRungSkipped, Breach.LegalNumberMissing]);
        Marks(new(2, on, LedgerStep.Order, "correction_order", Until: on.AddDays(6), Number: "2026-9")).ShouldBe([Breach.PersuadedWithoutDropout, Breach.LegalRungSkipped, Breach.OrderDeadlineShort]);
        Marks(new(2, on, LedgerStep.Order, "correction_order", Until: on.AddDays(7), Number: "2026-9")).ShouldBe([Breach.PersuadedWithoutDropout, Breach.LegalRungSkipped]);
        Marks(new(2, on, LedgerStep.Order, "correction_order", Number: "2026-9")).ShouldBe([Breach.PersuadedWithoutDropout, Breach.LegalRungSkipped]);
        Marks(new(2, on, LedgerStep.Return, "regular", School: "2121000001", Note: Samples.Sealed)).ShouldBe([Breach.ReturnedWithoutDropout]);
        Marks(new(2, on, LedgerStep.AttendanceCheck, "present")).ShouldBe([Breach.CheckedWithoutReturn]);
        Marks(new(2, on, LedgerStep.Session, Quantity: 2)).ShouldBe([Breach.TaughtWithoutPlacement]);
        Marks(new(2, on, LedgerStep.CareVisit)).ShouldBeEmpty();
        Marks(new(2, on, LedgerStep.CareVisit), Samples.EveryType[0], Samples.EveryType[25]).ShouldBe([Breach.RecordedAfterClosing]);
    }

    [Fact]
    public void A_dropout_in_a_closed_case_opens_it_again_if_the_child_is_out_after_all_rows()
    {
        var closed = Samples.After(Samples.EveryType[0], Samples.EveryType[25]);
        FromLedger.Decide(closed, Samples.Child, [new(2, Day("2026-10-20"), LedgerStep.Dropout, "work")], Context)[^1].ShouldBeOfType<CaseReopened>();
        FromLedger.Decide(closed, Samples.Child, [new(2, Day("2027-10-20"), LedgerStep.Dropout, "work")], Context)[^1].ShouldBeOfType<CaseReopened>();
        FromLedger.Decide(closed, Samples.Child, [new(2, Day("2026-10-20"), LedgerStep.Dropout, "work"), new(3, Day("2026-10-25"), LedgerStep.Return, "regular")], Context)
            .OfType<CaseReopened>().ShouldBeEmpty();
    }

    [Fact]
    public void Rows_already_recorded_from_this_import_give_nothing()
    {
        LedgerRow[] rows = [new(2, Day("2026-10-05"), LedgerStep.Dropout, "work"), new(3, Day("2026-10-20"), LedgerStep.Return, "regular")];
        var first = FromLedger.Decide(null, Samples.Child, rows[..1], Context);
        var rest = FromLedger.Decide(Samples.After(first), Samples.Child, rows, Context);
        rest.ShouldHaveSingleItem().ShouldBeOfType<StudentReturned>();
        FromLedger.Decide(Samples.After([.. first, .. rest]), Samples.Child, rows, Context).ShouldBeEmpty();
    }

    [Fact]
    public void An_imported_return_is_unconfirmed_until_an_officer_confirms_it()
    {
        var scene = Scene.Given(Imported(new(2, Day("2026-10-05"), LedgerStep.Dropout, "work"), new(3, Day("2026-10-20"), LedgerStep.Return, "regular")));
        scene.Summary("2026-11-01").Status.ShouldBe(CaseStatus.ReturnedUnconfirmed);
        var confirm = new ConfirmReturn(Day("2026-11-01"), scene.Last<StudentReturned>(), null);
        scene.WhenTried(confirm).ThenRefused("office_not_above");
        scene.By(Operator).WhenTried(confirm).ThenRefused("same_person");
        scene.By(Samples.Township).When(confirm).Then(typeof(ReturnConfirmed));
    }

    [Fact]
    public void No_history_is_refused_and_none_of_its_rows_is_lost()
    {
        var details = new Dictionary<LedgerStep, string[]>
        {
            [LedgerStep.Verify] = [.. Term.All<Finding>().Select(value => value.Code())],
            [LedgerStep.Dropout] = [.. Term.All<DropoutReason>().Select(value => value.Code())],
            [LedgerStep.Visit] = [.. Term.All<VisitOutcome>().Select(value => value.Code())],
            [LedgerStep.Report] = [.. Term.All<ReportAddressee>().Select(value => value.Code())],
            [LedgerStep.Order] = [.. Term.All<LegalStep>().Select(value => value.Code())],
            [LedgerStep.Return] = [.. Term.All<ReturnPlacement>().Select(value => value.Code())],
            [LedgerStep.AttendanceCheck] = [.. Term.All<AttendanceResult>().Select(value => value.Code())],
            [LedgerStep.Place] = [.. LedgerPlacements.All.Select(value => value.Code())],
        };
        var row = Gen.Select(Gen.Enum<LedgerStep>(), Gen.Int[0, 20], Gen.Int[0, 400], (step, pick, day) =>
            new LedgerRow(0, Day("2026-06-01").AddDays(day), step, details.TryGetValue(step, out var values) ? values[pick % values.Length] : null));
        var closedFirst = Gen.Bool;
        Gen.Select(row.Array[1, 15], closedFirst).Sample((rows, closed) =>
        {
            rows = [.. rows.Select((one, i) => one with { Row = i + 2 })];
            var before = closed ? Samples.After(Samples.EveryType[0], Samples.EveryType[25]) : null;
            var events = FromLedger.Decide(before, Samples.Child, rows, Context);
            var recorded = events.Where(happened => Step.Of(happened) is not null || happened.From is not null && happened is not (CaseOpened or ConcernRaised or CaseReopened))
                .Select(happened => happened.From!.Row).Order();
            return recorded.SequenceEqual(rows.Select(one => one.Row));
        });
    }
}
