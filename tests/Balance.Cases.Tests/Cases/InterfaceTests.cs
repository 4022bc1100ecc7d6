using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Balance.Cases.Access;
using Balance.Cases.Tests.Access;

namespace Balance.Cases.Tests.Cases;

/// <summary>Figures, imports, screening and the description of the interface over HTTP.</summary>
[Collection<CaseOfficeCollection>]
public sealed class InterfaceTests(CaseOffice office)
{
    [Fact]
    public async Task Figures_are_of_the_county_and_of_the_readers_own_office()
    {
        var bureau = (await (await office.BureauAsync()).AskAsync("/api/indicators?asOf=2026-10-20").Should(HttpStatusCode.OK)).Body;
        bureau.GetProperty("schoolYear").GetInt32().ShouldBe(2026);
        Units(bureau, "dropout").ShouldBe([office.County, office.Township, office.OtherTownship, CaseOffice.School, CaseOffice.SchoolNextDoor, CaseOffice.SchoolElsewhere], ignoreOrder: true);

        var township = (await (await office.TownshipAsync()).AskAsync("/api/indicators?asOf=2026-10-20").Should(HttpStatusCode.OK)).Body;
        Units(township, "dropout").ShouldBe([office.County, office.Township, CaseOffice.School, CaseOffice.SchoolNextDoor], ignoreOrder: true);
        Units(township, "enrolment").ShouldBe([office.County, office.Township], ignoreOrder: true);
        Units((await (await office.CounselorAsync()).AskAsync("/api/indicators?asOf=2026-10-20")).Body, "dropout").ShouldBe([office.County, CaseOffice.School], ignoreOrder: true);
        await (await office.OfficerAsync(Role.AuditAdministrator)).AskAsync("/api/indicators").Should(HttpStatusCode.Forbidden);
        await (await office.BureauAsync()).AskAsync("/api/indicators?schoolYear=2024&asOf=2026-10-20").Should(HttpStatusCode.UnprocessableEntity, "outside_school_year");
    }

    [Fact]
    public async Task The_children_behind_a_number_are_those_in_the_readers_charge()
    {
        var query = "/api/indicators/children?part=enrolled_at_start&stage=junior&asOf=2026-10-20&take=200";
        var all = (await (await office.BureauAsync()).AskAsync(query).Should(HttpStatusCode.OK)).Body;
        var own = (await (await office.CounselorAsync()).AskAsync(query).Should(HttpStatusCode.OK)).Body;

        all.GetProperty("total").GetInt32().ShouldBe(3 * CaseOffice.ChildrenEach);
        own.GetProperty("total").GetInt32().ShouldBe(CaseOffice.ChildrenEach);
        // Another test erases a child: it is counted, and has no name.
        own.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("name").GetString()!).Where(name => name.Length > 0).ShouldAllBe(name => name.StartsWith('赵'));
        await (await office.BureauAsync()).AskAsync("/api/indicators/children").Should(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task A_file_is_taken_from_the_county_bureau_alone()
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty);

        var taken = await SendAsync(bureau, "schools", "school_code,name,kind,ownership\n2113009999,县外中学,junior,public\n12,短码,junior,public\n");
        taken.Should(HttpStatusCode.OK);
        taken.Body.GetProperty("applied").GetInt32().ShouldBe(1);
        taken.Body.GetProperty("rejects")[0].GetProperty("code").GetString().ShouldBe("bad_code");
        (await SendAsync(bureau, "schools", "nonsense\n1\n")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(bureau, "pupils", "x\n")).Of("kind").ShouldContain("population");
        (await SendAsync(bureau, "schools", "x\n", asOf: "")).Of("asOf").ShouldNotBeEmpty();
        (await SendAsync(await office.OfficerAsync(Role.TownshipOfficial, office.OtherCounty + "101", office.OtherCounty), "schools", "x\n")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_screening_is_previewed_without_effect_and_run_by_the_county_bureau_alone()
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, office.OtherCounty, office.OtherCounty);
        // Two children of the population whom no roll knows.
        var numbers = new[] { 58, 59 }.Select(n => CaseOffice.NumberOf(office.OtherCounty, "9", n)).ToArray();
        await SendAsync(bureau, "population", "id_number,name,residence_township_code,residence,status\n"
            + string.Concat(numbers.Select(number => $"{number},吴失学,{office.OtherCounty}101,local,present\n")), "2025-09-01").Should(HttpStatusCode.OK);

        var preview = await PostAsync(bureau, "/api/screenings/preview");
        preview.Body.GetProperty("opened").GetInt32().ShouldBe(2);
        preview.Body.GetProperty("suspected").EnumerateArray().ShouldAllBe(child => child.GetProperty("name").GetString() == "吴失学" && child.GetProperty("reasons")[0].GetString() == "not_enrolled");
        var run = await PostAsync(bureau, "/api/screenings");
        run.Body.GetProperty("opened").GetInt32().ShouldBe(2);
        (await PostAsync(bureau, "/api/screenings")).Body.GetProperty("opened").GetInt32().ShouldBe(0);
        (await bureau.AskAsync("/api/cases?reason=not_enrolled")).Body.GetProperty("total").GetInt32().ShouldBe(2);

        (await Acts.ReadAsync(await bureau.PostAsJsonAsync("/api/screenings", new { }))).Of("schoolYear").ShouldContain("2025");
        (await PostAsync(await office.TownshipAsync(), "/api/screenings")).Status.ShouldBe(HttpStatusCode.Forbidden);

        static async Task<Answer> PostAsync(HttpClient officer, string path) => await Acts.ReadAsync(await officer.PostAsJsonAsync(path, new { schoolYear = 2026, asOf = "2026-10-20" }));
    }

    [Fact]
    public async Task The_interface_describes_itself_to_those_who_are_signed_in()
    {
        var school = await office.CounselorAsync();
        var description = (await school.AskAsync("/openapi/v1.json").Should(HttpStatusCode.OK)).Body;

        description.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        var paths = description.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var act in Acts.All) paths.ShouldContain($"/api/cases/{{child}}/{act}");
        paths.ShouldAllBe(path => path.StartsWith("/api/", StringComparison.Ordinal));
        paths.ShouldContain("/api/cases/assign");
        description.GetProperty("components").GetProperty("schemas").GetProperty("AssignMany").GetProperty("properties").EnumerateObject().Select(field => field.Name)
            .ShouldBe(["commandId", "cases", "occurredOn", "level", "officer", "due"], ignoreOrder: true);
        var visit = description.GetProperty("components").GetProperty("schemas").GetProperty("LogVisit").GetProperty("properties");
        visit.EnumerateObject().Select(field => field.Name).ShouldContain("occurredOn");
        description.GetRawText().ShouldContain("\"not_found\""); // coded values stand in it as they are sent

        var nobody = office.Host.Browser();
        (await nobody.GetAsync("/openapi/v1.json")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await nobody.GetAsync("/api-docs")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_page_to_read_it_runs_no_script_but_its_own()
    {
        var school = await office.CounselorAsync();
        var page = await school.GetAsync("/api-docs");
        if (page.StatusCode == HttpStatusCode.Redirect || page.StatusCode == HttpStatusCode.MovedPermanently) page = await school.GetAsync(page.Headers.Location);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var words = await page.Content.ReadAsStringAsync();
        words.ShouldNotContain("https://");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;
        nonce.Length.ShouldBeGreaterThan(15);
        Regex.Count(words, "<script").ShouldBe(Regex.Count(words, $"nonce=\"{Regex.Escape(nonce)}\""));
        policy.ShouldNotContain("script-src 'self' 'unsafe");
        (await school.GetAsync("/api-docs/scalar.js")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<Answer> SendAsync(HttpClient officer, string kind, string csv, string asOf = "2026-09-01")
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", kind + ".csv" },
            { new StringContent(asOf), "asOf" },
        };
        return await Acts.ReadAsync(await officer.PostAsync($"/api/imports/{kind}", form));
    }

    private static IEnumerable<string> Units(System.Text.Json.JsonElement figures, string of) =>
        figures.GetProperty(of).EnumerateArray().Select(row => row.GetProperty("unit").GetString()!).Distinct();
}
