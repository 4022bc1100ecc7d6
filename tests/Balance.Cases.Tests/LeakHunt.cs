using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Balance.Cases.Tests;

/// <summary>Where a telling value was found, in which form, and which of the values it was; never the value.</summary>
public sealed record Leak(string Where, string Form, int Value);

/// <summary>Looks for telling values (names, numbers, telephones, narrative) where none may lie: in every column of every table, and in log lines;
/// plainly, escaped, in Base64, in hexadecimal and as digests without a key.</summary>
public sealed class LeakHunt
{
    private readonly List<(string Text, string Form, int Value)> traces = [];
    private readonly SearchValues<string> exact;
    private readonly SearchValues<string> anyCase;

    public LeakHunt(params IEnumerable<string> tellingValues)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var (n, value) in tellingValues.Distinct().Index())
        {
            if (value.Length < 2) throw new ArgumentException("A single character tells nothing and is everywhere.", nameof(tellingValues));
            AddTraces(value, n);
        }
        exact = SearchValues.Create([.. traces.Select(trace => trace.Text)], StringComparison.Ordinal);
        anyCase = SearchValues.Create([.. traces.Where(IsHex).Select(trace => trace.Text)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every column of every table that is not the server's own; each leak once.</summary>
    public async Task<IReadOnlyList<Leak>> InDatabaseAsync(NpgsqlDataSource owner, CancellationToken cancellation)
    {
        var leaks = new HashSet<Leak>();
        foreach (var (table, columns) in await TablesAsync(owner, cancellation))
        {
            await using var query = owner.CreateCommand($"select {string.Join(", ", columns.Select(column => $"\"{column}\"::text"))} from only {table}");
            await using var rows = await query.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                for (var i = 0; i < columns.Length; i++)
                    if (!await rows.IsDBNullAsync(i, cancellation)) Look(rows.GetString(i), $"{table}.{columns[i]}", leaks);
        }
        return [.. leaks];
    }

    /// <summary>Log lines, as captured.</summary>
    public IReadOnlyList<Leak> InLines(IEnumerable<string> lines, string where = "log")
    {
        var leaks = new HashSet<Leak>();
        foreach (var line in lines) Look(line, where, leaks);
        return [.. leaks];
    }

    private void Look(string text, string where, HashSet<Leak> leaks)
    {
        if (text.AsSpan().IndexOfAny(exact) < 0 && text.AsSpan().IndexOfAny(anyCase) < 0) return;
        foreach (var trace in traces)
            if (text.Contains(trace.Text, IsHex(trace) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                leaks.Add(new Leak(where, trace.Form, trace.Value));
    }

    private static bool IsHex((string Text, string Form, int Value) trace) => trace.Form.StartsWith("hex", StringComparison.Ordinal);

    private void AddTraces(string value, int n)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        AddTextTraces(value, "plain", n);
        AddBytes(Encoding.Unicode.GetBytes(value), "UTF-16", n);
        AddBytes(Encoding.BigEndianUnicode.GetBytes(value), "UTF-16 big-endian", n);
        AddBytes(Encoding.GetEncoding("GB18030").GetBytes(value), "GB18030", n);
        var escaped = JsonSerializer.Serialize(value)[1..^1];
        if (escaped != value) AddTextTraces(escaped, "JSON", n);
        var percent = Uri.EscapeDataString(value);
        if (percent != value) AddTextTraces(percent, "percent", n);
        // Seventeen digits determine an identity number, and fit a bigint.
        if (value.Length == 18 && value.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0) AddTextTraces(value[..17], "17 digits", n);
        AddBytes(SHA256.HashData(utf8), "SHA-256", n);
#pragma warning disable CA5350, CA5351 // Looked for, not used.
        AddBytes(SHA1.HashData(utf8), "SHA-1", n);
        AddBytes(MD5.HashData(utf8), "MD5", n);
#pragma warning restore CA5350, CA5351
    }

    private void AddTextTraces(string text, string form, int n)
    {
        traces.Add((text, form, n));
        AddBytes(Encoding.UTF8.GetBytes(text), form, n);
    }

    /// <summary>The bytes in hexadecimal and, wherever they may begin in a longer text, in Base64; and those again as bytes.</summary>
    private void AddBytes(byte[] bytes, string form, int n)
    {
        AddHex(bytes, $"hex of {form}", n);
        for (var before = 0; before < 3; before++)
        {
            // Only the characters that these bytes alone determine.
            var whole = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            var known = whole[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)];
            if (known.Length < 6) continue;
            foreach (var text in new[] { known, known.Replace('+', '-').Replace('/', '_') }.Distinct())
            {
                traces.Add((text, $"Base64 of {form}", n));
                AddHex(Encoding.ASCII.GetBytes(text), $"hex of Base64 of {form}", n);
            }
        }
    }

    private void AddHex(byte[] bytes, string form, int n)
    {
        // Shorter ones turn up in any random bytes.
        if (bytes.Length >= 5) traces.Add((Convert.ToHexStringLower(bytes), form, n));
    }

    private static async Task<List<(string Table, string[] Columns)>> TablesAsync(NpgsqlDataSource owner, CancellationToken cancellation)
    {
        await using var query = owner.CreateCommand("""
            select format('%I.%I', n.nspname, c.relname), array_agg(a.attname::text order by a.attnum)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped
              and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' and n.nspname not like 'pg_temp%'
            group by n.nspname, c.relname order by 1
            """);
        var tables = new List<(string, string[])>();
        await using var rows = await query.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) tables.Add((rows.GetString(0), rows.GetFieldValue<string[]>(1)));
        return tables;
    }
}
