using System.Net;
using Balance.Cases.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>What cannot be taken is told field by field, in the reader's language.</summary>
[Collection<CaseOfficeCollection>]
public sealed class BadInputTests(CaseOffice office)
{
    [Fact]
    public async Task Fields_that_are_missing_or_too_long_are_named_and_say_what_to_do()
    {
        var child = await office.NextChildAsync();
        var school = await office.CounselorAsync();

        var answer = await school.SendAsync(child, "log-visit", new { note = new string('长', 2001) }).Should(HttpStatusCode.BadRequest, "invalid");

        answer.Of("commandId").ShouldBe("缺少操作编号，请刷新页面后重试。");
        answer.Of("occurredOn").ShouldBe("请填写发生日期。");
        answer.Of("outcome").ShouldBe("请选择一项。");
        answer.Of("note").ShouldBe("最多 2000 字，请缩短。");
    }

    [Fact]
    public async Task An_officer_who_reads_English_is_told_in_English()
    {
        var child = await office.NextChildAsync();
        var school = await office.OfficerAsync(Role.Counselor, CaseOffice.School, nth: 3);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/cases/{child}/verify") { Content = System.Net.Http.Json.JsonContent.Create(new { finding = "missing" }) };
        request.Headers.Add("Cookie", "balance-language=c%3Den%7Cuic%3Den");

        var answer = await Acts.ReadAsync(await school.SendAsync(request, TestContext.Current.CancellationToken)).Should(HttpStatusCode.BadRequest, "invalid");

        answer.Of("occurredOn").ShouldBe("Give the day on which it happened.");
        answer.Of("version").ShouldBe("Send the version of the file that you saw.");
        answer.Body.GetProperty("title").GetString().ShouldBe("Put these right.");
    }

    [Fact]
    public async Task A_value_that_cannot_be_read_is_named_and_not_repeated()
    {
        var child = await office.NextChildAsync();
        var school = await office.CounselorAsync();

        foreach (var (act, field, value) in new (string, string, object)[]
            { ("log-visit", "outcome", "王小明"), ("add-note", "occurredOn", "昨天"), ("verify", "version", "two"), ("record-return", "grade", "七"), ("log-visit", "tone", "x") })
        {
            var body = Acts.Body(act);
            body[field] = value;
            var answer = await school.SendAsync(child, act, body).Should(HttpStatusCode.BadRequest, "invalid");
            answer.Of(field).ShouldStartWith("无法识别");
            answer.Body.GetRawText().ShouldNotContain(value.ToString()!.Length > 1 ? value.ToString()! : "\"x\"");
        }
    }

    [Fact]
    public async Task Numbers_of_documents_hold_no_number_of_a_person()
    {
        var child = await office.NextChildAsync();
        var school = await office.CounselorAsync();

        var answer = await school.DoAsync(child, "file-report", fields: new { number = "报告13900000000" }).Should(HttpStatusCode.BadRequest, "invalid");
        answer.Of("number").ShouldBe("这里只填文号，请勿填写身份证号或电话。");
        (await school.DoAsync(child, "record-return", fields: new { school = "东乡中学", grade = 12 })).Of("school").ShouldBe("请填写 10 位学校标识码。");
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_names_its_choices()
    {
        var school = await office.CounselorAsync();

        var answer = await school.AskAsync("/api/cases?status=lost&page=0&due=%E5%B7%B2%E8%B6%85%E6%9C%9F").Should(HttpStatusCode.BadRequest, "invalid");

        answer.Of("status").ShouldContain("suspected");
        answer.Of("page").ShouldContain("1");
        answer.Body.GetProperty("errors").EnumerateObject().Count().ShouldBe(2);
        (await school.AskAsync($"/api/cases/{Guid.NewGuid()}?knownAt=soon")).Of("knownAt").ShouldContain("2026-09-01T08:00:00+08:00");
    }
}
