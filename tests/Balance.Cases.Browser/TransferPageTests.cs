using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Migrants;
using Balance.Cases.Registers.Importing;
using Balance.Cases.Storage.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Browser;

/// <summary>The pages on which a county's bureau takes children whom another county has sent, and reads what came along.</summary>
public sealed class TransferPageTests(Browsing browsing)
{
    private const string Neighbour = "211382";
    private const string School = "2113820001";

    private static readonly Principal Head = new("head", Neighbour, School, Level.School, Role.Headmaster.Code());

    [Fact]
    public async Task Pages_between_counties_are_fit_for_everyone_and_a_child_is_taken()
    {
        await browsing.SeedAsync();
        await SetUpAsync();
        await SendAsync("陈小雨", Concern.LeftBehind);
        await SendAsync("周子涵", Concern.Hardship);
        var page = await browsing.SignInAsync(Role.CountyOfficer);
        var faults = new List<string>();
        foreach (var (path, name) in new[] { ("/", "home-transfers"), ("/inbox", "inbox-transfers"), ("/transfers", "transfers") })
        {
            (await page.GotoAsync(path))!.Status.ShouldBe(200, path);
            faults.AddRange(await page.FaultsAsync(name));
        }
        await page.Locator("table a[href^='/transfers/']").First.ClickAsync();
        await page.GetByLabel("接收日期").WaitForAsync();
        faults.AddRange(await page.FaultsAsync("transfer"));

        await page.Locator("select[name=school]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByRole(AriaRole.Button, new() { Name = "接收", Exact = true }).ClickAsync();
        await page.GetByText("已接收，档案随转").WaitForAsync();
        faults.AddRange(await page.FaultsAsync("case-received"));
        await page.GetByRole(AriaRole.Link, new() { Name = "查看外县转来的档案" }).ClickAsync();
        await page.GetByText("父母外出务工").WaitForAsync();
        faults.AddRange(await page.FaultsAsync("history"));
        await page.GotoAsync("/transfers");
        faults.AddRange(await page.FaultsAsync("transfers-ended"));
        faults.ShouldBeEmpty();
    }

    private async Task SetUpAsync()
    {
        await ImportAsync(RegisterKind.Townships, $"township_code,name\n{Neighbour}101,城关镇\n");
        await ImportAsync(RegisterKind.Schools, $"school_code,name,township_code,kind,ownership\n{School},城关小学,{Neighbour}101,primary,public\n");
    }

    private async Task SendAsync(string name, Concern concern)
    {
        var (door, child) = (browsing.Services.GetRequiredService<Dispatcher>(), Guid.NewGuid());
        await door.SendAsync(new OpenProvisionalCase(Guid.NewGuid(), child, concern, Browsing.Today.AddDays(-20), name, new(2016, 5, 1), "家长", "13900000000", null, null, null, "父母外出务工"), Head, default);
        await door.SendAsync(new TransferStudent(Guid.NewGuid(), child, 1, Browsing.Today.AddDays(-3), TransferReach.ToOtherCounty, null, Browsing.County, "随父母迁居"), Head, default);
    }

    private async Task ImportAsync(RegisterKind kind, string csv)
    {
        await using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var who = new Principal("operator:tests", Neighbour, Neighbour, Level.County, "operator");
        (await browsing.Services.GetRequiredService<RegisterImporter>().ImportAsync(new ImportRequest(kind, kind + ".csv", content, Browsing.Today.AddYears(-1), null), who, default)).Rejects.ShouldBeEmpty();
    }
}
