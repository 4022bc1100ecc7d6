using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Balance.Cases.People;

/// <summary>Values of rejected rows: sealed under the county's key, kept 90 days, never in events or logs.</summary>
public sealed class RejectedValues(CasesDatabase database, KeyRing keys, KeyCheck check)
{
    /// <summary>How long a rejected value can be looked at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>Seals what a row held, by the line on which it began; the same line again replaces it.</summary>
    public async Task SealAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string tenant, Guid import,
        IReadOnlyList<(int Line, string Value)> values, CancellationToken cancellation)
    {
        if (values.Count == 0) return;
        await check.EnsureAsync(connection, cancellation);
        var latest = values.DistinctBy(value => value.Line).Count() == values.Count ? values : [.. values.GroupBy(value => value.Line).Select(group => group.Last())];
        await using var write = new NpgsqlCommand("""
            insert into people.rejected_values (tenant, import, line, sealed, expires_at)
            select @tenant, @import, v.line, v.sealed, clock_timestamp() + @kept from unnest(@lines, @sealed) v(line, sealed)
            """, connection);
        await using (var clear = new NpgsqlCommand("delete from people.rejected_values where tenant = @tenant and import = @import and line = any(@lines)", connection))
        {
            Identify(clear, tenant, import);
            clear.Parameters.AddWithValue("lines", latest.Select(value => value.Line).ToArray());
            await clear.ExecuteNonQueryAsync(cancellation);
        }
        Identify(write, tenant, import);
        write.Parameters.AddWithValue("kept", Kept);
        write.Parameters.AddWithValue("lines", latest.Select(value => value.Line).ToArray());
        var county = new CountySeal(keys, tenant);
        write.Parameters.Add(new NpgsqlParameter("sealed", NpgsqlDbType.Array | NpgsqlDbType.Bytea)
        {
            Value = latest.Select(value => county.Seal(Encoding.UTF8.GetBytes(value.Value), Place(import, value.Line))).ToArray(),
        });
        await write.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What the rejected rows of an import held, by line, while it is kept.</summary>
    public async Task<Dictionary<int, string>> OpenAsync(string tenant, Guid import, CancellationToken cancellation = default)
    {
        await using var query = database.Application.CreateCommand(
            "select line, sealed from people.rejected_values where tenant = @tenant and import = @import and expires_at > clock_timestamp()");
        Identify(query, tenant, import);
        var county = new CountySeal(keys, tenant);
        var values = new Dictionary<int, string>();
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
            values[rows.GetInt32(0)] = Encoding.UTF8.GetString(county.Open(rows.GetFieldValue<byte[]>(1), Place(import, rows.GetInt32(0))));
        return values;
    }

    /// <summary>Forgets what is past its days, and changes that every node has long seen. How many values went.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellation = default)
    {
        await using var changes = database.Application.CreateCommand("delete from people.changes where recorded_at < clock_timestamp() - interval '2 days'");
        await changes.ExecuteNonQueryAsync(cancellation);
        await using var purge = database.Application.CreateCommand("delete from people.rejected_values where expires_at <= clock_timestamp()");
        return await purge.ExecuteNonQueryAsync(cancellation);
    }

    private static void Identify(NpgsqlCommand command, string tenant, Guid import)
    {
        command.Parameters.AddWithValue("tenant", tenant);
        command.Parameters.AddWithValue("import", import);
    }

    private static byte[] Place(Guid import, int line) => [.. import.ToByteArray(bigEndian: true), .. BitConverter.GetBytes(line)];
}

/// <summary>Seals what belongs to a county and to no known child: key id, nonce, cipher and tag in one value.</summary>
internal sealed class CountySeal(KeyRing keys, string tenant)
{
    public byte[] Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> place)
    {
        var keyId = keys.NewestId(KeyPurpose.Wrapping);
        var head = Encoding.ASCII.GetBytes(keyId);
        var output = new byte[1 + head.Length + plain.Length + Sealer.Overhead];
        output[0] = (byte)head.Length;
        head.CopyTo(output, 1);
        var body = output.AsSpan(1 + head.Length);
        RandomNumberGenerator.Fill(body[..Sealer.Nonce]);
        using var aes = new AesGcm(keys.Derive(keyId, tenant, "county"), Sealer.Tag);
        aes.Encrypt(body[..Sealer.Nonce], plain, body.Slice(Sealer.Nonce, plain.Length), body[^Sealer.Tag..], place);
        return output;
    }

    public byte[] Open(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place)
    {
        var keyId = Encoding.ASCII.GetString(value.Slice(1, value[0]));
        var body = value[(1 + value[0])..];
        var plain = new byte[body.Length - Sealer.Overhead];
        using var aes = new AesGcm(keys.Derive(keyId, tenant, "county"), Sealer.Tag);
        aes.Decrypt(body[..Sealer.Nonce], body[Sealer.Nonce..^Sealer.Tag], body[^Sealer.Tag..], plain, place);
        return plain;
    }
}
