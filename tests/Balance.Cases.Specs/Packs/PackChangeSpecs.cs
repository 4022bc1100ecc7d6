using Balance.Cases.Domain.Packs;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Decisions;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Packs;

/// <summary>A county changes packs on 1 November: each day is judged by its own.</summary>
public class PackChangeSpecs
{
    private static readonly PolicyPack Old = PolicyPack.Load("national");

    private static readonly PolicyPack Strict = Old with
    {
        Version = Old.Version + 1,
        Deadlines = Old.Deadlines with { VerificationDays = Old.Deadlines.VerificationDays with { Value = 3 }, FailedVisits = Old.Deadlines.FailedVisits with { Value = 1 } },
        Disability = Old.Disability with { HomeTeaching = Old.Disability.HomeTeaching with { HoursPerYear = Old.Disability.HomeTeaching.HoursPerYear with { Value = 2 * Old.Disability.HomeTeaching.HoursPerYear.Value } } },
    };

    private static readonly PolicyPack Changed = Old.FollowedBy(Strict, Day("2026-11-01"));

    [Theory, InlineData("2026-09-01", false), InlineData("2026-10-31", false), InlineData("2026-11-01", true), InlineData("2027-06-30", true)]
    public void The_pack_of_a_day_is_the_one_in_force_on_it(string day, bool isNew) =>
        Changed.On(Day(day)).Id.ShouldBe(isNew ? Strict.Id : Old.Id);

    [Fact]
    public void What_began_under_the_old_pack_keeps_its_day()
    {
        DueOf(SuspectedOn("2026-10-30"), DutyKind.Verify, "2026-11-05").ShouldBe(Day("2026-11-09"), "ten days, although three are the rule by now");
        DueOf(SuspectedOn("2026-11-02"), DutyKind.Verify, "2026-11-05").ShouldBe(Day("2026-11-05"));
    }

    [Fact]
    public void How_many_visits_in_vain_are_enough_follows_the_pack_of_the_dropout()
    {
        Student OutSince(string day) => Scene.Given().On("2026-12-01").When(new ReportAbsence(Day(day), Day(day), null)).When(new VerifySuspicion(Day(day), Finding.DroppedOut, null, null))
            .When(new LogVisit(Day("2026-11-10"), Level.School, VisitOutcome.Refused, null, null, null)).Student!;

        DueOf(OutSince("2026-10-12"), DutyKind.ServeNotice, "2026-11-11").ShouldBeNull();
        DueOf(OutSince("2026-11-03"), DutyKind.ServeNotice, "2026-11-11").ShouldBe(Day("2026-11-10"));
    }

    [Fact]
    public void Hours_at_home_are_owed_day_by_day_as_the_pack_of_the_day_lays_down()
    {
        var taught = Scene.Given().On("2026-09-01").By(new Actor("wang", "211381", Level.County)).When(new RegisterDisability(Day("2026-09-01"), DisabilityCategory.Physical, 1, RegistrationSource.Register, null, null, null))
            .When(new AssessNeeds(Day("2026-09-01"), Placement.HomeTeaching, null, Students.Samples.Sealed, Students.Samples.Sealed))
            .When(new DecidePlacement(Day("2026-09-01"), Placement.HomeTeaching, "2121138101", null, null)).Student!;
        decimal Owed(string day, PolicyPack pack) => HomeTeachingHours.Of(taught, Day(day), pack).Owed;

        Owed("2026-10-31", Changed).ShouldBe(Owed("2026-10-31", Old));
        Owed("2027-01-10", Changed).ShouldBe(Owed("2026-10-31", Old) + 2 * (Owed("2027-01-10", Old) - Owed("2026-10-31", Old)), 0.2m);
    }

    [Fact]
    public void An_appointment_takes_the_place_of_what_was_to_come_on_its_day_or_later_and_the_same_pack_goes_on()
    {
        var third = Strict with { Version = 9 };
        Changed.FollowedBy(third, Day("2026-10-20")).On(Day("2026-12-01")).Id.ShouldBe(third.Id);
        Changed.FollowedBy(third, Day("2026-10-20")).On(Day("2026-10-19")).Id.ShouldBe(Old.Id);
        Changed.FollowedBy(third, Day("2026-12-01")).On(Day("2026-11-15")).Id.ShouldBe(Strict.Id);
        Changed.FollowedBy(Old, Day("2026-10-20")).ShouldBe(Old, "the change that was to come falls away");
        Old.FollowedBy(Old, Day("2026-10-20")).ShouldBe(Old);
    }

    private static Student SuspectedOn(string day) => Scene.Given().On("2026-12-01").When(new ReportAbsence(Day(day), Day(day), null)).Student!;

    private static DateOnly? DueOf(Student student, DutyKind kind, string today) =>
        CaseSummary.Of(student, Day(today), Changed, []).Duties.Where(duty => duty.Kind == kind).Select(duty => (DateOnly?)duty.Until).SingleOrDefault();
}
