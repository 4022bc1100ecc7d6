using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

public class OffersSpecs
{
    private static CaseAction[] Offered(Scene scene) => [.. scene.Offers().Where(offer => offer.Refused is null).Select(offer => offer.Action)];

    private static string CodeOf(Scene scene, CaseAction action) => scene.Offers().Single(offer => offer.Action == action).Refused!.Code;

    [Fact]
    public void Every_action_is_offered_or_says_what_would_make_it_possible()
    {
        var offers = Scene.GivenDropout().Offers();
        offers.Select(offer => offer.Action).ShouldBe(Term.All<CaseAction>().Where(action => Offers.ConcernOf(action) is null));
        offers.Where(offer => offer.Refused is not null).ShouldAllBe(offer => offer.Refused!.Chinese.Length > 0 && offer.Refused.English.Length > 0);
    }

    [Fact]
    public void What_belongs_to_a_concern_is_offered_where_the_child_is_followed_for_it()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.Disability, null));
        scene.Offers().Select(offer => offer.Action).ShouldBe(Term.All<CaseAction>().Where(action => Offers.ConcernOf(action) is null or Concern.Disability));
        scene.When(new RaiseConcern(Day("2026-10-09"), Concern.Hardship, null)).When(new WithdrawConcern(Day("2026-10-10"), Concern.Disability, null));
        scene.Offers().ShouldAllBe(offer => Offers.ConcernOf(offer.Action) != Concern.Disability);
    }

    [Fact]
    public void A_suspected_child_is_offered_verification_and_visits_but_no_legal_step()
    {
        var scene = Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null));
        Offered(scene).ShouldBe(
            [CaseAction.ReportAbsence, CaseAction.Verify, CaseAction.Assign, CaseAction.LogVisit, CaseAction.FileReport, CaseAction.RecordReturn, CaseAction.ReportHarm, CaseAction.FileMandatoryReport, CaseAction.RaiseConcern, CaseAction.AddNote, CaseAction.AttachEvidence,
            CaseAction.CorrectNumber, CaseAction.MergeFile, CaseAction.TransferStudent, CaseAction.RecordLiving]);
        CodeOf(scene, CaseAction.ConfirmDropout).ShouldBe("confirmed_without_verification");
        CodeOf(scene, CaseAction.TakeLegalStep).ShouldBe("persuaded_without_dropout");
        CodeOf(scene, CaseAction.Close).ShouldBe("suspicion_open");
        CodeOf(scene, CaseAction.Reopen).ShouldBe("not_closed");
    }

    [Fact]
    public void A_dropout_is_offered_persuasion_and_the_next_rung()
    {
        var scene = Scene.GivenDropout();
        Offered(scene).ShouldContain(CaseAction.TakeLegalStep);
        scene.LegalSteps().ShouldBe([LegalStep.Education]);
        CodeOf(scene, CaseAction.Escalate).ShouldBe("escalated_without_report");
        CodeOf(scene, CaseAction.ConfirmReturn).ShouldBe("no_return");
        Offered(scene.When(new FileWrittenReport(Day("2026-10-13"), ReportAddressee.Bureau, "1", null))).ShouldContain(CaseAction.Escalate);
    }

    [Fact]
    public void A_return_is_offered_for_confirmation_to_an_office_above_only()
    {
        CodeOf(Scene.GivenReturn(), CaseAction.ConfirmReturn).ShouldBe("same_person");
        Offered(Scene.GivenReturn().By(Samples.Township)).ShouldContain(CaseAction.ConfirmReturn);
    }

    [Fact]
    public void A_closed_case_is_offered_reopening_and_what_would_open_it_again()
    {
        var scene = Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.LeftBehind, null)).When(new CloseCase(Day("2026-10-09"), Samples.Sealed));
        Offered(scene).ShouldBe([CaseAction.ReportAbsence, CaseAction.ReportHarm, CaseAction.FileMandatoryReport, CaseAction.AddNote, CaseAction.AttachEvidence, CaseAction.Reopen, CaseAction.CorrectNumber, CaseAction.IssueDocument]);
        CodeOf(scene, CaseAction.LogVisit).ShouldBe("case_closed");
    }

    [Fact]
    public void The_actions_of_a_concern_are_offered_where_the_child_is_followed_for_it_and_nowhere_else()
    {
        CaseAction[] OfConcern(Scene scene, Concern concern) => [.. Offered(scene).Where(action => Domain.Students.Decisions.Offers.ConcernOf(action) == concern)];
        var scene = Scene.Given().When(new OpenCase(Day("2026-10-09"), Concern.LeftBehind, null));
        OfConcern(scene, Concern.LeftBehind).ShouldBe([CaseAction.RecordGuardianship, CaseAction.LogParentContact, CaseAction.AdoptCarePlan, CaseAction.LogCareVisit, CaseAction.AdmonishGuardian]);
        scene.Offers().ShouldNotContain(offer => offer.Action == CaseAction.GrantAid || offer.Action == CaseAction.SettleHarm || offer.Action == CaseAction.LogIntervention);
        foreach (var concern in new[] { Concern.Hardship, Concern.LearningDifficulty, Concern.MentalHealth }) scene.When(new RaiseConcern(Day("2026-10-09"), concern, null));
        OfConcern(scene, Concern.Hardship).ShouldBe([CaseAction.GrantAid]);
        OfConcern(scene, Concern.LearningDifficulty).ShouldBe([CaseAction.PlanLearningSupport]);
        OfConcern(scene, Concern.MentalHealth).ShouldBe([CaseAction.ScreenMentalHealth, CaseAction.LogIntervention]);
        CodeOf(scene, CaseAction.ReviewLearningSupport).ShouldBe("no_learning_plan");
    }
}
