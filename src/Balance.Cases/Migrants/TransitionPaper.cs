using System.Globalization;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Storage;
using Marten;
using Npgsql;

namespace Balance.Cases.Migrants;

/// <summary>Which list: of the children whom one school hands to another for a school year.</summary>
/// <param name="SchoolYear">First calendar year of the school year that is entered.</param>
public readonly record struct ListKey(int SchoolYear, string FromSchool, string ToSchool)
{
    /// <summary>清单编号: every list has its own, the same whenever it is printed.</summary>
    public string Number => string.Create(CultureInfo.InvariantCulture, $"小升初〔{SchoolYear}〕{FromSchool}-{ToSchool}");

    /// <summary>Address of its page.</summary>
    public string Address(string path = "") => string.Create(CultureInfo.InvariantCulture, $"/transitions/list{path}?year={SchoolYear}&from={FromSchool}&to={ToSchool}");

    /// <summary>Whether an officer has part in it: of either school, not of one class alone, or of the bureau.</summary>
    public bool Concerns(Principal who) => who.May(Right.HandOver) && (who.Level == Level.County || who.Class is null && (who.Office == FromSchool || who.Office == ToSchool));
}

/// <summary>
/// 小升初移交清单, made of the children's files whenever it is asked for. It goes out in Chinese, whatever the language of the screen. A paper of one
/// child is sealed under that child's key; this one is of many, and is not kept: what it says stands in the files.
/// </summary>
public sealed class TransitionPaper(CasesDatabase database, IDocumentStore store, Books books, Vault vault, AccessLog log, TimeProvider clock)
{
    private static readonly IReadOnlyList<TableColumn> Columns =
    [
        new("序号", 4), new("姓名", 8), new("性别", 4), new("年级班级", 10), new("关注类型", 12), new("移交日期", 14), new("接收日期", 14), new("注册日期", 14), new("未报到", 14),
    ];

    /// <summary>The list as it stands; null: there is none, or it is not the officer's. Each child is in the log of what went out.</summary>
    public async Task<Paper?> FindAsync(ListKey key, Principal who, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(key.FromSchool) || string.IsNullOrWhiteSpace(key.ToSchool)) return null;
        if (!key.Concerns(who))
        {
            await log.Denied(who, "transition_list", cancel: ct);
            return null;
        }
        await using var connection = await database.Application.OpenConnectionAsync(ct);
        var (book, places) = await books.OfAsync(who.Tenant, connection, ct);
        var list = TransitionYear.ListOf(who.Tenant, key.SchoolYear, key.FromSchool, key.ToSchool);
        var ever = await Handed.ToAsync(who.Tenant, key.ToSchool, connection, ct);
        await using var session = store.QuerySession(who.Tenant);
        var files = (await session.LoadManyAsync<StudentCase>(ct, [.. ever])).Select(file => file.Student).Where(student => student.HandOverOn(list) is not null).ToList();
        if (files.Count == 0) return null;

        Guid[] children = [.. files.Select(file => file.Id)];
        var people = await vault.RevealAsync(who.Tenant, children, ct);
        var classes = await ClassesAsync(book, key.SchoolYear, children, connection, ct);
        await log.Exported(who, children, "transition_list", ct);
        var rows = files.Select(file => (Name: people.GetValueOrDefault(file.Id)?.Name ?? LedgerForms.Erased, Sex: people.GetValueOrDefault(file.Id)?.Sex?.Chinese() ?? "", Class: classes.GetValueOrDefault(file.Id, ""), File: file, Handed: file.HandOverOn(list)!))
            .OrderBy(row => row.Class, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.File.Id).ToList();
        return new Paper(DocumentKind.TransitionList, DocumentKind.TransitionList.Chinese(), key.Number, clock.Today(), places.NameOf(key.FromSchool),
        [
            new(null,
            [
                new("移出学校", places.NameOf(key.FromSchool)), new("接收学校", places.NameOf(key.ToSchool)), new("升入学年", $"{key.SchoolYear} 学年"), new("移交人数", Count(_ => true)),
                new("已接收", Count(handed => handed.ReceivedOn is not null || handed.RegisteredOn is not null)), new("已注册", Count(handed => handed.RegisteredOn is not null)), new("未报到", Count(handed => handed.MissedOn is not null)),
            ], ["本清单只列已建档关注的学生；其余学生由排查对照新学年学籍。"]),
            new(null, [], [])
            {
                Table = new(Columns, [.. rows.Select((row, index) => (string[])
                [
                    (index + 1).ToString(CultureInfo.InvariantCulture), row.Name, row.Sex, row.Class, row.Handed.IsSettled ? "" : string.Join("、", row.File.ConcernsOnFile.Where(concern => Restrictions.Of(concern) is null).Select(concern => concern.Chinese())),
                    Day(row.Handed.On), Day(row.Handed.ReceivedOn), Day(row.Handed.RegisteredOn), Day(row.Handed.MissedOn),
                ])]),
            },
        ], ["移出学校经办人（盖章）", "接收学校经办人（盖章）"]);

        string Count(Predicate<HandedOn> which) => rows.Count(row => which(row.Handed)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The list as a Word file; null: as <see cref="FindAsync"/>.</summary>
    public async Task<(byte[] Content, string Name)?> FileAsync(ListKey key, Principal who, CancellationToken ct) =>
        await FindAsync(key, who, ct) is { } paper ? (WordFile.Of(paper), $"{paper.Title} {paper.Number}.docx") : null;

    // The class that hands them over: that of the roll of the year before.
    private static async Task<Dictionary<Guid, string>> ClassesAsync(RegisterBook book, int year, Guid[] children, NpgsqlConnection connection, CancellationToken ct)
    {
        if (book.Rolls.LastOrDefault(roll => roll.SchoolYear == year - 1) is not { } before) return [];
        var rows = await connection.With("select child, grade, class from registers.roll_in($1, $2) where child = any($3)", book.Tenant, before.Imports, children)
            .RowsAsync(row => (Child: row.GetGuid(0), Grade: row.IsDBNull(1) ? (short?)null : row.GetInt16(1), Class: row.Text(2)), ct);
        return rows.ToDictionary(row => row.Child, row => string.Create(CultureInfo.InvariantCulture, $"{row.Grade} 年级{(row.Class is null ? "" : $" {row.Class} 班")}"));
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
