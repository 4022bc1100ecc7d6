using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>A dated step of the ledger (控辍台账).</summary>
/// <param name="Detail">
/// The code of the step's own vocabulary (<c>never_enrolled</c> of <see cref="Finding"/>, <c>work</c> of <see cref="DropoutReason"/>, …);
/// for aid the scheme as written; what someone wrote at a step that has no detail stays as written and means nothing.
/// </param>
/// <param name="Quantity">Hours of a session, yuan of an aid.</param>
public sealed record LedgerRow(
    string IdNumber, DateOnly OccurredOn, LedgerStep Step, string? Detail, DateOnly? Until, string? SchoolCode, int? Grade, decimal? Quantity, Level? Level,
    string? DocumentNumber, string? Note) : IRegisterRow<LedgerRow>
{
    public static RegisterKind Kind => RegisterKind.Ledger;

    public override string ToString() => nameof(LedgerRow);

    public static LedgerRow? Judge(Row row)
    {
        var id = row.Identity(RegisterColumns.Ledger.IdNumber);
        var occurredOn = row.Date(RegisterColumns.Ledger.OccurredOn);
        var step = row.Coded<LedgerStep>(RegisterColumns.Ledger.Step);
        var detail = DetailOf(step, row);
        var until = row.Until(RegisterColumns.Ledger.Until, occurredOn);
        var school = row.School(RegisterColumns.Ledger.SchoolCode);
        var grade = row.Grade(RegisterColumns.Ledger.Grade);
        var quantity = row.Amount(RegisterColumns.Ledger.Quantity);
        var level = row.CodedOrNone<Level>(RegisterColumns.Ledger.Level);
        var document = row.TextOrNone(RegisterColumns.Ledger.DocumentNumber);
        var note = row.TextOrNone(RegisterColumns.Ledger.Note);
        return row.Accepted ? new(id, occurredOn, step, detail, until, school, grade, quantity, level, document, note) : null;
    }

    private static string? DetailOf(LedgerStep step, Row row) => step switch
    {
        LedgerStep.Verify => row.RequiredCode<Finding>(RegisterColumns.Ledger.Detail),
        LedgerStep.Dropout => row.RequiredCode<DropoutReason>(RegisterColumns.Ledger.Detail),
        LedgerStep.Visit => row.RequiredCode<VisitOutcome>(RegisterColumns.Ledger.Detail),
        LedgerStep.Report => row.RequiredCode<ReportAddressee>(RegisterColumns.Ledger.Detail),
        LedgerStep.Order => row.RequiredCode<LegalStep>(RegisterColumns.Ledger.Detail),
        LedgerStep.Return => row.RequiredCode<ReturnPlacement>(RegisterColumns.Ledger.Detail),
        LedgerStep.AttendanceCheck => row.RequiredCode<AttendanceResult>(RegisterColumns.Ledger.Detail),
        LedgerStep.Place => row.RequiredCode(RegisterColumns.Ledger.Detail, LedgerPlacements.All),
        LedgerStep.Plan or LedgerStep.Session or LedgerStep.CareVisit or LedgerStep.Aid => row.TextOrNone(RegisterColumns.Ledger.Detail),
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };
}
