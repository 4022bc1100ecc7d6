using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Standings;

/// <summary>What an entry means for a child's standing; entries that mean nothing for it have no step.</summary>
public abstract record Step
{
    /// <summary>The step of an event, or null.</summary>
    public static Step? Of(StudentEvent happened) => happened switch
    {
        SuspicionVerified v => v.Finding == Finding.DroppedOut ? new Dropout(null, null) : new Found(v.Finding, v.Until),
        DropoutConfirmed d => new Dropout(d.School, d.Grade),
        StudentReturned r => new Return(r.Placement, r.School, r.Grade),
        AttendanceChecked c => new Check(c.Result),
        PlacementDecided p => new Placed(p.Placement, p.School, p.Until),
        _ => null,
    };
}

/// <summary>A verification; <c>dropped_out</c> is a <see cref="Dropout"/> instead.</summary>
public sealed record Found(Finding Finding, DateOnly? Until) : Step;

/// <summary>A confirmed dropout; school and grade null: those of the latest roll row by then.</summary>
public sealed record Dropout(string? School, int? Grade) : Step;

/// <summary>A return.</summary>
public sealed record Return(ReturnPlacement Placement, string? School, int? Grade) : Step;

/// <summary>A check of attendance after a return.</summary>
public sealed record Check(AttendanceResult Result) : Step;

/// <summary>A placement of a disabled child; a deferral (缓学) is a finding too, until its last day.</summary>
public sealed record Placed(Placement Placement, string? School, DateOnly? Until = null) : Step;

/// <summary>A dated step in force, corrections already applied.</summary>
/// <param name="Order">Order of recording within the stream (the version of the first recording); decides within one day.</param>
public readonly record struct DatedStep(DateOnly OccurredOn, long Order, Step Step);

/// <summary>What one roll says of the child.</summary>
/// <param name="SchoolYear">School year of the roll, by its first calendar year.</param>
/// <param name="On">The date of the roll.</param>
/// <param name="Status">Status of the row that counts; null: not on it.</param>
public readonly record struct RollMark(int SchoolYear, DateOnly On, RollStatus? Status);
