using System.Net;
using Balance.Cases.Access;
using Balance.Cases.Domain.Indicators;
using Balance.Cases.Tests.Access;
using Balance.Cases.Tests.Cases;
using Balance.Cases.Tests.Given;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Tests.Migrants;

/// <summary>Places of migrant children: what is owed, what is asked too much, and the share that is in public or purchased places.</summary>
[Collection<CaseOfficeCollection>]
public sealed class PlaceTests(CaseOffice office)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_place_is_secured_and_a_complaint_answered_on_the_page_of_a_migrant_child()
    {
        var (counselor, bureau, child) = (await office.CounselorAsync(), await office.BureauAsync(), await office.NextChildAsync());
        await counselor.DoAsync(child, "open", fields: new { concern = "migrant" }).Should(HttpStatusCode.OK);
        (await counselor.GetStringAsync($"/cases/{child}", Ct)).ShouldContain("随迁子女");
        (await DutiesAsync(bureau, child)).ShouldBe(["secure_place"]);

        var page = await counselor.GetStringAsync($"/cases/{child}", Ct);
        (await counselor.PostAsync($"/cases/{child}", Office.Form(page, ("_handler", "secure_place"), ("command_id", Guid.NewGuid().ToString()), ("version", "1"), ("occurredOn", "2026-10-12"),
            ("school", CaseOffice.School), ("ownership", "purchased"), ("proof", "residence_permit"), ("mixed", "true")), Ct)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await DutiesAsync(bureau, child)).ShouldBeEmpty();

        var complaint = (await counselor.DoAsync(child, "file-fee-complaint", "2026-10-13").Should(HttpStatusCode.OK)).Entry;
        (await DutiesAsync(bureau, child)).ShouldBe(["answer_complaint"]);
        await counselor.DoAsync(child, "answer-fee-complaint", "2026-10-14", 3, fields: new { complaint }).Should(HttpStatusCode.Forbidden, "forbidden");
        await bureau.DoAsync(child, "answer-fee-complaint", "2026-10-14", 2, fields: new { complaint }).Should(HttpStatusCode.PreconditionFailed, "changed");
        await bureau.DoAsync(child, "answer-fee-complaint", "2026-10-14", 3, fields: new { complaint }).Should(HttpStatusCode.OK);
        (await DutiesAsync(bureau, child)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_that_is_no_migrant_is_offered_no_place()
    {
        var (counselor, child) = (await office.CounselorAsync(), await office.NextChildAsync());
        await counselor.DoAsync(child, "open", fields: new { concern = "hardship" }).Should(HttpStatusCode.OK);
        (await counselor.GetStringAsync($"/cases/{child}", Ct)).ShouldNotContain("secure_place-occurredOn");
        await counselor.DoAsync(child, "secure-place", "2026-10-12").Should(HttpStatusCode.UnprocessableEntity, "not_migrant");
    }

    [Fact]
    public async Task The_share_of_migrants_in_public_or_purchased_places_counts_those_enrolled()
    {
        var county = new TestCounty(office.Host.Services, office.Databases.Shared, office.Databases.NextCounty());
        await county.ImportAsync(RegisterKind.Townships, "2025-08-01", Files.Townships, $"{county.Township},甲镇", $"{county.OtherTownship},乙镇");
        await county.ImportAsync(RegisterKind.Schools, "2025-08-01", Files.Schools,
            $"{county.Primary},甲镇小学,{county.Township},primary,public,town", $"{county.Junior},乙镇民办,{county.OtherTownship},primary,private,rural", $"41{county.Code}03,乙镇购买,{county.OtherTownship},primary,purchased,rural");
        string[] numbers = [.. Enumerable.Range(1, 7).Select(day => Files.Child($"2016-03-0{day}"))];
        await county.PopulationAsync("2026-09-01",
            county.Person(numbers[0], residence: "migrant"), county.Person(numbers[1], residence: "migrant", township: county.OtherTownship), county.Person(numbers[2], residence: "migrant"),
            county.Person(numbers[3], residence: "migrant"), county.Person(numbers[4]), county.Person(numbers[5], residence: "migrant"), county.Person(numbers[6], residence: "migrant"));
        // One in each kind of school, one enrolled nowhere, one that is no migrant, one suspended, one on the roll who dropped out.
        await county.RollAsync("2026-09-10", county.Pupil(numbers[0]), county.Pupil(numbers[1], school: county.Junior), county.Pupil(numbers[2], school: $"41{county.Code}03"),
            county.Pupil(numbers[4]), county.Pupil(numbers[5], status: "suspended"), county.Pupil(numbers[6]));
        await county.LedgerAsync(Files.Step(numbers[6], "2026-09-20", "dropout", "work", school: county.Primary, grade: "3"));

        var figures = (await county.FiguresAsync("2026-10-10")).Migrants;
        figures.ShouldBe([new MigrantFigure(county.Code, UnitKind.County, 3, 2), new MigrantFigure(county.Township, UnitKind.Township, 2, 2), new MigrantFigure(county.OtherTownship, UnitKind.Township, 1, 0)]);
        figures[0].Rate.ShouldBe(0.666667m);

        var bureau = await office.OfficerAsync(Role.CountyOfficer, county.Code, county.Code);
        (await bureau.GetStringAsync("/rates?asOf=2026-10-10", Ct)).ShouldContain("随迁子女公办占比");
        (await bureau.AskAsync("/api/indicators?asOf=2026-10-10").Should(HttpStatusCode.OK)).Body.GetProperty("migrants")[0].GetProperty("rate").GetDecimal().ShouldBe(0.666667m);
        var township = await office.OfficerAsync(Role.TownshipOfficial, county.Township, county.Code);
        (await township.AskAsync("/api/indicators?asOf=2026-10-10").Should(HttpStatusCode.OK)).Body.GetProperty("migrants").EnumerateArray()
            .Select(row => row.GetProperty("unit").GetString()).ShouldBe([county.Code, county.Township]);
    }

    private static async Task<IReadOnlyList<string>> DutiesAsync(HttpClient officer, Guid child) =>
        [.. (await officer.AskAsync($"/api/cases/{child}").Should(HttpStatusCode.OK)).Body.GetProperty("summary").GetProperty("duties").EnumerateArray().Select(duty => duty.GetProperty("kind").GetString()!)];
}
