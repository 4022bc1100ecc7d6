using Balance.Cases.Domain.Standings;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Host.Demo;

/// <summary>What becomes of a child this year.</summary>
internal enum Fate
{
    /// <summary>At school, or too young or too old for it.</summary>
    Settled,

    /// <summary>Lives away with its parents and goes to school there.</summary>
    Elsewhere,

    /// <summary>Six years old and never enrolled.</summary>
    NeverEnrolled,

    /// <summary>Left primary school and came to no junior school.</summary>
    TransitionGap,

    /// <summary>On leave (休学), for months or for too long.</summary>
    Suspended,

    /// <summary>Stays away from lessons these weeks.</summary>
    Absent,

    /// <summary>On the autumn roll, and on none after it.</summary>
    Vanished,

    /// <summary>Transferred out of the county after the autumn roll.</summary>
    TransferredOut,

    /// <summary>Moved away for good although the household register still holds it.</summary>
    MovedAway,

    /// <summary>Disabled and without a place.</summary>
    Unplaced,

    /// <summary>Has dropped out this year, or will.</summary>
    DropsOut,

    /// <summary>Dropped out the year before.</summary>
    DroppedOutBefore,
}

/// <summary>A dropout and what followed.</summary>
/// <param name="ReturnedOn">Null: never.</param>
/// <param name="BorneOut">Whether the child was at school after its return.</param>
internal sealed record Episode(DateOnly On, DropoutReason Reason, DateOnly? ReturnedOn, ReturnPlacement Placement, bool BorneOut)
{
    /// <summary>Whether it keeps the child from school on a day, whatever the papers say.</summary>
    public bool IsOutOn(DateOnly day) => day >= On && !(BorneOut && ReturnedOn is { } back && day >= back);

    /// <summary>Whether it came back, to lessons that a roll shows.</summary>
    public bool IsBackOn(DateOnly day) => BorneOut && ReturnedOn is { } back && day >= back && Placement is ReturnPlacement.Regular or ReturnPlacement.SpecialClass;
}

/// <summary>Disability and how the child is taught; no placement: nobody has seen to it.</summary>
internal sealed record Impairment(DisabilityCategory Category, int Level, Placement? Placement, bool OnRoll);

/// <summary>An invented child.</summary>
/// <param name="Number">Its place in the county.</param>
internal sealed record DemoChild(
    int Number, string IdNumber, string Name, bool Male, DateOnly Born, int Age, bool Late, DemoTownship Township, DemoTownship? Household,
    Residence Residence, PopulationStatus Status, Fate Fate, Episode? Episode, Impairment? Impairment)
{
    /// <summary>A migrant child that came this summer.</summary>
    public bool IsNewcomer { get; init; }

    /// <summary>Grade in a school year, if it goes to school; 0 and below: not yet, above 9: no longer.</summary>
    public int GradeIn(SchoolYear year) => year.AgeOf(Born) - 5 - (Late ? 1 : 0);
}
