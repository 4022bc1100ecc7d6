using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>Holds the access log to its chain: every row's hash is computed again outside the database, as <c>access.link_log</c> does inside.</summary>
public sealed class LogChain(CasesDatabase database) : IVerifyMore
{
    private const string Rows =
        """
        select strand, position, at, id, tenant, user_name, what, record, detail, hash from access.log
        where coalesce(tenant, '') = $1 and strand is not null order by coalesce(tenant, ''), strand, position
        """;

    private sealed record Row(int Strand, long Position, long At, long Id, string? Tenant, string? User, string What, Guid? Record, string? Detail, byte[] Hash);

    /// <summary>The ends of a county's strands.</summary>
    public static Task<List<Head>> HeadsAsync(string county, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        select distinct on (strand) strand, position, at, hash from access.log
        where coalesce(tenant, '') = $1 and strand is not null order by strand, position desc
        """, county)
        .RowsAsync(row => new Head(row.GetInt16(0), row.GetInt64(1), new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3))), ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Damage> DamagesAsync(string county, Checkpoint? checkpoint, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        // One view of everything: a row that is written meanwhile is neither missing nor unchained.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        // Attempts to sign in to no account are no county's: they are held to their chain with each.
        foreach (var of in new[] { county, "" })
        {
            await foreach (var damage in WalkAsync(of, connection, ct)) yield return damage;
            foreach (var id in await connection.With("select id from access.log where coalesce(tenant, '') = $1 and hash is null order by id", of).RowsAsync(row => row.GetInt64(0), ct))
                yield return new Damage(DamageKind.AccessLogUnchained, null, null, null, id);
        }
        if (checkpoint is not null)
            foreach (var damage in await AgainstAsync(county, checkpoint, connection, ct)) yield return damage;
    }

    private static async IAsyncEnumerable<Damage> WalkAsync(string county, NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.With(Rows, county);
        await using var reader = await command.ExecuteReaderAsync(ct);
        Row? last = null;
        while (await reader.ReadAsync(ct))
        {
            var row = Read(reader);
            if (last?.Strand != row.Strand) last = null;
            var next = (last?.Position ?? 0) + 1;
            for (var gone = next; gone < row.Position && gone < next + 100; gone++) yield return new Damage(DamageKind.AccessLogDeleted, null, null, row.Strand, gone);
            // Behind a gap nothing tells what came before: such a row is taken as it is.
            if (row.Position == next && !HashOf(last?.Hash, row).AsSpan().SequenceEqual(row.Hash)) yield return new Damage(DamageKind.AccessLogChanged, null, null, row.Strand, row.Position);
            last = row;
        }
    }

    private static async Task<List<Damage>> AgainstAsync(string county, Checkpoint checkpoint, NpgsqlConnection connection, CancellationToken ct)
    {
        var heads = await HeadsAsync(county, connection, ct);
        var damages = new List<Damage>();
        foreach (var signed in checkpoint.LogHeadsOf(county))
        {
            var end = heads.Find(head => head.Strand == signed.Strand)?.Position ?? 0;
            var hash = end < signed.Position ? null
                : await connection.With("select hash from access.log where coalesce(tenant, '') = $1 and strand = $2 and position = $3", county, (short)signed.Strand, signed.Position).ScalarAsync<byte[]>(ct);
            if (end < signed.Position) damages.Add(new Damage(DamageKind.AccessLogTruncated, null, null, signed.Strand, end + 1));
            else if (hash is null || Convert.ToHexStringLower(hash) != signed.Hash) damages.Add(new Damage(DamageKind.AccessLogRewritten, null, null, signed.Strand, signed.Position));
        }
        return damages;
    }

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetInt16(0), row.GetInt64(1), (row.GetDateTime(2).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, row.GetInt64(3), row.Text(4), row.Text(5), row.GetString(6),
        row.IsDBNull(7) ? null : row.GetGuid(7), row.Text(8), row.GetFieldValue<byte[]>(9));

    private static byte[] HashOf(byte[]? before, Row row)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{row.Strand},{row.Position},{row.At},{row.Id},{Measured(row.Tenant)},{Measured(row.User)},{Measured(row.What)},{row.Record},{Measured(row.Detail)}");
        return SHA256.HashData([.. before ?? new byte[SHA256.HashSizeInBytes], .. Encoding.UTF8.GetBytes(text)]);
    }

    /// <summary>With its length before it, so that no text can be read as two, and none is not an empty one.</summary>
    private static string Measured(string? text) => text is null ? ":" : string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text)}:{text}");
}
