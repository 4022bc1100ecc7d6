using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Tests.Given;

namespace Balance.Cases.Tests.Screening;

/// <summary>What ends an open suspicion and what does not: silence, an aged file, a missing row or a birthday never clears one.</summary>
[Collection<RunningHostCollection>]
public sealed class OpenSuspicionTests(RunningHost host)
{
    private static readonly string[] Week = ["2026-10-12", "2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16"];

    [Fact]
    public async Task Screening_again_adds_nothing()
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        var first = await county.ScreenAsync("2026-09-20");
        var version = (await county.CaseAsync(child)).Entries.Count;

        var second = await county.ScreenAsync("2026-09-20");
        var later = await county.ScreenAsync("2026-10-20");

        (first.Opened, first.Updated).ShouldBe((1, 0));
        (second.Opened, second.Updated, second.Withdrawn).ShouldBe((0, 0, 0));
        (later.Opened, later.Updated, later.Withdrawn).ShouldBe((0, 0, 0));
        second.Suspected.Keys.ShouldBe(first.Suspected.Keys);
        (await county.CaseAsync(child)).Entries.Count.ShouldBe(version);
    }

    [Fact]
    public async Task A_further_reason_updates_the_file()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.RollAsync("2026-09-01", county.Pupil(child), county.Pupil(Files.Child()));
        await AbsentAsync(county, "2026-10-16", Week, child);
        (await county.ScreenAsync("2026-10-16")).Opened.ShouldBe(1);
        await county.RollAsync("2026-10-17", [county.Pupil(Files.Child())], request => request with { Confirm = true });

        (await county.ScreenAsync("2026-10-20")).Updated.ShouldBe(1);

        (await county.CaseAsync(child)).OpenSuspicion!.Reasons.ShouldBe([SuspicionReason.DroppedFromRoll, SuspicionReason.Absence]);
    }

    [Fact]
    public async Task A_preview_writes_nothing()
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        var events = await county.EventsAsync();

        var preview = await county.ScreenAsync("2026-09-20", preview: true);

        (preview.Suspected.Count, preview.Opened).ShouldBe((1, 1));
        (await county.EventsAsync()).ShouldBe(events);
        (await county.StudentAsync(child)).ShouldBeNull();
        (await county.CountAsync("registers.whereabouts where tenant = $1")).ShouldBe(0);
    }

    [Fact]
    public async Task Silence_and_an_aged_file_end_none()
    {
        var county = await host.CountyAsync();
        var child = Files.Child();
        await county.RollAsync("2026-09-01", county.Pupil(child));
        await AbsentAsync(county, "2026-10-16", Week, child);
        await county.ScreenAsync("2026-10-16");

        var aged = await county.ScreenAsync("2026-11-10");

        aged.Suspected.ShouldBeEmpty();
        aged.Withdrawn.ShouldBe(0);
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_row_that_the_population_register_no_longer_holds_ends_none()
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        await county.ScreenAsync("2026-09-20");
        await county.ImportAsync(RegisterKind.Population, "2026-10-01", Files.Population, [county.Person(Files.Child("2010-01-01"))], request => request with { Confirm = true });

        var later = await county.ScreenAsync("2026-10-20");

        (later.Suspected.Count, later.Withdrawn).ShouldBe((0, 0));
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_birthday_ends_none()
    {
        var county = await host.CountyAsync();
        var child = Files.Child("2011-09-05"); // 14 on 31 August 2026, 15 a year later
        await county.PopulationAsync("2026-09-01", county.Person(child));
        await county.RollAsync("2026-09-01", county.Pupil(Files.Child()));
        await county.ScreenAsync("2026-09-20");
        await county.RollAsync("2027-09-01", county.Pupil(Files.Child()));

        var later = await county.ScreenAsync("2027-09-10");

        (later.Suspected.Count, later.Withdrawn).ShouldBe((0, 0));
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public async Task Enrolment_on_a_later_roll_ends_it()
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        await county.ScreenAsync("2026-09-20");
        var roll = await county.RollAsync("2026-10-01", [county.Pupil(child)], request => request with { Confirm = true });

        var later = await county.ScreenAsync("2026-10-20");

        later.Suspected.Keys.ShouldNotContain(await county.ChildAsync(child));
        later.Withdrawn.ShouldBe(1);
        var student = await county.CaseAsync(child);
        student.OpenSuspicion.ShouldBeNull();
        var evidence = student.Entries.Select(entry => entry.Recorded).OfType<SuspicionWithdrawn>().ShouldHaveSingleItem().Evidence;
        (evidence.Register, evidence.Import, evidence.Row).ShouldBe((RegisterKind.Enrolment, roll.Import, 2));
        (await county.ScreenAsync("2026-10-21")).Withdrawn.ShouldBe(0);
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("graduated")]
    public async Task A_later_roll_that_shows_it_otherwise_than_enrolled_ends_none(string status)
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        await county.ScreenAsync("2026-09-20");
        await county.RollAsync("2026-10-01", [county.Pupil(child, status: status)], request => request with { Confirm = true });

        (await county.ScreenAsync("2026-10-20")).Withdrawn.ShouldBe(0);
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_later_absence_file_of_its_school_that_shows_it_present_ends_it()
    {
        var county = await host.CountyAsync();
        var (child, schoolmate, elsewhere) = (Files.Child(), Files.Child(), Files.Child("2013-01-01"));
        await county.RollAsync("2026-09-01", county.Pupil(child), county.Pupil(schoolmate), county.Pupil(elsewhere, 7));
        await AbsentAsync(county, "2026-10-16", Week, child);
        await county.ScreenAsync("2026-10-16");

        // A file in which its school does not stand says nothing of it.
        await AbsentAsync(county, "2026-10-20", ["2026-10-20"], elsewhere);
        (await county.ScreenAsync("2026-10-20")).Withdrawn.ShouldBe(0);
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();

        await AbsentAsync(county, "2026-10-21", ["2026-10-21"], schoolmate);
        (await county.ScreenAsync("2026-10-21")).Withdrawn.ShouldBe(1);
        (await county.CaseAsync(child)).OpenSuspicion.ShouldBeNull();
    }

    [Fact]
    public async Task Presence_at_school_answers_no_other_suspicion_than_absence()
    {
        var county = await host.CountyAsync();
        var (child, schoolmate) = (Files.Child(), Files.Child());
        await county.RollAsync("2026-09-01", county.Pupil(child, status: "suspended", statusOn: "2025-01-01"), county.Pupil(schoolmate));
        await county.ScreenAsync("2026-10-16");
        await AbsentAsync(county, "2026-10-21", ["2026-10-21"], schoolmate);

        (await county.ScreenAsync("2026-10-21")).Withdrawn.ShouldBe(0);
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull();
    }

    [Fact]
    public async Task Verification_ends_it_and_it_comes_back_when_the_finding_has_run_out()
    {
        var county = await host.CountyAsync();
        var child = await NotEnrolledAsync(county);
        await county.ScreenAsync("2026-09-20");

        await county.ActAsync(child, _ => new VerifySuspicion(Files.Day("2026-09-25"), Finding.StudyingElsewhere, Files.Day("2026-10-15"), new SealedText("c2VhbGVk")));

        (await county.CaseAsync(child)).OpenSuspicion.ShouldBeNull();
        (await county.ScreenAsync("2026-10-15")).Suspected.ShouldBeEmpty();
        var again = await county.ScreenAsync("2026-10-16");
        (again.Suspected.Count, again.Updated).ShouldBe((1, 1));
        (await county.CaseAsync(child)).OpenSuspicion.ShouldNotBeNull().Since.ShouldBe(Files.Day("2026-10-16"));
    }

    /// <summary>A child present of school age, in a county with a roll that does not hold it.</summary>
    private static async Task<string> NotEnrolledAsync(TestCounty county)
    {
        var child = Files.Child();
        await county.PopulationAsync("2026-09-01", county.Person(child));
        await county.RollAsync("2026-09-01", county.Pupil(Files.Child("2010-01-01"), 9));
        return child;
    }

    private static Task AbsentAsync(TestCounty county, string asOf, string[] days, params string[] children) =>
        county.AbsenceAsync(asOf, [.. children.SelectMany(child => days.Select(day => $"{child},{day},unexcused"))]);
}
