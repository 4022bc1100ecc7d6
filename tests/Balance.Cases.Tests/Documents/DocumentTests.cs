using System.Net;
using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Cases;
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

/// <summary>A paper says what the case says, is numbered without gaps, and can be fetched again to the byte by those who may read the case.</summary>
[Collection<CaseOfficeCollection>]
public sealed class DocumentTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_of_persuasion_holds_every_visit_and_is_a_file_that_word_opens()
    {
        var (child, school) = await VisitedAsync();
        var issued = await school.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);

        var bytes = await school.GetByteArrayAsync($"/cases/{child}/documents/{issued.Entry}/file", Ct);
        using var word = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        new OpenXmlValidator().Validate(word, Ct).Select(fault => fault.Description).ShouldBeEmpty();
        var text = word.MainDocumentPart!.Document!.Body!.InnerText;
        text.ShouldContain("劝返记录");
        text.ShouldContain("第 1 次劝返");
        text.ShouldContain("家长说下周返校");
        text.ShouldContain((await office.PersonAsync(child)).Name);

        var page = WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}/documents/{issued.Entry}", Ct));
        page.ShouldContain("家长说下周返校");
        page.ShouldContain((await EntryAsync(child)).Number);
    }

    [Fact]
    public async Task A_paper_is_headed_as_the_countys_pack_calls_it()
    {
        var (child, _) = await VisitedAsync();
        var view = await office.Host.Services.GetRequiredService<CaseFile>().ReadAsync(child, new Principal("bureau", office.County, office.County, Level.County, Role.CountyOfficer.Code()), Ct);
        var told = (await office.Host.Services.GetRequiredService<LedgerFacts>().OfAsync(office.County, [(view.Student, view.Place, view.Summary)], view.AsOf, Ct))[0];
        string TitleUnder(string pack) => Papers.Make(DocumentKind.EducationPlan, new(view with { Pack = PolicyPack.Load(pack) }, told), "1", view.AsOf, "某校").Title;
        (TitleUnder("national"), TitleUnder("baoshan-2018")).ShouldBe(("个别化教育计划", "个性化教育康复方案"));
    }

    [Fact]
    public async Task What_is_fetched_is_what_was_issued_and_the_entry_says_its_digest()
    {
        var (child, school) = await VisitedAsync();
        var issued = await school.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "add-note", fields: new { text = "后来补记" }).Should(HttpStatusCode.OK);

        var bytes = await school.GetByteArrayAsync($"/cases/{child}/documents/{issued.Entry}/file", Ct);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe((await EntryAsync(child)).Sha256);
    }

    [Fact]
    public async Task Numbers_have_no_gap_and_none_comes_twice_whoever_issues_at_once_and_whatever_is_refused()
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty);
        var children = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            var child = await office.NextChildAsync(county: office.OtherCounty);
            await bureau.DoAsync(child, "report-absence", "2026-10-10").Should(HttpStatusCode.OK);
            await bureau.DoAsync(child, "log-visit", "2026-10-12").Should(HttpStatusCode.OK);
            children.Add(child);
        }
        var asked = children.Select(child => bureau.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { kind = "persuasion_record" }))
            .Concat(children.Select(child => bureau.DoAsync(child, "issue-document", "2026-10-20", 999, fields: new { kind = "persuasion_record" })));
        var answers = await Task.WhenAll(asked);
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(6);

        // Returns of the office are numbered with its papers, and another test may have sealed one.
        await using var query = office.Databases.Owner.CreateCommand(
            """
            select array_agg(number order by number) from (
                select number from documents.issued where tenant = $1 and office = $1 and year = 2026
                union all select number from returns.sealed where tenant = $1 and unit = $1 and year = 2026) numbered
            """);
        query.Parameters.Add(new() { Value = office.OtherCounty });
        var numbers = (int[])(await query.ExecuteScalarAsync(Ct))!;
        numbers.Length.ShouldBeGreaterThanOrEqualTo(6);
        numbers.ShouldBe(Enumerable.Range(1, numbers.Length));
    }

    [Fact]
    public async Task The_same_command_again_issues_nothing_new_and_a_paper_without_entries_cannot_be_made()
    {
        var (child, school) = await VisitedAsync();
        var command = Guid.CreateVersion7();
        var first = await school.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { commandId = command, kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        (await school.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { commandId = command, kind = "persuasion_record" }).Should(HttpStatusCode.OK)).Entry.ShouldBe(first.Entry);
        (await school.DoAsync(child, "issue-document", "2026-10-20", 4, fields: new { kind = "education_plan" })).Code.ShouldBe("nothing_to_issue");
    }

    [Fact]
    public async Task It_is_served_with_its_receipt_and_not_before_it_was_issued()
    {
        var (child, school) = await VisitedAsync();
        var issued = await school.DoAsync(child, "issue-document", "2026-10-19", 3, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        (await school.DoAsync(child, "serve-document", "2026-10-18", fields: new { document = issued.Entry, receipt = "监护人签收" })).Code.ShouldBe("served_before_issue");
        (await school.DoAsync(child, "serve-document", "2026-10-19", fields: new { document = Guid.NewGuid(), receipt = "监护人签收" })).Code.ShouldBe("no_document");
        await school.DoAsync(child, "serve-document", "2026-10-19", fields: new { document = issued.Entry, receipt = "监护人签收" }).Should(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_offices_paper_is_nowhere_and_nothing_of_it_stands_open_in_the_database()
    {
        var (child, school) = await VisitedAsync();
        var issued = await school.DoAsync(child, "issue-document", "2026-10-20", 3, fields: new { kind = "persuasion_record" }).Should(HttpStatusCode.OK);
        var other = await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship);
        foreach (var path in new[] { "", "/file" }) (await other.GetAsync($"/cases/{child}/documents/{issued.Entry}{path}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var query = office.Databases.Owner.CreateCommand("select count(*) from documents.issued where position(convert_to($1, 'UTF8') in file) > 0 or position(convert_to($1, 'UTF8') in content) > 0");
        query.Parameters.Add(new() { Value = (await office.PersonAsync(child)).Name });
        ((long)(await query.ExecuteScalarAsync(Ct))!).ShouldBe(0);
    }

    [Fact]
    public async Task The_correction_order_is_issued_served_and_offered_to_the_rung_by_its_number()
    {
        var (child, township) = (await OutAsync(), await office.TownshipAsync());
        await DoAsync(township, child, "legal-step", "2026-09-30", new { step = "education", number = "东教〔2026〕1号", servedOn = "2026-09-30", deadline = "2026-10-08" });
        (await (await office.CounselorAsync()).DoAsync(child, "issue-document", "2026-10-12", await VersionAsync(child), fields: new { kind = "correction_order" })).Code.ShouldBe("legal_office");

        var (order, paper) = await IssueAsync(township, child, "correction_order", "2026-10-12");
        string.Concat(paper.Parts.SelectMany(part => part.Text)).ShouldSatisfyAllConditions(text => text.ShouldContain("自收到本通知之日起 7 日内"), text => text.ShouldNotContain("依法步骤"));
        (await IssueAsync(township, child, "service_receipt", "2026-10-12")).Paper.Parts.SelectMany(part => part.Lines).ShouldContain(new PaperLine("文书文号", paper.Number));
        await DoAsync(township, child, "serve-document", "2026-10-14", new { document = order, receipt = "监护人签收" });

        var form = WebUtility.HtmlDecode(await township.GetStringAsync($"/cases/{child}", Ct));
        form.ShouldContain($"value=\"{paper.Number}\"");
        form.ShouldContain("value=\"2026-10-21\"");
        await DoAsync(township, child, "legal-step", "2026-10-14", new { step = "correction_order", number = paper.Number, servedOn = "2026-10-14", deadline = "2026-10-21" });
        WebUtility.HtmlDecode(await township.GetStringAsync($"/cases/{child}", Ct)).ShouldNotContain($"value=\"{paper.Number}\"");
        // The rung is taken: the paper made of it says until when.
        string.Concat((await IssueAsync(township, child, "correction_order", "2026-10-15")).Paper.Parts.SelectMany(part => part.Text)).ShouldContain("于 2026年10月21日 前");
    }

    [Fact]
    public async Task A_written_report_says_why_and_whereto_and_who_of_the_school_has_the_child()
    {
        var (child, school) = (await OutAsync(), await office.CounselorAsync());
        var township = await office.TownshipAsync();
        LinesOf(await IssueAsync(township, child, "written_report", "2026-10-12"), "离校情况").ShouldSatisfyAllConditions(
            lines => lines.ShouldContain(new PaperLine("离校原因", "")), lines => lines.ShouldContain(new PaperLine("去向", "")), lines => lines.ShouldContain(new PaperLine("承包教师", "")));
        await DoAsync(township, child, "confirm-dropout", "2026-09-15", new { reason = "work" });
        await DoAsync(township, child, "assign", "2026-10-12", new { level = "school", officer = CaseOffice.UserOf(school), due = "2026-11-01" });
        LinesOf(await IssueAsync(township, child, "written_report", "2026-10-13"), "离校情况").ShouldSatisfyAllConditions(
            lines => lines.ShouldContain(new PaperLine("离校原因", DropoutReason.Work.Chinese())), lines => lines.Single(line => line.Label == "承包教师").Value.ShouldNotBeEmpty());
    }

    [Fact]
    public async Task A_deferral_is_applied_for_with_nothing_but_the_deferral()
    {
        var (school, township, child) = (await office.CounselorAsync(), await office.TownshipAsync(), await office.NextChildAsync());
        await DoAsync(school, child, "report-absence", "2026-09-10");
        await DoAsync(township, child, "verify", "2026-09-14", new { finding = "studying_elsewhere", until = "2026-09-20", proof = "外省在读证明" });
        await DoAsync(township, child, "verify", "2026-09-21", new { finding = "deferred", until = "2027-08-31", proof = "县医院证明" });
        var (_, paper) = await IssueAsync(township, child, "deferral_application", "2026-10-12");
        var words = string.Concat(paper.Parts.SelectMany(part => part.Lines).Select(line => $"{line.Label} {line.Value}\n"));
        words.ShouldSatisfyAllConditions(said => said.ShouldContain("期限至 2027年8月31日"), said => said.ShouldContain("县医院证明"), said => said.ShouldContain("应入学时间 20"), said => said.ShouldNotContain("外省在读证明"));
    }

    [Fact]
    public async Task A_form_of_a_left_behind_child_has_every_field_and_an_empty_line_for_what_nobody_told()
    {
        var (school, child) = (await office.CounselorAsync(), await office.NextChildAsync());
        await DoAsync(school, child, "open", "2026-09-01");
        await DoAsync(school, child, "record-living", "2026-09-02", new { boards = true });
        var lines = LinesOf(await IssueAsync(school, child, "left_behind_form", "2026-10-12"), "家庭情况");
        foreach (var field in new[] { "民族", "户籍地", "健康", "寄宿", "祖", "父亲", "母亲", "外出情况", "委托监护人", "监护类型", "经济来源", "救助帮扶" }) lines.ShouldContain(line => line.Label.Contains(field), field);
        lines.ShouldContain(new PaperLine("是否寄宿", "是"));
        lines.ShouldContain(new PaperLine("民族", ""));
        lines.Single(line => line.Label == "就学情况").Value.ShouldNotBeEmpty();
    }

    private static IReadOnlyList<PaperLine> LinesOf((Guid, Paper Paper) issued, string heading) => issued.Paper.Parts.Single(part => part.Heading == heading).Lines;

    private async Task<(Guid Entry, Paper Paper)> IssueAsync(HttpClient officer, Guid child, string kind, string day)
    {
        var issued = await DoAsync(officer, child, "issue-document", day, new { kind });
        await using var session = office.Host.Services.GetRequiredService<IDocumentStore>().QuerySession(office.County);
        var entry = (DocumentIssued)(await session.LoadAsync<StudentCase>(child, Ct))!.Student.Find(issued.Entry)!.Recorded;
        return (issued.Entry, (await office.Host.Services.GetRequiredService<IssuedPapers>().FindAsync(office.County, child, entry, Ct))!.Paper);
    }

    private async Task<Guid> OutAsync()
    {
        var (school, township, child) = (await office.CounselorAsync(), await office.TownshipAsync(), await office.NextChildAsync());
        await DoAsync(school, child, "report-absence", "2026-09-10", new { absentSince = "2026-09-07" });
        await DoAsync(township, child, "verify", "2026-09-14", new { finding = "dropped_out" });
        return child;
    }

    private async Task<Answer> DoAsync(HttpClient officer, Guid child, string act, string day, object? fields = null) =>
        await officer.DoAsync(child, act, day, await VersionAsync(child), fields: fields).Should(HttpStatusCode.OK);

    private async Task<long> VersionAsync(Guid child)
    {
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select version from cases.mt_streams where id = $1", child).ScalarAsync<long>(Ct);
    }

    private async Task<(Guid Child, HttpClient School)> VisitedAsync()
    {
        var (child, school) = (await office.NextChildAsync(), await office.CounselorAsync());
        await school.DoAsync(child, "report-absence", "2026-10-10").Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-visit", "2026-10-12", fields: new { note = "家长说下周返校" }).Should(HttpStatusCode.OK);
        return (child, school);
    }

    private async Task<DocumentIssued> EntryAsync(Guid child)
    {
        await using var session = office.Host.Services.GetRequiredService<IDocumentStore>().QuerySession(office.County);
        return (await session.LoadAsync<StudentCase>(child, Ct))!.Student.Entries.Select(entry => entry.Recorded).OfType<DocumentIssued>().Single();
    }
}
