using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Tests.Storage;

/// <summary>Events for tests that care for storage and not for casework.</summary>
public static class Happened
{
    private static readonly Actor Officer = new("officer", "210000", Level.County);

    public static CaseOpened Opened(int day = 1) => new(Concern.DropoutRisk, null) { Entry = Guid.CreateVersion7(), OccurredOn = On(day), By = Officer };

    public static AbsenceReported Absent(int day = 2) => new(On(day), null) { Entry = Guid.CreateVersion7(), OccurredOn = On(day), By = Officer };

    public static DropoutConfirmed Out(int day = 3) =>
        new(DropoutReason.Work, "2113000001", 8, null) { Entry = Guid.CreateVersion7(), OccurredOn = On(day), By = Officer };

    public static PersuasionVisitLogged Visited(int day = 4) =>
        new(Level.School, VisitOutcome.Promised, On(day + 7), null, new("c2VhbGVk")) { Entry = Guid.CreateVersion7(), OccurredOn = On(day), By = Officer };

    public static StudentReturned Returned(int day = 5) =>
        new(ReturnPlacement.Regular, "2113000001", 8, null) { Entry = Guid.CreateVersion7(), OccurredOn = On(day), By = Officer };

    private static DateOnly On(int day) => new(2025, 10, day);
}
