using System.Net;
using System.Xml.Linq;
using Balance.Cases.Access;
using Balance.Cases.Indicators;
using Balance.Cases.Tests.Cases;

namespace Balance.Cases.Tests.Indicators;

/// <summary>The page of rates over time and its drawings as files.</summary>
[Collection<CaseOfficeCollection>]
public sealed class RateChartTests(CaseOffice office)
{
    [Fact]
    public void A_year_is_told_by_the_ends_of_its_months_and_the_day() =>
        Rates.MonthsUntil(new(2026), new DateOnly(2026, 11, 22)).ShouldBe([new(2026, 9, 30), new(2026, 10, 31), new(2026, 11, 22)]);

    [Theory]
    [InlineData("2026-09-01", 1)]
    [InlineData("2026-09-30", 1)]
    [InlineData("2026-10-01", 2)]
    [InlineData("2027-08-31", 12)]
    public void Each_month_stands_once(string day, int months) => Rates.MonthsUntil(new(2026), DateOnly.ParseExact(day, "yyyy-MM-dd")).Count.ShouldBe(months);

    [Theory]
    [InlineData("dropout")]
    [InlineData("enrolment")]
    public async Task A_drawing_is_a_whole_svg_file_with_title_and_values(string trend)
    {
        var answer = await (await office.BureauAsync()).GetAsync($"/rates/chart.svg?trend={trend}&asOf=2026-10-20&compareWith=2025-10-20");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");

        var drawing = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        XNamespace svg = "http://www.w3.org/2000/svg";
        drawing.Name.ShouldBe(svg + "svg");
        drawing.Element(svg + "title")!.Value.ShouldNotBeEmpty();
        var words = drawing.Descendants(svg + "text").Select(text => text.Value).ToList();
        words.ShouldContain(word => word.Contains("2026年10月20日", StringComparison.Ordinal));
        words.ShouldContain(word => word.Contains("2025—2026", StringComparison.Ordinal), "the other year has its line");
        drawing.Descendants(svg + "path").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_file_is_refused_where_the_page_is()
    {
        (await (await office.OfficerAsync(Role.SecurityAdministrator)).GetAsync("/rates/chart.svg?trend=dropout")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await (await office.BureauAsync()).GetAsync("/rates/chart.svg?trend=nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_days_are_compared_the_earlier_first()
    {
        var page = await (await office.BureauAsync()).GetStringAsync("/rates?asOf=2026-09-30&compareWith=2026-10-20");
        page.ShouldContain("2026-09-30 与 2026-10-20 对比");
        page.ShouldContain("差值");
        (await (await office.BureauAsync()).GetStringAsync("/rates?asOf=2026-09-30&compareWith=nonsense")).ShouldNotContain("对比</h2>");
    }

    [Fact]
    public async Task The_bureau_s_home_says_how_old_each_kind_of_data_is()
    {
        var home = await (await office.BureauAsync()).GetStringAsync("/");
        home.ShouldContain("数据新旧");
        home.ShouldContain("该更新了", customMessage: "townships and people are of September 2025");
        home.ShouldContain("学年辍学率逐月变化");
    }
}
