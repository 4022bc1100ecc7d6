using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Indicators;

public class ServiceSpecs
{
    private static ServedChild Child(string? township = "211381101", string? school = "2121138101") => new(Guid.NewGuid(), township, school, false, false, null, false, false, []);

    private static ServiceFigure Row(IReadOnlyCollection<ServedChild> children, UnitKind kind = UnitKind.County, string unit = "211381") =>
        ServiceFigures.Count("211381", children).Single(row => row.UnitKind == kind && row.Unit == unit);

    [Fact]
    public void The_county_has_a_row_where_there_is_nobody_and_nothing_to_divide_by()
    {
        var row = ServiceFigures.Count("211381", []).ShouldHaveSingleItem();
        (row.PlanRate, row.HoursRate, row.VisitRate).ShouldBe((null, null, null));
    }

    [Fact]
    public void Plans_are_over_disabled_children_and_those_of_others_are_no_part_of_it()
    {
        var row = Row([Child() with { Disabled = true, HasPlan = true }, Child() with { Disabled = true }, Child() with { HasPlan = true }]);
        (row.WithPlan, row.Disabled, row.PlanRate).ShouldBe((1, 2, 0.5m));
    }

    [Fact]
    public void One_childs_surplus_of_hours_teaches_no_other()
    {
        var row = Row([Child() with { Hours = new HomeTeachingHours(20, 30, null) }, Child() with { Hours = new HomeTeachingHours(20, 5, null) }]);
        (row.HomeTaught, row.HoursOwed, row.HoursCounted, row.HoursRate).ShouldBe((2, 40m, 25m, 0.625m));
    }

    [Fact]
    public void Visits_are_of_those_left_behind()
    {
        var row = Row([Child() with { LeftBehind = true, Visited = true }, Child() with { LeftBehind = true }, Child() with { LeftBehind = true }, Child() with { Visited = true }]);
        (row.Visited, row.LeftBehind, row.VisitRate).ShouldBe((1, 3, 0.333333m));
    }

    [Fact]
    public void Each_step_overdue_counts_at_the_level_that_answers_for_it()
    {
        var row = Row([Child() with { Overdue = [Level.School, Level.School] }, Child() with { Overdue = [Level.Township, Level.County] }]);
        (row.OverdueAtSchool, row.OverdueAtTownship, row.OverdueAtCounty).ShouldBe((2, 1, 1));
    }

    [Fact]
    public void A_child_counts_in_its_township_and_school_and_one_whom_nothing_places_in_the_county_alone()
    {
        ServedChild[] children = [Child() with { LeftBehind = true }, Child(township: "211381102", school: null) with { LeftBehind = true }, Child(null, null) with { LeftBehind = true }];
        Row(children).LeftBehind.ShouldBe(3);
        Row(children, UnitKind.Township, "211381102").LeftBehind.ShouldBe(1);
        Row(children, UnitKind.School, "2121138101").LeftBehind.ShouldBe(1);
        ServiceFigures.Count("211381", children).Count.ShouldBe(4);
    }
}
