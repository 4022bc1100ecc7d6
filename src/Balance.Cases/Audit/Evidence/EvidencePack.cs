using System.Text.Json.Nodes;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Audit.Evidence;

/// <summary>What an auditor takes away of one child: everything recorded, each event with its link, signed as a whole (docs/evidence.md).</summary>
/// <param name="IdNumber">Masked unless the pack was revealed.</param>
/// <param name="PublicKey">Of the key that signed, PEM.</param>
/// <param name="Events">The child's stream, in order of version.</param>
/// <param name="Rows">Every register row about the child that any import stored.</param>
/// <param name="Imports">The imports of those rows, each by its own chained event.</param>
/// <param name="Heads">The ends of the county's strands at the moment of the pack.</param>
/// <param name="Name">Null unless the pack was revealed.</param>
/// <param name="Revealed">Why identity and narrative stand in it; null: they do not.</param>
public sealed record EvidencePack(
    string County, Guid Child, string IdNumber, DateTimeOffset MadeAt, string MadeBy, string Office, string KeyId, string PublicKey,
    IReadOnlyList<EvidenceEvent> Events, IReadOnlyList<EvidenceRow> Rows, IReadOnlyList<EvidenceImport> Imports, IReadOnlyList<Head> Heads,
    string? Name = null, string? Revealed = null);

/// <summary>An event with its link.</summary>
/// <param name="Previous">Hash of the link before it in its strand, hexadecimal; zeros for the first.</param>
/// <param name="Text">What was hashed behind the previous hash, to the letter.</param>
/// <param name="Hash">SHA-256 over both, as the database computed it when the event was committed.</param>
/// <param name="Narrative">Sealed texts opened, by the name of their field; null unless the pack was revealed.</param>
/// <param name="File">The paper or the attached file that the event says the SHA-256 of, in Base64; null where there is none, and unless the pack was revealed.</param>
public sealed record EvidenceEvent(
    int Strand, long Position, Guid Stream, long Version, string Type, DateTimeOffset RecordedAt, string Previous, string Text, string Hash,
    IReadOnlyDictionary<string, string>? Narrative = null, string? File = null);

/// <summary>A register row about the child.</summary>
/// <param name="Import">Ordinal of the import that stored it.</param>
/// <param name="Values">Its columns as stored; identity is not among them.</param>
/// <param name="SupersededBy">Ordinals of later imports that replaced it.</param>
public sealed record EvidenceRow(RegisterKind Register, long Import, int Line, JsonNode Values, IReadOnlyList<long> SupersededBy);

/// <summary>An import of which rows stand in the pack: its event carries file, counts and the digest over all rows that it stored.</summary>
public sealed record EvidenceImport(long Ordinal, string Digest, EvidenceEvent Event);
