namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>
/// What an entry may say: each kind is asked of the command that records it (<c>Forbids</c>). <see cref="Casework"/> asks before anything is recorded,
/// <see cref="CorrectEntry"/> before it is put right, so that a correction says nothing that the command would have refused.
/// </summary>
public static class EntryRules
{
    /// <summary>Why an entry may not say what it says; null: it may. A kind that the command itself makes, or of which any day and word will do, has no rule.</summary>
    /// <param name="said">The entry.</param>
    /// <param name="file">The child's file without it.</param>
    /// <param name="context">By whom, when, under which pack.</param>
    /// <exception cref="InvalidOperationException">Nobody has decided about this kind of entry.</exception>
    public static Refused? Forbids(StudentEvent said, Student file, DecisionContext context) => said switch
    {
        // A crisis that goes along is raised also where the child is followed for its mental health.
        ConcernRaised { FollowUpBy: null } raised => RaiseConcern.Forbids(raised, file),
        ConcernWithdrawn ended => WithdrawConcern.Forbids(ended, file, context),
        AbsenceReported reported => ReportAbsence.Forbids(reported, context),
        SuspicionVerified verified => VerifySuspicion.Forbids(verified),
        DropoutConfirmed confirmed => ConfirmDropout.Forbids(confirmed),
        PersuasionAssigned assigned => AssignPersuasion.Forbids(assigned, file),
        PersuasionVisitLogged visit => LogVisit.Forbids(visit),
        LegalStepTaken step => TakeLegalStep.Forbids(step, context),
        StudentReturned back => RecordReturn.Forbids(back),
        ReturnConfirmed confirmed => ConfirmReturn.Forbids(confirmed, file),

        DisabilityRegistered registered => RegisterDisability.Forbids(registered, context),
        NeedsAssessed assessed => AssessNeeds.Forbids(assessed),
        PlacementDecided placed => DecidePlacement.Forbids(placed, context),
        PlacementContested contested => ContestPlacement.Forbids(contested, file),
        PlacementEnded ended => EndPlacement.Forbids(ended, file),
        EducationPlanAdopted adopted => AdoptEducationPlan.Forbids(adopted, context),
        EducationPlanReviewed reviewed => ReviewEducationPlan.Forbids(reviewed, file, context),
        EducationPlanEnded ended => EndEducationPlan.Forbids(ended, file),
        HomeTeachingScheduled scheduled => ScheduleHomeTeaching.Forbids(scheduled, context),
        HomeTeachingSessionDelivered session => LogHomeTeaching.Forbids(session, file),
        HomeTeachingSessionMissed missed => LogMissedSession.Forbids(missed),
        ResourceCentreAnswered answered => AnswerResourceCentre.Forbids(answered, file),
        RehabilitationReferred referred => ReferRehabilitation.Forbids(referred),
        RehabilitationAnswered answered => AnswerRehabilitation.Forbids(answered, file),

        GuardianshipRecorded guardianship => RecordGuardianship.Forbids(guardianship),
        CarePlanAdopted plan => AdoptCarePlan.Forbids(plan),
        ProtectionStepTaken step => TakeProtectionStep.Forbids(step, file),
        HarmSettled settled => SettleHarm.Forbids(settled, file, context),

        SchoolPlaceSecured place => SecurePlace.Forbids(place),
        FeeComplaintAnswered answered => AnswerFeeComplaint.Forbids(answered, file),
        TransitionHandedOver handed => HandOver.Forbids(handed),
        TransitionAnswered answered => AnswerTransition.Forbids(answered, file),
        StudentTransferred sent => TransferStudent.Forbids(sent),
        TransferAccepted accepted => AcceptTransfer.Forbids(accepted, file),
        TransferReturned returned => ReturnTransfer.Forbids(returned, file),

        AidGranted aid => GrantAid.Forbids(aid),
        LivingRecorded living => RecordLiving.Forbids(living),
        LearningSupportPlanned plan => PlanLearningSupport.Forbids(plan),
        LearningSupportReviewed review => ReviewLearningSupport.Forbids(review, file),
        MentalHealthScreened screened => ScreenMentalHealth.Forbids(screened),
        InterventionLogged done => LogIntervention.Forbids(done),
        DocumentServed served => ServeDocument.Forbids(served, file),

        ConcernRaised or CaseOpened or CaseClosed or CaseReopened or CaseReceived or HistoryReceived or FileMerged or IdentityErased or IdentityNumberCorrected
            or EntryCorrected or EntryWithdrawn or DutyEscalated or NoteAdded or EvidenceAttached or DocumentIssued
            or DropoutSuspected or SuspicionWithdrawn or WrittenReportFiled or PersuasionEscalated or AttendanceChecked
            or ResourceCentreAsked or ParentContactLogged or CareVisitLogged or GuardianAdmonished or HarmReported or MandatoryReportFiled or FeeComplaintFiled => null,
        _ => throw new InvalidOperationException($"What an entry of type {said.GetType().Name} may say is not decided."),
    };
}
