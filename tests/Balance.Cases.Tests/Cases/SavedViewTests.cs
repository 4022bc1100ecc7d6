using System.Net;
using System.Net.Http.Json;
using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Balance.Cases.Tests.Cases;

/// <summary>Lists that officers keep: their own, opened by one tap, with nothing of a child in them.</summary>
[Collection<CaseOfficeCollection>]
public sealed class SavedViewTests(CaseOffice office)
{
    private static readonly CaseListQuery Overdue = new(Status: CaseStatus.Out, Due: DueFilter.Overdue);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private SavedViews Views => office.Host.Services.GetRequiredService<SavedViews>();

    [Fact]
    public async Task A_view_is_saved_from_the_list_opened_by_one_tap_renamed_and_deleted()
    {
        var township = await TownshipAsync(70);
        var sent = await SaveAsync(township, "/cases?due=overdue&status=out&sort=-opened&page=3", "我的超期");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var list = await PageAsync(township, "/cases");
        list.ShouldContain("我的超期");
        list.ShouldContain("href=\"/cases?status=out&due=overdue&sort=-opened\"");
        (await PageAsync(township, "/cases?sort=-opened&status=out&due=overdue")).ShouldMatch("sort=-opened\" aria-current=\"true\"[^>]*>我的超期");
        var view = (await OfAsync(township)).ShouldHaveSingleItem();

        (await ChangeAsync(township, ($"name-{view.Id}", "每周一看"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(township)).ShouldHaveSingleItem().ShouldBe(view with { Name = "每周一看" });
        (await ChangeAsync(township, ($"name-{view.Id}", "每周一看"), ($"delete-{view.Id}", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(township)).ShouldBeEmpty();
        // What is gone already is gone.
        (await ChangeAsync(township, ($"delete-{view.Id}", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await PageAsync(township, "/cases")).ShouldNotContain("每周一看");
    }

    [Fact]
    public async Task Over_the_interface_too_a_view_is_saved_once_renamed_and_deleted_and_no_search_is_kept()
    {
        var township = await TownshipAsync(92);
        var body = new { commandId = Guid.CreateVersion7(), name = "待核查", list = new { status = "suspected", text = "赵丽" } };
        for (var times = 0; times < 2; times++) await PostAsync("/api/cases/views", body).Should(HttpStatusCode.OK);
        var view = (await township.AskAsync("/api/cases/views").Should(HttpStatusCode.OK)).Body.EnumerateArray().ShouldHaveSingleItem();
        view.GetProperty("query").GetString().ShouldBe("status=suspected");
        var id = view.GetProperty("id").GetGuid();

        await PostAsync("/api/cases/views", body with { name = "别的" }).Should(HttpStatusCode.Conflict, "command_reused");
        await PostAsync("/api/cases/views", new { commandId = Guid.NewGuid(), name = "空" }).Should(HttpStatusCode.BadRequest);
        await PostAsync("/api/cases/views/change", new { changes = Array.Empty<object>() }).Should(HttpStatusCode.BadRequest);
        await PostAsync("/api/cases/views/change", new { changes = new[] { new { id, name = "13812345678" } } }).Should(HttpStatusCode.UnprocessableEntity, "name_number");
        (await PostAsync("/api/cases/views/change", new { changes = new[] { new { id, name = "每周一看" } } }).Should(HttpStatusCode.OK)).Body[0].GetProperty("name").GetString().ShouldBe("每周一看");
        (await PostAsync("/api/cases/views/change", new { changes = new[] { new { id } } }).Should(HttpStatusCode.OK)).Body.GetArrayLength().ShouldBe(0);

        async Task<Answer> PostAsync(string path, object asked) => await Acts.ReadAsync(await township.PostAsJsonAsync(path, asked, Ct));
    }

    [Fact]
    public async Task A_view_is_its_officer_s_alone()
    {
        var (township, colleague, stranger) = (await TownshipAsync(71), await TownshipAsync(72), await office.OfficerAsync(Role.TownshipOfficial, office.OtherCounty + "101", office.OtherCounty, nth: 71));
        await SaveAsync(township, "/cases?status=suspected", "核查清单");
        var view = (await OfAsync(township)).ShouldHaveSingleItem();

        foreach (var (other, county) in new[] { (colleague, office.County), (stranger, office.OtherCounty) })
        {
            var who = WhoIs(other) with { Tenant = county };
            (await PageAsync(other, "/cases")).ShouldNotContain("核查清单");
            (await PageAsync(other, "/cases/views")).ShouldNotContain("核查清单");
            await ChangeAsync(other, ($"name-{view.Id}", "偷看"), ($"delete-{view.Id}", "true"));
            await Views.ChangeAsync([new(view.Id, null)], who, Ct);
            await Views.ChangeAsync([new(view.Id, "偷看")], who, Ct);
            await SaveAsync(other, "/cases?status=suspected", "核查清单");
            (await OfAsync(other)).ShouldHaveSingleItem().Id.ShouldNotBe(view.Id);
        }
        (await OfAsync(township)).ShouldHaveSingleItem().ShouldBe(view);
        // The same user name in another county is somebody else, and an operator has none.
        (await Views.OfAsync(WhoIs(township) with { Tenant = office.OtherCounty }, Ct)).ShouldBeEmpty();
        (await RefusedAsync(() => Views.SaveAsync(Guid.NewGuid(), "一", Overdue, WhoIs(township) with { User = "operator:tests" }, Ct))).ShouldBe("no_account");
        (await (await office.OfficerAsync(Role.SecurityAdministrator)).GetAsync("/cases/views", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_same_form_sent_twice_saves_once_and_its_id_serves_nothing_else()
    {
        var (township, id) = (await TownshipAsync(73), Guid.NewGuid());
        for (var i = 0; i < 2; i++) (await SaveAsync(township, "/cases?status=out", "在册", id)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await OfAsync(township)).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await WordsAsync(await SaveAsync(township, "/cases?status=returned", "在册", id))).ShouldContain("该操作编号已用于另一项内容");
        (await WordsAsync(await SaveAsync(township, "/cases?status=returned", "在册"))).ShouldContain("已有同名的视图");
        (await OfAsync(township)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Names_can_change_places_and_cannot_be_the_same()
    {
        var township = await TownshipAsync(74);
        await SaveAsync(township, "/cases?status=out", "甲");
        await SaveAsync(township, "/cases?status=returned", "乙");
        var views = await OfAsync(township);

        (await ChangeAsync(township, ($"name-{views[0].Id}", "乙"), ($"name-{views[1].Id}", "甲"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(township)).Select(view => view.Name).ShouldBe(["乙", "甲"]);
        var same = await ChangeAsync(township, ($"name-{views[0].Id}", "丙"), ($"name-{views[1].Id}", "丙"));
        same.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WordsAsync(same)).ShouldContain("value=\"丙\"");
        (await OfAsync(township)).Select(view => view.Name).ShouldBe(["乙", "甲"]);
    }

    [Fact]
    public async Task One_more_than_the_most_is_refused_also_when_all_come_at_once()
    {
        var who = WhoIs(await TownshipAsync(75));
        var codes = await Task.WhenAll(Enumerable.Range(0, SavedViews.Most + 3).Select(n => RefusedAsync(() => Views.SaveAsync(Guid.NewGuid(), $"视图 {n}", Overdue, who, Ct))));

        codes.Count(code => code is null).ShouldBe(SavedViews.Most);
        codes.Count(code => code == "too_many_views").ShouldBe(3);
        (await Views.OfAsync(who, Ct)).Count.ShouldBe(SavedViews.Most);
    }

    [Theory]
    [InlineData("", "请填写")]
    [InlineData("   ", "请填写")]
    [InlineData("这个名称实在太长了因为它的字符比三十个还要多而名称最多只能有三十个字", "最多 30 字")]
    [InlineData("13900000000", "请勿写证件号")]
    [InlineData("家长 139-0000-0000", "请勿写证件号")]
    [InlineData("0421 582 1234", "请勿写证件号")]
    [InlineData("２１１３８１２０１３０２０１１２３Ｘ", "请勿写证件号")]
    public async Task A_name_that_is_none_is_refused_with_what_to_do_and_stays_in_the_form(string name, string words)
    {
        var township = await TownshipAsync(76);
        var sent = await SaveAsync(township, "/cases?status=out", name);

        sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await WordsAsync(sent);
        page.ShouldContain(words);
        page.ShouldContain($"value=\"{name}\"");
        (await OfAsync(township)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026年秋季 9月1日起")]
    [InlineData("初中超期 123456")]
    public async Task A_name_with_few_digits_is_a_name(string name)
    {
        var who = WhoIs(await TownshipAsync(77));
        (await RefusedAsync(() => Views.SaveAsync(Guid.NewGuid(), name, Overdue, who, Ct))).ShouldBeNull();
        await Views.ChangeAsync([.. (await Views.OfAsync(who, Ct)).Select(view => new ViewChange(view.Id, null))], who, Ct);
    }

    [Fact]
    public async Task What_was_searched_for_is_never_kept_nor_anything_that_is_no_filter()
    {
        var bureau = await office.OfficerAsync(Role.CountyOfficer, nth: 78);
        var number = CaseOffice.NumberOf(office.County, CaseOffice.School, 1);
        var found = (await bureau.PostAsync("/cases?status=suspected", Office.Form(await bureau.GetStringAsync("/cases?status=suspected", Ct), ("_handler", "find"), ("text", number)), Ct)).Headers.Location!.ToString();
        found.ShouldContain("find=");

        (await SaveAsync(bureau, found, "查找之后")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(bureau)).ShouldHaveSingleItem().Query.ShouldBe("status=suspected");

        foreach (var (path, words) in new[]
        {
            ("/cases?status=out&reason=nonsense", "reason"), ("/cases?status=out&sort=name", "sort"), ($"/cases?status=out&township={number}", "没有这个乡镇或学校"), ("/cases?school=13900000000", "没有这个乡镇或学校"),
            ($"/cases?township={office.OtherCounty}101", "没有这个乡镇或学校"),
        })
        {
            var sent = await SaveAsync(bureau, path, "别的");
            sent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, path);
            (await WordsAsync(sent)).ShouldContain(words, Case.Sensitive, path);
        }
        (await SaveAsync(bureau, $"/cases?township={office.Township}&school={CaseOffice.School}", "东乡中学")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await OfAsync(bureau)).Select(view => view.Query).ShouldBe(["status=suspected", $"township={office.Township}&school={CaseOffice.School}"]);
        (await RefusedAsync(() => Views.SaveAsync(Guid.NewGuid(), "全部", new CaseListQuery(Text: "赵"), WhoIs(bureau), Ct))).ShouldBe("nothing_to_save");
    }

    [Fact]
    public async Task Views_go_with_their_account()
    {
        var township = await TownshipAsync(79);
        await SaveAsync(township, "/cases?status=out", "会消失");
        await using var connection = await office.Databases.Owner.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var user = CaseOffice.UserOf(township);
        const string kept = "select count(*) from lists.views where name = '会消失'";
        (await connection.With(kept).ScalarAsync<long>(Ct)).ShouldBe(1);

        await connection.With("delete from access.accounts where user_name = $1", user).RunAsync(Ct);

        (await connection.With(kept).ScalarAsync<long>(Ct)).ShouldBe(0);
        await transaction.RollbackAsync(Ct);
    }

    private Task<HttpClient> TownshipAsync(int nth) => office.OfficerAsync(Role.TownshipOfficial, office.Township, nth: nth);

    private Principal WhoIs(HttpClient officer) => new(CaseOffice.UserOf(officer), office.County, office.Township, Level.Township, Role.TownshipOfficial.Code());

    private async Task<IReadOnlyList<SavedView>> OfAsync(HttpClient officer)
    {
        await using var connection = await office.Databases.Application.OpenConnectionAsync(Ct);
        return await connection.With("select v.id, v.name, v.query from lists.views v join access.accounts a on a.id = v.account where a.user_name = $1 order by v.made_at", CaseOffice.UserOf(officer))
            .RowsAsync(row => new SavedView(row.GetGuid(0), row.GetString(1), row.GetString(2)), Ct);
    }

    private static async Task<HttpResponseMessage> SaveAsync(HttpClient officer, string path, string name, Guid? id = null) =>
        await officer.SubmitAsync(path, "save-view", ("command_id", (id ?? Guid.NewGuid()).ToString()), ("name", name));

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient officer, params (string, string)[] fields) => officer.SubmitAsync("/cases/views", "views", fields);

    private static async Task<string> PageAsync(HttpClient officer, string path) => WebUtility.HtmlDecode(await officer.GetStringAsync(path, Ct));

    private static async Task<string> WordsAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));

    private static async Task<string?> RefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
