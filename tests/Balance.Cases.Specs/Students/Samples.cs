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
