using System.Net;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Audit;
using Balance.Cases.People;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Audit;

/// <summary>An auditor verifies the county's chain from a page, and what it came to is kept.</summary>
[Collection<CaseOfficeCollection>]
public sealed class ChainPageTests(CaseOffice office)
{
    [Fact]
    public async Task A_verification_runs_as_a_job_and_its_outcome_is_written_down()
    {
        await (await office.BureauAsync()).DoAsync(await office.NextChildAsync(), "report-absence", "2026-10-15").Should(HttpStatusCode.OK);
        var auditor = await office.OfficerAsync(Role.Auditor);
        var before = (await PastAsync(office.County)).Count;

        var page = await auditor.GetStringAsync("/audit/chain");
        var sent = await auditor.PostAsync("/audit/chain", Office.Form(page, ("_handler", "verify")));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var job = sent.Headers.Location!.ToString();
        var told = await EndedAsync(auditor, job);

        told.ShouldContain("完好");
        var past = await PastAsync(office.County);
        past.Count.ShouldBe(before + 1);
        past[0].ShouldSatisfyAllConditions(last => last.Damages.ShouldBe(0), last => last.Events.ShouldBeGreaterThan(0), last => last.User.ShouldBe(CaseOffice.UserOf(auditor)));
        (await auditor.GetStringAsync("/")).ShouldContain("完好");
    }

    [Fact]
    public async Task A_job_of_one_county_is_no_business_of_another()
    {
        var auditor = await office.OfficerAsync(Role.Auditor);
        var page = await auditor.GetStringAsync("/audit/chain");
        var job = (await auditor.PostAsync("/audit/chain", Office.Form(page, ("_handler", "verify")))).Headers.Location!.ToString();

        var stranger = await office.OfficerAsync(Role.Auditor, office.OtherCounty, office.OtherCounty);
        (await stranger.GetAsync(job)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await (await office.OfficerAsync(Role.AuditAdministrator)).GetAsync("/audit/chain")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await office.TownshipAsync()).GetAsync("/audit/chain")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_checkpoint_is_taken_out_of_the_house_and_the_chain_is_held_against_it_later()
    {
        await (await office.BureauAsync()).DoAsync(await office.NextChildAsync(CaseOffice.SchoolElsewhere), "report-absence", "2026-10-15").Should(HttpStatusCode.OK);
        var auditor = await office.OfficerAsync(Role.Auditor, nth: 80);
        using var taken = await auditor.GetAsync("/audit/chain/checkpoint", Ct);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        taken.Content.Headers.ContentDisposition!.FileName!.ShouldStartWith($"checkpoint-{office.County}-");
        var file = await taken.Content.ReadAsByteArrayAsync(Ct);
        Encoding.UTF8.GetString(file).ShouldNotContain(office.OtherCounty);
        (await LoggedAsync(CaseOffice.UserOf(auditor))).ShouldBe(["checkpoint"]);

        var told = await VerifiedAsync(auditor, file);
        told.ShouldContain("已对照 2026-10-20 10:00 签发的检查点");
        told.ShouldContain("完好");
        (await PastAsync(office.County))[0].ShouldSatisfyAllConditions(last => last.Against.ShouldBe(new DateTimeOffset(2026, 10, 20, 2, 0, 0, TimeSpan.Zero)), last => last.Damages.ShouldBe(0));
        WebUtility.HtmlDecode(await auditor.GetStringAsync("/audit/chain", Ct)).ShouldContain("2026-10-20 10:00");
    }

    [Fact]
    public async Task A_checkpoint_of_an_end_that_is_no_more_there_names_the_cut()
    {
        var bureau = await office.BureauAsync();
        await bureau.DoAsync(await office.NextChildAsync(CaseOffice.SchoolElsewhere), "report-absence", "2026-10-15").Should(HttpStatusCode.OK);
        var verified = await office.Host.Services.GetRequiredService<VerifyChain>().RunAsync(office.County, null, Ct);
        var later = verified.Heads.Select(head => head with { Position = head.Position + 7 }).ToList();
        var file = new Checkpoint(new DateTimeOffset(2026, 10, 19, 2, 0, 0, TimeSpan.Zero), [new(office.County, later)]).Signed(office.Host.Services.GetRequiredService<KeyRing>());

        var told = await VerifiedAsync(await office.OfficerAsync(Role.Auditor, nth: 81), file);

        told.ShouldContain("尾部被截");
        told.ShouldContain($"发现 {later.Count} 处损坏");
    }

    [Fact]
    public async Task A_checkpoint_that_was_altered_is_none_or_is_another_county_s_starts_nothing_and_says_why()
    {
        var auditor = await office.OfficerAsync(Role.Auditor, nth: 82);
        var file = await auditor.GetByteArrayAsync("/audit/chain/checkpoint", Ct);
        var before = (await PastAsync(office.County)).Count;
        var stranger = await office.OfficerAsync(Role.Auditor, office.OtherCounty, office.OtherCounty, nth: 82);

        foreach (var (bad, why) in new (byte[], string)[]
        {
            (Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("position", "positiom", StringComparison.Ordinal)), "签名不符"),
            (Encoding.UTF8.GetBytes("{\"checkpoint\":null}"), "不是检查点"),
            ([1, 2, 3], "不是检查点"),
            (await stranger.GetByteArrayAsync("/audit/chain/checkpoint", Ct), "不含本县"),
            (new byte[(1 << 20) + 1], "不会超过 1 MB"),
        })
        {
            using var sent = await SendAsync(auditor, bad);
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, why);
            WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(Ct)).ShouldContain(why);
        }
        (await PastAsync(office.County)).Count.ShouldBe(before);
        (await Should.ThrowAsync<Refusal>(() => office.Host.Services.GetRequiredService<VerifyChain>().RunAsync(office.County, new Checkpoint(default, [new(office.OtherCounty, [])]), Ct))).Code.ShouldBe("checkpoint_other_county");
        (await (await office.TownshipAsync()).GetAsync("/audit/chain/checkpoint", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient auditor, byte[] file)
    {
        var page = await auditor.GetStringAsync("/audit/chain", Ct);
        using var form = new MultipartFormDataContent { { new StringContent("verify"), "_handler" }, { new StringContent(Office.TokenOf(page)), "__RequestVerificationToken" }, { new ByteArrayContent(file), "checkpoint", "checkpoint.json" } };
        return await auditor.PostAsync("/audit/chain", form, Ct);
    }

    private static async Task<string> VerifiedAsync(HttpClient auditor, byte[] file)
    {
        using var sent = await SendAsync(auditor, file);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return await EndedAsync(auditor, sent.Headers.Location!.ToString());
    }

    private static async Task<string> EndedAsync(HttpClient auditor, string job)
    {
        var told = await auditor.GetStringAsync(job, Ct);
        while (told.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
        {
            await Task.Delay(100, Ct);
            told = await auditor.GetStringAsync(job, Ct);
        }
        return WebUtility.HtmlDecode(told);
    }

    private async Task<List<string>> LoggedAsync(string user)
    {
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        return await connection.With("select detail from access.log where user_name = $1 and what = 'exported'", user).RowsAsync(row => row.GetString(0), Ct);
    }

    private Task<IReadOnlyList<PastVerification>> PastAsync(string county) => office.Host.Services.GetRequiredService<Verifications>().OfAsync(county, 50, CancellationToken.None);
}
