using System.Globalization;
using System.Runtime.CompilerServices;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Balance.Cases.Documents;

/// <summary>
/// 台账: the children of an officer's charge in the layout of a form, written while it is read. Every child is in the log of readings before
/// its row goes out.
/// </summary>
public sealed class Ledgers(CasesDatabase database, IDocumentStore store, CaseShelf shelf, Books books, Vault vault, AccessLog log, TimeProvider clock)
{
    private const int PartSize = 500;

    private const string Registered =
        """
        select c.child, p.household, p.township, r.status, r.mode, d.category, d.level, l.father_away, l.mother_away, l.other_capable, l.months
        from unnest($2::uuid[]) as c(child)
        left join (select * from registers.population_in($1, $3) where child = any($2)) p on p.child = c.child
        left join (select * from registers.roll_in($1, $4) where child = any($2)) r on r.child = c.child
        left join (select * from registers.disability_in($1, $5) where child = any($2)) d on d.child = c.child
        left join (select * from registers.left_behind_in($1, $6) where child = any($2)) l on l.child = c.child
        """;

    /// <summary>The file of a ledger, of those in charge who live or learn in a township and learn at a school (null: any).</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<IResult> FileAsync(LedgerForm form, string? township, string? school, Principal who, CancellationToken ct)
    {
        var (day, title) = (clock.Today(), form.Kind.Chinese());
        var inCharge = await shelf.OfAsync(who, ct);
        var places = (await books.OfAsync(who.Tenant, ct)).Places;
        List<Charge> cases = [.. (await inCharge.EachAsync(day, township, school, ct)).Where(one => form.MayHold(one.Summary))
            .OrderBy(one => one.Case.Place.SchoolTownship ?? one.Case.Place.ResidenceTownship, StringComparer.Ordinal).ThenBy(one => one.Case.Place.School, StringComparer.Ordinal)
            .ThenBy(one => one.Case.Place.Grade).ThenBy(one => one.Case.Place.Class, StringComparer.Ordinal).ThenBy(one => one.Case.Child)];
        await log.Exported(who, form.Name, cancel: ct);
        var of = Asked(school) ?? Asked(township) ?? (who.Level == Level.County ? null : who.Office);
        var sheet = new Sheet(title,
            string.Create(CultureInfo.InvariantCulture, $"单位：{(of is null ? "全县" : places.NameOf(of))}    截止日期：{day:yyyy年M月d日}    计量单位：{form.Units}    身份证号、学籍号已打码；空白栏由填表人填写"),
            [.. form.Columns.Select(column => (column.Heading, column.Width))], "填表人：____________    复核人：____________    负责人：____________    填表日期：______年____月____日");
        return Results.Stream(stream => WorkbookFile.WriteAsync(stream, sheet, RowsAsync(form, cases, places, day, who, ct), ct), WorkbookFile.Type,
            string.Create(CultureInfo.InvariantCulture, $"{title}-{day:yyyyMMdd}.xlsx"));
    }

    private static string? Asked(string? unit) => string.IsNullOrWhiteSpace(unit) ? null : unit.Trim();

    private async IAsyncEnumerable<IReadOnlyList<object?[]>> RowsAsync(
        LedgerForm form, IReadOnlyList<Charge> cases, Places places, DateOnly day, Principal who, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in cases.Chunk(PartSize))
        {
            var children = await ChildrenAsync(form, part, places, day, who, ct);
            if (children.Count > 0) await log.Exported(who, [.. children.Select(child => child.Student.Id)], form.Name, ct);
            yield return [.. children.Select(child => form.Columns.Select(column => column.Says?.Invoke(child)).ToArray())];
        }
    }

    private async Task<IReadOnlyList<LedgerChild>> ChildrenAsync(LedgerForm form, Charge[] part, Places places, DateOnly day, Principal who, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, part.Select(one => one.Case.Child).ToArray())).Where(file => form.Holds(file.Student)).ToDictionary(file => file.Id, file => file.Student);
        if (files.Count == 0) return [];
        Guid[] children = [.. files.Keys];
        var people = await vault.RevealAsync(who.Tenant, children, ct);
        var carers = files.Values.Select(student => (student.Id, student.Guardianship?.Who)).Where(told => told.Who is { Cipher.Length: > 0 }).Select(told => (told.Id, Who: told.Who!.Value)).ToList();
        var told = carers.Zip(await vault.OpenTextsAsync(who.Tenant, carers, ct)).ToDictionary(pair => pair.First.Id, pair => pair.Second ?? "");
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var registered = await RegisteredAsync((await books.OfAsync(who.Tenant, connection, ct)).Book, day, children, connection, ct);
        var officers = await OfficersAsync(who.Tenant, files.Values, connection, ct);
        return [.. part.Where(one => files.ContainsKey(one.Case.Child)).Select(one => new LedgerChild(day, one, files[one.Case.Child], people.GetValueOrDefault(one.Case.Child),
            registered.GetValueOrDefault(one.Case.Child, RegisteredChild.Unknown), places.NameOf, officers, told.GetValueOrDefault(one.Case.Child, "")))];
    }

    private static async Task<Dictionary<Guid, RegisteredChild>> RegisteredAsync(RegisterBook book, DateOnly day, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = await connection.With(Registered, book.Tenant, children, ImportsOf(RegisterKind.Population), book.RollOf(day)?.Imports ?? [], ImportsOf(RegisterKind.Disability), ImportsOf(RegisterKind.LeftBehind))
            .RowsAsync(row => (Child: row.GetGuid(0), Says: new RegisteredChild(row.Text(1), row.Text(2), row.Code<RollStatus>(3), row.Code<StudyMode>(4),
                row.Code<DisabilityCategory>(5), row.IsDBNull(6) ? null : row.GetInt16(6), Flag(row, 7), Flag(row, 8), Flag(row, 9), row.IsDBNull(10) ? null : row.GetDecimal(10))), ct);
        return rows.ToDictionary(row => row.Child, row => row.Says);

        long[] ImportsOf(RegisterKind kind) => book.LatestBy(kind, day)?.Imports ?? [];
    }

    private static bool? Flag(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    private static async Task<Dictionary<string, string>> OfficersAsync(string tenant, IEnumerable<Student> files, NpgsqlConnection connection, CancellationToken ct)
    {
        var users = files.SelectMany(student => student.Effective).SelectMany(entry => entry.Happened is PersuasionAssigned given ? [given.Officer] : new[] { entry.Happened.By.User }).Distinct().ToArray();
        return (await connection.With("select user_name, display_name from access.accounts where tenant = $1 and user_name = any($2)", tenant, users)
            .RowsAsync(row => (User: row.GetString(0), Name: row.GetString(1)), ct)).ToDictionary(officer => officer.User, officer => officer.Name);
    }
}
