using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Reading;

/// <summary>Why a row was left out.</summary>
/// <param name="Line">The physical line, or spreadsheet row, on which the row begins.</param>
/// <param name="Column">The code of the column at fault.</param>
/// <param name="Code">The first rule that the value breaks.</param>
/// <param name="Value">The value as sent; it may be an identity number, so show <see cref="MaskedValue"/>.</param>
public sealed record Reject(int Line, string Column, RejectCode Code, string Value)
{
    /// <summary>The value as it may be shown and written to results.</summary>
    public string MaskedValue => Mask.Value(Column, Value);

    /// <summary>Says where and why without the value, which may be a child's.</summary>
    public override string ToString() => $"line {Line}: {Column} {Code.Code()}";
}

/// <summary>One row of a file: read, or rejected alone.</summary>
/// <param name="Line">The physical line, or spreadsheet row, on which the row begins.</param>
/// <param name="Row">The row; null where it was rejected.</param>
/// <param name="Reject">Why it was rejected; null where it was read.</param>
/// <param name="IdNumber">The identity number whenever it is itself valid, also of a row rejected for a later column or as a duplicate.</param>
/// <param name="AsSent">The cells as sent, for the rejects file; filled for rejected rows and for every row of a ledger, whose importer may still reject it.</param>
public readonly record struct ReadRow<T>(int Line, T? Row, Reject? Reject, string? IdNumber, string[] AsSent) where T : class
{
    /// <summary>Says where, not who: a row that is logged by mistake names no child.</summary>
    public override string ToString() => $"line {Line}";
}
