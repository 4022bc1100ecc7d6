using System.Text.Json.Serialization;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>Who did something and in which office, as it was then.</summary>
/// <param name="User">Account name, <see cref="Clock"/>, or <c>operator</c> for the command line.</param>
/// <param name="Office">Code of the office: 6 digits a county bureau, 9 a township, 10 a school; behind a mark a resource centre there.</param>
/// <param name="Level">Level of that office on the dual line.</param>
public sealed record Actor(string User, string Office, Level Level)
{
    /// <summary>The user name of the clock, which takes up what is overdue; no account can have it.</summary>
    public const string Clock = "clock";
}

/// <summary>Where an entry came from when no officer typed it: a ledger row or a screening.</summary>
/// <param name="Import">Stream of the import or screening.</param>
/// <param name="Row">Line of the file, 0 for a screening.</param>
public sealed record Origin(Guid Import, int Row);

/// <summary>A rule of procedure that recorded history broke; the step is taken all the same and marked.</summary>
public enum Breach
{
    [Term("未经疑似即核查")] VerifiedWithoutSuspicion,
    [Term("未经核查即确认辍学")] ConfirmedWithoutVerification,
    [Term("未辍学而劝返")] PersuadedWithoutDropout,
    [Term("依法步骤越级")] LegalRungSkipped,
    [Term("依法步骤缺文号")] LegalNumberMissing,
    [Term("未辍学而复学")] ReturnedWithoutDropout,
    [Term("未复学而核验到校")] CheckedWithoutReturn,
    [Term("缺书面报告文号")] ReportNumberMissing,
    [Term("缺截止日期")] UntilMissing,
    [Term("未安置而送教")] TaughtWithoutPlacement,
    [Term("已销号后补记")] RecordedAfterClosing,
    [Term("缺佐证")] ProofMissing,
    [Term("重复确认辍学")] ConfirmedTwice,
    [Term("未书面报告即移交")] EscalatedWithoutReport,
    [Term("上一步期限未满")] LegalDeadlineRunning,
    [Term("责令改正期限过短")] OrderDeadlineShort,

    // Disability.
    [Term("未经评估即安置")] PlacedWithoutAssessment,
    [Term("异议未重新评估即安置")] ContestedWithoutReassessment,
    [Term("无教育计划而安排送教")] ScheduledWithoutPlan,
    [Term("缺协同教师")] AssistantMissing,

    // Help.
    [Term("同一学期重复资助")] AidTwice,
}

/// <summary>Something that happened to, or was done for, one at-risk student. Immutable; a mistake is corrected by a later event.</summary>
// A discriminator of one character: jsonb keeps the shortest key first, and the reader wants it before all others.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "$")]
[JsonDerivedType(typeof(CaseOpened), "case_opened")]
[JsonDerivedType(typeof(ConcernRaised), "concern_raised")]
[JsonDerivedType(typeof(ConcernWithdrawn), "concern_withdrawn")]
[JsonDerivedType(typeof(DropoutSuspected), "dropout_suspected")]
[JsonDerivedType(typeof(SuspicionWithdrawn), "suspicion_withdrawn")]
[JsonDerivedType(typeof(SuspicionVerified), "suspicion_verified")]
[JsonDerivedType(typeof(AbsenceReported), "absence_reported")]
[JsonDerivedType(typeof(DropoutConfirmed), "dropout_confirmed")]
[JsonDerivedType(typeof(PersuasionAssigned), "persuasion_assigned")]
[JsonDerivedType(typeof(PersuasionVisitLogged), "persuasion_visit_logged")]
[JsonDerivedType(typeof(WrittenReportFiled), "written_report_filed")]
[JsonDerivedType(typeof(PersuasionEscalated), "persuasion_escalated")]
[JsonDerivedType(typeof(LegalStepTaken), "legal_step_taken")]
[JsonDerivedType(typeof(StudentReturned), "student_returned")]
[JsonDerivedType(typeof(ReturnConfirmed), "return_confirmed")]
[JsonDerivedType(typeof(AttendanceChecked), "attendance_checked")]
[JsonDerivedType(typeof(PlacementDecided), "placement_decided")]
[JsonDerivedType(typeof(EducationPlanAdopted), "education_plan_adopted")]
[JsonDerivedType(typeof(HomeTeachingSessionDelivered), "home_teaching_session_delivered")]
[JsonDerivedType(typeof(CareVisitLogged), "care_visit_logged")]
[JsonDerivedType(typeof(AidGranted), "aid_granted")]
[JsonDerivedType(typeof(MandatoryReportFiled), "mandatory_report_filed")]
[JsonDerivedType(typeof(NoteAdded), "note_added")]
[JsonDerivedType(typeof(EntryCorrected), "entry_corrected")]
[JsonDerivedType(typeof(EntryWithdrawn), "entry_withdrawn")]
[JsonDerivedType(typeof(CaseClosed), "case_closed")]
[JsonDerivedType(typeof(CaseReopened), "case_reopened")]
[JsonDerivedType(typeof(IdentityErased), "identity_erased")]
[JsonDerivedType(typeof(IdentityNumberCorrected), "identity_number_corrected")]
[JsonDerivedType(typeof(HistoryReceived), "history_received")]
[JsonDerivedType(typeof(FileMerged), "file_merged")]
[JsonDerivedType(typeof(DisabilityRegistered), "disability_registered")]
[JsonDerivedType(typeof(NeedsAssessed), "needs_assessed")]
[JsonDerivedType(typeof(PlacementContested), "placement_contested")]
[JsonDerivedType(typeof(PlacementEnded), "placement_ended")]
[JsonDerivedType(typeof(EducationPlanReviewed), "education_plan_reviewed")]
[JsonDerivedType(typeof(EducationPlanEnded), "education_plan_ended")]
[JsonDerivedType(typeof(HomeTeachingScheduled), "home_teaching_scheduled")]
[JsonDerivedType(typeof(HomeTeachingSessionMissed), "home_teaching_session_missed")]
[JsonDerivedType(typeof(RehabilitationReferred), "rehabilitation_referred")]
[JsonDerivedType(typeof(RehabilitationAnswered), "rehabilitation_answered")]
[JsonDerivedType(typeof(ResourceCentreAsked), "resource_centre_asked")]
[JsonDerivedType(typeof(ResourceCentreAnswered), "resource_centre_answered")]
[JsonDerivedType(typeof(GuardianshipRecorded), "guardianship_recorded")]
[JsonDerivedType(typeof(ParentContactLogged), "parent_contact_logged")]
[JsonDerivedType(typeof(CarePlanAdopted), "care_plan_adopted")]
[JsonDerivedType(typeof(GuardianAdmonished), "guardian_admonished")]
[JsonDerivedType(typeof(HarmReported), "harm_reported")]
[JsonDerivedType(typeof(ProtectionStepTaken), "protection_step_taken")]
[JsonDerivedType(typeof(HarmSettled), "harm_settled")]
[JsonDerivedType(typeof(SchoolPlaceSecured), "school_place_secured")]
[JsonDerivedType(typeof(FeeComplaintFiled), "fee_complaint_filed")]
[JsonDerivedType(typeof(FeeComplaintAnswered), "fee_complaint_answered")]
[JsonDerivedType(typeof(TransitionHandedOver), "transition_handed_over")]
[JsonDerivedType(typeof(TransitionAnswered), "transition_answered")]
[JsonDerivedType(typeof(StudentTransferred), "student_transferred")]
[JsonDerivedType(typeof(TransferAccepted), "transfer_accepted")]
[JsonDerivedType(typeof(TransferReturned), "transfer_returned")]
[JsonDerivedType(typeof(CaseReceived), "case_received")]
[JsonDerivedType(typeof(LivingRecorded), "living_recorded")]
[JsonDerivedType(typeof(LearningSupportPlanned), "learning_support_planned")]
[JsonDerivedType(typeof(LearningSupportReviewed), "learning_support_reviewed")]
[JsonDerivedType(typeof(MentalHealthScreened), "mental_health_screened")]
[JsonDerivedType(typeof(InterventionLogged), "intervention_logged")]
[JsonDerivedType(typeof(EvidenceAttached), "evidence_attached")]
[JsonDerivedType(typeof(DocumentIssued), "document_issued")]
[JsonDerivedType(typeof(DocumentServed), "document_served")]
[JsonDerivedType(typeof(DutyEscalated), "duty_escalated")]
public abstract record StudentEvent
{
    /// <summary>Names this entry for ever, so that a correction can point at it.</summary>
    public required Guid Entry { get; init; }

    /// <summary>The day in the world on which it happened; the moment of recording is the chain's.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Who recorded it.</summary>
    public required Actor By { get; init; }

    /// <summary>The file row or screening behind it; null where an officer entered it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Origin? From { get; init; }

    /// <summary>Rules of procedure that this step broke when it was taken from history; empty for what an officer enters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Breach>? Breaches { get; init; }
}
