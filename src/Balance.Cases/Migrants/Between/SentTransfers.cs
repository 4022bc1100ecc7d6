using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Migrants.Between;

/// <summary>A county of this installation.</summary>
/// <param name="Name">What its bureau is called, with the code; the code alone where nobody works there.</param>
public sealed record OtherCounty(string Code, string Name);

/// <summary>What became of a transfer between two counties.</summary>
public enum SentOutcome
{
    [Term("已接收")] Accepted,
    [Term("已退回")] Returned,
    [Term("逾期未答复，已退回")] NeverAnswered,
    [Term("对方已撤回")] Withdrawn,
}

/// <summary>A child that one county of this installation sent to another.</summary>
/// <param name="Id">How the receiving county names it.</param>
/// <param name="Child">As the sending county knows it.</param>
/// <param name="EndedOn">Null: it may wait; the file says.</param>
internal sealed record SentTransfer(Guid Id, string From, string To, Guid Child, DateOnly SentOn, DateOnly? EndedOn, SentOutcome? Outcome);

/// <summary>
/// The one way from a county's records to another's: which children were sent to whom. It is written with the entries that send and answer; what was
/// withdrawn meanwhile the file shows at once, and the clock tidies up.
/// </summary>
public sealed class SentTransfers(CasesDatabase database, IDocumentStore store, TimeProvider clock)
{
    // A file that was merged meanwhile waits under the child that it is of now.
    private const string Columns =
        "s.id, s.from_county, s.to_county, coalesce((select m.merged_into from people.children m where m.tenant = s.from_county and m.child = s.child), s.child), s.sent_at, s.ended_on, s.outcome";

    /// <summary>The other counties of this installation.</summary>
    public async Task<IReadOnlyList<OtherCounty>> OthersAsync(string county, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return await connection.With($"select c.tenant, {NameOf("c.tenant")} from registers.counties c where c.tenant <> $1 order by 1", county)
            .RowsAsync(row => new OtherCounty(row.GetString(0), row.GetString(1)), ct);
    }

    /// <summary>What a county's bureau is called, with the code; the code alone where nobody works there.</summary>
    public async Task<string> NameAsync(string county, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        return (await connection.With($"select {NameOf("$1")}", county).ScalarAsync<string>(ct))!;
    }

    /// <summary>Remembers to which county a child is sent, in the transaction that does it.</summary>
    internal static Task RememberAsync(string from, string to, Guid child, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        """
        insert into transfers.sent (id, from_county, to_county, child) values ($1, $2, $3, $4)
        on conflict (from_county, to_county, child) do update set id = excluded.id, sent_at = excluded.sent_at, ended_on = null, outcome = null
        """, Guid.CreateVersion7(), from, to, child).RunAsync(ct);

    /// <summary>It waits no more; nothing where no county of this installation was asked.</summary>
    internal static Task EndAsync(string from, Guid child, SentOutcome outcome, DateOnly on, NpgsqlConnection connection, CancellationToken ct) => connection.With(
        $"update transfers.sent set ended_on = $4, outcome = $3 where from_county = $1 and {Vault.UnderEitherId} and ended_on is null", from, child, outcome.Code(), on).RunAsync(ct);

    /// <summary>Holds one that may wait until the transaction ends, so that of two who answer at once the second finds the answer of the first.</summary>
    internal static async Task<bool> HoldAsync(SentTransfer sent, NpgsqlConnection connection, CancellationToken ct) =>
        await connection.With("select true from transfers.sent where id = $1 and to_county = $2 and ended_on is null for update", sent.Id, sent.To).ScalarAsync<bool>(ct);

    /// <summary>One that was sent to a county; null: there is none of this name.</summary>
    internal async Task<SentTransfer?> FindAsync(Guid id, string to, CancellationToken ct) => (await ReadAsync("id = $1 and to_county = $2", id, to, ct)) is [var found] ? found : null;

    /// <summary>Those that may wait for a county.</summary>
    internal Task<List<SentTransfer>> OpenAsync(string to, CancellationToken ct) => ReadAsync("$1::uuid is null and to_county = $2 and ended_on is null", null, to, ct);

    /// <summary>Those that ended since a day.</summary>
    internal async Task<List<SentTransfer>> EndedAsync(string to, DateOnly since, CancellationToken ct) =>
        [.. (await ReadAsync("$1::uuid is null and to_county = $2 and ended_on is not null", null, to, ct)).Where(sent => sent.EndedOn >= since)];

    /// <summary>The files behind them, of the counties that sent.</summary>
    internal async Task<IReadOnlyDictionary<Guid, StudentCase>> FilesAsync(IReadOnlyList<SentTransfer> sent, CancellationToken ct)
    {
        var files = new Dictionary<Guid, StudentCase>();
        foreach (var county in sent.GroupBy(one => one.From))
        {
            await using var session = store.QuerySession(county.Key);
            var read = (await session.LoadManyAsync<StudentCase>(ct, [.. county.Select(one => one.Child)])).ToDictionary(file => file.Id);
            foreach (var one in county)
                if (read.TryGetValue(one.Child, out var file)) files[one.Id] = file;
        }
        return files;
    }

    /// <summary>Ends those of a county that its files no longer show as waiting: the sender has withdrawn them.</summary>
    internal async Task TidyAsync(string from, CancellationToken ct)
    {
        var open = await ReadAsync("$1::uuid is null and from_county = $2 and ended_on is null", null, from, ct);
        var files = await FilesAsync(open, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        foreach (var one in open.Where(one => WaitingIn(files.GetValueOrDefault(one.Id), one.To) is null))
            await connection.With("update transfers.sent set ended_on = $2, outcome = $3 where id = $1 and ended_on is null", one.Id, clock.Today(), SentOutcome.Withdrawn.Code()).RunAsync(ct);
    }

    /// <summary>The transfer that waits for a county by the file; null: none does.</summary>
    internal static (Guid Entry, StudentTransferred Sent)? WaitingIn(StudentCase? file, string to) =>
        file?.Student is { IsClosed: false, IsErased: false, OpenTransfer: { Happened: StudentTransferred { CountyAnswers: true } sent } open } && sent.ToCounty == to ? (open.Id, sent) : null;

    private async Task<List<SentTransfer>> ReadAsync(string which, Guid? id, string county, CancellationToken ct)
    {
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        await using var query = connection.CreateCommand();
        query.CommandText = $"select {Columns} from transfers.sent s where {which} order by sent_at, id";
        query.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        query.Parameters.Add(new() { Value = county });
        return await query.RowsAsync(row => new SentTransfer(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), CountyClock.DayOf(row.GetFieldValue<DateTimeOffset>(4)),
            row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5), row.Text(6) is { } outcome ? Term.Parse<SentOutcome>(outcome) : null), ct);
    }

    private static string NameOf(string county) =>
        $"coalesce((select concat(a.office_name, ' ', a.tenant) from access.accounts a where a.tenant = {county} and a.office = {county} and a.disabled_at is null order by a.created_at limit 1), {county})";
}
