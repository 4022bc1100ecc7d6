using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Tests.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>Who may do what, and for whom: every act, every role, every neighbour.</summary>
[Collection<CaseOfficeCollection>]
public sealed class WhoMayTests(CaseOffice office)
{
    private static readonly string[] OfEveryWriter =
        ["open", "open-provisional", "raise-concern", "report-absence", "log-visit", "file-report", "record-return", "check-attendance", "mandatory-report", "add-note", "correct-entry", "withdraw-entry",
            "report-harm", "protection-step", "settle-harm", "record-guardianship", "log-parent-contact", "adopt-care-plan", "log-care-visit", "admonish-guardian", "record-living",
            "file-fee-complaint", "issue-document", "serve-document", "attach-evidence"];

    private static readonly string[] OfSchools =
    [
        .. OfEveryWriter, "plan-learning-support", "review-learning-support", "screen-mental-health", "log-intervention",
        "contest-placement", "adopt-plan", "review-plan", "end-plan", "log-home-teaching", "log-missed-session", "refer-rehabilitation", "ask-centre",
        "secure-place", "hand-over", "answer-transition", "transfer", "accept-transfer", "return-transfer",
    ];

    /// <summary>Written by hand: what each role may do; everything else is forbidden to it.</summary>
    public static TheoryData<Role, string[]> Table => new()
    {
        { Role.Counselor, OfSchools },
        { Role.Headmaster, [.. OfSchools, "schedule-home-teaching"] },
        { Role.TownshipOfficial, [.. OfEveryWriter, "verify", "confirm-dropout", "assign", "escalate", "legal-step", "confirm-return"] },
        { Role.CountyOfficer, Acts.All },
        {
            Role.SpecialEducationExpert,
            ["add-note", "attach-evidence", "assess-needs", "adopt-plan", "review-plan", "log-home-teaching", "log-missed-session", "refer-rehabilitation", "answer-rehabilitation", "ask-centre", "answer-centre"]
        },
        { Role.AidOfficer, ["add-note", "attach-evidence", "grant-aid"] },
        { Role.Auditor, [] },
    };

    [Theory, MemberData(nameof(Table))]
    public async Task A_role_may_do_what_the_table_says_and_nothing_else(Role role, string[] may)
    {
        var child = await office.NextChildAsync();
        await (await office.BureauAsync()).DoAsync(child, "open").Should(HttpStatusCode.OK);
        var officer = await OfficerAsync(role);

        await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK);
        foreach (var act in Acts.All)
        {
            var answer = await officer.DoAsync(child, act, version: 999);
            if (may.Contains(act)) answer.Status.ShouldNotBe(HttpStatusCode.Forbidden, act);
            else answer.Should(HttpStatusCode.Forbidden, "forbidden");
        }
        if (may.Length < Acts.All.Length) (await DenialsAsync(CaseOffice.UserOf(officer), child)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_child_of_another_school_township_or_county_does_not_exist_for_an_officer()
    {
        var child = await office.NextChildAsync();
        await (await office.BureauAsync()).DoAsync(child, "open").Should(HttpStatusCode.OK);
        foreach (var stranger in new[]
        {
            await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor),
            await office.OfficerAsync(Role.Headmaster, CaseOffice.SchoolElsewhere),
            await office.OfficerAsync(Role.TownshipOfficial, office.OtherTownship),
            await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty),
        })
        {
            await stranger.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "not_found");
            await stranger.AskAsync($"/api/cases/{child}?asOf=2026-10-01").Should(HttpStatusCode.NotFound, "not_found");
            await Acts.ReadAsync(await stranger.PostAsJsonAsync($"/api/cases/{child}/number", new { reason = "document" })).Should(HttpStatusCode.NotFound, "not_found");
            foreach (var act in Acts.All.Where(act => act != "open-provisional"))
                await stranger.DoAsync(child, act).Should(HttpStatusCode.NotFound, "not_found");
            (await DenialsAsync(CaseOffice.UserOf(stranger), child)).Count.ShouldBe(Acts.All.Length - 1 + 3);
        }
    }

    [Fact]
    public async Task A_child_that_nobody_knows_is_answered_like_one_of_another_office()
    {
        var bureau = await office.BureauAsync();
        foreach (var act in Acts.All.Where(act => act != "open-provisional"))
            await bureau.DoAsync(Guid.NewGuid(), act).Should(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task A_homeroom_teacher_has_the_own_class_in_charge_and_no_other()
    {
        var (of, other) = (await office.ChildAsync(50), await office.ChildAsync(51)); // classes 1 and 2
        var teacher = await office.OfficerAsync(Role.Counselor, CaseOffice.School, @class: "1");

        await teacher.DoAsync(of, "report-absence").Should(HttpStatusCode.OK);
        await teacher.DoAsync(other, "report-absence").Should(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Penalty_and_court_are_the_countys()
    {
        var child = await office.NextChildAsync();
        await (await office.BureauAsync()).DoAsync(child, "open").Should(HttpStatusCode.OK);

        var township = await office.TownshipAsync();
        await township.DoAsync(child, "legal-step", fields: new { step = "penalty" }).Should(HttpStatusCode.Forbidden, "forbidden");
        await township.DoAsync(child, "legal-step", fields: new { step = "education" }).Should(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_unsigned_are_asked_to_sign_in_whatever_they_ask_for()
    {
        var nobody = office.Host.Browser();
        nobody.DefaultRequestHeaders.Add("X-Requested-With", "tests");
        var child = await office.NextChildAsync();

        foreach (var act in Acts.All) (await nobody.DoAsync(child, act)).Status.ShouldBe(HttpStatusCode.Unauthorized, act);
        foreach (var path in new[] { "/api/cases", $"/api/cases/{child}", "/api/indicators", "/api/indicators/children?part=enrolled" })
            (await nobody.AskAsync(path)).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
    }

    [Fact]
    public async Task A_request_that_another_sites_page_could_have_sent_does_nothing()
    {
        var child = await office.NextChildAsync();
        var bureau = await office.OfficerAsync(Role.CountyOfficer, nth: 1);
        bureau.DefaultRequestHeaders.Remove("X-Requested-With");

        await bureau.DoAsync(child, "open").Should(HttpStatusCode.BadRequest, "header_missing");
        bureau.DefaultRequestHeaders.Add("X-Requested-With", "tests");
        await bureau.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.NotFound, "no_case");
    }

    private Task<HttpClient> OfficerAsync(Role role) => role switch
    {
        Role.Counselor or Role.Headmaster => office.OfficerAsync(role, CaseOffice.School, nth: 2),
        Role.TownshipOfficial => office.OfficerAsync(role, office.Township, nth: 2),
        _ => office.OfficerAsync(role, nth: 2),
    };

    private async Task<List<string>> DenialsAsync(string user, Guid child)
    {
        await using var query = office.Databases.Application.CreateCommand("select detail from access.log where user_name = $1 and record = $2 and what = 'denied'");
        query.Parameters.Add(new() { Value = user });
        query.Parameters.Add(new() { Value = child });
        await using var rows = await query.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var denied = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken)) denied.Add(rows.GetString(0));
        return denied;
    }
}
