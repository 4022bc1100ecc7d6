using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students;

/// <summary>What is known only to those who act on it (残疾人教育条例 §20, 个人信息保护法 §28).</summary>
public enum RestrictedPart
{
    /// <summary>What experts found out about the child's needs.</summary>
    [Term("评估")] Assessment,

    /// <summary>That the child is followed for its mental health, and what is done about it.</summary>
    [Term("心理健康")] MentalHealth,

    /// <summary>That somebody harmed the child, and what is done about it.</summary>
    [Term("侵害")] Harm,
}

/// <summary>Which entries belong to a restricted part. Every kind of event is named here: a new one is open only by decision.</summary>
public static class Restrictions
{
    /// <summary>The part that an event tells of; null: it is open to all who read the case.</summary>
    /// <exception cref="InvalidOperationException">Nobody has decided about this kind of event.</exception>
    public static RestrictedPart? Of(StudentEvent happened) => happened switch
    {
        CaseOpened opened => Of(opened.Concern),
        ConcernRaised raised => Of(raised.Concern),
        ConcernWithdrawn ended => Of(ended.Concern),
        EntryCorrected corrected => Of(corrected.Right),
        DutyEscalated escalated => escalated.Part ?? Of(escalated.Duty),
        NeedsAssessed or RehabilitationReferred or RehabilitationAnswered => RestrictedPart.Assessment,
        MentalHealthScreened or InterventionLogged => RestrictedPart.MentalHealth,
        HarmReported or ProtectionStepTaken or HarmSettled or MandatoryReportFiled { Listed: not null } => RestrictedPart.Harm,
        DropoutSuspected or SuspicionWithdrawn or SuspicionVerified or AbsenceReported
            or DropoutConfirmed or PersuasionAssigned or PersuasionVisitLogged or WrittenReportFiled or PersuasionEscalated or LegalStepTaken
            or StudentReturned or ReturnConfirmed or AttendanceChecked
            or DisabilityRegistered or PlacementDecided or PlacementContested or PlacementEnded
            or EducationPlanAdopted or EducationPlanReviewed or EducationPlanEnded or HomeTeachingScheduled or HomeTeachingSessionDelivered or HomeTeachingSessionMissed
            or ResourceCentreAsked or ResourceCentreAnswered
            or GuardianshipRecorded or ParentContactLogged or CarePlanAdopted or CareVisitLogged or GuardianAdmonished or MandatoryReportFiled
            or SchoolPlaceSecured or FeeComplaintFiled or FeeComplaintAnswered or TransitionHandedOver or TransitionAnswered
            or StudentTransferred or TransferAccepted or TransferReturned or CaseReceived
            or AidGranted or LivingRecorded or LearningSupportPlanned or LearningSupportReviewed
            or NoteAdded or EvidenceAttached or DocumentIssued or DocumentServed
            or EntryWithdrawn or CaseClosed or CaseReopened or IdentityErased or IdentityNumberCorrected or HistoryReceived or FileMerged => null,
        _ => throw new InvalidOperationException($"Who may know of an event of type {happened.GetType().Name} is not decided."),
    };

    /// <summary>The part that following a child for this concern belongs to; null: none.</summary>
    public static RestrictedPart? Of(Concern concern) => concern switch
    {
        Concern.MentalHealth => RestrictedPart.MentalHealth,
        Concern.Harm => RestrictedPart.Harm,
        _ => null,
    };

    /// <summary>The part that a duty tells of, by what it is about or its kind follows from; null: none.</summary>
    public static RestrictedPart? Of(Duty duty) => duty.Part ?? Of(duty.Kind);

    /// <summary>The part that every duty of a kind tells of; null: none.</summary>
    public static RestrictedPart? Of(DutyKind duty) => duty switch
    {
        // Disability.
        DutyKind.PlaceChild or DutyKind.AssessAgain or DutyKind.AnswerReferral => RestrictedPart.Assessment,
        _ => null,
    };

    /// <summary>Whether offices of a level of the dual line act on such a part, so that they may know of it: a township does not on assessment and mental health.</summary>
    public static bool IsReadAt(Level level, RestrictedPart? part) => level != Level.Township || part is null or RestrictedPart.Harm;

    /// <summary>The part of an entry of a file: also of what it was before it was corrected, of what it withdraws, and of what it shows.</summary>
    public static RestrictedPart? Of(Student student, Entry entry) => Of(entry.Recorded) ?? Of(entry.Happened) ?? (Earlier(student, entry) is { } about ? Of(student, about) : null);

    /// <summary>The entry that another one is about.</summary>
    private static Entry? Earlier(Student student, Entry entry) => entry.Happened switch
    {
        EntryWithdrawn withdrawn => student.Find(withdrawn.Wrong),
        EntryCorrected corrected => student.Find(corrected.Wrong),
        EvidenceAttached { About: { } shown } => student.Find(shown),
        _ => null,
    };
}
