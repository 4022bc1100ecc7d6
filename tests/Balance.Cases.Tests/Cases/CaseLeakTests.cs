using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Balance.Cases.Tests.Cases;

/// <summary>What is typed about a child is found in no table and in no log line, whatever came of the request.</summary>
[Collection<CaseOfficeCollection>]
public sealed class CaseLeakTests(CaseOffice office)
{
    [Fact]
    public async Task Acts_that_were_taken_refused_or_unreadable_leave_no_trace_of_what_was_typed()
    {
        using var log = new CapturedLog();
        office.Host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        string[] telling = ["欧阳惊蛰", "欧阳老太", "13712345067", "碾盘沟七组十二号", "孩子在外地餐馆打工", "母亲改嫁不知去向", "写错了名字的那一条", "班主任与副校长同去", "这句没有通过", "这句版本过期", "这句读不懂"];
        var (school, township) = (await office.CounselorAsync(), await office.TownshipAsync());
        var child = Guid.CreateVersion7();

        await school.DoAsync(child, "open-provisional", fields: new { name = telling[0], guardianName = telling[1], guardianPhone = telling[2], address = telling[3], note = telling[4] }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "report-absence", fields: new { note = telling[5] }).Should(HttpStatusCode.OK);
        var visit = await school.DoAsync(child, "log-visit", "2026-03-12", fields: new { who = telling[7], note = telling[4] }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "correct-entry", "2026-03-13", visit.Version, visit.Entry, new { why = telling[6], right = new { text = telling[5] } }).Should(HttpStatusCode.OK);
        await school.DoAsync(child, "add-note", "2026-12-01", fields: new { text = telling[8] }).Should(HttpStatusCode.UnprocessableEntity);
        await township.DoAsync(child, "verify", "2026-03-14", 1, fields: new { proof = telling[9] }).Should(HttpStatusCode.PreconditionFailed);
        await school.DoAsync(child, "log-visit", fields: new { outcome = telling[10], note = telling[10] }).Should(HttpStatusCode.BadRequest);
        await Acts.ReadAsync(await school.PostAsJsonAsync("/api/cases/search", new { text = telling[0] })).Should(HttpStatusCode.OK);
        await school.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);

        var hunt = new LeakHunt(telling);
        (await hunt.InDatabaseAsync(office.Databases.Owner, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        hunt.InLines(log.Lines).ShouldBeEmpty();
    }
}
