using System.Security.Cryptography;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Students;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Attachments;

/// <summary>Files that were attached, sealed under the child's key; where it is erased they can no longer be read.</summary>
public sealed class EvidenceFiles(CasesDatabase database, Vault vault, SealedContents contents)
{
    internal static readonly SealedFiles Kept = new(DamageKind.AttachmentChanged, "evidence_attached", "file", "attachments.files", "file", "content");

    /// <summary>Keeps a file in the transaction of its entry.</summary>
    public async Task KeepAsync(Guid file, string tenant, Guid child, byte[] content, NpgsqlConnection connection, CancellationToken ct) =>
        await connection.With("insert into attachments.files (file, tenant, child, content) values ($1, $2, $3, $4)", file, tenant, child, await vault.SealFileAsync(tenant, child, content, ct)).RunAsync(ct);

    /// <summary>A file as it was sent; null: there is none, or the child is erased.</summary>
    /// <exception cref="CryptographicException">What is kept is not what the entry says was attached.</exception>
    public async Task<byte[]?> FindAsync(string tenant, Guid child, EvidenceAttached attached, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await contents.OfAsync(Kept, tenant, child, attached.File, attached.Sha256, connection, ct);
    }
}
