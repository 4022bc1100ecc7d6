using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Cases;

/// <summary>For which concern an entry was made, so that a long timeline can be read for one.</summary>
internal static class EntryConcerns
{
    /// <summary>The concern; null: it is about the case as a whole and is read with each.</summary>
    public static Concern? Of(StudentEvent happened) => happened switch
    {
        CaseOpened opened => opened.Concern,
        ConcernRaised raised => raised.Concern,
        ConcernWithdrawn ended => ended.Concern,
        DropoutSuspected or SuspicionWithdrawn or SuspicionVerified or AbsenceReported or DropoutConfirmed or PersuasionAssigned or PersuasionVisitLogged
            or WrittenReportFiled or PersuasionEscalated or LegalStepTaken or StudentReturned or ReturnConfirmed or AttendanceChecked => Concern.DropoutRisk,
        DisabilityRegistered or NeedsAssessed or PlacementDecided or PlacementContested or PlacementEnded
            or EducationPlanAdopted or EducationPlanReviewed or EducationPlanEnded
            or HomeTeachingScheduled or HomeTeachingSessionDelivered or HomeTeachingSessionMissed or RehabilitationReferred or RehabilitationAnswered
            or ResourceCentreAsked or ResourceCentreAnswered => Concern.Disability,
        GuardianshipRecorded or ParentContactLogged or GuardianAdmonished => Concern.LeftBehind,
        SchoolPlaceSecured or FeeComplaintFiled or FeeComplaintAnswered => Concern.Migrant,
        AidGranted => Concern.Hardship,
        LearningSupportPlanned or LearningSupportReviewed => Concern.LearningDifficulty,
        MentalHealthScreened or InterventionLogged => Concern.MentalHealth,
        HarmReported or ProtectionStepTaken or HarmSettled or MandatoryReportFiled => Concern.Harm,
        TransitionHandedOver or TransitionAnswered or StudentTransferred or TransferAccepted or TransferReturned or CaseReceived or LivingRecorded or CarePlanAdopted or CareVisitLogged
            or EvidenceAttached or DocumentIssued or DocumentServed or DutyEscalated or NoteAdded or EntryCorrected or EntryWithdrawn or CaseClosed or CaseReopened
            or IdentityErased or IdentityNumberCorrected or HistoryReceived or FileMerged => null,
        _ => throw new InvalidOperationException($"For which concern an event of type {happened.GetType().Name} is recorded is not decided."),
    };
}
