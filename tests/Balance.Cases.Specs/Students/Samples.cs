using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Specs.Students;

/// <summary>One telling event of every type there is; a new type without a sample fails <see cref="EvolveSpecs"/>.</summary>
internal static class Samples
{
    public static readonly Guid Child = new("0198a000-0000-7000-8000-000000000001");
    public static readonly Actor Teacher = new("zhang", "2121138101", Level.School);
    public static readonly Actor Township = new("li", "211381101", Level.Township);
    public static readonly Actor County = new("wang", "211381", Level.County);
    public static readonly DateOnly Day = new(2026, 10, 12);
    public static readonly SealedText Sealed = new("c2VhbGVk");

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static IReadOnlyList<StudentEvent> EveryType { get; } =
    [
        new CaseOpened(Concern.DropoutRisk, Sealed) { Entry = Id(1), OccurredOn = Day, By = Teacher },
        new ConcernRaised(Concern.LeftBehind, null) { Entry = Id(2), OccurredOn = Day, By = Teacher },
        new ConcernWithdrawn(Concern.LeftBehind, Sealed) { Entry = Id(3), OccurredOn = Day, By = Teacher },
        new DropoutSuspected([new(SuspicionReason.NotEnrolled, RegisterKind.Population, Id(900), 17, Day)], "national/1") { Entry = Id(4), OccurredOn = Day, By = County },
        new SuspicionWithdrawn(new(SuspicionReason.NotEnrolled, RegisterKind.Enrolment, Id(901), 4, Day)) { Entry = Id(5), OccurredOn = Day, By = County },
        new AbsenceReported(Day.AddDays(-3), Sealed) { Entry = Id(6), OccurredOn = Day, By = Teacher },
        new SuspicionVerified(Finding.StudyingElsewhere, Day.AddDays(90), Sealed) { Entry = Id(7), OccurredOn = Day, By = Teacher },
        new DropoutConfirmed(DropoutReason.Work, "2121138101", 8, null) { Entry = Id(8), OccurredOn = Day, By = Township },
        new PersuasionAssigned(Level.Township, "li", Day.AddDays(10)) { Entry = Id(9), OccurredOn = Day, By = Township },
        new PersuasionVisitLogged(Level.Township, VisitOutcome.Promised, Day.AddDays(3), Sealed, Sealed) { Entry = Id(10), OccurredOn = Day, By = Township },
        new WrittenReportFiled(ReportAddressee.Both, "2026-7", null) { Entry = Id(11), OccurredOn = Day, By = Teacher },
        new PersuasionEscalated(Level.School, Level.Township, null) { Entry = Id(12), OccurredOn = Day, By = Teacher },
        new LegalStepTaken(LegalStep.CorrectionOrder, "2026-8", Day, Day.AddDays(7), null) { Entry = Id(13), OccurredOn = Day, By = Township },
        new StudentReturned(ReturnPlacement.SpecialClass, "2121138101", 8, Sealed) { Entry = Id(14), OccurredOn = Day, By = Teacher },
        new ReturnConfirmed(Id(14), null) { Entry = Id(15), OccurredOn = Day, By = Township },
        new AttendanceChecked(AttendanceResult.Present, null) { Entry = Id(16), OccurredOn = Day, By = Teacher },
        new PlacementDecided(Placement.HomeTeaching, "5121138101", null) { Entry = Id(17), OccurredOn = Day, By = County },
        new EducationPlanAdopted(Day.AddDays(120), null) { Entry = Id(18), OccurredOn = Day, By = County },
        new HomeTeachingSessionDelivered(2.5m, null) { Entry = Id(19), OccurredOn = Day, By = Teacher, From = new Origin(Id(902), 12), Breaches = [Breach.TaughtWithoutPlacement] },
        new CareVisitLogged(Sealed) { Entry = Id(20), OccurredOn = Day, By = Teacher },
        new AidGranted("营养改善", 500m, null) { Entry = Id(21), OccurredOn = Day, By = County },
        new MandatoryReportFiled("public security", "2026-9", Sealed) { Entry = Id(22), OccurredOn = Day, By = Teacher },
        new NoteAdded(Sealed) { Entry = Id(23), OccurredOn = Day, By = Teacher },
        new EntryCorrected(Id(16), new AttendanceChecked(AttendanceResult.Absent, null) { Entry = Id(16), OccurredOn = Day, By = Teacher }, Sealed)
            { Entry = Id(24), OccurredOn = Day, By = Teacher },
        new EntryWithdrawn(Id(20), Sealed) { Entry = Id(25), OccurredOn = Day, By = Teacher },
        new CaseClosed(Sealed) { Entry = Id(26), OccurredOn = Day, By = County },
        new CaseReopened(Sealed) { Entry = Id(27), OccurredOn = Day, By = County },
        new IdentityErased("个人信息保护法 §47") { Entry = Id(28), OccurredOn = Day, By = County },
        new IdentityNumberCorrected(Sealed) { Entry = Id(80), OccurredOn = Day, By = County },
        new HistoryReceived(Id(906), 3, Sealed) { Entry = Id(81), OccurredOn = Day, By = County },
        new FileMerged(Id(907), Sealed) { Entry = Id(82), OccurredOn = Day, By = County },
        new DisabilityRegistered(DisabilityCategory.Intellectual, 2, RegistrationSource.PreschoolScreening, Day.AddDays(-40), Sealed, Sealed) { Entry = Id(29), OccurredOn = Day, By = County },
        new NeedsAssessed(Placement.SpecialSchool, Day.AddDays(300), Sealed, Sealed) { Entry = Id(30), OccurredOn = Day, By = County },
        new PlacementContested(Id(17), Contestant.School, Sealed) { Entry = Id(31), OccurredOn = Day, By = Teacher },
        new PlacementEnded(Id(17), PlacementEnd.Recovered, Sealed) { Entry = Id(32), OccurredOn = Day, By = County },
        new EducationPlanReviewed(Id(18), [new(1, GoalResult.PartlyMet, Sealed), new(2, GoalResult.NotMet, null)], Day.AddDays(150), true, Sealed) { Entry = Id(33), OccurredOn = Day, By = Teacher },
        new EducationPlanEnded(Id(18), PlanEnd.GoalsMet, Sealed) { Entry = Id(34), OccurredOn = Day, By = Teacher },
        new HomeTeachingScheduled("zhang", "liu", SchedulePeriod.Month, 4, 1.5m, Day.AddDays(200), Sealed) { Entry = Id(35), OccurredOn = Day, By = Teacher },
        new HomeTeachingSessionMissed(MissedReason.WeatherOrRoad, 1.5m, Day.AddDays(14), Sealed) { Entry = Id(36), OccurredOn = Day, By = Teacher },
        new RehabilitationReferred(RehabilitationKind.AssistiveDevice, Day.AddDays(30), Sealed) { Entry = Id(37), OccurredOn = Day, By = Teacher },
        new RehabilitationAnswered(Id(37), Day.AddDays(365), Sealed) { Entry = Id(38), OccurredOn = Day, By = County },
        new GuardianshipRecorded(Caregiver.Relatives, Delegation.Refused, GuardianshipQuality.Poor, 10, Sealed, Sealed) { Entry = Id(39), OccurredOn = Day, By = Teacher },
        new ParentContactLogged(ContactOutcome.NotReached, Sealed) { Entry = Id(40), OccurredOn = Day, By = Teacher },
        new CarePlanAdopted(CareProgramme.HandInHand, 21, Day.AddDays(180), Sealed) { Entry = Id(41), OccurredOn = Day, By = Township },
        new GuardianAdmonished(AdmonishingBody.Police, "2026-10", Sealed) { Entry = Id(42), OccurredOn = Day, By = Township },
        new HarmReported(HarmKind.Neglect, [ReportSign.Abandoned, ReportSign.BodilyInjury], Sealed) { Entry = Id(43), OccurredOn = Day, By = Teacher },
        new ProtectionStepTaken(Id(43), ProtectionStep.TemporaryCare, Sealed) { Entry = Id(44), OccurredOn = Day, By = Township },
        new HarmSettled(Id(43), HarmOutcome.Prosecuted, Sealed) { Entry = Id(45), OccurredOn = Day, By = Township },
        new SchoolPlaceSecured("2121138104", Ownership.Purchased, PlaceProof.WorkCertificate, true, Sealed) { Entry = Id(46), OccurredOn = Day, By = Teacher },
        new FeeComplaintFiled("2121138104", Sealed) { Entry = Id(47), OccurredOn = Day, By = Township },
        new FeeComplaintAnswered(Id(47), ComplaintOutcome.Refunded, Sealed) { Entry = Id(48), OccurredOn = Day, By = County },
        new TransitionHandedOver(Id(903), "2121138101", "3121138101", 2027, Day.AddDays(10)) { Entry = Id(49), OccurredOn = Day, By = Teacher },
        new TransitionAnswered(Id(49), TransitionAnswer.NotArrived, Sealed) { Entry = Id(50), OccurredOn = Day, By = Teacher },
        new StudentTransferred(TransferReach.ToOtherCounty, "2121138101", "2121138201", "211382", Day.AddDays(15), Sealed) { Entry = Id(51), OccurredOn = Day, By = Teacher },
        new TransferAccepted(Id(51), "2121138201", Sealed) { Entry = Id(52), OccurredOn = Day, By = Teacher },
        new TransferReturned(Id(51), TransferReturn.NotArrived, Sealed) { Entry = Id(53), OccurredOn = Day, By = County },
        new CaseReceived("211382", Id(51), "2121138201", 12, new string('c', 64), CaseStatus.Followed) { Entry = Id(64), OccurredOn = Day, By = County },
        new LivingRecorded(true, false, Sealed) { Entry = Id(54), OccurredOn = Day, By = Teacher },
        new LearningSupportPlanned([WeakPoint.Mathematics, WeakPoint.Habits], "zhang", Day.AddDays(60), Sealed, Sealed, Sealed, Sealed, Sealed, Sealed, Sealed) { Entry = Id(55), OccurredOn = Day, By = Teacher },
        new LearningSupportReviewed(Id(55), LearningProgress.Some, Day.AddDays(120), Sealed) { Entry = Id(56), OccurredOn = Day, By = Teacher },
        new MentalHealthScreened(MentalHealthRisk.Moderate, Day.AddDays(7), Sealed) { Entry = Id(57), OccurredOn = Day, By = Teacher },
        new InterventionLogged(InterventionKind.Family, Day.AddDays(21), Sealed) { Entry = Id(58), OccurredOn = Day, By = Teacher },
        new EvidenceAttached(Id(904), new string('a', 64), 120_000, "image/jpeg", Id(14), Sealed, Sealed) { Entry = Id(59), OccurredOn = Day, By = Teacher },
        new DocumentIssued(DocumentKind.CorrectionOrder, Id(905), "北教责〔2026〕1号", new string('b', 64), Id(13)) { Entry = Id(60), OccurredOn = Day, By = Township },
        new DocumentServed(Id(60), Sealed) { Entry = Id(61), OccurredOn = Day, By = Township },
        new DutyEscalated(DutyKind.Verify, Day.AddDays(-1), Level.Township, Level.County) { Entry = Id(62), OccurredOn = Day, By = County },
        new ResourceCentreAsked("Z211381", "Z211381101", Day.AddDays(10), Sealed) { Entry = Id(63), OccurredOn = Day, By = Teacher },
        new ResourceCentreAnswered(Id(63), CentreAnswer.Returned, Sealed) { Entry = Id(64), OccurredOn = Day, By = County },
    ];

    /// <summary>The state after the events, recorded in the order given.</summary>
    public static Student After(params IEnumerable<StudentEvent> events)
    {
        Student? student = null;
        var version = 0L;
        foreach (var happened in events) student = Student.Evolve(student, Child, ++version, happened);
        return student!;
    }
}
