using System.Security.Cryptography;
using System.Text;
using Alba;
using Balance.Cases.Audit;
using Balance.Cases.Audit.Evidence;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.People;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using Balance.Cases.Tests.Given;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Tests;

/// <summary>A child with telling values goes through every path that there is; afterwards no table, no log line and no file of the server's holds one of them.</summary>
public sealed class LeakTests(TestDatabase databases) : IAsyncLifetime
{
    private const string Name = "欧阳惊蛰", Guardian = "欧阳老伯", Phone = "13987654321", Address = "北票市某镇碾盘沟十七号", Note = "家长说孩子跟舅舅去了外地工地", Why = "写错了孩子的名字惊蛰";

    private readonly string number = Files.Child("2014-02-05");
    private readonly string broken = Files.Child("2014-02-06")[..17] + "?";
    private readonly string other = Files.Child("2014-02-07");
    private readonly CapturedLog log = new();
    private CasesDatabase? database;
    private IAlbaHost? host;
    private TestCounty? county;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TestCounty County => county!;

    private string StudentNumber => "G" + number;

    private string Certificate => number + "54";

    private string[] Telling => [Name, Guardian, Phone, Address, number, StudentNumber, Certificate, broken, other, Note, Why];

    [Fact]
    public async Task No_table_and_no_log_holds_who_a_child_is_whatever_way_it_came()
    {
        await ImportsAsync();
        await LedgersAsync();
        await County.ScreenAsync("2026-10-20", preview: true);
        await County.ScreenAsync("2026-10-20");
        await CommandsAsync();
        await County.FiguresAsync("2026-10-20");
        await ReadAsync();
        var evidence = await EvidenceAsync();

        (await County.CountAsync("people.facets where tenant = $1")).ShouldBeGreaterThan(0, "the child is there");
        (await County.CaseAsync(number)).Entries.Count.ShouldBeGreaterThan(4);
        log.Lines.ShouldContain(line => line.StartsWith("Debug", StringComparison.Ordinal), "the log was listened to");
        var hunt = new LeakHunt(Telling);
        (await hunt.InDatabaseAsync(database!.Owner, Ct)).ShouldBeEmpty();
        hunt.InLines(log.Lines).ShouldBeEmpty();
        hunt.InLines([evidence], "evidence").ShouldBeEmpty();
        foreach (var file in Directory.EnumerateFiles(databases.Options.DataFolder, "*.log", SearchOption.AllDirectories))
            hunt.InLines(await LinesAsync(file), "server log").ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync()
    {
        database = await databases.NewDatabaseAsync();
        host = await databases.StartHostAsync(database, more: builder =>
        {
            builder.Configuration["Logging:LogLevel:Default"] = "Debug";
            builder.Logging.AddProvider(log);
        });
        county = new TestCounty(host.Services, database, databases.NextCounty());
        await county.SetUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        log.Dispose();
    }

    private string Person(string idNumber, string status) => $"{idNumber},{Name},{County.Township},{County.Township},local,{status},{Guardian},{Phone},{Address}";

    private async Task ImportsAsync()
    {
        // Accepted, rejected for its number, for another value, as a duplicate; strict; without a column; as text that is no table.
        string[] rows = [Person(number, "present"), Person(broken, "present"), Person(other, "lost"), Person(number, "present")];
        using var rejects = new MemoryStream();
        var result = await County.ImportAsync(RegisterKind.Population, "2026-09-01", Files.Population, rows, request => request with { Rejects = rejects });
        (result.Applied, result.Rejected).ShouldBe((1, 3));
        log.CreateLogger("test").LogInformation("{Result} {Rejects}", result, string.Join(' ', result.Rejects));
        Encoding.UTF8.GetString(rejects.ToArray()).ShouldContain(Guardian, customMessage: "who sent the file gets it back as sent");
        await RefusedAsync("rejected_rows", County.ImportAsync(RegisterKind.Population, "2026-09-02", Files.Population, rows, request => request with { Strict = true }));
        await RefusedAsync("missing_column", County.ImportAsync(RegisterKind.Population, "2026-09-02", $"id_number,name,{Guardian}", rows, null));
        await RefusedAsync("missing_column", County.ImportAsync(RegisterKind.Population, "2026-09-02", $"{Name}{number}{Note}", rows, null));

        var pupil = $"{number},{StudentNumber},{Name},{County.Primary},6,1,enrolled,,day";
        await County.RollAsync("2026-06-20", pupil, $"{broken},{StudentNumber},{Name},{County.Primary},6,1,enrolled,,day");
        await County.RollAsync("2026-09-01", County.Pupil(Files.Child("2014-01-01"), 7));
        await County.ImportAsync(RegisterKind.Disability, "2026-09-01", Files.Disability, $"{number},5,2,{Certificate},2020-01-01", $"{broken},5,2,{Certificate},");
        await County.ImportAsync(RegisterKind.LeftBehind, "2026-09-01", Files.LeftBehind, $"{number},yes,yes,,7,grandparents,2026-09-01", $"{broken},yes,yes,,7,,2026-09-01");
        await County.ImportAsync(RegisterKind.Assistance, "2026-09-01", Files.Assistance, $"{number},orphan,2026-01-01,", $"{broken},orphan,2026-01-01,");
        await County.AbsenceAsync("2026-09-11", $"{number},2026-09-11,unexcused", $"{broken},2026-09-11,unexcused");
    }

    private async Task LedgersAsync()
    {
        string[] rows =
        [
            Files.Step(number, "2026-09-20", "visit", "refused", note: Note), Files.Step(number, "2026-09-21", "dropout", "work", school: County.Primary, grade: "6", note: Note),
            Files.Step(number, "2026-09-28", "return", "regular", school: County.Primary, grade: "6", note: Note), Files.Step(other, "2026-09-22", "visit", "refused", note: Note),
            Files.Step(broken, "2026-09-22", "visit", "refused", note: Note), Files.Step(number, "2026-09-22", "visit", Note, note: Note),
        ];
        var result = await County.LedgerAsync(rows);
        (result.Applied, result.Rejected).ShouldBe((3, 3));
        log.CreateLogger("test").LogInformation("{Result} {Rejects}", result, string.Join(' ', result.Rejects));
        await RefusedAsync("rejected_rows", County.ImportAsync(RegisterKind.Ledger, "2026-11-20", Files.Ledger, rows, request => request with { Strict = true }));
        (await County.LedgerAsync(rows)).Applied.ShouldBe(0);
    }

    private async Task CommandsAsync()
    {
        var child = await County.ChildAsync(number);
        var sealedNote = await County.Get<Vault>().SealTextAsync(County.Code, child, Note, Ct);
        await County.ActAsync(number, _ => new AddNote(Files.Day("2026-11-01"), sealedNote));
        await County.Get<Dispatcher>().SendAsync(
            new Balance.Cases.Attachments.AttachEvidence(Guid.CreateVersion7(), child, Files.Day("2026-11-01"), null, Name, Note, [.. "%PDF-"u8, .. Encoding.UTF8.GetBytes(Note)]), County.Who, Ct);
        await County.ActAsync(number, _ => new FileMandatoryReport(Files.Day("2026-11-01"), "派出所", "1", sealedNote));
        var visit = (await County.CaseAsync(number)).Entries.First(entry => entry.Recorded is PersuasionVisitLogged).Id;
        var why = await County.Get<Vault>().SealTextAsync(County.Code, child, Why, Ct);
        await County.ActAsync(number, _ => new WithdrawEntry(Files.Day("2026-11-02"), visit, why));

        // One that is refused, one that is stale, and one that breaks down with the child in hand.
        await RefusedAsync(null, County.ActAsync(number, _ => new AddNote(Files.Day("2030-01-01"), sealedNote)));
        var slip = new CommandSlip(Guid.CreateVersion7(), SHA256.HashData(Encoding.UTF8.GetBytes(Note)));
        await Should.ThrowAsync<Conflict>(() => County.Get<CaseDesk>().DecideAsync(slip, County.Who, child, 1, _ => Decision.Nothing, Ct));
        var person = (await County.Get<Vault>().RevealAsync(County.Code, child, Ct)).ShouldNotBeNull();
        log.CreateLogger("test").LogError(await Should.ThrowAsync<InvalidOperationException>(() => County.Get<CaseDesk>().AddAsync(slip, County.Who, child,
            student => throw new InvalidOperationException($"{person} {student} {new ChildText(child, Note)}"), Ct)), "Failed");
    }

    private async Task ReadAsync()
    {
        var child = await County.ChildAsync(number);
        var replayed = (await County.Get<Replay>().OfAsync(County.Who, child, Files.Day("2026-11-20"), null, Ct)).ShouldNotBeNull();
        var texts = new List<string>();
        foreach (var happened in replayed.Events)
            texts.Add((await County.Get<EventPages>().OfAsync(County.Code, child, happened.Entry.Recorded, open: true, Ct)).ToJsonString(CasesJson.Options));
        string.Join('\n', texts).ShouldContain(System.Text.Json.JsonSerializer.Serialize(Note)[1..^1], customMessage: "the notes were there to be found");
        (await County.Get<NameBook>().SearchAsync(County.Code, Name, 5)).ShouldBe([child]);
        (await County.Get<Vault>().FindAsync(County.Code, other, Ct)).ShouldBeNull();
    }

    /// <summary>A masked evidence pack; the revealed one leaves nothing behind either.</summary>
    private async Task<string> EvidenceAsync()
    {
        var child = await County.ChildAsync(number);
        await County.Get<EvidenceExport>().OfAsync(County.Who, child, "督导核查", Ct);
        return Encoding.UTF8.GetString((await County.Get<EvidenceExport>().OfAsync(County.Who, child, null, Ct)).File);
    }

    private static async Task RefusedAsync<T>(string? code, Task<T> work)
    {
        var refused = await Should.ThrowAsync<Refusal>(() => work);
        if (code is not null) refused.Code.ShouldBe(code);
    }

    private static async Task<string[]> LinesAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync(Ct)).Split('\n');
    }
}
