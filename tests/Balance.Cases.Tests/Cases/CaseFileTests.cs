using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Balance.Cases.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>A case as an officer reads it, now and as it was.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CaseFileTests(CaseOffice office)
{
    [Fact]
    public async Task A_timeline_tells_what_happened_when_and_by_whom_and_that_it_was_recorded_late()
    {
        var child = await office.NextChildAsync();
        var school = await office.CounselorAsync();
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        await school.DoAsync(child, "log-visit", "2026-03-12", fields: new { promisedOn = "2026-03-20" }).Should(HttpStatusCode.OK);

        var file = (await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body;

        file.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("title").GetString()).ShouldBe(["学校劝返：拒绝", "建档", "报告缺课"]);
        var visit = file.GetProperty("timeline")[0];
        visit.GetProperty("officer").GetString().ShouldBe("李晓梅");
        visit.GetProperty("office").GetString().ShouldBe("东乡中学");
        visit.GetProperty("occurredOn").GetString().ShouldBe("2026-03-12");
        visit.GetProperty("facts")[0].GetProperty("label").GetString().ShouldBe("承诺返校日");
        visit.GetProperty("narrative").EnumerateArray().Select(fact => fact.GetProperty("value").GetString()).ShouldBe(["班主任", "家长不同意"]);
        DateTimeOffset.UtcNow.Subtract(visit.GetProperty("recordedAt").GetDateTimeOffset()).Duration().ShouldBeLessThan(TimeSpan.FromHours(1), "the moment is the database's");
        file.GetProperty("person").GetProperty("guardianPhone").GetString().ShouldBe("13900000000");
        file.GetProperty("person").GetProperty("maskedNumber").GetString()!.ShouldContain("*");
        file.GetProperty("person").GetProperty("maskedStudentNumber").GetString()!.ShouldContain("*");
        file.GetProperty("rolls").EnumerateArray().Select(roll => roll.GetProperty("status").GetString()).ShouldBe(["enrolled", "enrolled"]);
        file.GetRawText().ShouldNotContain((await office.PersonAsync(child)).Number);
    }

    [Fact]
    public async Task A_withdrawn_entry_stays_in_sight_and_counts_no_more()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        var verified = await township.DoAsync(child, "verify", "2026-03-08", 2).Should(HttpStatusCode.OK);
        (await StatusAsync(school, child)).ShouldBe("out");

        await school.DoAsync(child, "withdraw-entry", "2026-03-09", verified.Version, verified.Entry).Should(HttpStatusCode.UnprocessableEntity, "not_your_entry");
        await township.DoAsync(child, "withdraw-entry", "2026-03-09", verified.Version, verified.Entry).Should(HttpStatusCode.OK);

        (await StatusAsync(school, child)).ShouldBe("suspected");
        var entry = (await school.AskAsync($"/api/cases/{child}")).Body.GetProperty("timeline").EnumerateArray().Single(one => one.GetProperty("id").GetGuid() == verified.Entry);
        entry.GetProperty("withdrawnBy").ValueKind.ShouldBe(JsonValueKind.String);
        entry.GetProperty("title").GetString().ShouldBe("核查：已辍学");
    }

    [Fact]
    public async Task A_reader_is_offered_what_the_role_may_with_what_stands_in_the_way()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);

        var offers = await OffersAsync(township, child);
        offers["verify"].ShouldBeNull();
        offers["escalate"].ShouldNotBeNull();
        offers.ShouldNotContainKey("close");
        (await OffersAsync(school, child)).ShouldNotContainKey("verify");
        (await OffersAsync(await office.OfficerAsync(Role.Auditor), child)).ShouldBeEmpty();
        foreach (var (use, obstacle) in await OffersAsync(await office.BureauAsync(), child))
            (use, obstacle is null).ShouldBe((use, use is "report_absence" or "verify" or "log_visit" or "file_report" or "assign" or "record_return" or "file_mandatory_report" or "raise_concern" or "add_note" or "attach_evidence" or "report_harm" or "transfer_student" or "record_living" or "correct_number" or "merge_file"));
    }

    [Fact]
    public async Task A_case_is_shown_as_it_stood_on_a_day_and_as_it_was_known_at_a_moment()
    {
        var child = await office.NextChildAsync();
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        await school.DoAsync(child, "report-absence").Should(HttpStatusCode.OK);
        await township.DoAsync(child, "verify", "2026-03-08", 2).Should(HttpStatusCode.OK);
        var before = (await school.AskAsync($"/api/cases/{child}")).Body.GetProperty("timeline").EnumerateArray().Max(entry => entry.GetProperty("recordedAt").GetDateTimeOffset());
        var back = await school.DoAsync(child, "record-return", "2026-05-09", 3).Should(HttpStatusCode.OK);

        (await StatusAsync(school, child)).ShouldBe("returned_unconfirmed");
        (await StatusAsync(school, child, "asOf=2026-04-01")).ShouldBe("out");
        (await StatusAsync(school, child, "asOf=2026-03-06")).ShouldBe("suspected");
        (await StatusAsync(school, child, $"asOf=2026-06-01&knownAt={Uri.EscapeDataString(before.ToString("O", CultureInfo.InvariantCulture))}")).ShouldBe("out");
        (await StatusAsync(school, child, "asOf=2026-06-01")).ShouldBe("returned_unconfirmed");
        await school.AskAsync($"/api/cases/{child}?asOf=2026-03-04").Should(HttpStatusCode.NotFound, "no_case");

        var withdrawn = await township.DoAsync(child, "withdraw-entry", "2026-06-02", back.Version, back.Entry).Should(HttpStatusCode.OK);
        withdrawn.Version.ShouldBe(back.Version + 1);
        (await StatusAsync(school, child, "asOf=2026-06-01")).ShouldBe("out", "what is withdrawn counts as never entered");
        var between = (await school.AskAsync($"/api/cases/{child}")).Body.GetProperty("timeline").EnumerateArray()
            .Single(entry => entry.GetProperty("id").GetGuid() == back.Entry).GetProperty("recordedAt").GetDateTimeOffset();
        (await StatusAsync(school, child, $"asOf=2026-06-01&knownAt={Uri.EscapeDataString(between.ToString("O", CultureInfo.InvariantCulture))}")).ShouldBe("returned_unconfirmed");
    }

    [Fact]
    public async Task Every_reading_and_every_whole_number_shown_is_written_down()
    {
        var child = await office.NextChildAsync();
        var school = await office.OfficerAsync(Role.Headmaster, CaseOffice.School, nth: 4);
        await school.DoAsync(child, "open").Should(HttpStatusCode.OK);

        await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        await Acts.ReadAsync(await school.PostAsJsonAsync($"/api/cases/{child}/number", new { })).Should(HttpStatusCode.BadRequest, "invalid");
        var shown = await Acts.ReadAsync(await school.PostAsJsonAsync($"/api/cases/{child}/number", new { reason = "document" })).Should(HttpStatusCode.OK);

        shown.Body.GetProperty("number").GetString().ShouldBe((await office.PersonAsync(child)).Number);
        await using var query = office.Databases.Application.CreateCommand("select what, detail from access.log where user_name = $1 and record = $2 order by id");
        query.Parameters.Add(new() { Value = CaseOffice.UserOf(school) });
        query.Parameters.Add(new() { Value = child });
        await using var rows = await query.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var written = new List<(string, string?)>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) written.Add((rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)));
        written.ShouldBe([("read", null), ("unmasked", "document")]);
    }

    private static async Task<string?> StatusAsync(HttpClient officer, Guid child, string query = "") =>
        (await officer.AskAsync($"/api/cases/{child}?{query}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("status").GetString();

    private static async Task<Dictionary<string, string?>> OffersAsync(HttpClient officer, Guid child) =>
        (await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("offers").EnumerateArray()
        .ToDictionary(offer => offer.GetProperty("use").GetString()!, offer => offer.GetProperty("obstacle").GetString());
}
