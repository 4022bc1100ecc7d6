using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>Something by which a child is to be followed, again or for the first time: a closed case opens again, and the concern is raised where the child is followed for others.</summary>
internal static class Relapse
{
    /// <summary>The events that go with the cause; the child's file is opened first where there is none.</summary>
    /// <param name="concern">What the cause gives reason to follow the child for; of most of them, that it may not be at school.</param>
    public static IEnumerable<StudentEvent> With(Student student, StudentEvent cause, DecisionContext context, Concern concern = Concern.DropoutRisk) =>
        [cause, .. Follow(student, concern, cause.OccurredOn, context)];

    /// <summary>The same without a cause of its own.</summary>
    public static IEnumerable<StudentEvent> Follow(Student student, Concern concern, DateOnly on, DecisionContext context)
    {
        if (student.Entries.Count == 0)
        {
            yield return new CaseOpened(concern, null) { Entry = context.EntryId(1), OccurredOn = on, By = context.By };
            yield break;
        }
        if (student.IsClosed) yield return new CaseReopened(null) { Entry = context.EntryId(1), OccurredOn = on, By = context.By };
        if (!student.ConcernsOnFile.Contains(concern)) yield return new ConcernRaised(concern, null) { Entry = context.EntryId(2), OccurredOn = on, By = context.By };
    }
}
