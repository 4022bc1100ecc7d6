using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Standings;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit.Evidence;

/// <summary>Makes evidence packs.</summary>
public sealed class EvidenceExport(CasesDatabase database, KeyRing keys, Vault vault, EventPages pages, SealedContents contents, AccessLog log, TimeProvider clock)
{
    private readonly record struct Chained(LinkRow Link, string Previous);

    /// <summary>The whole file of a child. That it left the system is logged first, and so is that identity and narrative went with it. Whose children may be asked for is for the caller to decide.</summary>
    /// <param name="reason">Why identity and narrative are to stand in it; null: masked and sealed.</param>
    /// <exception cref="Refusal"><c>forbidden</c>: the role may not, or the file holds what is not for its eyes, and a proof cannot leave anything out; <c>unknown_child</c>: nothing is known of the child; <c>chain_damaged</c>: its events are not what was recorded.</exception>
    public async Task<(EvidencePack Pack, byte[] File)> OfAsync(Principal who, Guid child, string? reason, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ExportEvidence, child, ct);
        await log.Exported(who, "evidence", child, ct);
        if (reason is not null) await log.Unmasked(who, child, reason, ct);
        var person = await vault.RevealAsync(who.Tenant, child, ct) ?? throw new Refusal("unknown_child", "没有该学生的身份信息。", "Nothing is known of who the child is.");

        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await ChainTime.SettledAsync(connection, who.Tenant, ct);
        // One view of everything, so that the ends of the strands are those of the same moment.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var rows = await RowsAsync(who.Tenant, child, connection, ct);
        var imports = await ImportsAsync(who.Tenant, [.. rows.Select(row => row.Import).Distinct()], connection, ct);
        var keyId = keys.NewestId(KeyPurpose.Signing);
        var pack = new EvidencePack(who.Tenant, child, reason is null ? person.MaskedNumber : person.Number,
            clock.GetUtcNow(), who.User, who.Office, keyId, keys.PublicKey(keyId),
            await EventsAsync(who, child, reason is not null, connection, ct), rows, imports, await HeadsAsync(who.Tenant, connection, ct),
            reason is null ? null : person.Name, reason);
        var signed = EvidenceFile.BytesOf(pack);
        return (pack, EvidenceFile.Of(signed, keys.Sign(signed).Value));
    }

    private async Task<List<EvidenceEvent>> EventsAsync(Principal who, Guid child, bool open, NpgsqlConnection connection, CancellationToken ct)
    {
        var events = new List<EvidenceEvent>();
        foreach (var chained in await LinksAsync(who.Tenant, "l.stream_id = $2", child, connection, ct))
        {
            var happened = EventOf(chained);
            var told = EventKinds.ReadStudentEvent(chained.Link.Event!.Value.Type, chained.Link.Event.Value.Data);
            if (!who.MayRead(Restrictions.Of(told))) throw await log.ForbiddenAsync(who, Right.ExportEvidence, child, ct);
            events.Add(open ? happened with { Narrative = await NarrativeAsync(who.Tenant, child, chained.Link.Event!.Value, ct), File = await FileAsync(who.Tenant, child, chained.Link.Event!.Value, connection, ct) } : happened);
        }
        return events;
    }

    private async Task<string?> FileAsync(string tenant, Guid child, LinkedEvent happened, NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            return await contents.OfAsync(tenant, child, happened, connection, ct) is { } file ? Convert.ToBase64String(file) : null;
        }
        catch (CryptographicException) { throw Damaged(); }
    }

    /// <summary>Sealed texts by the name of their field; those of an entry put right by <c>right.</c> and its name.</summary>
    private async Task<IReadOnlyDictionary<string, string>> NarrativeAsync(string tenant, Guid child, LinkedEvent happened, CancellationToken ct)
    {
        var read = EventKinds.ReadStudentEvent(happened.Type, happened.Data);
        var (closed, opened) = (await pages.OfAsync(tenant, child, read, open: false, ct), await pages.OfAsync(tenant, child, read, open: true, ct));
        var texts = new Dictionary<string, string>();
        Compare(closed, opened, "");
        return texts;

        void Compare(JsonNode before, JsonNode after, string prefix)
        {
            foreach (var (name, value) in after.AsObject())
                if (value is JsonObject inner && before[name] is JsonObject same) Compare(same, inner, $"{prefix}{name}.");
                else if (value is JsonValue && !JsonNode.DeepEquals(value, before[name])) texts[prefix + name] = value.GetValue<string>();
        }
    }

    private static async Task<List<EvidenceRow>> RowsAsync(string tenant, Guid child, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = new List<EvidenceRow>();
        foreach (var shape in RegisterShape.All.Where(shape => shape.Columns.Contains("child")))
            rows.AddRange(await connection.With(
                $"""
                select r.import, r.line, (to_jsonb(r) - 'tenant' - 'mac' - 'child' - 'import' - 'line')::text,
                    array(select s.by_import from registers.superseded s where s.tenant = r.tenant and s.import = r.import and s.line = r.line order by 1)
                from registers.{shape.Table} r join registers.imports i on i.tenant = r.tenant and i.ordinal = r.import
                where r.tenant = $1 and r.child = $2 order by 1, 2
                """, tenant, child)
                .RowsAsync(row => new EvidenceRow(shape.Kind, row.GetInt64(0), row.GetInt32(1), JsonNode.Parse(row.GetString(2))!, row.GetFieldValue<long[]>(3)), ct));
        return rows;
    }

    private static async Task<List<EvidenceImport>> ImportsAsync(string tenant, long[] ordinals, NpgsqlConnection connection, CancellationToken ct)
    {
        var digests = (await connection.With("select seq_id, ordinal, digest from registers.imports where tenant = $1 and ordinal = any($2)", tenant, ordinals)
            .RowsAsync(row => (Sequence: row.GetInt64(0), Ordinal: row.GetInt64(1), Digest: Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2))), ct))
            .ToDictionary(import => import.Sequence);
        var links = await LinksAsync(tenant, "l.seq_id = any($2)", digests.Keys.ToArray(), connection, ct);
        return [.. links.Select(chained => (Import: digests[chained.Link.Event!.Value.Sequence], Chained: chained)).OrderBy(pair => pair.Import.Ordinal)
            .Select(pair => new EvidenceImport(pair.Import.Ordinal, pair.Import.Digest, EventOf(pair.Chained)))];
    }

    private static async Task<List<Chained>> LinksAsync(string tenant, string which, object value, NpgsqlConnection connection, CancellationToken ct) =>
        await connection.With(
            $"""
            select {VerifyChain.LinkColumns}, (select b.hash from chain.links b where b.tenant = l.tenant and b.strand = l.strand and b.position = l.position - 1)
            from chain.links l left join cases.mt_events e on e.seq_id = l.seq_id
            where l.tenant = $1 and {which} order by l.stream_id, l.version
            """, tenant, value)
            .RowsAsync(row => new Chained(VerifyChain.Read(row), Convert.ToHexStringLower(row.IsDBNull(19) ? LinkHash.Beginning : row.GetFieldValue<byte[]>(19))), ct);

    private static EvidenceEvent EventOf(Chained chained)
    {
        var link = chained.Link;
        if (!link.IsItsEvent) throw Damaged();
        var hash = new LinkHash();
        Span<byte> computed = stackalloc byte[LinkHash.Length];
        hash.Of(Convert.FromHexString(chained.Previous), link.Strand, link.Position, link.RecordedAt, link.Event!.Value, computed);
        if (!computed.SequenceEqual(link.Hash)) throw Damaged();
        return new(link.Strand, link.Position, link.Stream, link.Version, link.Event.Value.Type, VerifyChain.Moment(link.RecordedAt), chained.Previous,
            hash.TextOf(link.Strand, link.Position, link.RecordedAt, link.Event.Value), Convert.ToHexStringLower(link.Hash));
    }

    private static Task<List<Head>> HeadsAsync(string tenant, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        "select distinct on (strand) strand, position, recorded_at, hash from chain.links where tenant = $1 order by strand, position desc", tenant)
        .RowsAsync(row => new Head(row.GetInt16(0), row.GetInt64(1), new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3))), ct);

    private static Refusal Damaged() => new("chain_damaged", "该学生的记录与当时入链的内容不符,不能作为证据导出。请先运行 verify。",
        "The child's events are not what was recorded, so they are no evidence. Run verify first.");
}
