using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class OpeningSpecs
{
    private static readonly DateOnly Now = Day("2026-12-01");

    [Fact]
    public void A_case_is_opened_with_its_concern_and_note() =>
        Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, Samples.Sealed)).Then(typeof(CaseOpened))
            .Then<CaseOpened>(opened => opened.Note.ShouldBe(Samples.Sealed))
            .ThenFile(student => student.Concerns.ShouldBe([Concern.LeftBehind]));

    [Fact]
    public void A_second_case_of_one_child_is_refused() =>
        Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, null)).WhenTried(new OpenCase(Now, Concern.Migrant, null)).ThenRefused("case_exists");

    [Fact]
    public void Nothing_is_recorded_of_a_child_without_a_case() =>
        Scene.Given().WhenTried(new LogVisit(Now, Level.School, VisitOutcome.Refused, null, null, null)).ThenRefused("no_case");

    [Fact]
    public void A_day_in_the_future_or_before_birth_is_refused()
    {
        Scene.Given().WhenTried(new OpenCase(Day("2026-12-02"), Concern.LeftBehind, null)).ThenRefused("date_in_future");
        Scene.Given().WhenTried(new OpenCase(Day("2014-04-30"), Concern.LeftBehind, null)).ThenRefused("date_before_birth");
        Scene.Given().When(new OpenCase(Day("2014-05-01"), Concern.LeftBehind, null)).Then(typeof(CaseOpened));
        Scene.GivenDropout().By(Samples.Township).On("2026-10-12")
            .WhenTried(new TakeLegalStep(Day("2026-10-12"), LegalStep.Education, "1", Day("2026-10-13"), Day("2026-10-20"), null)).ThenRefused("date_in_future");
        Scene.Given().On("2026-10-12").WhenTried(new ReportAbsence(Day("2026-10-12"), Day("2014-04-01"), null)).ThenRefused("date_before_birth");
    }

    [Fact]
    public void Concerns_are_raised_and_withdrawn_one_by_one()
    {
        var scene = Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, null)).When(new RaiseConcern(Now, Concern.Hardship, null)).Then(typeof(ConcernRaised));
        scene.Student!.Concerns.ShouldBe([Concern.LeftBehind, Concern.Hardship]);
        scene.WhenTried(new RaiseConcern(Now, Concern.Hardship, null)).ThenRefused("concern_open");
        scene.WhenTried(new WithdrawConcern(Now, Concern.Harm, null)).ThenRefused("concern_not_open");
        scene.When(new WithdrawConcern(Now, Concern.LeftBehind, null)).Then(typeof(ConcernWithdrawn)).ThenFile(student => student.Concerns.ShouldBe([Concern.Hardship]));
        scene.WhenTried(new WithdrawConcern(Now, Concern.Hardship, null)).ThenRefused("last_concern");
    }

    [Fact]
    public void The_risk_of_dropout_is_no_longer_a_concern_only_when_the_child_is_known_to_be_at_school() =>
        Scene.GivenDropout().When(new RaiseConcern(Now, Concern.Hardship, null)).WhenTried(new WithdrawConcern(Now, Concern.DropoutRisk, null)).ThenRefused("still_out");

    [Fact]
    public void A_note_can_be_added_to_a_closed_case_too() =>
        Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, null)).When(new CloseCase(Now, Samples.Sealed)).When(new AddNote(Now, Samples.Sealed)).Then(typeof(NoteAdded));

    [Fact]
    public void Nothing_is_recorded_of_a_child_whose_identity_was_erased() =>
        Scene.Given(Samples.EveryType[0], Samples.EveryType.OfType<IdentityErased>().Single()).WhenTried(new AddNote(Now, Samples.Sealed)).ThenRefused("identity_erased");

    [Fact]
    public void Only_a_closed_case_can_be_erased_and_once_more_nothing_is_recorded()
    {
        var scene = Scene.Given().When(new OpenCase(Now, Concern.LeftBehind, null));
        scene.WhenTried(new EraseIdentity(Now, ErasureBasis.PurposeEnded)).ThenRefused("erase_open");
        scene.When(new CloseCase(Now, Samples.Sealed)).When(new EraseIdentity(Now, ErasureBasis.PurposeEnded)).Then(typeof(IdentityErased));
        scene.When(new EraseIdentity(Now, ErasureBasis.RetentionExpired)).Then();
    }

    [Fact]
    public void The_erasure_of_a_child_without_a_case_leaves_no_file() =>
        Scene.Given().When(new EraseIdentity(Now, ErasureBasis.ConsentWithdrawn)).Then();

    [Fact]
    public void The_same_command_names_the_same_entries_and_another_names_others()
    {
        var scene = Scene.Given();
        scene.Context(1).EntryId().ShouldBe(scene.Context(1).EntryId());
        new[] { scene.Context(1).EntryId(), scene.Context(1).EntryId(1), scene.Context(2).EntryId(), scene.Context(2).EntryId(1) }.ShouldBeUnique();
        scene.Context(1).EntryId().Version.ShouldBe(8);
    }
}
