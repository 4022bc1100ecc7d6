using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.People;
using Balance.Cases.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>Two files that prove to be one child's go on as one, with everything that was recorded, typed and attached in both.</summary>
[Collection<CaseOfficeCollection>]
public sealed class MergingTests(CaseOffice office)
{
    private const string Told = "皇甫谷雨";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Vault Vault => office.Host.Services.GetRequiredService<Vault>();

    [Fact]
    public async Task A_nameless_childs_file_goes_on_under_the_child_that_it_proves_to_be()
    {
        var (school, bureau) = (await office.CounselorAsync(), await office.BureauAsync());
        var (nameless, child) = (await NamelessAsync(school, Told), await office.NextChildAsync());
        var number = (await office.PersonAsync(child)).Number;
        await school.DoAsync(nameless, "report-harm", "2026-09-26").Should(HttpStatusCode.OK);
        var attached = await school.DoAsync(nameless, "attach-evidence", "2026-09-27").Should(HttpStatusCode.OK);

        var merged = await bureau.DoAsync(nameless, "merge", "2026-09-28", attached.Version, fields: new { number }).Should(HttpStatusCode.OK);

        var file = (await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetRawText();
        file.ShouldContain("放学路上被围堵", customMessage: "what was typed is sealed anew and read in the file that goes on");
        file.ShouldContain("history_received");
        (await school.GetByteArrayAsync($"/cases/{child}/evidence/{attached.Entry}/file", Ct)).Length.ShouldBe(7, "the photograph went along");
        (await office.PersonAsync(child)).GuardianPhone.ShouldBe("13900000000", "what a register says counts before what was told");
        (await FoundAsync(school, (await office.PersonAsync(child)).Name)).ShouldBe([child]);
        (await FoundAsync(school, Told)).ShouldBeEmpty("the child is found once, by the name that its registers have");
        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{nameless}", Ct)).ShouldContain($"/cases/{child}");
        await school.DoAsync(nameless, "add-note", "2026-09-29").Should(HttpStatusCode.UnprocessableEntity, "file_merged");
        merged.Version.ShouldBe(attached.Version + 1);
    }

    [Fact]
    public async Task A_plan_with_its_goals_goes_along_and_can_be_read()
    {
        var (school, bureau) = (await office.CounselorAsync(), await office.BureauAsync());
        var (nameless, child) = (await NamelessAsync(school), await office.NextChildAsync());
        await bureau.DoAsync(child, "open", "2026-09-20").Should(HttpStatusCode.OK);
        await bureau.DoAsync(nameless, "raise-concern", "2026-09-26", 1, fields: new { concern = "disability" }).Should(HttpStatusCode.OK);
        var registered = await bureau.DoAsync(nameless, "register-disability", "2026-09-26").Should(HttpStatusCode.OK);
        var assessed = await bureau.DoAsync(nameless, "assess-needs", "2026-09-26", registered.Version).Should(HttpStatusCode.OK);
        var placed = await bureau.DoAsync(nameless, "decide-placement", "2026-09-26", assessed.Version).Should(HttpStatusCode.OK);
        var planned = await bureau.DoAsync(nameless, "adopt-plan", "2026-09-27", placed.Version).Should(HttpStatusCode.OK);

        await bureau.DoAsync(nameless, "merge", "2026-09-28", planned.Version, fields: new { number = (await office.PersonAsync(child)).Number }).Should(HttpStatusCode.OK);

        WebUtility.HtmlDecode(await school.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("能独立进食");
    }

    [Fact]
    public async Task To_whom_the_child_was_given_it_stays_given()
    {
        var (bureau, next) = (await office.BureauAsync(), await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolNextDoor, nth: 26));
        var (nameless, child) = (await NamelessAsync(await office.CounselorAsync()), await office.NextChildAsync());
        var verified = await bureau.DoAsync(nameless, "report-absence", "2026-09-25").Should(HttpStatusCode.OK);
        verified = await bureau.DoAsync(nameless, "verify", "2026-09-26", verified.Version).Should(HttpStatusCode.OK);
        var confirmed = await bureau.DoAsync(nameless, "confirm-dropout", "2026-09-26", verified.Version).Should(HttpStatusCode.OK);
        var given = await bureau.DoAsync(nameless, "assign", "2026-09-27", confirmed.Version, fields: new { officer = CaseOffice.UserOf(next) }).Should(HttpStatusCode.OK);
        await next.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound);

        await bureau.DoAsync(nameless, "merge", "2026-09-28", given.Version, fields: new { number = (await office.PersonAsync(child)).Number }).Should(HttpStatusCode.OK);

        await next.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        await next.AskAsync($"/api/cases/{nameless}").Should(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_comes_in_under_the_old_number_is_from_now_on_about_the_child_that_goes_on_and_erasing_forgets_both()
    {
        var bureau = await office.BureauAsync();
        var (other, child) = (await NamelessAsync(await office.CounselorAsync()), await office.NextChildAsync());
        var (wrong, right) = (Given.Files.Child("2013-05-05"), (await office.PersonAsync(child)).Number);
        var corrected = await bureau.DoAsync(other, "correct-number", "2026-09-26", 1, fields: new { number = wrong }).Should(HttpStatusCode.OK);
        (await Vault.FindAsync(office.County, wrong, Ct)).ShouldBe(other);

        await bureau.DoAsync(other, "merge", "2026-09-27", corrected.Version, fields: new { number = right }).Should(HttpStatusCode.OK);

        (await Vault.FindAsync(office.County, wrong, Ct)).ShouldBe(child);
        (await Vault.FindAsync(office.County, right, Ct)).ShouldBe(child);
        await Vault.RehashAsync(Ct);
        (await Vault.FindAsync(office.County, wrong, Ct)).ShouldBe(child);
        await Vault.EraseAsync(office.County, child, "purpose_ended", Ct);
        (await Vault.FindAsync(office.County, wrong, Ct)).ShouldBeNull();
        (await Vault.RevealAsync(office.County, other, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_the_registers_still_hold_both_numbers_the_register_is_put_right_first()
    {
        var bureau = await office.BureauAsync();
        var (one, two) = (await office.NextChildAsync(), await office.NextChildAsync());
        var opened = await bureau.DoAsync(one, "open", "2026-09-20").Should(HttpStatusCode.OK);

        await bureau.DoAsync(one, "merge", "2026-09-28", opened.Version, fields: new { number = (await office.PersonAsync(two)).Number }).Should(HttpStatusCode.UnprocessableEntity, "still_registered");
        await bureau.DoAsync(one, "merge", "2026-09-28", opened.Version, fields: new { number = (await office.PersonAsync(one)).Number }).Should(HttpStatusCode.UnprocessableEntity, "same_child");
        await bureau.DoAsync(one, "merge", "2026-09-28", opened.Version).Should(HttpStatusCode.UnprocessableEntity, "unknown_number");
        await bureau.DoAsync(one, "correct-number", "2026-09-28", opened.Version, fields: new { number = (await office.PersonAsync(two)).Number }).Should(HttpStatusCode.UnprocessableEntity, "number_taken");
        (await bureau.AskAsync($"/api/cases/{one}").Should(HttpStatusCode.OK)).Version.ShouldBe(opened.Version, "nothing happened in the file");
    }

    [Fact]
    public async Task Who_saw_an_older_version_decides_again_and_of_two_at_once_one_merges()
    {
        var (school, bureau) = (await office.CounselorAsync(), await office.BureauAsync());
        var (nameless, child) = (await NamelessAsync(school), await office.NextChildAsync());
        var number = (await office.PersonAsync(child)).Number;
        await bureau.DoAsync(nameless, "merge", "2026-09-28", 99, fields: new { number }).Should(HttpStatusCode.PreconditionFailed, "changed");

        var answers = await Task.WhenAll(
            bureau.DoAsync(nameless, "merge", "2026-09-28", 1, fields: new { number }), (await office.OfficerAsync(Role.CountyOfficer, nth: 1)).DoAsync(nameless, "merge", "2026-09-28", 1, fields: new { number }));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        (await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("timeline").EnumerateArray()
            .Count(entry => entry.GetProperty("kind").GetString() == "history_received").ShouldBe(1);
    }

    private static async Task<IReadOnlyList<Guid>> FoundAsync(HttpClient officer, string text)
    {
        using var answer = await officer.PostAsJsonAsync("/api/cases/search", new { text }, Ct);
        return [.. (await Acts.ReadAsync(answer)).Body.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("child").GetGuid())];
    }

    private static async Task<Guid> NamelessAsync(HttpClient school, string name = "周无名")
    {
        var nameless = Guid.CreateVersion7();
        await school.DoAsync(nameless, "open-provisional", "2026-09-25", fields: new { name }).Should(HttpStatusCode.OK);
        return nameless;
    }
}
