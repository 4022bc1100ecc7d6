using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Registers;
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
        .. Screening(), .. Persuasion(), .. Help(), .. Office(), .. Registers(),
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
    ];

    private static IEnumerable<object> Registers() =>
    [
        new RegisterImported(
            Id(910), 41, RegisterKind.Enrolment, Day, 2026, true, "2121138101", new("学籍.csv", 1_234_567_890, new('a', 64)), 100, 80, 15, 5, new('b', 64), Bureau),
        new ChildrenUnidentified(Id(911), new List<UnidentifiedRow> { new(7, RejectCode.IdChecksum), new(9, RejectCode.Missing) }),
        new CountySetUp("211381", "beipiao-2019", Bureau),
        new LedgerImportBegun(Id(912), Day, new("台账.xlsx", 98_765, new('c', 64)), Official),
        new ScreeningRun(
            Id(913), 2026, Day, "beipiao-2019/1", 44, new Dictionary<string, int> { ["absence"] = 7, ["not_enrolled"] = 40 }, 30, 9, 3, Bureau),
    ];

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>Base64 of words that are nobody's.</summary>
    private static SealedText Text(string words) => new(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(words)));
}
