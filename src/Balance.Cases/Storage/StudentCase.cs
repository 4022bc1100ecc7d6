using Balance.Cases.Domain.Students;
using Balance.Cases.Domain.Terms;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten.Events.Aggregation;

namespace Balance.Cases.Storage;

/// <summary>A student's file as its stream stands, written with the events themselves: one reads what one wrote.</summary>
public sealed record StudentCase
{
    /// <summary>The stream's id, which is the child's.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version of the stream: what a decision says that it has seen.</summary>
    public required long Version { get; set; }

    /// <summary>The file.</summary>
    public required Student Student { get; init; }

    /// <summary>Where the work stood by the events alone on the day of the last activity; a list of a later day and with rolls refines it (<see cref="CaseSummary"/>).</summary>
    public required CaseStatus Status { get; init; }

    /// <summary>The level that answers for the child.</summary>
    public required Level Level { get; init; }

    /// <summary>销号.</summary>
    public required bool Closed { get; init; }

    /// <summary>When the file was opened.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>The latest day on which anything happened.</summary>
    public required DateOnly LastActivityOn { get; init; }

    /// <summary>The day of the last persuasion visit.</summary>
    public DateOnly? LastVisitOn { get; init; }

    /// <summary>The view of a file.</summary>
    public static StudentCase Of(Student student)
    {
        var activity = student.Effective.Count == 0 ? student.Entries[^1].Recorded.OccurredOn : student.Effective[^1].Happened.OccurredOn;
        return new StudentCase
        {
            Id = student.Id,
            Version = student.LastVersion,
            Student = student,
            Status = CaseSummary.StatusOn(student, activity, []),
            Level = student.Level,
            Closed = student.IsClosed,
            OpenedOn = student.OpenedOn,
            LastActivityOn = activity,
            LastVisitOn = student.LastVisit?.OccurredOn,
        };
    }
}

/// <summary>Keeps <see cref="StudentCase"/> in the transaction that appends; a rebuild gives the same.</summary>
public sealed partial class StudentCaseProjection : SingleStreamProjection<StudentCase, Guid>
{
    /// <summary>Sees students' streams and no others.</summary>
    public StudentCaseProjection()
    {
        Name = "student_case";
        foreach (var kind in EventKinds.OfStudents.Types) IncludeType(kind);
    }

    /// <summary>The view after more events: each is folded into the file, and what lists show is derived once.</summary>
    public override (StudentCase?, ActionType) DetermineAction(StudentCase? snapshot, Guid identity, IReadOnlyList<IEvent> events)
    {
        var student = snapshot?.Student;
        foreach (var e in events)
            if (e.Data is StudentEvent happened) student = Student.Evolve(student, identity, e.Version, happened);
        return student is null ? (null, ActionType.Nothing) : (StudentCase.Of(student), ActionType.Store);
    }
}
