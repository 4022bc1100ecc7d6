using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Npgsql;

namespace Balance.Cases.Audit;

/// <summary>Which rows of the access log are asked for; what is not given filters nothing.</summary>
/// <param name="User">User name, whole.</param>
/// <param name="From">First day, by the county's calendar.</param>
/// <param name="To">Last day.</param>
/// <param name="Child">«谁看过这名学生».</param>
/// <param name="Before">Where the page before ended.</param>
public sealed record LogQuery(string? User = null, LogAct? What = null, DateOnly? From = null, DateOnly? To = null, Guid? Child = null, LogPlace? Before = null);

/// <summary>A place in the log, which stays the same whatever is added: pages that are turned show each row once.</summary>
public sealed record LogPlace(DateTimeOffset At, long Id)
{
    /// <summary>For an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcDateTime.Ticks - DateTime.UnixEpoch.Ticks}-{Id}");

    /// <summary>Reads it; null where it is none.</summary>
    public static LogPlace? Of(string? text) =>
        text?.Split('-') is [var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new(new DateTimeOffset(DateTime.UnixEpoch.Ticks + at, TimeSpan.Zero), row) : null;
}

/// <summary>A row of the access log as the audit administrator reads it: who did what when, and of a child no more than tells one from another.</summary>
/// <param name="What">A <see cref="LogAct"/>'s code.</param>
/// <param name="Record">The child's random id, or that of an import or a grant.</param>
/// <param name="Child">The child's name, masked; null: it is none, or erased.</param>
/// <param name="Detail">What was refused, or the reason that was chosen.</param>
public sealed record LogEntry(long Id, DateTimeOffset At, string? User, string? Name, string? Office, string What, Guid? Record, string? Child, string? Detail);

/// <summary>Rows, the latest first.</summary>
/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record LogPage(IReadOnlyList<LogEntry> Rows, LogPlace? Next);

/// <summary>访问日志: asks who has done what, and who has looked at a child, without reading any case.</summary>
public sealed class LogSearch(CasesDatabase database, Vault vault, AccessLog log)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>A page of the log of the asker's county; that a child was asked about is itself written down.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<LogPage> PageAsync(LogQuery query, Principal who, CancellationToken ct, int size = PageSize)
    {
        await log.MustAsync(who, Right.ReadAccessLog, null, ct);
        if (query is { Child: { } asked, Before: null }) await log.Searched(who, asked, ct);
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var rows = await RowsAsync(query, who.Tenant, size + 1, connection, ct);
        LogPlace? next = rows.Count > size ? new(rows[size - 1].At, rows[size - 1].Id) : null;
        var shown = rows.Take(size).ToList();
        var people = await vault.RevealAsync(who.Tenant, [.. shown.Select(row => row.Record).OfType<Guid>().Distinct()], ct);
        return new([.. shown.Select(row => row.Record is { } child && people.TryGetValue(child, out var person) ? row with { Child = Masked(person.Name) } : row)], next);
    }

    /// <summary>Every row asked for, for a file; the file names no child.</summary>
    /// <exception cref="Refusal"><c>forbidden</c>.</exception>
    public async Task<IAsyncEnumerable<LogEntry>> AllAsync(LogQuery query, Principal who, CancellationToken ct)
    {
        await log.MustAsync(who, Right.ReadAccessLog, null, ct);
        await log.Exported(who, "access_log", query.Child, ct);
        return Each(query, who.Tenant, ct);
    }

    /// <summary>The child of the asker's county with this identity number; null: there is none.</summary>
    public Task<Guid?> ChildAsync(string number, Principal who, CancellationToken ct) => vault.FindAsync(who.Tenant, number.Trim().ToUpperInvariant(), ct);

    /// <summary>So much of a name that two children can be told apart, and not who they are.</summary>
    public static string Masked(string name) => name.Length == 0 ? "—" : StringInfo.GetNextTextElement(name) + "**";

    private async IAsyncEnumerable<LogEntry> Each(LogQuery query, string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int Part = 5_000;
        while (true)
        {
            await using var connection = await database.Application.OpenConnectionAsync(ct);
            var rows = await RowsAsync(query, tenant, Part, connection, ct);
            foreach (var row in rows) yield return row;
            if (rows.Count < Part) yield break;
            query = query with { Before = new(rows[^1].At, rows[^1].Id) };
        }
    }

    private static Task<List<LogEntry>> RowsAsync(LogQuery query, string tenant, int most, NpgsqlConnection connection, CancellationToken ct)
    {
        var command = connection.CreateCommand();
        var wanted = new List<string> { "tenant = @tenant" };
        Add("tenant", tenant);
        if (!string.IsNullOrWhiteSpace(query.User)) Where("user_name = @user", "user", query.User.Trim());
        if (query.What is { } what) Where("what = @what", "what", what.Code());
        if (query.Child is { } child) Where("record = @child", "child", child);
        if (query.From is { } from) Where("at >= @from", "from", CountyClock.Begins(from));
        if (query.To is { } to) Where("at < @to", "to", CountyClock.Begins(to.AddDays(1)));
        if (query.Before is { } before)
        {
            Where("(at, id) < (@before, @row)", "before", before.At.UtcDateTime);
            Add("row", before.Id);
        }
        Add("most", most);
        command.CommandText =
            $"""
            select l.id, l.at, l.user_name, a.display_name, a.office_name, l.what, l.record, l.detail
            from (select * from access.log where {string.Join(" and ", wanted)} order by at desc, id desc limit @most) l
            left join access.accounts a on a.tenant = l.tenant and a.user_name = l.user_name
            order by l.at desc, l.id desc
            """;
        return command.RowsAsync(row => new LogEntry(row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero), row.Text(2), row.Text(3), row.Text(4), row.GetString(5),
            row.IsDBNull(6) ? null : row.GetGuid(6), null, row.Text(7)), ct);

        void Add(string name, object value) => command.Parameters.AddWithValue(name, value);

        void Where(string condition, string name, object value)
        {
            wanted.Add(condition);
            Add(name, value);
        }
    }
}
