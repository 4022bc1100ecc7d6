using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;
using Shouldly;
using Xunit;

namespace Balance.Cases.Specs.Standings;

/// <summary>indicators.md, «A child's standing on day D»: Out, Standing return, Returned, Home-taught, Enrolled.</summary>
public class StandingSpecs
{
    [Fact]
    public void A_confirmed_dropout_is_out_from_that_day_on()
    {
        var child = new ChildWith().Dropout("2026-10-10").Roll("2026-09-10", RollStatus.Enrolled);
        child.On("2026-10-09").Out.ShouldBeFalse();
        child.On("2026-10-09").Enrolled.ShouldBeTrue();
        child.On("2026-10-10").Out.ShouldBeTrue();
        child.On("2026-10-10").Enrolled.ShouldBeFalse();
        child.On("2029-01-01").Out.ShouldBeTrue();
    }

    [Fact]
    public void A_later_dropout_is_the_last_one()
    {
        var child = new ChildWith().Dropout("2026-03-10", "2121000001", 6).Return("2026-04-01").Dropout("2026-10-10", "2121000002", 7);
        child.On("2026-10-10").LastDropout!.Value.Step.ShouldBe(new Dropout("2121000002", 7));
        child.On("2026-10-09").LastDropout!.Value.Step.ShouldBe(new Dropout("2121000001", 6));
    }

    [Theory]
    [InlineData(Finding.Deceased)]
    [InlineData(Finding.Emigrated)]
    [InlineData(Finding.MovedAway)]
    [InlineData(Finding.Duplicate)]
    [InlineData(Finding.Graduated)]
    [InlineData(Finding.StudyingElsewhere)]
    public void These_findings_after_the_dropout_end_it(Finding finding)
    {
        var child = new ChildWith().Dropout("2026-09-20").Found("2026-10-01", finding);
        child.On("2026-09-30").Out.ShouldBeTrue();
        child.On("2026-10-01").Out.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Finding.Deferred)]
    [InlineData(Finding.NeverEnrolled)]
    [InlineData(Finding.UnderAge)]
    [InlineData(Finding.Missing)]
    public void Another_finding_does_not_end_it(Finding finding)
    {
        var child = new ChildWith().Dropout("2026-09-20").Found("2026-10-01", finding);
        child.On("2026-10-01").Finding.ShouldBe(finding);
        child.On("2026-10-01").Out.ShouldBeTrue();
        child.On("2026-10-01").Answered.ShouldBeTrue();
    }

    [Fact]
    public void Who_was_found_studying_elsewhere_is_out_again_when_that_has_ended()
    {
        var child = new ChildWith().Dropout("2026-09-20").Found("2026-10-01", Finding.StudyingElsewhere, "2026-12-31");
        child.On("2026-12-31").Out.ShouldBeFalse();
        child.On("2027-01-01").Out.ShouldBeTrue();
    }

    [Fact]
    public void A_standing_return_ends_it_and_a_relapse_begins_it_again()
    {
        var child = new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Dropout("2026-11-01");
        child.On("2026-10-09").Out.ShouldBeTrue();
        child.On("2026-10-10").Out.ShouldBeFalse();
        child.On("2026-10-10").StandingReturn.ShouldNotBeNull();
        child.On("2026-11-01").Out.ShouldBeTrue();
        child.On("2026-11-01").StandingReturn.ShouldBeNull();
    }

    [Fact]
    public void On_one_day_the_order_of_recording_decides()
    {
        new ChildWith().Dropout("2026-10-10").Return("2026-10-10").On("2026-10-10").Out.ShouldBeFalse();
        new ChildWith().Return("2026-10-10").Dropout("2026-10-10").On("2026-10-10").Out.ShouldBeTrue();
    }

    [Fact]
    public void An_absent_check_after_the_return_undoes_it_and_a_later_present_one_mends_it()
    {
        var child = new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Check("2026-10-20", AttendanceResult.Absent).Check("2026-11-20", AttendanceResult.Present);
        child.On("2026-10-19").Out.ShouldBeFalse();
        child.On("2026-10-20").Out.ShouldBeTrue();
        child.On("2026-10-20").ReturnNotBorneOut.ShouldBeNull("it was recorded against, which the timeline shows");
        child.On("2026-11-20").Out.ShouldBeFalse();
    }

    [Fact]
    public void An_absent_check_before_the_return_does_not_touch_it() =>
        new ChildWith().Return("2026-06-01").Check("2026-09-10", AttendanceResult.Absent).Dropout("2026-09-20").Return("2026-10-10").On("2026-10-11").Out.ShouldBeFalse();

    [Theory]
    [InlineData(null)]
    [InlineData(RollStatus.Withdrawn)]
    public void The_first_roll_after_the_return_that_does_not_bear_it_out_undoes_it(RollStatus? status)
    {
        var child = new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Roll("2027-03-01", status);
        child.On("2027-02-28").Out.ShouldBeFalse();
        child.On("2027-02-28").ReturnNotBorneOut.ShouldBeNull();
        child.On("2027-03-01").Out.ShouldBeTrue();
        child.On("2027-03-01").ReturnNotBorneOut!.Value.OccurredOn.ShouldBe(new DateOnly(2026, 10, 10));
    }

    [Theory]
    [InlineData(RollStatus.Enrolled)]
    [InlineData(RollStatus.Suspended)]
    [InlineData(RollStatus.Graduated)]
    [InlineData(RollStatus.TransferredOut)]
    [InlineData(RollStatus.Deceased)]
    public void Any_other_status_on_it_bears_the_return_out(RollStatus status) =>
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Roll("2027-03-01", status).On("2027-03-01").Out.ShouldBeFalse();

    [Fact]
    public void Once_borne_out_a_return_is_settled()
    {
        var child = new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Roll("2027-03-01", RollStatus.Enrolled).Roll("2027-05-01");
        child.On("2027-05-01").Out.ShouldBeFalse();
        child.On("2027-05-01").Enrolled.ShouldBeFalse();
        child.On("2027-05-01").Answered.ShouldBeFalse();
    }

    [Fact]
    public void The_first_roll_of_any_school_year_speaks()
    {
        var child = new ChildWith().Dropout("2027-05-20").Return("2027-06-10").Roll("2027-09-10").Roll("2027-10-10", RollStatus.Enrolled);
        child.On("2027-09-10").Out.ShouldBeTrue();
        child.On("2027-10-10").Out.ShouldBeTrue();
    }

    [Fact]
    public void A_roll_dated_on_or_before_the_return_says_nothing_of_it()
    {
        new ChildWith().Dropout("2026-09-20").Roll("2026-10-10").Return("2026-10-10").On("2026-10-11").Out.ShouldBeFalse();
        new ChildWith().Dropout("2026-09-20").Roll("2026-10-09").Return("2026-10-10").On("2026-10-11").Out.ShouldBeFalse();
    }

    [Theory]
    [InlineData(ReturnPlacement.Vocational, true)]
    [InlineData(ReturnPlacement.HomeTeaching, true)]
    [InlineData(ReturnPlacement.Regular, false)]
    [InlineData(ReturnPlacement.SpecialClass, false)]
    public void Vocational_schooling_and_home_teaching_need_no_roll(ReturnPlacement placement, bool stands) =>
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10", placement).Roll("2027-03-01").On("2027-03-01").Out.ShouldBe(!stands);

    [Fact]
    public void An_absent_check_undoes_those_too()
    {
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10", ReturnPlacement.Vocational).Check("2026-11-01", AttendanceResult.Absent).On("2026-11-01").Out.ShouldBeTrue();
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10", ReturnPlacement.HomeTeaching).Check("2026-11-01", AttendanceResult.Absent)
            .On("2026-11-01").ShouldSatisfyAllConditions(s => s.Out.ShouldBeTrue(), s => s.HomeTaught.ShouldBeFalse());
    }

    [Fact]
    public void Returned_is_a_child_that_no_roll_can_show_yet()
    {
        var child = new ChildWith().Roll("2026-09-10").Dropout("2026-09-20").Return("2026-10-10").Roll("2027-03-01", RollStatus.Enrolled);
        child.On("2026-10-09").Returned.ShouldBeFalse();
        child.On("2026-10-10").Returned.ShouldBeTrue();
        child.On("2026-10-10").Enrolled.ShouldBeTrue();
        child.On("2027-03-01").Returned.ShouldBeFalse();
        child.On("2027-03-01").Enrolled.ShouldBeTrue();
    }

    [Fact]
    public void Returned_is_also_one_where_there_is_no_roll_of_the_year_or_it_bears_the_day_of_the_return()
    {
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10").On("2026-10-11").Returned.ShouldBeTrue();
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Roll("2026-10-10").On("2026-10-11").Returned.ShouldBeTrue();
        // Borne out by the roll of the year before; of the new year there is none yet.
        new ChildWith().Dropout("2027-04-20").Return("2027-05-10").Roll("2027-06-01", RollStatus.Enrolled).On("2027-09-05").Returned.ShouldBeTrue();
    }

    [Fact]
    public void A_return_to_vocational_schooling_stays_returned_whatever_the_roll() =>
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10", ReturnPlacement.Vocational).Roll("2027-03-01").On("2027-03-02").Returned.ShouldBeTrue();

    [Fact]
    public void A_return_that_does_not_stand_is_not_returned() =>
        new ChildWith().Dropout("2026-09-20").Return("2026-10-10").Check("2026-10-15", AttendanceResult.Absent).On("2026-10-16").Returned.ShouldBeFalse();

    [Fact]
    public void Home_taught_is_who_was_placed_so_last_and_has_not_dropped_out_since()
    {
        var child = new ChildWith().Placed("2026-09-20", Placement.HomeTeaching).Roll("2026-09-10");
        child.On("2026-09-19").HomeTaught.ShouldBeFalse();
        child.On("2026-09-20").HomeTaught.ShouldBeTrue();
        child.On("2026-09-20").Enrolled.ShouldBeTrue();
        child.On("2026-09-20").Answered.ShouldBeTrue();
    }

    [Fact]
    public void A_later_placement_elsewhere_ends_home_teaching() =>
        new ChildWith().Placed("2026-09-20", Placement.HomeTeaching).Placed("2026-10-20", Placement.SpecialSchool).On("2026-10-20").HomeTaught.ShouldBeFalse();

    [Fact]
    public void A_later_return_to_school_ends_home_teaching() =>
        new ChildWith().Placed("2026-09-20", Placement.HomeTeaching).Return("2026-10-20").On("2026-10-20").HomeTaught.ShouldBeFalse();

    [Fact]
    public void A_later_dropout_ends_home_teaching() =>
        new ChildWith().Placed("2026-09-20", Placement.HomeTeaching).Dropout("2026-10-20").On("2026-10-20").HomeTaught.ShouldBeFalse();

    [Fact]
    public void A_return_to_home_teaching_is_home_taught_as_long_as_it_stands()
    {
        var child = new ChildWith().Dropout("2026-09-10").Return("2026-09-20", ReturnPlacement.HomeTeaching).Roll("2027-03-01");
        child.On("2027-03-01").HomeTaught.ShouldBeTrue();
        child.On("2027-03-01").Enrolled.ShouldBeTrue();
        child.On("2027-03-01").Returned.ShouldBeFalse();
    }

    [Fact]
    public void A_placement_in_home_teaching_alone_does_not_end_a_dropout() =>
        new ChildWith().Dropout("2026-09-10").Placed("2026-09-20", Placement.HomeTeaching).On("2026-09-21")
            .ShouldSatisfyAllConditions(s => s.HomeTaught.ShouldBeTrue(), s => s.Out.ShouldBeTrue(), s => s.Enrolled.ShouldBeFalse());

    [Theory]
    [InlineData(RollStatus.Enrolled, true)]
    [InlineData(RollStatus.Graduated, true)]
    [InlineData(RollStatus.Suspended, false)]
    [InlineData(RollStatus.TransferredOut, false)]
    [InlineData(RollStatus.Withdrawn, false)]
    [InlineData(RollStatus.Deceased, false)]
    [InlineData(null, false)]
    public void The_roll_enrols_who_is_on_it_as_enrolled_or_graduated(RollStatus? status, bool enrolled)
    {
        new ChildWith().Roll("2026-09-10", status).On("2026-09-10").Enrolled.ShouldBe(enrolled);
        new ChildWith().Roll("2026-09-10", status).On("2026-09-10").OnRoll.ShouldBe(status);
    }

    [Theory]
    [InlineData(Finding.StudyingElsewhere, true)]
    [InlineData(Finding.Graduated, true)]
    [InlineData(Finding.Deferred, false)]
    [InlineData(Finding.NeverEnrolled, false)]
    [InlineData(Finding.UnderAge, false)]
    [InlineData(Finding.Deceased, false)]
    [InlineData(Finding.Emigrated, false)]
    [InlineData(Finding.MovedAway, false)]
    [InlineData(Finding.Duplicate, false)]
    [InlineData(Finding.Missing, false)]
    public void Two_findings_count_as_enrolled(Finding finding, bool enrolled) =>
        new ChildWith().Found("2026-10-01", finding).Roll("2026-09-10").On("2026-10-02").Enrolled.ShouldBe(enrolled);

    [Fact]
    public void Nobody_out_is_enrolled_whatever_the_roll_says() =>
        new ChildWith().Dropout("2026-10-10").Roll("2026-11-01", RollStatus.Enrolled).On("2026-11-02").Enrolled.ShouldBeFalse();

    [Fact]
    public void The_roll_of_the_day_is_the_latest_of_its_school_year_dated_by_then()
    {
        var child = new ChildWith().Roll("2027-03-01", RollStatus.Suspended).Roll("2026-09-10", RollStatus.Enrolled).Roll("2026-06-01", RollStatus.Withdrawn);
        child.On("2026-08-31").OnRoll.ShouldBe(RollStatus.Withdrawn);
        child.On("2026-09-09").OnRoll.ShouldBeNull();
        child.On("2026-09-10").OnRoll.ShouldBe(RollStatus.Enrolled);
        child.On("2027-02-28").OnRoll.ShouldBe(RollStatus.Enrolled);
        child.On("2027-03-01").OnRoll.ShouldBe(RollStatus.Suspended);
        child.On("2027-09-01").OnRoll.ShouldBeNull();
    }

    [Fact]
    public void A_roll_counts_for_its_own_school_year_also_when_it_is_dated_in_another()
    {
        // The roll of the year to come, drawn up in August.
        var child = new ChildWith().Roll("2026-08-25", RollStatus.Enrolled, year: 2026);
        child.On("2026-08-26").OnRoll.ShouldBeNull();
        child.On("2026-09-01").OnRoll.ShouldBe(RollStatus.Enrolled);
    }

    [Fact]
    public void A_child_of_whom_nothing_is_recorded_has_no_standing_answer() =>
        new ChildWith().On("2026-10-01").ShouldBe(Standing.Blank);
}
