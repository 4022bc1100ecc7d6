using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>Files that are kept sealed under children's keys, each with an event that says its digest. A room that keeps some names them.</summary>
/// <param name="Kind">What it is called when one is not what its event says.</param>
/// <param name="Event">The type of the event.</param>
/// <param name="Field">The field of the event that names the file; its digest is in <c>sha256</c>.</param>
/// <param name="Table">Where they are kept, under tenant and child.</param>
/// <param name="Id">The column that names the file.</param>
/// <param name="Content">The column that holds it.</param>
/// <param name="Beside">A column of the same row that is sealed too; it has no digest, and must open.</param>
public sealed record SealedFiles(DamageKind Kind, string Event, string Field, string Table, string Id, string Content, string? Beside = null);

/// <summary>Opens the file that an event came with.</summary>
public sealed class SealedContents(IEnumerable<SealedFiles> kinds, Vault vault)
{
    /// <summary>What was kept with an event, as it was; null: the event came with no file, or it is gone.</summary>
    /// <exception cref="CryptographicException">What is kept is not what the event says.</exception>
    public async Task<byte[]?> OfAsync(string tenant, Guid child, LinkedEvent happened, NpgsqlConnection connection, CancellationToken ct)
    {
        if (kinds.FirstOrDefault(kind => kind.Event == happened.Type) is not { } files) return null;
        var data = JsonNode.Parse(happened.Data)!;
        return await OfAsync(files, tenant, child, Guid.Parse(data[files.Field]!.GetValue<string>()), data["sha256"]!.GetValue<string>(), connection, ct);
    }

    /// <summary>A file as it was; null: there is none, or the child is erased.</summary>
    /// <exception cref="CryptographicException">What is kept has another digest.</exception>
    public async Task<byte[]?> OfAsync(SealedFiles files, string tenant, Guid child, Guid file, string sha256, NpgsqlConnection connection, CancellationToken ct)
    {
        var found = await connection.With($"select child, {files.Content} from {files.Table} where tenant = $1 and {Vault.UnderEitherId} and {files.Id} = $3", tenant, child, file)
            .RowsAsync(row => (Under: row.GetGuid(0), Sealed: row.GetFieldValue<byte[]>(1)), ct);
        if (found is not [var kept] || await vault.OpenFileAsync(tenant, kept.Under, kept.Sealed, ct) is not { } content) return null;
        return Digest.Of(content) == sha256 ? content : throw new CryptographicException($"File {file} is not the one that its event came with.");
    }
}
