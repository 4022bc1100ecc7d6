using System.Runtime.CompilerServices;
using Balance.Cases.Audit;
using Balance.Cases.Storage;

namespace Balance.Cases.Returns;

/// <summary>Holds what is kept of every sealed return, its content and its file, against the digests in its event: changed, gone, or kept without an event.</summary>
public sealed class SealedReturnsProof(CasesDatabase database) : IVerifyMore
{
    // An event altered beyond reading has no digests: then what is kept is not what it says, and the chain names the event.
    private const string Differing =
        """
        select coalesce(e.stream_id, r.id), e.version
        from (select stream_id, version, data from cases.mt_events where tenant_id = $1 and type = 'return_sealed') e
        full join (select id, content, file from returns.sealed where tenant = $1) r on r.id = e.stream_id
        where (e.data ->> 'contentSha256', e.data ->> 'fileSha256') is distinct from (encode(sha256(r.content), 'hex'), encode(sha256(r.file), 'hex'))
        order by 1
        """;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Damage> DamagesAsync(string county, Checkpoint? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        foreach (var damage in await connection.With(Differing, county).RowsAsync(row => new Damage(DamageKind.SealedReturnChanged, row.GetGuid(0), row.IsDBNull(1) ? null : row.GetInt64(1)), ct))
            yield return damage;
    }
}
