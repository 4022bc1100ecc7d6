using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Registers.Importing;

/// <summary>What an import says at its end, as machines read it; values of identity columns are masked.</summary>
public sealed record ImportAnswer(
    string Kind, int Rows, int Applied, int Unchanged, int Rejected, IReadOnlyList<ImportAnswer.RejectedValue> Rejects, IReadOnlyList<ImportWarning> Warnings,
    IReadOnlyList<string> IgnoredColumns)
{
    public sealed record RejectedValue(int Line, string Column, RejectCode Code, string Value);

    /// <summary>The answer that states this result.</summary>
    public static ImportAnswer Of(ImportResult result) => new(
        result.Kind.Code().Replace('_', '-'), result.Rows, result.Applied, result.Unchanged, result.Rejected,
        [.. result.Rejects.Select(reject => new RejectedValue(reject.Line, reject.Column, reject.Code, reject.MaskedValue))], result.Warnings, result.IgnoredColumns);
}
