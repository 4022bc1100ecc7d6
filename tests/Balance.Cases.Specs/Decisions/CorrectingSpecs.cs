using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class CorrectingSpecs
{
    private static readonly DateOnly Now = Day("2026-12-01");

    private static (Scene, Guid, T) With<T>(Scene scene) where T : StudentEvent => (scene, scene.Last<T>(), (T)scene.Student!.Find(scene.Last<T>())!.Happened);

    [Fact]
    public void A_correction_changes_what_the_entry_says_and_keeps_its_author()
    {
        var (scene, entry, dropout) = With<DropoutConfirmed>(Scene.GivenDropout());
        scene.By(Samples.County).When(new CorrectEntry(Now, entry, dropout with { Grade = 7, By = Samples.County, Entry = Samples.Id(5) }, Samples.Sealed)).Then(typeof(EntryCorrected));
        var corrected = scene.Student!.Find(entry)!;
        corrected.Happened.ShouldBe(dropout with { Grade = 7 });
        corrected.Recorded.ShouldBe(dropout);
        corrected.CorrectedBy.ShouldBe(scene.Last<EntryCorrected>());
    }

    [Fact]
    public void A_withdrawn_entry_counts_as_never_entered_and_stays_on_file()
    {
        var (scene, entry, _) = With<StudentReturned>(Scene.GivenReturn());
        scene.When(new WithdrawEntry(Now, entry, Samples.Sealed)).Then(typeof(EntryWithdrawn));
        scene.Student!.StandingOn(Now, []).Out.ShouldBeTrue();
        scene.Student!.Find(entry)!.WithdrawnBy.ShouldBe(scene.Last<EntryWithdrawn>());
        scene.WhenTried(new WithdrawEntry(Now, entry, Samples.Sealed)).ThenRefused("entry_withdrawn");
        scene.When(new WithdrawEntry(Now, scene.Last<EntryWithdrawn>(), Samples.Sealed)).ThenFile(student => student.StandingOn(Now, []).Out.ShouldBeFalse());
    }

    [Fact]
    public void Only_the_office_that_made_the_entry_or_one_above_it_touches_it()
    {
        var (scene, entry, dropout) = With<DropoutConfirmed>(Scene.GivenDropout());
        var right = new CorrectEntry(Now, entry, dropout with { Grade = 7 }, Samples.Sealed);
        scene.By(new Actor("qian", "2121138999", Level.School)).WhenTried(right).ThenRefused("not_your_entry");
        scene.WhenTried(new WithdrawEntry(Now, entry, Samples.Sealed)).ThenRefused("not_your_entry");
        scene.By(new Actor("chen", "2121138101", Level.School)).When(right).Then(typeof(EntryCorrected));
        scene.By(Samples.Township).When(right).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Only_an_entry_that_is_there_is_corrected_and_only_into_one_of_its_kind()
    {
        var (scene, entry, dropout) = With<DropoutConfirmed>(Scene.GivenDropout());
        scene.WhenTried(new CorrectEntry(Now, Samples.Id(5), dropout, Samples.Sealed)).ThenRefused("no_such_entry");
        scene.WhenTried(new CorrectEntry(Now, entry, Samples.EveryType[1], Samples.Sealed)).ThenRefused("other_kind");
        scene.WhenTried(new CorrectEntry(Now, entry, dropout with { OccurredOn = Now.AddDays(1) }, Samples.Sealed)).ThenRefused("date_in_future");
    }

    [Fact]
    public void A_correction_keeps_the_rules_of_procedure_as_they_were_when_the_entry_was_made()
    {
        var scene = Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null))
            .When(new VerifySuspicion(Day("2026-10-10"), Finding.StudyingElsewhere, Day("2027-06-30"), Samples.Sealed));
        var (_, entry, found) = With<SuspicionVerified>(scene);
        scene.WhenTried(new CorrectEntry(Now, entry, found with { Until = null }, Samples.Sealed)).ThenRefused("until_missing");
        scene.When(new CorrectEntry(Now, entry, found with { Finding = Finding.Deferred }, Samples.Sealed)).Then(typeof(EntryCorrected))
            .ThenFile(student => student.StandingOn(Now, []).Finding.ShouldBe(Finding.Deferred));
    }

    [Fact]
    public void A_correction_is_itself_an_entry_that_can_be_corrected()
    {
        var (scene, entry, dropout) = With<DropoutConfirmed>(Scene.GivenDropout());
        scene.When(new CorrectEntry(Now, entry, dropout with { Grade = 7 }, Samples.Sealed));
        var (_, correction, wrong) = With<EntryCorrected>(scene);
        scene.WhenTried(new CorrectEntry(Now, correction, wrong with { Wrong = Samples.Id(5) }, Samples.Sealed)).ThenRefused("other_kind");
        scene.When(new CorrectEntry(Now, correction, wrong with { Right = dropout with { Grade = 9 } }, Samples.Sealed))
            .ThenFile(student => student.Find(entry)!.Happened.ShouldBe(dropout with { Grade = 9 }));
    }

    [Fact]
    public void The_opening_of_a_case_stays_on_file()
    {
        var scene = Scene.GivenDropout();
        scene.WhenTried(new WithdrawEntry(Now, scene.Last<CaseOpened>(), Samples.Sealed)).ThenRefused("entry_stays");
    }

    [Fact]
    public void A_closing_by_mistake_can_be_withdrawn()
    {
        var scene = Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, null)).When(new CloseCase(Now, Samples.Sealed));
        scene.When(new WithdrawEntry(Now, scene.Last<CaseClosed>(), Samples.Sealed)).ThenFile(student => student.IsClosed.ShouldBeFalse());
    }

    [Fact]
    public void What_is_still_to_be_reported_is_taken_back_by_the_bureau_alone()
    {
        var (scene, harm, reported) = With<HarmReported>(Scene.Given().When(new ReportHarm(Day("2026-09-01"), HarmKind.Bullying, [], Samples.Sealed)));
        var other = new CorrectEntry(Now, harm, reported with { Kind = HarmKind.Neglect }, Samples.Sealed);
        foreach (var officer in new[] { Samples.Teacher, Samples.Township, new Actor("lin", "Z211381", Level.County) })
        {
            scene.By(officer).WhenTried(new WithdrawEntry(Now, harm, Samples.Sealed)).ThenRefused("sign_stays");
            scene.WhenTried(other).ThenRefused("sign_stays");
        }
        scene.By(Samples.County).When(other).Then(typeof(EntryCorrected)).When(new WithdrawEntry(Now, harm, Samples.Sealed)).ThenFile(file => file.ReportsDue(scene.Pack).ShouldBeEmpty());
    }

    [Fact]
    public void Once_it_is_reported_whoever_entered_it_may_put_it_right()
    {
        var (scene, harm, reported) = With<HarmReported>(Scene.Given().When(new ReportHarm(Day("2026-09-01"), HarmKind.Bullying, [], Samples.Sealed)));
        foreach (var to in new[] { "police", "education" }) scene.When(new FileMandatoryReport(Day("2026-09-01"), to, null, null) { About = harm });
        scene.When(new CorrectEntry(Now, harm, reported with { Kind = HarmKind.Neglect }, Samples.Sealed)).When(new WithdrawEntry(Now, harm, Samples.Sealed)).Then(typeof(EntryWithdrawn));
    }

    [Fact]
    public void Neither_the_correction_that_shows_a_sign_nor_what_the_sign_hangs_on_is_taken_back_below_the_bureau()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-08-01"), Concern.Hardship, null)).When(new RaiseConcern(Day("2026-09-01"), Concern.LeftBehind, null));
        var raised = scene.Last<ConcernRaised>();
        var (_, contact, logged) = With<ParentContactLogged>(scene.When(new LogParentContact(Day("2026-09-20"), ContactOutcome.Reached, null)));
        scene.When(new CorrectEntry(Now, contact, logged with { Outcome = ContactOutcome.NotReached }, Samples.Sealed)).ThenFile(file => file.ReportsDue(scene.Pack).ShouldHaveSingleItem());
        scene.WhenTried(new WithdrawEntry(Now, scene.Last<EntryCorrected>(), Samples.Sealed)).ThenRefused("sign_stays");
        scene.WhenTried(new WithdrawEntry(Now, raised, Samples.Sealed)).ThenRefused("sign_stays");
        scene.By(Samples.County).When(new WithdrawEntry(Now, raised, Samples.Sealed)).Then(typeof(EntryWithdrawn));
    }

    [Fact]
    public void Nothing_becomes_due_to_be_reported_in_a_closed_case_where_nobody_would_see_it()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-09-01"), Concern.LeftBehind, null)).When(new LogParentContact(Day("2026-09-02"), ContactOutcome.Refused, null));
        foreach (var to in new[] { "police", "education" }) scene.When(new FileMandatoryReport(Day("2026-09-02"), to, null, null) { About = scene.Last<ParentContactLogged>() });
        var report = scene.Last<MandatoryReportFiled>();
        scene.When(new CloseCase(Day("2026-09-03"), Samples.Sealed)).WhenTried(new WithdrawEntry(Now, report, Samples.Sealed)).ThenRefused("case_closed");
        scene.When(new ReopenCase(Day("2026-09-03"), null)).When(new WithdrawEntry(Now, report, Samples.Sealed)).ThenFile(file => file.ReportsDue(scene.Pack).ShouldHaveSingleItem());
    }

    [Fact]
    public void Harm_of_the_wrong_child_is_taken_back_also_after_that_child_has_left_the_county()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-06-01"), Concern.Hardship, null)).When(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, null, null, "220281", null))
            .By(Samples.County);
        scene.When(new AcceptTransfer(Day("2026-10-05"), scene.Last<StudentTransferred>(), Samples.Sealed)).When(new ReportHarm(Day("2026-10-06"), HarmKind.Neglect, [], Samples.Sealed));
        scene.WhenTried(new WithdrawEntry(Now, scene.Last<TransferAccepted>(), Samples.Sealed)).ThenRefused("departed");
        scene.When(new WithdrawEntry(Now, scene.Last<HarmReported>(), Samples.Sealed)).ThenFile(file => file.ReportsDue(scene.Pack).ShouldBeEmpty());
    }
}
