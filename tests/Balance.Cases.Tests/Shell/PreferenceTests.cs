using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Shell;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Shell;

/// <summary>Language and light are chosen without script, and the choice leads nowhere else.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PreferenceTests(CaseOffice office)
{
    [Fact]
    public async Task A_language_and_a_light_are_kept_before_and_after_sign_in()
    {
        var browser = office.Host.Browser();
        (await browser.GetStringAsync("/sign-in")).ShouldSatisfyAllConditions(page => page.ShouldContain("lang=\"zh-CN\""), page => page.ShouldContain("prefers-color-scheme: dark"));

        var sent = await ChooseAsync(browser, ("language", "en"), ("return", "/sign-in?return=%2Fcases"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        sent.Headers.Location!.ToString().ShouldBe("/sign-in?return=%2Fcases");
        await ChooseAsync(browser, ("light", "night"), ("return", "/sign-in"));
        (await browser.GetStringAsync("/sign-in")).ShouldSatisfyAllConditions(
            page => page.ShouldContain("<html lang=\"en\""), page => page.ShouldContain("Sign in"), page => page.ShouldContain("media=\"screen\""), page => page.ShouldContain("content=\"dark\""));

        await ChooseAsync(browser, ("light", "day"), ("return", "/sign-in"));
        (await browser.GetStringAsync("/sign-in")).ShouldNotContain("_content/Balance.Cases/night");
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_another_house(string trap)
    {
        Preferences.OwnAddress(trap).ShouldBe("/");
        (await ChooseAsync(office.Host.Browser(), ("language", "en"), ("return", trap))).Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task What_is_no_choice_changes_nothing_and_a_form_of_another_site_is_refused()
    {
        var browser = office.Host.Browser();
        await ChooseAsync(browser, ("language", "fr"), ("light", "7"), ("return", "/"));
        (await browser.GetStringAsync("/sign-in")).ShouldContain("lang=\"zh-CN\"");

        using var forged = new FormUrlEncodedContent([new("language", "en")]);
        (await browser.PostAsync("/preferences", forged)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_search_from_anywhere_leaves_no_name_in_an_address()
    {
        var child = await office.NextChildAsync();
        var name = (await office.PersonAsync(child)).Name;
        var counselor = await office.CounselorAsync();
        var home = await counselor.GetStringAsync("/");

        var sent = await counselor.PostAsync("/find", Office.Form(home, ("_handler", "find"), ("text", name)));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = sent.Headers.Location!.ToString();
        Uri.UnescapeDataString(address).ShouldNotContain(name);
        (await counselor.GetStringAsync(address)).ShouldContain(name);
        (await (await office.OfficerAsync(Role.Counselor, CaseOffice.SchoolNextDoor)).GetStringAsync(address)).ShouldNotContain($"/cases/new?child={child}");
        (await (await office.OfficerAsync(Role.SecurityAdministrator)).GetAsync("/find")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<HttpResponseMessage> ChooseAsync(HttpClient browser, params (string, string)[] fields) =>
        await browser.PostAsync("/preferences", Office.Form(await browser.GetStringAsync("/sign-in"), fields));
}
