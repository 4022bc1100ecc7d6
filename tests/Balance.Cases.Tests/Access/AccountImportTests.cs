using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Balance.Cases.Access;
using Balance.Cases.Access.Administration;
using Balance.Cases.Storage;
using Balance.Cases.Tests.Registers.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Balance.Cases.Tests.Access;

public sealed class AccountImportTests(TestDatabase database)
{
    private const string Headers = "用户名,姓名,角色,单位代码,单位名称,年级,班级\n";

    [Fact]
    public async Task Good_rows_become_accounts_and_the_others_say_what_to_put_right()
    {
        await using var host = await database.StartHostAsync();
        var county = database.NextCounty();
        var user = Unique();
        var result = await ImportAsync(host, county, Headers
            + $"{user}a,王小明,乡镇干部,{county}101,甲镇,,\n"
            + $"{user}b,李老师,counselor,2121000001,一小,5,2班\n"
            + $"{user}a,重复,乡镇干部,{county}101,甲镇,,\n"
            + $"{user}c,张三,总管,{county},局,,\n"
            + $"{user}d,张三,县级干部,{county}101,甲镇,,\n"
            + $"{user}e,张三,校长,2121000001,一小,5,2班\n"
            + $"{user}f,,校长,2121000001,一小,,\n"
            + $"{user}g,张三,安全管理员,{county},局,,\n"
            + "not a name,张三,校长,2121000001,一小,,\n"
            + $"{user}h,张三,校长,2121000001,,,\n"
            + $"{user}i,李老师,班主任,2121000001,一小,十,2班\n");

        result.Made.Select(made => made.Account.UserName).ShouldBe([user + "a", user + "b"]);
        result.Made[1].Account.Class.ShouldBe("2班");
        result.Refused.Select(row => row.Line).ShouldBe([4, 5, 6, 7, 8, 9, 10, 11, 12]);
        result.Refused.Select(row => row.Why[..4]).ShouldBe(["该用户名", "角色无法", "角色“县", "只有班主", "请填写姓", "系统、安", "用户名只", "登记中没", "年级应为"]);
        (await host.Browser().SignInAsync(user + "b", result.Made[1].Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // Mended and sent again, the list adds what was missing and nothing else.
        var again = await ImportAsync(host, county, Headers + $"{user}a,王小明,乡镇干部,{county}101,甲镇,,\n{user}c,张三,县级干部,{county},局,,\n");
        again.Made.Single().Account.UserName.ShouldBe(user + "c");
    }

    [Fact]
    public async Task An_operator_s_list_may_hold_administrators_so_that_a_county_begins()
    {
        await using var host = await database.StartHostAsync();
        var county = database.NextCounty();
        var user = Unique();
        await using var scope = host.Services.CreateAsyncScope();
        var list = new MemoryStream(Encoding.UTF8.GetBytes(Headers + $"{user},赵六,安全管理员,{county},教育局,,\n"));
        var result = await scope.ServiceProvider.GetRequiredService<AccountImport>().RunAsync(list, Desk.Operator(county), default);
        result.Made.Single().Account.Role.ShouldBe(Role.SecurityAdministrator);
    }

    [Fact]
    public async Task The_page_takes_a_workbook_and_shows_each_password_once()
    {
        await using var host = await database.StartHostAsync();
        var county = database.NextCounty();
        var user = Unique();
        var security = await host.SecurityAsync(county);
        var book = new Workbook().Sheet((1, Cells("教育局账户名单")), (2, Cells("用户名", "姓名", "角色", "单位代码", "单位名称")), (3, Cells(user, "王小明", "乡镇干部", county + "101", "甲镇"))).Bytes();

        var answer = await SendAsync(security, "accounts.xlsx", book);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var password = Desk.GivenPassword().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
        (await host.Browser().SignInAsync(user, password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("accounts.exe", "用户名,姓名,角色,单位代码\n", "只接受")]
    [InlineData("accounts.xlsx", "用户名,姓名,角色,单位代码\n", "只接受")]
    [InlineData("accounts.csv", "PK\u0003\u0004 a workbook that calls itself text", "只接受")]
    [InlineData("accounts.csv", "一,二,三\n", "缺少必填列")]
    public async Task A_file_that_is_not_what_it_says_is_refused(string name, string content, string says)
    {
        await using var host = await database.StartHostAsync();
        var answer = await SendAsync(await host.SecurityAsync(database.NextCounty()), name, Encoding.UTF8.GetBytes(content));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).ShouldContain(says);
    }

    [Fact]
    public async Task A_list_that_is_too_long_makes_nothing()
    {
        await using var host = await database.StartHostAsync();
        var county = database.NextCounty();
        var rows = Enumerable.Range(0, AccountImport.MostRows + 1).Select(n => $"x{n.ToString(CultureInfo.InvariantCulture)},某人,县级干部,{county},局,,\n");
        (await Should.ThrowAsync<Refusal>(() => ImportAsync(host, county, Headers + string.Concat(rows)))).Code.ShouldBe("too_many_rows");
        await using var scope = host.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AccountDirectory>().OfAsync(new(), Office.At(county, county, Role.SecurityAdministrator), default)).Total.ShouldBe(0);
    }

    private static Workbook.Cell[] Cells(params string[] texts) => [.. texts.Select(Workbook.Inline)];

    private static string Unique() => "i" + Guid.NewGuid().ToString("N")[..10];

    private static async Task<AccountImportResult> ImportAsync(IHost host, string county, string text)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountImport>()
            .RunAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Office.At(county, county, Role.SecurityAdministrator), default);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string name, byte[] content)
    {
        var page = await browser.GetStringAsync("/accounts/import");
        using var form = new MultipartFormDataContent();
        foreach (var field in await Fields(page)) form.Add(new StringContent(field.Value), field.Key);
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        return await browser.PostAsync("/accounts/import", form);
    }

    private static async Task<IEnumerable<KeyValuePair<string, string>>> Fields(string page)
    {
        var form = await Office.Form(page, ("_handler", "import")).ReadAsStringAsync();
        return form.Split('&').Select(field => field.Split('=', 2)).Select(field => KeyValuePair.Create(field[0], WebUtility.UrlDecode(field[1])));
    }
}
