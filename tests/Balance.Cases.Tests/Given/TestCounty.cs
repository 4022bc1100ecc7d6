using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Registers.Ledger;
using Balance.Cases.Registers.Snapshots;
using Balance.Cases.Screening;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Given;

/// <summary>A county of a test's own: what it sends in and asks for, in few words. Two townships, a primary and a junior school, and one school outside.</summary>
public sealed class TestCounty(IServiceProvider services, CasesDatabase database, string code)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Code => code;
    public string Township => code + "100";
    public string OtherTownship => code + "101";
    public string Primary => "21" + code + "01";
    public string Junior => "31" + code + "02";
    public string Outside => "32" + code + "99";
    public Principal Who { get; } = new("officer", code, code, Level.County, "county_officer");

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public PolicyPack Pack => PolicyPack.For(code);

    public async Task SetUpAsync(string asOf = "2025-08-01")
    {
        await ImportAsync(RegisterKind.Townships, asOf, Files.Townships, $"{Township},甲镇", $"{OtherTownship},乙镇");
        await ImportAsync(RegisterKind.Schools, asOf, Files.Schools,
            $"{Primary},甲镇小学,{Township},primary,public,town", $"{Junior},乙镇初中,{OtherTownship},junior,public,rural", $"{Outside},外县初中,,junior,public,");
    }

    public Task<ImportResult> ImportAsync(RegisterKind kind, string asOf, string header, params string[] rows) => ImportAsync(kind, asOf, header, rows, null);

    public Task<ImportResult> ImportAsync(RegisterKind kind, string asOf, string header, string[] rows, Func<ImportRequest, ImportRequest>? with)
    {
        var text = header + "\n" + string.Concat(rows.Select(row => row + "\n"));
        var request = new ImportRequest(kind, $"{kind.Code()}.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), Files.Day(asOf), null);
        request = with?.Invoke(request) ?? request;
        return kind == RegisterKind.Ledger ? Get<LedgerImporter>().ImportAsync(request, Who, Ct) : Get<RegisterImporter>().ImportAsync(request, Who, Ct);
    }

    public Task<ImportResult> PopulationAsync(string asOf, params string[] rows) => ImportAsync(RegisterKind.Population, asOf, Files.Population, rows, null);

    /// <summary>A roll of the school year in which its date lies.</summary>
    public Task<ImportResult> RollAsync(string asOf, params string[] rows) => RollAsync(asOf, rows, request => request);

    public Task<ImportResult> RollAsync(string asOf, string[] rows, Func<ImportRequest, ImportRequest> with) => ImportAsync(RegisterKind.Enrolment, asOf, Files.Enrolment, rows,
        request => with(request with { SchoolYear = Domain.Standings.SchoolYear.Of(Files.Day(asOf)).Year }));

    public Task<ImportResult> AbsenceAsync(string asOf, params string[] rows) => ImportAsync(RegisterKind.Absence, asOf, Files.Absence, rows, null);

    public Task<ImportResult> LedgerAsync(params string[] rows) => ImportAsync(RegisterKind.Ledger, "2026-11-20", Files.Ledger, rows, null);

    public string Person(string number, string status = "present", string residence = "local", string? township = null) =>
        $"{number},某某,{Township},{township ?? Township},{residence},{status},,,";

    public string Pupil(string number, int grade = 3, string status = "enrolled", string? school = null, string statusOn = "") =>
        $"{number},G{number},某某,{school ?? (grade <= 6 ? Primary : Junior)},{grade},1,{status},{statusOn},day";

    public Task<ScreeningResult> ScreenAsync(string day, bool preview = false) =>
        Get<Screenings>().RunAsync(Domain.Standings.SchoolYear.Of(Files.Day(day)).Year, Files.Day(day), preview, Who, null, Ct);

    public Task<CountyFigures> FiguresAsync(string day, DateTimeOffset? knownAt = null) =>
        Get<Figures>().OnAsync(code, Domain.Standings.SchoolYear.Of(Files.Day(day)).Year, Files.Day(day), knownAt, Ct);

    public Task<IReadOnlyList<CountyFigures>> FiguresOverAsync(IReadOnlyList<DateOnly> days, DateTimeOffset? knownAt = null) => Get<Figures>().OverAsync(code, days, knownAt, Ct);

    public async Task<Guid> ChildAsync(string number) => (await Get<Vault>().FindAsync(code, number, Ct)).ShouldNotBeNull();

    public async Task<Student?> StudentAsync(string number)
    {
        await using var session = Get<IDocumentStore>().QuerySession(code);
        return (await session.LoadAsync<StudentCase>(await ChildAsync(number), Ct))?.Student;
    }

    public async Task<Student> CaseAsync(string number) => (await StudentAsync(number)).ShouldNotBeNull();

    /// <summary>A command of an officer, decided as pages do.</summary>
    public async Task<Receipt> ActAsync(string number, Func<Guid, StudentCommand> command, string today = "2026-11-20")
    {
        var child = await ChildAsync(number);
        var id = Guid.CreateVersion7();
        var rolls = await RollsAsync(child);
        return await Get<CaseDesk>().AddAsync(new(id, SHA256.HashData(id.ToByteArray())), Who, child,
            student => Casework.Decide(student, command(child), new DecisionContext(Who.Actor, Files.Day(today), id, PolicyPack.For(code), rolls, null)), Ct);
    }

    public async Task<Domain.Standings.RollMark[]> RollsAsync(Guid child)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        var book = await RegisterBook.LoadAsync(connection, code, null, Ct);
        return (await RollHistory.ReadAsync(book, DateOnly.MaxValue, [child], connection, Ct)).MarksOf(child);
    }

    /// <summary>Children of a register's latest snapshot, with what a column of the table says.</summary>
    public async Task<Dictionary<Guid, T>> InForceAsync<T>(RegisterKind kind, string column, DateTimeOffset? knownAt = null)
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        var book = await RegisterBook.LoadAsync(connection, code, knownAt, Ct);
        var imports = book.LatestBy(kind, DateOnly.MaxValue)?.Imports ?? [];
        return (await connection.With($"select child, {column} from registers.{RegisterShape.Of(kind).Table}_in($1, $2)", code, imports)
            .RowsAsync(row => (row.GetGuid(0), row.GetFieldValue<T>(1)), Ct)).ToDictionary(row => row.Item1, row => row.Item2);
    }

    public async Task<long> CountAsync(string from)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(Ct);
        return await connection.With($"select count(*) from {from}", code).ScalarAsync<long>(Ct);
    }

    public Task<long> EventsAsync() => CountAsync("cases.mt_events where tenant_id = $1");

    public Task<Verification> VerifyAsync() => Get<VerifyChain>().RunAsync(code, null, Ct);

    /// <summary>A moment by the database's clock, after all that was recorded before and before all that comes later.</summary>
    public async Task<DateTimeOffset> NowAsync()
    {
        await using var connection = await database.Application.OpenConnectionAsync(Ct);
        return await Balance.Cases.Indicators.Standings.ChainTime.SettledAsync(connection, code, Ct);
    }
}

/// <summary>Headers, rows and values of files that tests send.</summary>
public static class Files
{
    public const string Townships = "township_code,name";
    public const string Schools = "school_code,name,township_code,kind,ownership,locality";
    public const string Population = "id_number,name,household_township_code,residence_township_code,residence,status,guardian_name,guardian_phone,address";
    public const string Enrolment = "id_number,student_number,name,school_code,grade,class,status,status_on,study_mode";
    public const string Disability = "id_number,category,level,certificate_number,certified_on";
    public const string LeftBehind = "id_number,father_away,mother_away,other_parent_capable,months_away,caregiver,surveyed_on";
    public const string Assistance = "id_number,category,from,until";
    public const string Absence = "id_number,date,kind";
    public const string Ledger = "id_number,occurred_on,step,detail,until,school_code,grade,quantity,level,document_number,note";

    private static int children;

    /// <summary>A valid number that no other child of the run has.</summary>
    public static string Child(string born = "2016-03-04")
    {
        var n = Interlocked.Increment(ref children);
        var digits = string.Create(CultureInfo.InvariantCulture, $"2113{10 + n / 999 % 90:00}{Day(born):yyyyMMdd}{n % 999 + 1:000}");
        return digits + Domain.People.IdentityNumber.CheckCharacter(digits);
    }

    public static string Step(string number, string on, string step, string detail = "", string until = "", string school = "", string grade = "", string note = "") =>
        $"{number},{on},{step},{detail},{until},{school},{grade},,,,{note}";

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
