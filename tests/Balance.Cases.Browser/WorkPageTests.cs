using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Documents;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Indicators.Declared;
using Balance.Cases.Returns;
using Balance.Cases.Storage;
using Balance.Cases.Storage.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Browser;

/// <summary>The pages that officers work on, full of an invented county, on phone and desktop, by day and by night.</summary>
public sealed class WorkPageTests(Browsing browsing)
{
    [Fact]
    public async Task Pages_of_the_county_bureau_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var complaints = Complaints(page);
        var faults = new List<string>();
        var child = await ChildAsync("order by c.version desc");
        var entry = await EntryAsync(child);
        foreach (var (path, name) in new[]
        {
            ("/", "home-county"), ("/inbox", "inbox-county"), ("/find", "find"), ("/rates", "rates"), ($"/rates?compareWith={Browsing.Today.AddYears(-1):yyyy-MM-dd}", "rates-compared"), ($"/rates?asOf=2025-10-01&knownAt={Browsing.Today:yyyy-MM-dd}T09:00", "rates-past"),
            ($"/rates/children?part=out_of_school&unit={Browsing.County}&unitKind=county&stage=junior&asOf={Browsing.Today:yyyy-MM-dd}", "rates-children"),
            ("/imports", "imports"), ("/imports/unidentified", "unidentified"), ("/imports/headers?kind=enrolment", "headers"), ("/screening", "screening"), ("/cases", "cases"), ("/cases?due=overdue&status=suspected", "cases-filtered"), ("/cases/views", "views"), ($"/cases/assign?case={(await browsing.CaseAsync(CaseStatus.Out)).Child}", "assign"),
            ($"/cases/{child}", "case"), ($"/cases/{child}?asOf={Browsing.Today.AddDays(-30):yyyy-MM-dd}", "case-past"), ($"/cases/{child}?concern=dropout_risk", "case-concern"), ($"/cases/{child}/replay?step=2", "case-replay"), ("/cases/visit-list?due=this_week", "visit-list"), ("/cases/new", "case-new"), ($"/cases/{child}/entries/{entry}", "entry"),
        })
        {
            await page.GotoAsync(path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        faults.ShouldBeEmpty();
        complaints.ShouldBeEmpty("the browser complains, perhaps because a page breaks its own content policy");
    }

    [Fact]
    public async Task Pages_of_figures_and_returns_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var (sealing, who) = (browsing.Services.GetRequiredService<ReturnSealing>(), new Principal("looker", Browsing.County, Browsing.County, Level.County, Role.CountyOfficer.Code()));
        await browsing.Services.GetRequiredService<Declarations>().SayAsync(
            new DeclareCohort(Guid.NewGuid(), 2024, null, Browsing.Today, 1000, 30, 50, 1, 940, "初中事业统计"), new DeclareCohort.Validator(), who, default);
        var sealedReturns = new List<Guid>();
        foreach (var months in new[] { -2, -1 })
            sealedReturns.Add((await sealing.SealAsync(new SealReturn(Guid.NewGuid(), ReturnKind.Monthly, Browsing.Today.AddMonths(months)), who, default)).Return);
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var complaints = Complaints(page);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ("/rates/further", "rates-further"), ("/rates/declared", "rates-declared"), ("/returns", "returns"), ($"/returns/{sealedReturns[1]}", "return"),
        })
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        faults.ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_every_concern_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var (child, paper) = await FollowedForEverythingAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var complaints = Complaints(page);
        var faults = new List<string>();
        foreach (var (path, name) in new[]
        {
            ($"/cases/{child}", "case-concerns"), ($"/cases/{child}/documents/{paper}", "paper"), ("/disability", "disability"), ("/left-behind", "left-behind"), ("/migrants", "migrants"), ("/help", "help"), ("/transitions", "transitions"),
            ("/pack", "pack"), ("/pack?with=binzhou-2023", "pack-compared"),
        })
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        faults.ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_a_township_and_of_a_school_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var child = await ChildAsync("where w.residence_township is not null and w.school_code is not null order by c.version desc");
        var (township, school) = await PlaceAsync(child);
        var faults = new List<string>();
        foreach (var (role, office, name) in new[] { (Role.TownshipOfficial, township, "township"), (Role.Headmaster, school, "school") })
        {
            var page = await browsing.SignInAsync(role, office: office);
            foreach (var path in new[] { "/", "/inbox", "/rates", "/cases", "/cases/visit-list", $"/cases/{child}/visit", $"/cases/{child}" })
            {
                await page.GotoAsync(path);
                faults.AddRange(await page.FaultsAsync($"{name}{path.Replace('/', '-').Replace(child.ToString(), "case", StringComparison.Ordinal)}"));
            }
            (await page.Locator(":not(.inside) > .timeline").CountAsync()).ShouldBe(1, $"the case is the {name}'s");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_a_resource_centre_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.SpecialEducationExpert, office: ResourceCentre.At(Browsing.County));
        var complaints = Complaints(page);
        var faults = new List<string>();
        foreach (var (path, name) in new[] { ("/", "centre"), ("/inbox", "centre-inbox"), ("/disability?part=at_centre", "centre-disability") })
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        await page.GotoAsync((await page.Locator("table.data tbody th a").First.GetAttributeAsync("href"))!);
        await page.EvaluateAsync("document.querySelectorAll('details.disclose').forEach(fold => fold.open = true)");
        faults.AddRange(await page.FaultsAsync("centre-case"));
        faults.ShouldBeEmpty();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_those_who_stand_in_and_of_the_audit_administrator_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var (township, _) = await PlaceAsync(await ChildAsync("where w.residence_township is not null order by c.version desc"));
        var faults = new List<string>();
        foreach (var (role, office, paths) in new (Role, string?, string[])[]
            { (Role.TownshipOfficial, township, ["/delegations", "/emergency"]), (Role.AuditAdministrator, null, ["/", "/access-log", "/access-log?what=read", "/access-log/emergencies"]) })
        {
            var page = await browsing.SignInAsync(role, office: office);
            foreach (var path in paths)
            {
                (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
                faults.AddRange(await page.FaultsAsync($"{role}{path.Replace('/', '-').Replace('?', '-').Replace('=', '-')}"));
            }
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_of_auditors_and_administrators_are_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var faults = new List<string>();
        var auditor = await browsing.SignInAsync(Role.Auditor, office: Browsing.County);
        foreach (var (path, name) in new[] { ("/", "home-auditor"), ("/audit/sample?seed=autumn", "audit-sample"), ("/audit/chain", "audit-chain") })
        {
            await auditor.GotoAsync(path);
            faults.AddRange(await auditor.FaultsAsync(name));
        }
        await auditor.GetByRole(AriaRole.Button, new() { Name = "开始核验" }).ClickAsync();
        await auditor.Locator(".notice.tone-good").WaitForAsync();
        faults.AddRange(await auditor.FaultsAsync("audit-chain-verified"));
        foreach (var role in new[] { Role.SecurityAdministrator, Role.AuditAdministrator })
        {
            var page = await browsing.SignInAsync(role, office: Browsing.County);
            faults.AddRange(await page.FaultsAsync($"home-{role}"));
            (await page.Locator(".tiles a").CountAsync()).ShouldBeGreaterThan(0, "an administrator's home leads to the work");
            (await page.Locator(".seek, .bar-button").CountAsync()).ShouldBe(0, "an administrator searches for no child");
        }
        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_act_of_a_case_unfolds_into_a_form_that_is_fit_for_everyone()
    {
        await browsing.SeedAsync();
        var child = (await browsing.CaseAsync(CaseStatus.Out)).Child;
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        await page.GotoAsync($"/cases/{child}");
        await page.EvaluateAsync("document.querySelectorAll('details.disclose').forEach(fold => fold.open = true)");
        await page.ShouldBeFitAsync("case-acts");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_finds_children_and_leaves_no_name_in_the_address(bool script)
    {
        await browsing.SeedAsync();
        var page = await browsing.SignInAsync(Role.CountyOfficer, Screen.Phone with { Script = script });
        await page.GotoAsync("/cases");
        var name = (await page.Locator("table.data tbody th a").First.InnerTextAsync()).Trim();
        foreach (var path in new[] { "/cases?sort=opened", "/cases/new" })
        {
            await page.GotoAsync(path);
            await page.Locator("main").GetByLabel("姓名，或完整身份证号").FillAsync(name);
            await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "查找" }).ClickAsync();
            await page.ArriveAsync(url => url.Contains("find=", StringComparison.Ordinal));
            (await page.Locator("table.data tbody th a").AllInnerTextsAsync()).ShouldAllBe(found => found.Contains(name));
            Uri.UnescapeDataString(page.Url).ShouldNotContain(name);
            (await page.Locator("main").GetByLabel("姓名，或完整身份证号").InputValueAsync()).ShouldBe(name);
            // Axe is script itself.
            if (script) await page.ShouldBeFitAsync(path.StartsWith("/cases/", StringComparison.Ordinal) ? "case-new-found" : "cases-found");
        }
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

    /// <summary>A child followed for every concern there is, with a paper made of its case. The least urgent: others are other tests'.</summary>
    private async Task<(Guid Child, Guid Paper)> FollowedForEverythingAsync()
    {
        var (door, who) = (browsing.Services.GetRequiredService<Dispatcher>(), new Principal("looker", Browsing.County, Browsing.County, Level.County, Role.CountyOfficer.Code()));
        var row = (await browsing.CasesAsync(CaseStatus.Followed))[^1];
        var version = row.Version;
        foreach (var concern in Term.All<Concern>().Except(row.Summary.Concerns))
            version = (await door.SendAsync(new RaiseConcern(Guid.NewGuid(), row.Child, version, Browsing.Today, concern, null), who, default)).Version;
        var issued = await door.SendAsync(new IssueDocument(Guid.NewGuid(), row.Child, version, Browsing.Today, DocumentKind.LeftBehindForm), who, default);
        return (row.Child, issued.Entries[0]);
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
