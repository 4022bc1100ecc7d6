using System.Security.Cryptography;
using System.Text.Json;
using Balance.Cases.Access;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.Indicators.Further;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Returns;

/// <summary>A return as it was sealed.</summary>
/// <param name="RecordedAt">The chain's moment of its event.</param>
public sealed record SealedReturn(ReturnSealed Event, DateTimeOffset RecordedAt);

/// <summary>Its event with what it says and its file, both held against the event.</summary>
public sealed record OpenReturn(SealedReturn Sealed, ReturnContent Content, byte[] File);

/// <summary>Returns that were sealed, for those who may see the figures of their office.</summary>
public sealed class SealedReturns(CasesDatabase database, Books books, AccessLog log)
{
    private static readonly string EventName = EventKinds.NameOf(typeof(ReturnSealed));

    /// <summary>Those that are for an officer's eyes, the latest first.</summary>
    public async Task<IReadOnlyList<SealedReturn>> OfAsync(Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        return [.. (await AllAsync(who.Tenant, null, connection, ct)).Where(one => FiguresScope.Covers(who, one.Event.Unit, Units.KindOf(one.Event.Unit), places)).OrderByDescending(one => one.RecordedAt)];
    }

    /// <summary>One of them, opened.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: there is none, or it is another office's, which looks the same and is written down.</exception>
    /// <exception cref="CryptographicException">What is kept is not what the event says was sealed.</exception>
    public async Task<OpenReturn> OpenAsync(Guid id, Principal who, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var places = (await books.OfAsync(who.Tenant, connection, ct)).Places;
        var found = await FindAsync(who.Tenant, id, connection, ct);
        if (found is null || !FiguresScope.Covers(who, found.Sealed.Event.Unit, Units.KindOf(found.Sealed.Event.Unit), places))
        {
            if (found is not null) await log.Denied(who, "return", id, ct);
            throw new Refusal("not_found", "没有这份报表，或不在您的职责范围内。", "There is no such return, or it is another office's.");
        }
        return found;
    }

    /// <summary>The last return of a kind of an office with an earlier day; null: none.</summary>
    internal static async Task<OpenReturn?> BeforeAsync(string tenant, string unit, ReturnKind kind, DateOnly asOf, NpgsqlConnection connection, CancellationToken ct)
    {
        var ids = await connection.With("select id from returns.sealed where tenant = $1 and unit = $2 and kind = $3 and as_of < $4 order by as_of desc limit 1", tenant, unit, kind.Code(), asOf)
            .RowsAsync(row => row.GetGuid(0), ct);
        return ids is [var id] ? await FindAsync(tenant, id, connection, ct) : null;
    }

    /// <summary>A return whoever asks; null: there is none.</summary>
    internal static async Task<OpenReturn?> FindAsync(string tenant, Guid id, NpgsqlConnection connection, CancellationToken ct)
    {
        if (await AllAsync(tenant, id, connection, ct) is not [var sealed_]) return null;
        var (content, file) = (await connection.With("select content, file from returns.sealed where tenant = $1 and id = $2", tenant, id)
            .RowsAsync(row => (row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1)), ct)).Single();
        if (Digest.Of(content) != sealed_.Event.ContentSha256 || Digest.Of(file) != sealed_.Event.FileSha256) throw new CryptographicException($"Return {id} is not the one that was sealed.");
        return new OpenReturn(sealed_, JsonSerializer.Deserialize<ReturnContent>(content, CasesJson.Options)!, file);
    }

    private static Task<List<SealedReturn>> AllAsync(string tenant, Guid? id, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        select e.data::text, l.recorded_at from cases.mt_events e join chain.links l on l.tenant = e.tenant_id and l.seq_id = e.seq_id
        where e.tenant_id = $1 and e.type = $2 and ($3::uuid is null or e.stream_id = $3)
        """, tenant, EventName, id)
        .RowsAsync(row => new SealedReturn(JsonSerializer.Deserialize<ReturnSealed>(row.GetString(0), CasesJson.Options)!, new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero)), ct);
}
