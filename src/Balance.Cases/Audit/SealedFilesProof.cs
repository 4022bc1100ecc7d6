using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>
/// Opens every file that is kept and holds it against the digest in its event: changed, gone, or kept without an event. Of an erased child nobody can open
/// anything any more; that a file is there still counts.
/// </summary>
public sealed class SealedFilesProof(IEnumerable<SealedFiles> kinds, CasesDatabase database, Vault vault) : IVerifyMore
{
    // An event altered beyond reading names no file: then what is kept has none, and the chain names the event. Files of one child that became
    // another's have an event in both streams.
    private static string KeptOf(SealedFiles files) =>
        $"""
        select coalesce(e.stream_id, k.child), e.version, e.sha256, k.child, k.content, k.beside
        from (select distinct on (data ->> '{files.Field}') data ->> '{files.Field}' as file, stream_id, version, data ->> 'sha256' as sha256
              from cases.mt_events where tenant_id = $1 and type = '{files.Event}' order by data ->> '{files.Field}', seq_id) e
        full join (select {files.Id}::text as file, child, {files.Content} as content, {files.Beside ?? "null::bytea"} as beside from {files.Table} where tenant = $1) k on k.file = e.file
        order by 1, 2
        """;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Damage> DamagesAsync(string county, Checkpoint? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        foreach (var files in kinds)
        {
            await using var command = connection.With(KeptOf(files), county);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                if (!await IsAsItWasAsync(county, row, ct)) yield return new Damage(files.Kind, row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1));
        }
    }

    private async Task<bool> IsAsItWasAsync(string county, NpgsqlDataReader row, CancellationToken ct)
    {
        if (row.IsDBNull(2) || row.IsDBNull(3)) return false;
        try
        {
            var child = row.GetGuid(3);
            if (await vault.OpenFileAsync(county, child, row.GetFieldValue<byte[]>(4), ct) is not { } content) return true;
            if (!row.IsDBNull(5)) await vault.OpenFileAsync(county, child, row.GetFieldValue<byte[]>(5), ct);
            return Digest.Of(content) == row.GetString(2);
        }
        // It does not open: somebody wrote to it.
        catch (CryptographicException) { return false; }
    }
}
