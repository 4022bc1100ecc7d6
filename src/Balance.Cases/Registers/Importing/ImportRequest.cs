using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;

namespace Balance.Cases.Registers.Importing;

/// <summary>A file that a county sends in.</summary>
/// <param name="Content">The file; must be seekable, it is read more than once.</param>
/// <param name="AsOf">The day it describes; for a ledger only its label.</param>
/// <param name="SchoolYear">Needed for a roll, refused for others.</param>
/// <param name="Strict">Apply nothing if any row is rejected.</param>
/// <param name="Replace">The file is the whole snapshot.</param>
/// <param name="Confirm">Take a snapshot that has shrunk.</param>
/// <param name="School">Replace only this school's part of the roll.</param>
/// <param name="Rejects">Where rejected rows are written as sent; null: nowhere.</param>
public sealed record ImportRequest(RegisterKind Kind, string FileName, Stream Content, DateOnly AsOf, int? SchoolYear)
{
    public bool Strict { get; init; }
    public bool Replace { get; init; }
    public bool Confirm { get; init; }
    public string? School { get; init; }
    public Stream? Rejects { get; init; }
    public IProgress<ImportProgress>? Progress { get; init; }
}

/// <summary>How far an import has come.</summary>
public readonly record struct ImportProgress(int Rows, int Rejected, bool Storing);

/// <summary>What an import says at its end.</summary>
/// <param name="Rejects">The first 1,000, values of identity columns masked; all of them are in the rejects file.</param>
/// <param name="Warnings">What was taken and should be looked at.</param>
/// <param name="IgnoredColumns">Headers that mean nothing here.</param>
public sealed record ImportResult(
    Guid Import, RegisterKind Kind, int Rows, int Applied, int Unchanged, int Rejected,
    IReadOnlyList<Reject> Rejects, IReadOnlyList<ImportWarning> Warnings, IReadOnlyList<string> IgnoredColumns);

/// <summary>Rows that were taken and contradict each other: <c>double_enrolment</c> (双重学籍).</summary>
/// <param name="Lines">The lines at which the rows begin.</param>
public sealed record ImportWarning(string Code, IReadOnlyList<int> Lines);
