using System.Net;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Attachments;

/// <summary>A photograph or letter is kept with the case as it was sent, sealed, for those who may read what it shows.</summary>
[Collection<CaseOfficeCollection>]
public sealed class AttachmentTests(CaseOffice office)
{
    private static readonly byte[] Letter = [.. "%PDF-1.7 "u8, .. Encoding.UTF8.GetBytes("在校证明：该生已返校")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_fetched_is_what_was_sent_and_nothing_of_it_stands_open_in_the_database()
    {
        var (child, school) = await FollowedAsync();
        var command = Guid.CreateVersion7();
        var attached = await AttachAsync(school, child, command: command).Should(HttpStatusCode.OK);
        (await AttachAsync(school, child, command: command).Should(HttpStatusCode.OK)).Entry.ShouldBe(attached.Entry, "sent twice, kept once");

        var file = await school.GetAsync(PathOf(child, attached.Entry), Ct);
        (await file.Content.ReadAsByteArrayAsync(Ct)).ShouldBe(Letter);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment", "what somebody sent is not run in our pages");
        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain(PathOf(child, attached.Entry));

        await using var query = office.Databases.Owner.CreateCommand("select count(*), count(*) filter (where position($2 in content) > 0) from attachments.files where child = $1");
        query.Parameters.Add(new() { Value = child });
        query.Parameters.Add(new() { Value = Encoding.UTF8.GetBytes("该生已返校") });
        await using var found = await query.ExecuteReaderAsync(Ct);
        await found.ReadAsync(Ct);
        (found.GetInt64(0), found.GetInt64(1)).ShouldBe((1, 0));
    }

    [Fact]
    public async Task By_the_form_of_the_page_too_and_what_was_typed_stays_where_the_file_is_refused()
    {
        var (child, school) = await FollowedAsync();
        var refused = await PostAsync(school, child, "<html>not a picture</html>"u8.ToArray());
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Ct));
        words.ShouldContain("只接收 JPEG、PNG 图片和 PDF 文件");
        words.ShouldContain("返校证明材料");
        (await PostAsync(school, child, new byte[(10 << 20) + 1])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await PostAsync(school, child, Letter)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("返校证明材料");
    }

    [Fact]
    public async Task A_file_is_as_restricted_as_the_entry_that_it_shows()
    {
        var (child, school) = await FollowedAsync();
        var raised = await school.DoAsync(child, "raise-concern", "2026-10-10", 2, fields: new { concern = "mental_health" }).Should(HttpStatusCode.OK);
        var screened = await school.DoAsync(child, "screen-mental-health", "2026-10-10", raised.Version).Should(HttpStatusCode.OK);
        var attached = await AttachAsync(school, child, screened.Entry).Should(HttpStatusCode.OK);

        var township = await office.OfficerAsync(Role.TownshipOfficial, office.Township);
        (await township.GetAsync(PathOf(child, attached.Entry), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await township.GetStringAsync($"/cases/{child}", Ct)).ShouldNotContain(PathOf(child, attached.Entry));
        (await AttachAsync(township, child, screened.Entry)).Code.ShouldBe("no_such_entry", "the same as of one that is not there");
        (await AttachAsync(township, child, Guid.NewGuid())).Code.ShouldBe("no_such_entry");
        (await school.GetAsync(PathOf(child, attached.Entry), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task It_is_nowhere_for_another_office_and_for_nobody_once_it_is_withdrawn()
    {
        var (child, school) = await FollowedAsync();
        var attached = await AttachAsync(school, child).Should(HttpStatusCode.OK);
        foreach (var stranger in new[] { await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship), await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor) })
            (await stranger.GetAsync(PathOf(child, attached.Entry), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await school.DoAsync(child, "withdraw-entry", "2026-10-20", attached.Version, attached.Entry).Should(HttpStatusCode.OK);
        (await school.GetAsync(PathOf(child, attached.Entry), Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string PathOf(Guid child, Guid entry) => $"/cases/{child}/evidence/{entry}/file";

    private static Task<Answer> AttachAsync(HttpClient officer, Guid child, Guid? about = null, Guid? command = null) =>
        officer.DoAsync(child, "attach-evidence", "2026-10-12", fields: new { commandId = command ?? Guid.CreateVersion7(), content = Convert.ToBase64String(Letter), about });

    private static async Task<HttpResponseMessage> PostAsync(HttpClient officer, Guid child, byte[] file)
    {
        var page = await officer.GetStringAsync($"/cases/{child}", Ct);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("attach_evidence"), "_handler" }, { new StringContent(Office.TokenOf(page)), "__RequestVerificationToken" }, { new StringContent("2026-10-12"), "occurredOn" },
            { new StringContent("返校证明材料"), "name" }, { new ByteArrayContent(file), "content", "照片.jpg" },
        };
        return await officer.PostAsync($"/cases/{child}", form, Ct);
    }

    private async Task<(Guid Child, HttpClient School)> FollowedAsync()
    {
        var (child, school) = (await office.NextChildAsync(), await office.CounselorAsync());
        await school.DoAsync(child, "report-absence", "2026-10-10").Should(HttpStatusCode.OK);
        return (child, school);
    }
}
