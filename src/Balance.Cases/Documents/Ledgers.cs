using System.Globalization;
using System.Runtime.CompilerServices;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Microsoft.AspNetCore.Http;

namespace Balance.Cases.Documents;

/// <summary>
/// 台账: the children of an officer's charge in the layout of a form, written while it is read. Every child is in the log of readings before
/// its row goes out.
/// </summary>
public sealed class Ledgers(IDocumentStore store, CaseShelf shelf, Books books, Counties counties, LedgerFacts facts, AccessLog log, TimeProvider clock)
{
    private const int PartSize = 500;

    /// <summary>The file of a ledger, of those in charge who live or learn in a township and learn at a school (null: any).</summary>
    /// <exception cref="Refusal"><c>unknown_county</c>.</exception>
    public async Task<IResult> FileAsync(LedgerForm form, string? township, string? school, Principal who, CancellationToken ct)
    {
        var (day, title) = (clock.Today(), (await counties.PackOfAsync(who.Tenant, ct)).TitleOf(form.Kind));
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
        return Results.Stream(stream => WorkbookFile.WriteAsync(stream, sheet, RowsAsync(form, cases, day, who, ct), ct), WorkbookFile.Type,
            string.Create(CultureInfo.InvariantCulture, $"{title}-{day:yyyyMMdd}.xlsx"));
    }

    private static string? Asked(string? unit) => string.IsNullOrWhiteSpace(unit) ? null : unit.Trim();

    private async IAsyncEnumerable<IReadOnlyList<object?[]>> RowsAsync(
        LedgerForm form, IReadOnlyList<Charge> cases, DateOnly day, Principal who, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var part in cases.Chunk(PartSize))
        {
            var children = await ChildrenAsync(form, part, day, who, ct);
            if (children.Count > 0) await log.Exported(who, [.. children.Select(child => child.Student.Id)], form.Name, ct);
            yield return [.. children.Select(child => form.Columns.Select(column => column.Says?.Invoke(child)).ToArray())];
        }
    }

    private async Task<IReadOnlyList<LedgerChild>> ChildrenAsync(LedgerForm form, Charge[] part, DateOnly day, Principal who, CancellationToken ct)
    {
        await using var session = store.QuerySession(who.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, part.Select(one => one.Case.Child).ToArray())).Where(file => form.Holds(file.Student)).ToDictionary(file => file.Id, file => file.Student);
        return await facts.OfAsync(who.Tenant, [.. part.Where(one => files.ContainsKey(one.Case.Child)).Select(one => (files[one.Case.Child], one.Case.Place, one.Summary))], day, ct);
    }
}
