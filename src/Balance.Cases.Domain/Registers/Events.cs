using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Registers;

/// <summary>A register file was taken in: what came, what became of its rows, and a digest that makes the stored rows as unalterable as this event.</summary>
/// <param name="Import">The import's stream, and its number in the county's order of imports.</param>
/// <param name="Ordinal">Later imports have greater ordinals; rows name their import by it.</param>
/// <param name="AsOf">The day that the file describes.</param>
/// <param name="SchoolYear">School year of a roll; null for other kinds.</param>
/// <param name="Replaces">The file is the whole snapshot; what the snapshot held before is known only to the past.</param>
/// <param name="School">Only this school's part of the roll was replaced.</param>
/// <param name="Digest">SHA-256 over the rows that this import stored and the rows that they superseded, in order; hexadecimal.</param>
public sealed record RegisterImported(
    Guid Import, long Ordinal, RegisterKind Kind, DateOnly AsOf, int? SchoolYear, bool Replaces, string? School,
    SentFile File, int Rows, int Applied, int Unchanged, int Rejected, string? Digest, Actor By);

/// <summary>The file as it was sent.</summary>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record SentFile(string Name, long Bytes, string Sha256);

/// <summary>Rows whose identity number could not be used: each stands for a child who must be found (身份不明儿童).</summary>
public sealed record ChildrenUnidentified(Guid Import, IReadOnlyList<UnidentifiedRow> Rows);

/// <summary>One such row; its values are sealed elsewhere and kept 90 days.</summary>
public sealed record UnidentifiedRow(int Line, RejectCode Code);

/// <summary>A county was set up under a policy pack, by the first import of its townships.</summary>
public sealed record CountySetUp(string County, string Pack, Actor By);

/// <summary>A policy pack was appointed: the county works under it from a day on, and what had been appointed for that day or later falls away.</summary>
/// <param name="Appointment">The event's stream.</param>
/// <param name="From">No earlier than the day of the appointment: what was judged stays judged.</param>
public sealed record PolicyPackAppointed(Guid Appointment, string County, string Pack, DateOnly From, Actor By);

/// <summary>A ledger began to be taken in, batch by batch; its end is a <see cref="RegisterImported"/>. Without one, sending the file again goes on where it stopped.</summary>
public sealed record LedgerImportBegun(Guid Import, DateOnly AsOf, SentFile File, Actor By);
