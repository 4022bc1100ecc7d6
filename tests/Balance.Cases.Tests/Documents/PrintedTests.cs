using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Cases;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Documents;

/// <summary>Papers and ledgers as an office program prints them: every word of them is on the page. With BALANCE_SHOTS set the pages are kept there as pictures, to be looked at.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PrintedTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_paper_is_printed_with_all_that_it_says()
    {
        var papers = new List<(IssuedPaper Paper, string Child)>();
        foreach (var child in new[] { await OutAsync(), await DisabledAsync(), await HelpedAsync(), await DeferredAsync() })
            papers.AddRange(await IssueAllAsync(child));
        var made = papers.Select(paper => paper.Paper.Paper.Kind).ToHashSet();
        // Lists of many children and returns are no papers of one.
        made.ShouldBe(Term.All<DocumentKind>().Except([DocumentKind.TransitionList, DocumentKind.DropoutLedger, DocumentKind.LeftBehindLedger, DocumentKind.IndicatorReturn]), ignoreOrder: true);
        foreach (var (paper, _) in papers)
        {
            using var word = WordprocessingDocument.Open(new MemoryStream(paper.File), isEditable: false);
            new OpenXmlValidator().Validate(word, Ct).Select(fault => $"{paper.Paper.Kind}: {fault.Description}").ShouldBeEmpty();
        }

        MustBeInstalled();
        var teacher = CaseOffice.UserOf(await office.CounselorAsync());
        var printed = await PrintedAsync([.. papers.Select((paper, n) => ($"{n}-{paper.Paper.Paper.Kind}.docx", paper.Paper.File))]);
        for (var n = 0; n < papers.Count; n++)
        {
            var (paper, text) = (papers[n].Paper.Paper, printed[n].Text);
            string[] said = [paper.Title, paper.Number, paper.Office, papers[n].Child, .. paper.Signatures, .. paper.Parts.SelectMany(part => part.Text), .. paper.Parts.SelectMany(part => part.Lines).SelectMany(line => new[] { line.Label, line.Value })];
            foreach (var words in said.Select(Plain)) text.Contains(words, StringComparison.Ordinal).ShouldBeTrue($"{paper.Kind} lacks a text of {words.Length} characters");
            text.ShouldNotContain(teacher, Case.Sensitive, $"{paper.Kind} names an officer by the account");
            printed[n].Size.ShouldStartWith("595", customMessage: "A4");
            if (paper.Kind is DocumentKind.ServiceReceipt or DocumentKind.CorrectionOrder) printed[n].Pages.ShouldBe(1, $"{paper.Kind} is one sheet to be signed");
        }
    }

    [Fact]
    public async Task A_ledger_is_printed_with_all_its_columns_on_one_sheet_and_headed_on_each()
    {
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(await office.NextChildAsync(), "report-absence").Should(HttpStatusCode.OK);
        await bureau.DoAsync(await office.NextChildAsync(), "open").Should(HttpStatusCode.OK);
        var ledgers = new[] { (Form: LedgerForms.Dropout, Path: "/cases/ledger"), (Form: LedgerForms.LeftBehind, Path: "/left-behind/ledger") };
        var files = await Task.WhenAll(ledgers.Select(async ledger => ($"{ledger.Form.Name}.xlsx", await bureau.GetByteArrayAsync(ledger.Path, Ct))));

        MustBeInstalled();
        var printed = await PrintedAsync(files);
        for (var n = 0; n < ledgers.Length; n++)
        {
            var (form, sheet) = (ledgers[n].Form, printed[n]);
            foreach (var page in sheet.Text.Split('\f', StringSplitOptions.RemoveEmptyEntries).SkipLast(1).DefaultIfEmpty(sheet.Text))
                foreach (var heading in form.Columns.Select(column => Plain(column.Heading)).Prepend(form.Kind.Chinese())) page.ShouldContain(heading);
            sheet.Text.ShouldContain("填表人：");
            sheet.Size.ShouldStartWith("1190", customMessage: "A3, lying");
        }
    }

    [Fact]
    public async Task A_return_is_printed_with_the_figures_that_it_freezes()
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty);
        var made = (await Acts.ReadAsync(await bureau.PostAsJsonAsync("/api/returns", new { commandId = Guid.NewGuid(), kind = "monthly", day = "2026-09-15" }, Ct))).Should(HttpStatusCode.OK);
        var file = await bureau.GetByteArrayAsync($"/returns/{made.Body.GetProperty("return").GetGuid()}/file", Ct);

        MustBeInstalled();
        var sheet = (await PrintedAsync([("return.docx", file)])).Single();
        foreach (var words in new[] { "2026年9月月报", made.Body.GetProperty("number").GetString()!, "净入学率", "辍学率", "口径版本", "复核人" }) sheet.Text.ShouldContain(Plain(words));
        sheet.Size.ShouldStartWith("595", customMessage: "A4");
    }

    private async Task<IReadOnlyList<(IssuedPaper, string)>> IssueAllAsync(Guid child)
    {
        var bureau = await office.BureauAsync();
        var papers = new List<(IssuedPaper, string)>();
        foreach (var kind in DocumentKinds.Of(await StudentAsync(child), PolicyPack.Load("national").Ladder, isOut: false, Level.County))
        {
            var issued = await DoAsync(bureau, child, "issue-document", "2026-10-20", new { kind = kind.Code() });
            var entry = (DocumentIssued)(await StudentAsync(child)).Find(issued.Entry)!.Recorded;
            papers.Add(((await office.Host.Services.GetRequiredService<IssuedPapers>().FindAsync(office.County, child, entry, Ct))!, (await office.PersonAsync(child)).Name));
        }
        return papers;
    }

    private async Task<Guid> OutAsync()
    {
        var (school, township, child) = (await office.CounselorAsync(), await office.TownshipAsync(), await office.NextChildAsync());
        await DoAsync(school, child, "report-absence", "2026-09-10", new { absentSince = "2026-09-07" });
        await DoAsync(township, child, "verify", "2026-09-14", new { finding = "dropped_out" });
        foreach (var (day, n) in new[] { "2026-09-16", "2026-09-18", "2026-09-21", "2026-09-23", "2026-09-25", "2026-09-28" }.Select((day, n) => (day, n)))
            await DoAsync(school, child, "log-visit", day, new { outcome = n == 5 ? "promised" : "refused", who = "班主任与村支书", note = "家长说孩子已随亲戚外出，劝说后仍不同意返校，约定下周再谈。反复说明了义务教育法的规定和资助办法。" });
        await DoAsync(school, child, "file-report", "2026-09-29");
        await DoAsync(township, child, "legal-step", "2026-09-30", new { step = "education", servedOn = "2026-09-30", deadline = "2026-10-08" });
        await DoAsync(township, child, "legal-step", "2026-10-12", new { step = "correction_order", number = "东政〔2026〕9号", servedOn = "2026-10-12", deadline = "2026-10-26" });
        return child;
    }

    private async Task<Guid> DisabledAsync()
    {
        var (bureau, school, child) = (await office.BureauAsync(), await office.CounselorAsync(), await office.NextChildAsync());
        var (mainTeacher, assistantTeacher) = (CaseOffice.UserOf(school), CaseOffice.UserOf(await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolElsewhere)));
        await DoAsync(bureau, child, "register-disability", "2026-09-02");
        await DoAsync(await office.OfficerAsync(Role.SpecialEducationExpert), child, "assess-needs", "2026-09-03");
        await DoAsync(bureau, child, "decide-placement", "2026-09-04");
        await DoAsync(bureau, child, "adopt-plan", "2026-09-05");
        await DoAsync(bureau, child, "schedule-home-teaching", "2026-09-06", new { mainTeacher, assistantTeacher });
        foreach (var day in new[] { "2026-09-10", "2026-09-17", "2026-09-24" }) await DoAsync(school, child, "log-home-teaching", day, new { goals = new[] { 2 }, mainTeacher, assistantTeacher });
        return child;
    }

    private async Task<Guid> HelpedAsync()
    {
        var (bureau, school, child) = (await office.BureauAsync(), await office.CounselorAsync(), await office.NextChildAsync());
        await DoAsync(bureau, child, "open", "2026-09-01");
        await DoAsync(bureau, child, "raise-concern", "2026-09-01", new { concern = "learning_difficulty" });
        await DoAsync(school, child, "record-guardianship", "2026-09-02");
        await DoAsync(school, child, "log-parent-contact", "2026-09-05");
        await DoAsync(bureau, child, "adopt-care-plan", "2026-09-06");
        await DoAsync(school, child, "log-care-visit", "2026-09-12");
        await DoAsync(school, child, "plan-learning-support", "2026-09-15", new { cognition = "概念不牢", behaviour = "作业常缺", feeling = "缺乏信心", surroundings = "家中无人辅导", longGoal = "跟上班级进度" });
        return child;
    }

    private async Task<Guid> DeferredAsync()
    {
        var (school, township, child) = (await office.CounselorAsync(), await office.TownshipAsync(), await office.NextChildAsync());
        await DoAsync(school, child, "report-absence", "2026-09-10");
        await DoAsync(township, child, "verify", "2026-09-14", new { finding = "deferred", until = "2027-08-31", proof = "县医院证明" });
        return child;
    }

    private async Task<Answer> DoAsync(HttpClient officer, Guid child, string act, string day, object? fields = null) =>
        await officer.DoAsync(child, act, day, await VersionAsync(child), fields: fields).Should(HttpStatusCode.OK);

    private async Task<long> VersionAsync(Guid child)
    {
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select version from cases.mt_streams where id = $1", child).ScalarAsync<long>(Ct);
    }

    private async Task<Student> StudentAsync(Guid child)
    {
        await using var session = office.Host.Services.GetRequiredService<IDocumentStore>().QuerySession(office.County);
        return (await session.LoadAsync<StudentCase>(child, Ct))!.Student;
    }

    private static void MustBeInstalled()
    {
        foreach (var program in new[] { "soffice", "pdftotext", "pdfinfo" })
            Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not installed: LibreOffice Writer and Calc, and poppler-utils.");
        Assert.SkipWhen(Run("fc-list", ":lang=zh").Length == 0, "No font for Chinese is installed.");
    }

    /// <summary>Prints files and reads the pages: text without white space, a form feed after each page.</summary>
    private static async Task<IReadOnlyList<(string Text, int Pages, string Size)>> PrintedAsync((string Name, byte[] Content)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("balance-printed-").FullName;
        try
        {
            foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, Ct);
            Run("soffice", ["--headless", "--norestore", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, .. files.Select(file => Path.Combine(folder, file.Name))]);
            return [.. files.Select(file => Read(Path.Combine(folder, Path.ChangeExtension(file.Name, "pdf"))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static (string, int, string) Read(string pdf)
        {
            if (Environment.GetEnvironmentVariable("BALANCE_SHOTS") is { Length: > 0 } shots) Run("pdftoppm", "-r", "60", "-png", pdf, Path.Combine(Directory.CreateDirectory(shots).FullName, Path.GetFileNameWithoutExtension(pdf)));
            var facts = Run("pdfinfo", pdf).Split('\n').Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).Where(fact => fact.Length == 2).ToDictionary(fact => fact[0], fact => fact[1]);
            return (string.Join('\f', Run("pdftotext", "-raw", pdf, "-").Split('\f').Select(Plain)), int.Parse(facts["Pages"], CultureInfo.InvariantCulture), facts["Page size"]);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
        return said;
    }

    private static string Plain(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
