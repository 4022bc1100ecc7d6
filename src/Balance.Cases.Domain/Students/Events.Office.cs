using System.Text.Json.Serialization;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>A file was attached, sealed under the child's key.</summary>
/// <param name="File">The sealed bytes.</param>
/// <param name="Sha256">Digest of the bytes as they were sent, 64 hexadecimal digits.</param>
/// <param name="Bytes">Size as sent.</param>
/// <param name="MediaType">Type found in the bytes, such as <c>image/jpeg</c>.</param>
/// <param name="About">The entry that it shows; null: the case.</param>
public sealed record EvidenceAttached(Guid File, string Sha256, long Bytes, string MediaType, Guid? About, SealedText? Name, SealedText? Note) : StudentEvent;

/// <summary>A paper was made from events, numbered and kept as it went out.</summary>
/// <param name="Document">The sealed bytes.</param>
/// <param name="Number">文号, without gaps per office and year.</param>
/// <param name="Sha256">Digest of the bytes issued.</param>
/// <param name="About">The entry that it was made from; null: the case.</param>
public sealed record DocumentIssued(DocumentKind Kind, Guid Document, string Number, string Sha256, Guid? About) : StudentEvent;

/// <summary>送达: a paper was handed over, with its receipt (送达回证).</summary>
/// <param name="Document">The entry that issued it.</param>
/// <param name="Receipt">Who took it, where, and who signed.</param>
public sealed record DocumentServed(Guid Document, SealedText? Receipt) : StudentEvent;

/// <summary>A duty was not done in time and was taken up the dual line (双线责任); it stays visible as late.</summary>
/// <param name="Duty">What was due.</param>
/// <param name="Due">The last day on which it would have been in time.</param>
/// <param name="ToLevel">The level that is told now; the county of what it answers for itself.</param>
public sealed record DutyEscalated(DutyKind Duty, DateOnly Due, Level FromLevel, Level ToLevel) : StudentEvent
{
    /// <summary>The restricted part that the duty tells of; null: it is open to all who read the case.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RestrictedPart? Part { get; init; }

    /// <summary>Pack and version by whose days it was late; null: recorded before that was kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pack { get; init; }
}
