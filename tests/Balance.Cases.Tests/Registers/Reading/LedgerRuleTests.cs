using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Shouldly;
using Xunit;

namespace Balance.Cases.Tests.Registers.Reading;

public sealed class LedgerRuleTests
{
    [Theory]
    [InlineData(LedgerStep.Verify, typeof(Finding))]
    [InlineData(LedgerStep.Dropout, typeof(DropoutReason))]
    [InlineData(LedgerStep.Visit, typeof(VisitOutcome))]
    [InlineData(LedgerStep.Report, typeof(ReportAddressee))]
    [InlineData(LedgerStep.Order, typeof(LegalStep))]
    [InlineData(LedgerStep.Return, typeof(ReturnPlacement))]
    [InlineData(LedgerStep.AttendanceCheck, typeof(AttendanceResult))]
    [InlineData(LedgerStep.Place, typeof(Placement))]
    public void A_step_has_a_vocabulary_of_its_own(LedgerStep step, Type details)
    {
        Sent.Fault<LedgerRow>(Sent.LedgerHeader, Row(step.Code(), "")).ShouldBe("detail missing");
        Sent.Fault<LedgerRow>(Sent.LedgerHeader, Row(step.Code(), "singing")).ShouldBe("detail unknown_value");
        foreach (var (code, chinese) in Values(details))
        {
            Sent.Row<LedgerRow>(Sent.LedgerHeader, Row(step.Code(), code)).Detail.ShouldBe(code);
            Sent.Row<LedgerRow>(Sent.LedgerHeader, Row(step.Chinese(), chinese)).Detail.ShouldBe(code);
        }
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("session")]
    [InlineData("care_visit")]
    [InlineData("aid")]
    public void Plan_session_care_visit_and_aid_ask_for_no_detail(string step)
    {
        Sent.Row<LedgerRow>(Sent.LedgerHeader, Row(step, "")).Detail.ShouldBeNull();
        Sent.Row<LedgerRow>(Sent.LedgerHeader, Row(step, "营养餐")).Detail.ShouldBe("营养餐");
    }

    [Fact]
    public void A_step_keeps_everything_that_the_row_says()
    {
        var row = Sent.Row<LedgerRow>(Sent.LedgerHeader, $"{Sent.Child},2026年9月3日,复学,插班,2027/7/1,第1小学,三年级,2.5,乡镇,辽教〔2026〕1号,\"家长，已到校\"");

        row.ShouldBe(new LedgerRow(Sent.Child, new DateOnly(2026, 9, 3), LedgerStep.Return, "regular", new DateOnly(2027, 7, 1), Sent.School, 3, 2.5m,
            Level.Township, "辽教〔2026〕1号", "家长,已到校"));
    }

    [Theory]
    [InlineData(",verify,missing,,,,,,,", "occurred_on missing")]
    [InlineData("2026-09-31,singing,,,,,,,,", "occurred_on bad_date")]
    [InlineData("2026-09-01,singing,,x,x,x,x,x,,", "step unknown_value")]
    [InlineData("2026-09-01,,,x,x,x,x,x,,", "step missing")]
    [InlineData("2026-09-01,verify,,x,x,x,x,x,,", "detail missing")]
    [InlineData("2026-09-01,verify,deferred,x,x,x,x,x,,", "until bad_date")]
    [InlineData("2026-09-01,verify,deferred,2026-08-31,x,x,x,x,,", "until bad_date")]
    [InlineData("2026-09-01,verify,deferred,2026-09-01,x,x,x,x,,", "school_code bad_code")]
    [InlineData("2026-09-01,dropout,work,,2121000099,x,x,x,,", "school_code unknown_school")]
    [InlineData("2026-09-01,dropout,work,,,12,x,x,,", "grade grade_range")]
    [InlineData("2026-09-01,session,,,,,-2,x,,", "quantity bad_number")]
    [InlineData("2026-09-01,session,,,,,两小时,x,,", "quantity bad_number")]
    [InlineData("2026-09-01,visit,agreed,,,,,village,,", "level unknown_value")]
    public void A_ledger_row_is_rejected_for_the_first_column_at_fault(string rest, string fault) =>
        Sent.Fault<LedgerRow>(Sent.LedgerHeader, $"{Sent.Child},{rest}").ShouldBe(fault);

    [Fact]
    public void Every_ledger_row_comes_with_its_cells_since_the_importer_may_still_not_know_the_child()
    {
        var row = Sent.Rows<LedgerRow>($"{Sent.LedgerHeader}\n{Row("care_visit", "")}\n").Single();

        row.Row.ShouldNotBeNull();
        row.AsSent[..3].ShouldBe([Sent.Child, "2026-09-01", "care_visit"]);
    }

    private static string Row(string step, string detail) => $"{Sent.Child},2026-09-01,{step},{detail},,,,,,,";

    private static IEnumerable<(string Code, string Chinese)> Values(Type details) => details switch
    {
        _ when details == typeof(Finding) => All<Finding>(),
        _ when details == typeof(DropoutReason) => All<DropoutReason>(),
        _ when details == typeof(VisitOutcome) => All<VisitOutcome>(),
        _ when details == typeof(ReportAddressee) => All<ReportAddressee>(),
        _ when details == typeof(LegalStep) => All<LegalStep>(),
        _ when details == typeof(ReturnPlacement) => All<ReturnPlacement>(),
        _ when details == typeof(AttendanceResult) => All<AttendanceResult>(),
        _ => LedgerPlacements.All.Select(value => (value.Code(), value.Chinese())),
    };

    private static IEnumerable<(string, string)> All<T>() where T : struct, Enum => Term.All<T>().Select(value => (value.Code(), value.Chinese()));
}
