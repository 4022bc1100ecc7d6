using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Registers.Ledger;

/// <summary>An accepted row of a ledger, its child, and the fingerprint by which an equal row is known; earlier ones are those of key generations before.</summary>
internal sealed record RecordedRow(int Line, LedgerRow Row, Guid Child, byte[] Mac, IReadOnlyList<byte[]> Earlier);

/// <summary>Reads a ledger, names its children, and tells which rows are recorded already.</summary>
internal sealed class LedgerRows(VaultBatch vault, IdentityHash hash, RegisterBook book, NpgsqlConnection connection)
{
    private const int BatchSize = 20_000;

    // A child is known to the ledger if one of these has ever held it.
    private static readonly RegisterKind[] Naming = [RegisterKind.Population, RegisterKind.Enrolment, RegisterKind.Disability];

    /// <summary>Reads to the end; rows of children whom no register holds are rejected like any other.</summary>
    public async Task<List<RecordedRow>> ReadAsync(
        RegisterFile file, ReadContext context, RejectedRows rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        var accepted = new List<RecordedRow>();
        foreach (var batch in RegisterReader.Read<LedgerRow>(file, context).Chunk(BatchSize))
        {
            var children = await ChildrenAsync([.. batch.Select(read => read.IdNumber).OfType<string>().Distinct()], ct);
            foreach (var read in batch)
            {
                if (read.IdNumber is { } number && !children.ContainsKey(number))
                    rejected.Add(new Reject(read.Line, RegisterColumns.Ledger.IdNumber.Code, RejectCode.UnknownChild, number), read.AsSent);
                else if (read.Row is null)
                    rejected.Add(read.Reject!, read.AsSent);
                else
                    accepted.Add(Recorded(read.Line, read.Row, children[read.Row.IdNumber]));
            }
            progress?.Report(new(accepted.Count + rejected.Count, rejected.Count, Storing: false));
        }
        return accepted;
    }

    /// <summary>Rows that are not recorded yet: of equal rows, as many as the file has more than the county's ledgers before it.</summary>
    public async Task<List<RecordedRow>> NotYetRecordedAsync(IReadOnlyList<RecordedRow> rows, CancellationToken ct)
    {
        var recorded = new Dictionary<string, int>();
        foreach (var macs in rows.SelectMany(row => row.Earlier.Prepend(row.Mac)).Chunk(BatchSize))
            foreach (var (mac, times) in await connection.With("select mac, count(*)::int from registers.ledger where tenant = $1 and mac = any($2) group by mac", book.Tenant, macs)
                .RowsAsync(row => (Convert.ToHexString(row.GetFieldValue<byte[]>(0)), row.GetInt32(1)), ct))
                recorded[mac] = times;

        return [.. rows.Where(row => !row.Earlier.Prepend(row.Mac).Any(mac => TakeOne(recorded, Convert.ToHexString(mac))))];
    }

    private static bool TakeOne(Dictionary<string, int> recorded, string mac)
    {
        var left = recorded.GetValueOrDefault(mac);
        if (left > 0) recorded[mac] = left - 1;
        return left > 0;
    }

    private RecordedRow Recorded(int line, LedgerRow row, Guid child)
    {
        var plain = Plain(row, child);
        return new(line, row, child, hash.Fingerprint(book.Tenant, plain), hash.EarlierFingerprints(book.Tenant, plain));
    }

    private async Task<Dictionary<string, Guid>> ChildrenAsync(string[] numbers, CancellationToken ct)
    {
        var known = await vault.FindAsync(connection, book.Tenant, numbers, ct);
        var named = new HashSet<Guid>();
        foreach (var kind in Naming)
            named.UnionWith(await connection.With(
                $"select distinct child from registers.{RegisterShape.Of(kind).Table} where tenant = $1 and import = any($2) and child = any($3)",
                book.Tenant, book.AllImportsOf(kind), known.Values.ToArray()).RowsAsync(row => row.GetGuid(0), ct));
        return known.Where(child => named.Contains(child.Value)).ToDictionary(child => child.Key, child => child.Value);
    }

    // By the random id: with the number in it, an erased child's number could be guessed from what stays.
    private static string Plain(LedgerRow row, Guid child) => string.Join('\u001f', child, row.OccurredOn.DayNumber, row.Step, row.Detail, row.Until?.DayNumber, row.SchoolCode,
        row.Grade, row.Quantity?.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Level, row.DocumentNumber, row.Note);
}
