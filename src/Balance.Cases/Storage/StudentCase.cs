using Balance.Cases.Domain.Students;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten.Events.Aggregation;

namespace Balance.Cases.Storage;

/// <summary>
/// A student's file as its stream stands, written with the events themselves: one reads what one wrote. It holds nothing that is derived:
/// what lists show hangs on the day and on the rolls too (<see cref="CaseSummary"/>).
/// </summary>
public sealed record StudentCase
{
    /// <summary>The stream's id, which is the child's.</summary>
    public required Guid Id { get; init; }

    /// <summary>Version of the stream: what a decision says that it has seen.</summary>
    public required long Version { get; set; }

    /// <summary>The file.</summary>
    public required Student Student { get; init; }

    /// <summary>The view of a file.</summary>
    public static StudentCase Of(Student student) => new() { Id = student.Id, Version = student.LastVersion, Student = student };
}

/// <summary>Keeps <see cref="StudentCase"/> in the transaction that appends; a rebuild gives the same.</summary>
public sealed partial class StudentCaseProjection : SingleStreamProjection<StudentCase, Guid>
{
    /// <summary>What the view is called where it is rebuilt.</summary>
    public const string ViewName = "student_case";

    /// <summary>Sees students' streams and no others.</summary>
    public StudentCaseProjection()
    {
        Name = ViewName;
        foreach (var kind in EventKinds.OfStudents.Types) IncludeType(kind);
    }

    /// <summary>The view after more events: each is folded into the file.</summary>
    public override (StudentCase?, ActionType) DetermineAction(StudentCase? snapshot, Guid identity, IReadOnlyList<IEvent> events)
    {
        var student = snapshot?.Student;
        foreach (var e in events)
            if (e.Data is StudentEvent happened) student = Student.Evolve(student, identity, e.Version, happened);
        return student is null ? (null, ActionType.Nothing) : (StudentCase.Of(student), ActionType.Store);
    }
}
