using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Students.Decisions;
using Balance.Cases.Domain.Terms;
using Balance.Cases.Specs.Students;
using Shouldly;
using Xunit;
using static Balance.Cases.Specs.Decisions.DisabilityScene;
using static Balance.Cases.Specs.Standings.ChildWith;

namespace Balance.Cases.Specs.Decisions;

/// <summary>A correction says nothing that the command which records such an entry would have refused.</summary>
public class CorrectionRuleSpecs
{
    private static readonly DateOnly Now = Day("2026-12-01");
    private static readonly DateOnly September = Day("2026-09-10");

    private static Scene Followed(Concern concern) => Scene.Given().When(new OpenCase(September, concern, null));

    /// <summary>The last entry of a kind is put right.</summary>
    private static Scene Right<T>(Scene scene, Func<T, T> right) where T : StudentEvent
    {
        var wrong = scene.Last<T>();
        return scene.WhenTried(new CorrectEntry(Now, wrong, right((T)scene.Student!.Find(wrong)!.Happened), Samples.Sealed));
    }

    [Fact]
    public void Of_absence_and_verification()
    {
        var absent = Scene.Given().When(new ReportAbsence(Day("2026-10-09"), Day("2026-10-08"), null));
        Right<AbsenceReported>(absent, said => said with { AbsentSince = Day("2026-10-10") }).ThenRefused("absent_after_report");
        Right<AbsenceReported>(absent, said => said with { AbsentSince = Day("2014-04-30") }).ThenRefused("date_before_birth");
        var found = absent.When(new VerifySuspicion(Day("2026-10-10"), Finding.StudyingElsewhere, Day("2027-06-30"), Samples.Sealed));
        Right<SuspicionVerified>(found, said => said with { Until = Day("2026-10-09") }).ThenRefused("until_before_start");
        Right<SuspicionVerified>(found, said => said with { Until = Day("2027-01-31") }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_persuasion_and_return()
    {
        var scene = Scene.GivenReturn().When(new AssignPersuasion(Day("2026-10-13"), Level.School, "zhang", Day("2026-10-20"))).When(new LogVisit(Day("2026-10-14"), Level.School, VisitOutcome.Promised, Day("2026-10-18"), null, null));
        Right<DropoutConfirmed>(scene, said => said with { Grade = 10 }).ThenRefused("grade_range");
        Right<StudentReturned>(scene, said => said with { Grade = 0 }).ThenRefused("grade_range");
        Right<PersuasionAssigned>(scene, said => said with { Due = Day("2026-10-12") }).ThenRefused("until_before_start");
        Right<PersuasionAssigned>(scene, said => said with { Level = Level.County }).ThenRefused("above_level");
        Right<PersuasionVisitLogged>(scene, said => said with { PromisedOn = Day("2026-10-13") }).ThenRefused("until_before_start");
        scene.By(Samples.Township).When(new ConfirmReturn(Day("2026-10-25"), scene.Last<StudentReturned>(), null));
        Right<ReturnConfirmed>(scene, said => said with { OccurredOn = Day("2026-10-19") }).ThenRefused("confirmed_before_return");
    }

    [Fact]
    public void Of_the_legal_ladder()
    {
        var scene = Scene.GivenDropout().When(new TakeLegalStep(Day("2026-10-20"), LegalStep.Education, "1", Day("2026-10-20"), Day("2026-10-27"), null));
        Right<LegalStepTaken>(scene, said => said with { Deadline = Day("2026-10-19") }).ThenRefused("until_before_start");
        Right<LegalStepTaken>(scene, said => said with { ServedOn = null }).ThenRefused("legal_service_missing");
        Right<LegalStepTaken>(scene, said => said with { ServedOn = Day("2026-12-02") }).ThenRefused("date_in_future");
        Right<LegalStepTaken>(scene, said => said with { Step = LegalStep.CorrectionOrder }).ThenRefused("legal_office");
        Right<LegalStepTaken>(scene.By(Samples.Township), said => said with { Step = LegalStep.CorrectionOrder }).ThenRefused("legal_office");
    }

    [Fact]
    public void Of_concerns()
    {
        var scene = Scene.GivenDropout().When(new RaiseConcern(Day("2026-10-20"), Concern.LeftBehind, null)).When(new RaiseConcern(Day("2026-10-21"), Concern.Hardship, null));
        Right<ConcernRaised>(scene, said => said with { Concern = Concern.LeftBehind }).ThenRefused("concern_open");
        scene.When(new WithdrawConcern(Day("2026-10-22"), Concern.Hardship, null));
        Right<ConcernWithdrawn>(scene, said => said with { Concern = Concern.Migrant }).ThenRefused("concern_not_open");
        Right<ConcernWithdrawn>(scene, said => said with { Concern = Concern.DropoutRisk }).ThenRefused("still_out");
        Right<ConcernWithdrawn>(scene, said => said with { Concern = Concern.LeftBehind }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_placement()
    {
        var scene = AtHome().When(new ContestPlacement(Day("2026-09-25"), Contestant.Guardian, Samples.Sealed)).When(Assess with { OccurredOn = Day("2026-09-28") })
            .When(PlaceAtHome with { OccurredOn = Day("2026-09-29"), Placement = Placement.SpecialSchool }).When(new EndPlacement(Day("2026-10-30"), PlacementEnd.MovedAway, null));
        Right<DisabilityRegistered>(scene, said => said with { DisabilityLevel = 5 }).ThenRefused("disability_level_range");
        Right<DisabilityRegistered>(scene, said => said with { CertifiedOn = Day("2026-12-02") }).ThenRefused("date_in_future");
        Right<NeedsAssessed>(scene, said => said with { ReassessOn = said.OccurredOn }).ThenRefused("until_before_start");
        Right<PlacementDecided>(scene, said => said with { School = null }).ThenRefused("school_missing");
        Right<PlacementDecided>(scene, said => said with { Placement = Placement.Deferred, Until = said.OccurredOn }).ThenRefused("until_before_start");
        Right<PlacementContested>(scene, said => said with { OccurredOn = Day("2026-09-19") }).ThenRefused("no_placement");
        Right<PlacementEnded>(scene, said => said with { OccurredOn = Day("2026-09-28") }).ThenRefused("no_placement");
    }

    [Fact]
    public void Of_plans()
    {
        var scene = WithPlan().When(new ReviewEducationPlan(Day("2026-11-01"), [new(1, GoalResult.Met, null), new(2, GoalResult.Met, null)], Day("2027-01-15"), true, null))
            .When(new EndEducationPlan(Day("2026-11-20"), PlanEnd.GoalsMet, null));
        Right<EducationPlanAdopted>(scene, said => said with { ReviewOn = said.OccurredOn }).ThenRefused("until_before_start");
        Right<EducationPlanAdopted>(scene, said => said with { ReviewOn = Day("2027-12-01") }).ThenRefused("review_too_late");
        Right<EducationPlanAdopted>(scene, said => said with { Goals = [] }).ThenRefused("goal_missing");
        Right<EducationPlanReviewed>(scene, said => said with { NextReviewOn = Day("2027-12-01") }).ThenRefused("review_too_late");
        Right<EducationPlanReviewed>(scene, said => said with { OccurredOn = Day("2026-09-30") }).ThenRefused("no_plan");
        Right<EducationPlanEnded>(scene, said => said with { OccurredOn = Day("2026-09-30") }).ThenRefused("no_plan");
        Right<EducationPlanReviewed>(scene, said => said with { NextReviewOn = Day("2027-01-20") }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_teaching_at_home()
    {
        var scene = Scheduled().When(Missed("2026-10-08", "2026-10-15"));
        scene.When(Session("2026-10-14") with { MakesUp = scene.Last<HomeTeachingSessionMissed>() });
        Right<HomeTeachingScheduled>(scene, said => said with { HoursEach = 1 }).ThenRefused("below_norm");
        Right<HomeTeachingScheduled>(scene, said => said with { Until = said.OccurredOn }).ThenRefused("until_before_start");
        Right<HomeTeachingScheduled>(scene, said => said with { HoursEach = 13 }).ThenRefused("hours_range");
        Right<HomeTeachingScheduled>(scene, said => said with { AssistantTeacher = null }).ThenRefused("assistant_missing");
        Right<HomeTeachingScheduled>(scene, said => said with { AssistantTeacher = "zhang" }).ThenRefused("same_teacher");
        Right<HomeTeachingSessionMissed>(scene, said => said with { Hours = 0 }).ThenRefused("hours_range");
        Right<HomeTeachingSessionMissed>(scene, said => said with { MakeUpBy = Day("2026-10-07") }).ThenRefused("until_before_start");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { Hours = 0 }).ThenRefused("hours_range");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { Goals = [9] }).ThenRefused("no_such_goal");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { OccurredOn = Day("2026-10-07") }).ThenRefused("nothing_to_make_up");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { Hours = 3 }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_rehabilitation_and_resource_centres()
    {
        var scene = AtHome().When(new ReferRehabilitation(Day("2026-09-22"), RehabilitationKind.Treatment, null, Samples.Sealed));
        scene.When(new AnswerRehabilitation(Day("2026-10-01"), scene.Last<RehabilitationReferred>(), null, Samples.Sealed)).When(new AskResourceCentre(Day("2026-10-02"), "Z211381101", null));
        scene.When(new AnswerResourceCentre(Day("2026-10-03"), scene.Last<ResourceCentreAsked>(), CentreAnswer.Returned, Samples.Sealed));
        Right<RehabilitationReferred>(scene, said => said with { AnswerBy = Day("2026-09-21") }).ThenRefused("until_before_start");
        Right<RehabilitationAnswered>(scene, said => said with { OccurredOn = Day("2026-09-21") }).ThenRefused("no_referral");
        Right<RehabilitationAnswered>(scene, said => said with { ReassessOn = Day("2026-09-30") }).ThenRefused("until_before_start");
        Right<ResourceCentreAnswered>(scene, said => said with { OccurredOn = Day("2026-10-01") }).ThenRefused("before_the_move");
        Right<ResourceCentreAnswered>(scene, said => said with { Note = null }).ThenRefused("return_reason_missing");
        Right<ResourceCentreAnswered>(scene, said => said with { Answer = CentreAnswer.NeverAnswered }).ThenRefused("clock_takes_back");
    }

    [Fact]
    public void Of_care_and_harm()
    {
        var scene = Followed(Concern.LeftBehind).When(new RecordGuardianship(September, Caregiver.Grandparents, Delegation.Written, null, 7, null, null))
            .When(new AdoptCarePlan(September, CareProgramme.HopeCottage, 14, Day("2026-12-31"), null));
        Right<GuardianshipRecorded>(scene, said => said with { ContactDays = 0 }).ThenRefused("days_range");
        Right<CarePlanAdopted>(scene, said => said with { VisitDays = 367 }).ThenRefused("days_range");
        Right<CarePlanAdopted>(scene, said => said with { ReviewOn = Day("2026-09-09") }).ThenRefused("until_before_start");

        scene.When(new ReportHarm(Day("2026-09-20"), HarmKind.Neglect, [], Samples.Sealed));
        var harm = scene.Last<HarmReported>();
        scene.When(new FileMandatoryReport(Day("2026-09-20"), "police", "1", null) { About = harm }).When(new FileMandatoryReport(Day("2026-09-20"), "education", "2", null) { About = harm })
            .When(new SettleHarm(Day("2026-09-25"), harm, HarmOutcome.Unfounded, Samples.Sealed));
        Right<HarmSettled>(scene, said => said with { Outcome = HarmOutcome.Prosecuted }).ThenRefused("not_protected");
        Right<HarmSettled>(scene, said => said with { OccurredOn = Day("2026-09-19") }).ThenRefused("before_harm");
        scene.When(new ReportHarm(Day("2026-10-20"), HarmKind.Neglect, [], Samples.Sealed));
        scene.When(new TakeProtectionStep(Day("2026-10-21"), scene.Last<HarmReported>(), ProtectionStep.Removed, null));
        Right<ProtectionStepTaken>(scene, said => said with { OccurredOn = Day("2026-10-19") }).ThenRefused("before_harm");
    }

    [Fact]
    public void Of_places_and_complaints()
    {
        var scene = Followed(Concern.Migrant).When(new SecurePlace(Day("2026-09-20"), "2121138101", Ownership.Public, PlaceProof.ResidencePermit, true, null))
            .When(new FileFeeComplaint(Day("2026-09-21"), "2121138101", Samples.Sealed));
        scene.By(Samples.County).When(new AnswerFeeComplaint(Day("2026-09-22"), scene.Last<FeeComplaintFiled>(), ComplaintOutcome.Refunded, null));
        Right<SchoolPlaceSecured>(scene, said => said with { Ownership = Ownership.Private }).ThenRefused("place_not_public");
        Right<SchoolPlaceSecured>(scene, said => said with { Ownership = Ownership.Purchased }).Then(typeof(EntryCorrected));
        Right<FeeComplaintAnswered>(scene, said => said with { OccurredOn = Day("2026-09-20") }).ThenRefused("before_the_move");
    }

    [Fact]
    public void Of_moves()
    {
        var scene = Followed(Concern.Migrant).By(Samples.County).When(new HandOver(Day("2026-09-12"), Samples.Id(900), "2121138101", "3121138101", 2026));
        scene.When(new AnswerTransition(Day("2026-09-14"), scene.Last<TransitionHandedOver>(), TransitionAnswer.Registered, null));
        Right<TransitionHandedOver>(scene, said => said with { ToSchool = said.FromSchool }).ThenRefused("same_school");
        Right<TransitionAnswered>(scene, said => said with { OccurredOn = Day("2026-09-11") }).ThenRefused("before_the_move");

        scene.When(new TransferStudent(Day("2026-10-01"), TransferReach.ToOtherCounty, null, null, "211382", null));
        scene.When(new ReturnTransfer(Day("2026-10-05"), scene.Last<StudentTransferred>(), TransferReturn.NotArrived, null));
        Right<StudentTransferred>(scene, said => said with { ToCounty = null }).ThenRefused("receiver_missing");
        Right<TransferReturned>(scene, said => said with { OccurredOn = Day("2026-09-30") }).ThenRefused("before_the_move");
        Right<TransferReturned>(scene, said => said with { Reason = TransferReturn.NeverAnswered }).ThenRefused("clock_returns");

        scene.When(new TransferStudent(Day("2026-10-11"), TransferReach.ToOtherCounty, null, null, "211382", null));
        // Once the child is back, this county can put its own entries right again.
        scene.When(new AcceptTransfer(Day("2026-10-15"), scene.Last<StudentTransferred>(), Samples.Sealed)).When(new TransferStudent(Day("2026-11-01"), TransferReach.FromOtherCounty, null, "2121138101", null, null));
        Right<TransferAccepted>(scene, said => said with { Note = null }).ThenRefused("acceptance_unproven");
        Right<TransferAccepted>(scene, said => said with { OccurredOn = Day("2026-10-10") }).ThenRefused("before_the_move");
    }

    [Fact]
    public void Of_aid_also_against_what_was_paid_later()
    {
        GrantAid Aid(string term) => new(Day("2026-09-20"), "寄宿生生活补助", 625, AidGroup.Orphan, term, null);
        var scene = Followed(Concern.Hardship).When(Aid("2026-1"));
        var first = scene.Last<AidGranted>();
        scene.When(Aid("2026-2"));
        Right<AidGranted>(scene, said => said with { Term = "2026-1" }).ThenRefused("aid_twice");
        Right<AidGranted>(scene, said => said with { Yuan = null }).ThenRefused("aid_amount");
        Right<AidGranted>(scene, said => said with { Scheme = " " }).ThenRefused("aid_scheme_missing");
        Right<AidGranted>(scene, said => said with { Term = "2026" }).ThenRefused("aid_term");
        scene.WhenTried(new CorrectEntry(Now, first, (AidGranted)scene.Student!.Find(first)!.Happened with { Term = "2026-2" }, Samples.Sealed)).ThenRefused("aid_twice");
        Right<AidGranted>(scene, said => said with { Yuan = 500 }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_learning_and_mental_health()
    {
        var learning = Followed(Concern.LearningDifficulty).When(new RecordLiving(September, true, null, null))
            .When(new PlanLearningSupport(September, [WeakPoint.Chinese], "zhang", null, new(null, null, null, null), Samples.Sealed, null, Samples.Sealed));
        learning.When(new ReviewLearningSupport(Day("2026-10-10"), learning.Last<LearningSupportPlanned>(), LearningProgress.Done, null, null));
        Right<LivingRecorded>(learning, said => said with { Boards = null }).ThenRefused("says_nothing");
        Right<LearningSupportPlanned>(learning, said => said with { Weak = [] }).ThenRefused("no_weak_point");
        Right<LearningSupportPlanned>(learning, said => said with { ReviewOn = Day("2026-09-09") }).ThenRefused("until_before_start");
        Right<LearningSupportReviewed>(learning, said => said with { Progress = LearningProgress.Some }).ThenRefused("next_review_missing");
        Right<LearningSupportReviewed>(learning, said => said with { NextReviewOn = Day("2026-10-09") }).ThenRefused("until_before_start");
        Right<LearningSupportReviewed>(learning, said => said with { OccurredOn = Day("2026-09-09") }).ThenRefused("no_learning_plan");

        var mind = Followed(Concern.MentalHealth).When(new ScreenMentalHealth(September, MentalHealthRisk.None, null, null)).When(new LogIntervention(Day("2026-09-20"), InterventionKind.Individual, null, null));
        Right<MentalHealthScreened>(mind, said => said with { Risk = MentalHealthRisk.Severe }).ThenRefused("follow_up_missing");
        Right<MentalHealthScreened>(mind, said => said with { FollowUpBy = Day("2026-09-09") }).ThenRefused("until_before_start");
        Right<InterventionLogged>(mind, said => said with { NextOn = Day("2026-09-19") }).ThenRefused("until_before_start");
        Right<MentalHealthScreened>(mind, said => said with { Risk = MentalHealthRisk.Severe, FollowUpBy = Day("2026-09-11") }).Then(typeof(EntryCorrected));
    }

    [Fact]
    public void Of_service()
    {
        var scene = Scene.GivenDropout().When(new IssueDocument(Day("2026-10-15"), DocumentKind.WrittenReport, Samples.Id(905), "1", new string('b', 64)));
        scene.When(new ServeDocument(Day("2026-10-16"), scene.Last<DocumentIssued>(), null));
        Right<DocumentServed>(scene, said => said with { OccurredOn = Day("2026-10-14") }).ThenRefused("served_before_issue");
    }

    [Fact]
    public void A_correction_that_is_put_right_is_held_to_the_rules_of_the_entry()
    {
        var scene = Scheduled();
        Right<HomeTeachingScheduled>(scene, said => said with { HoursEach = 3 }).Then(typeof(EntryCorrected));
        Right<EntryCorrected>(scene, said => said with { Right = (HomeTeachingScheduled)said.Right with { HoursEach = 1 } }).ThenRefused("below_norm");
        Right<EntryCorrected>(scene, said => said with { Right = said.Right with { OccurredOn = Day("2026-12-02") } }).ThenRefused("date_in_future");
        Right<EntryCorrected>(scene, said => said with { Right = (HomeTeachingScheduled)said.Right with { HoursEach = 4, By = Samples.Teacher } }).Then(typeof(EntryCorrected))
            .ThenFile(student => student.Schedule!.Happened.ShouldSatisfyAllConditions(kept => kept.By.ShouldBe(Samples.County), kept => ((HomeTeachingScheduled)kept).HoursEach.ShouldBe(4)));
    }

    [Fact]
    public void History_is_asked_for_nothing_that_its_row_never_said_and_breaks_no_further_rule()
    {
        var history = new Origin(Samples.Id(902), 12);
        var scene = Scene.Given(
            new CaseOpened(Concern.Disability, null) { Entry = Samples.Id(1), OccurredOn = September, By = Samples.County, From = history },
            new EducationPlanAdopted(Day("2026-12-31"), null) { Entry = Samples.Id(2), OccurredOn = September, By = Samples.County, From = history },
            new HomeTeachingSessionDelivered(2, null) { Entry = Samples.Id(3), OccurredOn = September, By = Samples.County, From = history }).By(Samples.County);
        Right<EducationPlanAdopted>(scene, said => said with { ReviewOn = Day("2026-11-30") }).Then(typeof(EntryCorrected));
        Right<EducationPlanAdopted>(scene, said => said with { ReviewOn = Day("2027-12-31") }).ThenRefused("review_too_late");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { Hours = 0 }).ThenRefused("hours_range");
        Right<HomeTeachingSessionDelivered>(scene, said => said with { Hours = 3 }).Then<EntryCorrected>(said => said.Right.Breaches.ShouldBe([Breach.TaughtWithoutPlacement]));
    }

    [Fact]
    public void What_every_kind_of_entry_may_say_is_decided()
    {
        var file = Samples.After(Samples.EveryType);
        foreach (var said in Samples.EveryType) Should.NotThrow(() => EntryRules.Forbids(said, file, Scene.Given().Context(1)));
    }
}
