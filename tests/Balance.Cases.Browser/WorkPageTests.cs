using Balance.Cases.Access;
using Balance.Cases.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Browser;

/// <summary>The pages that officers work on, full of an invented county, on phone and desktop, by day and by night.</summary>
public sealed class WorkPageTests(Browsing browsing)
{
    public static TheoryData<int> Screens => [.. Enumerable.Range(0, Screen.All.Length)];

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Pages_of_the_county_bureau_are_fit_for_everyone(int screen)
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.All[screen]);
        var complaints = Complaints(page);
        var faults = new List<string>();
        var child = await ChildAsync("order by c.version desc");
        var entry = await EntryAsync(child);
        foreach (var (path, name) in new[]
        {
            ("/", "home-county"), ("/rates", "rates"), ($"/rates?asOf=2025-10-01&knownAt={Browsing.Today:yyyy-MM-dd}T09:00", "rates-past"),
            ($"/rates/children?part=out_of_school&unit={Browsing.County}&unitKind=county&stage=junior&asOf={Browsing.Today:yyyy-MM-dd}", "rates-children"),
            ("/imports", "imports"), ("/imports/unidentified", "unidentified"), ("/screening", "screening"), ("/cases", "cases"), ("/cases?due=overdue&status=suspected", "cases-filtered"),
            ($"/cases/{child}", "case"), ($"/cases/{child}?asOf={Browsing.Today.AddDays(-30):yyyy-MM-dd}", "case-past"), ("/cases/new", "case-new"), ($"/cases/{child}/entries/{entry}", "entry"),
        })
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.FaultsAsync(name, Screen.All[screen]));
        }
        faults.ShouldBeEmpty();
        complaints.ShouldBeEmpty("the browser complains, perhaps because a page breaks its own content policy");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Pages_of_a_township_and_of_a_school_are_fit_for_everyone(int screen)
    {
        await browsing.SeedAsync();
        var child = await ChildAsync("where w.residence_township is not null and w.school_code is not null order by c.version desc");
        var (township, school) = await PlaceAsync(child);
        var faults = new List<string>();
        foreach (var (role, office, name) in new[] { (Role.TownshipOfficial, township, "township"), (Role.Headmaster, school, "school") })
        {
            var page = await browsing.SignInAsync(role, Screen.All[screen], office: office);
            foreach (var path in new[] { "/", "/rates", "/cases", $"/cases/{child}" })
            {
                await page.GotoAsync(path);
                faults.AddRange(await page.FaultsAsync($"{name}{path.Replace('/', '-').Replace(child.ToString(), "case", StringComparison.Ordinal)}", Screen.All[screen]));
            }
            (await page.Locator(".timeline").CountAsync()).ShouldBe(1, $"the case is the {name}'s");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_act_of_a_case_unfolds_into_a_form_that_is_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var child = await ChildAsync("where c.data ->> 'status' = 'out' order by c.version desc");
        var faults = new List<string>();
        foreach (var screen in Screen.All)
        {
            var page = await browsing.SignInAsync(Role.CountyOfficer, screen);
            await page.GotoAsync($"/cases/{child}");
            await page.EvaluateAsync("document.querySelectorAll('details.disclose').forEach(fold => fold.open = true)");
            faults.AddRange(await page.FaultsAsync("case-acts", screen));
        }
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/imports")]
    [InlineData("/screening")]
    public async Task The_bureau_s_own_pages_are_refused_to_a_township(string path)
    {
        var page = await browsing.SignInAsync(Role.TownshipOfficial);
        (await page.GotoAsync(path))!.Status.ShouldBe(403);
        (await page.Locator(".sidebar").InnerTextAsync()).ShouldNotContain("导入");
    }

    [Fact]
    public async Task A_township_is_shown_no_number_of_another_one()
    {
        await browsing.SeedAsync();
        var child = await ChildAsync("where w.residence_township is not null order by c.version desc");
        var (township, _) = await PlaceAsync(child);
        var other = await OtherTownshipAsync(township);
        var page = await browsing.SignInAsync(Role.TownshipOfficial, office: township);

        await page.GotoAsync("/rates");
        (await page.ContentAsync()).ShouldNotContain(other);
        (await page.GotoAsync($"/rates/children?part=school_age&unit={other}&unitKind=township&stage=primary&asOf={Browsing.Today:yyyy-MM-dd}"))!.Status.ShouldBe(404);
        (await page.GotoAsync($"/rates/children?part=school_age&unit={Browsing.County}&unitKind=county&stage=primary&asOf={Browsing.Today:yyyy-MM-dd}"))!.Status.ShouldBe(404);
    }

    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, said) => { if (said.Type == "error") complaints.Add(said.Text); };
        return complaints;
    }

    private async Task<Guid> ChildAsync(string which)
    {
        await using var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync();
        return await connection.With(
            $"select w.child from registers.whereabouts w join (select id, mt_version as version, data from cases.mt_doc_studentcase where tenant_id = $1) c on c.id = w.child {which} limit 1",
            Browsing.County).ScalarAsync<Guid>(default);
    }

    private async Task<Guid> EntryAsync(Guid child)
    {
        await using var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync();
        return await connection.With("select (data->>'entry')::uuid from cases.mt_events where tenant_id = $1 and stream_id = $2 order by version desc limit 1", Browsing.County, child).ScalarAsync<Guid>(default);
    }

    private async Task<(string Township, string School)> PlaceAsync(Guid child)
    {
        await using var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync();
        return (await connection.With("select residence_township, coalesce(school_code, '') from registers.whereabouts where child = $1", child)
            .RowsAsync(row => (row.GetString(0), row.GetString(1)), default)).Single();
    }

    private async Task<string> OtherTownshipAsync(string township)
    {
        await using var connection = await browsing.Services.GetRequiredService<CasesDatabase>().Application.OpenConnectionAsync();
        return (await connection.With("select code from registers.townships where tenant = $1 and code <> $2 order by code limit 1", Browsing.County, township).ScalarAsync<string>(default))!;
    }
}
