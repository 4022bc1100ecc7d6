using System.Net;
using System.Security.Cryptography;
using Balance.Cases.Access;
using Balance.Cases.Domain.Students;
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
