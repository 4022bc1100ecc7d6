using System.Globalization;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Registers.Reading;
using Balance.Cases.Storage;
using static Balance.Cases.Shell.Text;

namespace Balance.Cases.Access.Administration;

/// <summary>A row of the list for which no account was made.</summary>
/// <param name="Line">Line of the file, or row of the sheet.</param>
/// <param name="Why">What to put right.</param>
public sealed record AccountRowRefused(int Line, string? UserName, string Why);

/// <summary>What came of a list.</summary>
public sealed record AccountImportResult(IReadOnlyList<GivenAccount> Made, IReadOnlyList<AccountRowRefused> Refused);

/// <summary>Makes the accounts of a list, CSV or XLSX. Rows that cannot be meant are listed with what to put right; the list mended and sent again makes those, and the others are there already.</summary>
public sealed class AccountImport(AccountActs acts, AccountDirectory directory)
{
    /// <summary>Largest file.</summary>
    public const long MostBytes = 2L << 20;

    /// <summary>Most rows of one list.</summary>
    public const int MostRows = 2_000;

    private const int HeaderRows = 10;
    private static readonly RegisterColumn UserName = new(0, "user_name", "用户名", Required: true);
    private static readonly RegisterColumn Name = new(1, "name", "姓名", Required: true);
    private static readonly RegisterColumn RoleColumn = new(2, "role", "角色", Required: true);
    private static readonly RegisterColumn Office = new(3, "office", "单位代码", Required: true);
    private static readonly RegisterColumn OfficeName = new(4, "office_name", "单位名称");
    private static readonly RegisterColumn Grade = new(5, "grade", "年级");
    private static readonly RegisterColumn Class = new(6, "class", "班级");

    /// <summary>The columns, as a page names them.</summary>
    public static readonly IReadOnlyList<RegisterColumn> Columns = [UserName, Name, RoleColumn, Office, OfficeName, Grade, Class];

    /// <summary>Reads the list and makes its accounts.</summary>
    /// <exception cref="Refusal"><c>unreadable_file</c>, <c>missing_column</c>, <c>too_many_rows</c>, <c>forbidden</c>.</exception>
    public async Task<AccountImportResult> RunAsync(Stream list, Principal by, CancellationToken ct)
    {
        var rows = Read(list);
        var offices = await directory.OfficesAsync(by.Tenant, ct);
        var (made, refused) = (new List<GivenAccount>(), new List<AccountRowRefused>());
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                made.Add(await acts.CreateAsync(AskedBy(row, by.Tenant, offices), by));
            }
            catch (Refusal refusal) when (refusal.Code != "forbidden")
            {
                refused.Add(new(row.Line, row[UserName], T(refusal.Chinese, refusal.English)));
            }
        }
        return new(made, refused);
    }

    private static NewAccount AskedBy(ListRow row, string tenant, IReadOnlyDictionary<string, string> offices)
    {
        var office = Needed(row, Office, Offices.LongestCode);
        if (!Term.TryParse<Role>(Needed(row, RoleColumn, 40), out var role))
            throw Wrong($"角色无法识别，应为：{string.Join('、', AccountWords.Roles.Select(option => option.Label))}。", $"No such role. Take one of {string.Join(", ", AccountWords.Roles.Select(option => option.Value))}.");
        int? grade = null;
        if (row[Grade] is { Length: > 0 } text)
            grade = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 9 ? number
                : throw Wrong("年级应为 1 至 9。", "A grade is 1 to 9.");
        var officeName = row[OfficeName] is { Length: > 0 } named ? Short(named, OfficeName, 60) : offices.GetValueOrDefault(office)
            ?? throw Wrong("登记中没有这个单位，请核对单位代码，或填写单位名称。", "The registers do not know this office. Check its code, or fill in its name.");
        return new(Needed(row, UserName, 64), Needed(row, Name, 40), tenant, office, officeName, role, grade, row[Class] is { Length: > 0 } @class ? Short(@class, Class, 20) : null);
    }

    private static string Needed(ListRow row, RegisterColumn column, int most) => row[column] is { Length: > 0 } value ? Short(value, column, most)
        : throw Wrong($"请填写{column.Chinese}。", $"Fill in {column.Code}.");

    private static string Short(string value, RegisterColumn column, int most) => value.Length <= most ? value
        : throw Wrong($"{column.Chinese}最多 {most} 字。", $"{column.Code} has at most {most} characters.");

    private static List<ListRow> Read(Stream list)
    {
        HeaderRow? closest = null;
        foreach (var source in RegisterFile.RowsOf(list))
        {
            using var rows = source;
            while (rows.Next() && rows.Line <= HeaderRows)
            {
                var header = HeaderRow.Match(rows.AsSent(), Columns, null);
                if (!header.Missing.Any()) return RowsUnder(header, rows);
                if (closest is null || header.Named > closest.Named) closest = header;
            }
        }
        var missing = closest is { Named: > 0 } ? [.. closest.Missing] : Columns.Where(column => column.Required).ToList();
        throw new Refusal("missing_column", $"名单缺少必填列：{string.Join('、', missing.Select(column => column.Chinese))}。请补上后重新上传。",
            $"Required columns are missing: {string.Join(", ", missing.Select(column => column.Code))}.");
    }

    private static List<ListRow> RowsUnder(HeaderRow header, RowSource rows)
    {
        var tidy = new Tidy();
        var read = new List<ListRow>();
        while (rows.Next())
        {
            if (read.Count == MostRows) throw new Refusal("too_many_rows", $"一份名单最多 {MostRows} 行，请拆分后分别上传。", $"A list has at most {MostRows} rows: split it.");
            read.Add(new(rows.Line, [.. header.Places.Select(place => place >= 0 && place < rows.Count ? tidy.Value(rows[place]).ToString() : "")]));
        }
        return read;
    }

    private static Refusal Wrong(string chinese, string english) => new("wrong_row", chinese, english);

    private sealed record ListRow(int Line, string[] Values)
    {
        public string this[RegisterColumn column] => Values[column.Ordinal];
    }
}
