using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Returns;

/// <summary>报送: the figures of a date as then known were frozen, numbered and sealed. Its stream is the return's own.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="AsOf">Its last day, of which the figures are.</param>
/// <param name="KnownAt">The moment at which they were known.</param>
/// <param name="Unit">Code of the office whose return it is.</param>
/// <param name="Definitions">Version of the definitions.</param>
/// <param name="Pack">Pack and version, such as <c>national/1</c>.</param>
/// <param name="Positions">The position in the event log that the moment stands for.</param>
/// <param name="Number">文号.</param>
/// <param name="ContentSha256">Of what it says, hexadecimal.</param>
/// <param name="FileSha256">Of the .docx, hexadecimal.</param>
/// <param name="Previous">The return of that kind and office before; null: there was none.</param>
public sealed record ReturnSealed(
    Guid Return, ReturnKind Kind, int SchoolYear, DateOnly From, DateOnly AsOf, DateTimeOffset KnownAt, string Unit, int Definitions, string Pack,
    IReadOnlyList<LogPosition> Positions, string Number, string ContentSha256, string FileSha256, Guid? Previous, Actor By);
