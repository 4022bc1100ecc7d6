using Balance.Cases.Domain.Students;

namespace Balance.Cases.Storage;

/// <summary>The events that bear on where a child stands; all others mean nothing for the rates.</summary>
public static class StandingEvents
{
    /// <summary>Their types.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(SuspicionVerified), typeof(DropoutConfirmed), typeof(StudentReturned), typeof(AttendanceChecked), typeof(PlacementDecided),
        typeof(EntryCorrected), typeof(EntryWithdrawn), typeof(FileMerged),
    ];

    /// <summary>Their stored names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Select(EventKinds.NameOf)];

    /// <summary>Whether one of them is among these.</summary>
    public static bool Any(IEnumerable<StudentEvent> events) => events.Any(happened => Types.Contains(happened.GetType()));
}
