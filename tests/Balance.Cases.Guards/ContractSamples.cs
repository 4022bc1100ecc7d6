using Balance.Cases.Domain.Indicators;
using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Registers;
using Balance.Cases.Domain.Returns;
using Balance.Cases.Domain.Screening;
using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Guards;

/// <summary>What each frozen sample under <c>Contracts</c> must be read as: every field filled, no two alike, so that a swap or a loss shows.</summary>
internal static class ContractSamples
{
    private static readonly DateOnly Day = new(2026, 10, 12);
    private static readonly Actor Teacher = new("zhang", "2121138101", Level.School);
    private static readonly Actor Official = new("li", "211381101", Level.Township);
    private static readonly Actor Bureau = new("wang", "211381", Level.County);
    private static readonly Origin Row = new(Id(900), 12);
    // Lists as the reader makes them, since they are compared with their types.
    private static readonly List<Breach> Broken = [Breach.ConfirmedWithoutVerification, Breach.RecordedAfterClosing];

    /// <summary>One of every kind.</summary>
    public static IReadOnlyList<object> All { get; } =
    [
        .. Screening(), .. Persuasion(), .. Help(), .. Office(), .. Disability(), .. Protection(), .. Migrants(), .. Learning(), .. Papers(), .. Registers(), .. Figures(),
    ];

    private static IEnumerable<object> Screening() =>
    [
        new CaseOpened(Concern.DropoutRisk, Text("opened")) { Entry = Id(1), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ConcernRaised(Concern.LeftBehind, Text("raised")) { Entry = Id(2), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ConcernWithdrawn(Concern.MentalHealth, Text("ended")) { Entry = Id(3), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new DropoutSuspected(
            new List<Evidence>
            {
                new(SuspicionReason.NotEnrolled, RegisterKind.Population, Id(901), 17, Day),
                new(SuspicionReason.TransitionGap, RegisterKind.Enrolment, null, null, null),
            }, "national/1") { Entry = Id(4), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new SuspicionWithdrawn(new(SuspicionReason.Absence, RegisterKind.Absence, Id(902), 4, Day.AddDays(1)))
            { Entry = Id(5), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new SuspicionVerified(Finding.StudyingElsewhere, Day.AddDays(90), Text("proof")) { Entry = Id(6), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new AbsenceReported(Day.AddDays(-3), Text("absent")) { Entry = Id(7), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Persuasion() =>
    [
        new DropoutConfirmed(DropoutReason.EarlyMarriage, "2121138101", 8, Text("left")) { Entry = Id(8), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new PersuasionAssigned(Level.Township, "li", Day.AddDays(10)) { Entry = Id(9), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new PersuasionVisitLogged(Level.County, VisitOutcome.NotFound, Day.AddDays(3), Text("who"), Text("visit"))
            { Entry = Id(10), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new WrittenReportFiled(ReportAddressee.Both, "2026-7", Text("report")) { Entry = Id(11), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new PersuasionEscalated(Level.School, Level.Township, Text("why up")) { Entry = Id(12), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new LegalStepTaken(LegalStep.CorrectionOrder, "2026-8", Day.AddDays(1), Day.AddDays(8), Text("order"))
            { Entry = Id(13), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new StudentReturned(ReturnPlacement.SpecialClass, "2121138102", 9, Text("back")) { Entry = Id(14), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ReturnConfirmed(Id(14), Text("seen")) { Entry = Id(15), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new AttendanceChecked(AttendanceResult.Absent, Text("check")) { Entry = Id(16), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Help() =>
    [
        new PlacementDecided(Placement.HomeTeaching, "2121138103", Text("placed")) { Entry = Id(17), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new EducationPlanAdopted(Day.AddDays(120), Text("plan")) { Entry = Id(18), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new HomeTeachingSessionDelivered(2.5m, Text("session")) { Entry = Id(19), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new CareVisitLogged(Text("care")) { Entry = Id(20), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new AidGranted("营养改善", 500.5m, Text("aid")) { Entry = Id(21), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new MandatoryReportFiled("公安", "2026-9", Text("signs")) { Entry = Id(22), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Office() =>
    [
        new NoteAdded(Text("note")) { Entry = Id(23), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new EntryCorrected(
            Id(16), new AttendanceChecked(AttendanceResult.Present, Text("right")) { Entry = Id(16), OccurredOn = Day.AddDays(-1), By = Teacher, From = Row, Breaches = Broken },
            Text("why corrected")) { Entry = Id(24), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new EntryWithdrawn(Id(20), Text("why withdrawn")) { Entry = Id(25), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new CaseClosed(Text("closed")) { Entry = Id(26), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new CaseReopened(Text("reopened")) { Entry = Id(27), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new IdentityErased("个人信息保护法 §47") { Entry = Id(28), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new IdentityNumberCorrected(Text("number corrected")) { Entry = Id(80), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new HistoryReceived(Id(906), 3, Text("received")) { Entry = Id(81), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new FileMerged(Id(907), Text("merged")) { Entry = Id(82), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Disability() =>
    [
        new DisabilityRegistered(DisabilityCategory.Intellectual, 2, RegistrationSource.PreschoolScreening, Day.AddDays(-40), Text("certificate"), Text("registered"))
            { Entry = Id(29), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new NeedsAssessed(Placement.SpecialSchool, Day.AddDays(300), Text("members"), Text("result"))
            { Entry = Id(30), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new PlacementContested(Id(17), Contestant.School, Text("contested"))
            { Entry = Id(31), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new PlacementEnded(Id(17), PlacementEnd.Recovered, Text("placement ended"))
            { Entry = Id(32), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new EducationPlanReviewed(Id(18), new List<GoalReview> { new(1, GoalResult.PartlyMet, Text("goal")), new(2, GoalResult.NotMet, null) }, Day.AddDays(150), true, Text("reviewed"))
            { Entry = Id(33), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new EducationPlanEnded(Id(18), PlanEnd.GoalsMet, Text("plan ended"))
            { Entry = Id(34), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new HomeTeachingScheduled("zhang", "liu", SchedulePeriod.Month, 4, 1.5m, Day.AddDays(200), Text("schedule"))
            { Entry = Id(35), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new HomeTeachingSessionMissed(MissedReason.WeatherOrRoad, 1.5m, Day.AddDays(14), Text("missed"))
            { Entry = Id(36), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new RehabilitationReferred(RehabilitationKind.AssistiveDevice, Day.AddDays(30), Text("referred"))
            { Entry = Id(37), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new RehabilitationAnswered(Id(37), Day.AddDays(365), Text("advice"))
            { Entry = Id(38), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new ResourceCentreAsked("Z211381", "Z211381101", Day.AddDays(10), Text("asked")) { Entry = Id(83), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ResourceCentreAnswered(Id(83), CentreAnswer.Returned, Text("returned")) { Entry = Id(84), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Protection() =>
    [
        new GuardianshipRecorded(Caregiver.Relatives, Delegation.Refused, GuardianshipQuality.Poor, 10, Text("carer"), Text("guardianship"))
            { Entry = Id(39), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ParentContactLogged(ContactOutcome.NotReached, Text("contact"))
            { Entry = Id(40), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new CarePlanAdopted(CareProgramme.HandInHand, 21, Day.AddDays(180), Text("care plan"))
            { Entry = Id(41), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new GuardianAdmonished(AdmonishingBody.Police, "2026-10", Text("admonished"))
            { Entry = Id(42), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new HarmReported(HarmKind.Neglect, new List<ReportSign> { ReportSign.Abandoned, ReportSign.BodilyInjury }, Text("harm"))
            { Entry = Id(43), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new ProtectionStepTaken(Id(43), ProtectionStep.TemporaryCare, Text("protected"))
            { Entry = Id(44), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new HarmSettled(Id(43), HarmOutcome.Prosecuted, Text("settled"))
            { Entry = Id(45), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Migrants() =>
    [
        new SchoolPlaceSecured("2121138104", Ownership.Purchased, PlaceProof.WorkCertificate, true, Text("place"))
            { Entry = Id(46), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new FeeComplaintFiled("2121138104", Text("fees"))
            { Entry = Id(47), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new FeeComplaintAnswered(Id(47), ComplaintOutcome.Refunded, Text("refunded"))
            { Entry = Id(48), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new TransitionHandedOver(Id(903), "2121138101", "3121138101", 2027, Day.AddDays(10))
            { Entry = Id(49), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new TransitionAnswered(Id(49), TransitionAnswer.NotArrived, Text("not arrived"))
            { Entry = Id(50), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new StudentTransferred(TransferReach.ToOtherCounty, "2121138101", "2121138201", "211382", Day.AddDays(15), Text("transfer"))
            { Entry = Id(51), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new TransferAccepted(Id(51), "2121138201", Text("accepted"))
            { Entry = Id(52), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new TransferReturned(Id(51), TransferReturn.NotArrived, Text("came back"))
            { Entry = Id(53), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
        new CaseReceived("211382", Id(51), "2121138201", 12, new string('c', 64), CaseStatus.Followed)
            { Entry = Id(64), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Learning() =>
    [
        new LivingRecorded(true, false, Text("living"))
            { Entry = Id(54), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new LearningSupportPlanned(new List<WeakPoint> { WeakPoint.Mathematics, WeakPoint.Habits }, "zhang", Day.AddDays(60), Text("cognition"), Text("behaviour"), Text("feeling"), Text("surroundings"), Text("short goal"), Text("long goal"), Text("measures"))
            { Entry = Id(55), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new LearningSupportReviewed(Id(55), LearningProgress.Some, Day.AddDays(120), Text("progress"))
            { Entry = Id(56), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new MentalHealthScreened(MentalHealthRisk.Moderate, Day.AddDays(7), Text("screened"))
            { Entry = Id(57), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new InterventionLogged(InterventionKind.Family, Day.AddDays(21), Text("intervention"))
            { Entry = Id(58), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Papers() =>
    [
        new EvidenceAttached(Id(904), new string('a', 64), 120_000, "image/jpeg", Id(14), Text("photo"), Text("attached"))
            { Entry = Id(59), OccurredOn = Day, By = Teacher, From = Row, Breaches = Broken },
        new DocumentIssued(DocumentKind.CorrectionOrder, Id(905), "北教责〔2026〕1号", new string('b', 64), Id(13))
            { Entry = Id(60), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new DocumentServed(Id(60), Text("receipt"))
            { Entry = Id(61), OccurredOn = Day, By = Official, From = Row, Breaches = Broken },
        new DutyEscalated(DutyKind.Verify, Day.AddDays(-1), Level.Township, Level.County)
            { Entry = Id(62), OccurredOn = Day, By = Bureau, From = Row, Breaches = Broken },
    ];

    private static IEnumerable<object> Registers() =>
    [
        new RegisterImported(
            Id(910), 41, RegisterKind.Enrolment, Day, 2026, true, "2121138101", new("学籍.csv", 1_234_567_890, new('a', 64)), 100, 80, 15, 5, new('b', 64), Bureau),
        new ChildrenUnidentified(Id(911), new List<UnidentifiedRow> { new(7, RejectCode.IdChecksum), new(9, RejectCode.Missing) }),
        new CountySetUp("211381", "beipiao-2019", Bureau),
        new PolicyPackAppointed(Id(914), "211381", "binzhou-2023", Day, Bureau),
        new LedgerImportBegun(Id(912), Day, new("台账.xlsx", 98_765, new('c', 64)), Official),
        new ScreeningRun(
            Id(913), 2026, Day, "beipiao-2019/1", 44, new Dictionary<string, int> { ["absence"] = 7, ["not_enrolled"] = 40 }, 30, 9, 3, Bureau),
    ];

    private static IEnumerable<object> Figures() =>
    [
        new CohortDeclared(Id(914), 2025, "211381", Day, new(1000, 30, 50, 1, 940), "初中事业统计 2026", Bureau),
        new CompletionDeclared(Id(915), 2024, "211381101", Day, 1_184, 1_200, "教育统计公报 2025", Bureau),
        new SchoolValuesDeclared(
            Id(916), 2023, "211381", Day, Stage.Junior, ResourceItem.MediaRooms, new List<SchoolValue> { new("2121138101", 45, 27.5m), new("2121138102", 37, 13m) }, "办学条件统计 2024", Bureau),
        new ResourceRoomDeclared(Id(919), 2026, "2121138101", Day, true, "资源教室验收 2026", Bureau),
        new ReturnSealed(
            Id(917), ReturnKind.Quarterly, 2026, Day.AddDays(-11), Day.AddDays(79), new(2027, 1, 8, 1, 2, 3, TimeSpan.Zero), "211381", 1, "beipiao-2019/1",
            new List<LogPosition> { new(0, 1_234, new('d', 64)), new(7, 56, new('e', 64)) }, "县教育局〔2027〕2号", new('f', 64), new('0', 64), Id(918), Bureau),
    ];

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>Base64 of words that are nobody's.</summary>
    private static SealedText Text(string words) => new(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(words)));
}
