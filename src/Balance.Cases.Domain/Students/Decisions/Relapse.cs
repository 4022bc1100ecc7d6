using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>A child of whom it is doubtful again whether it is at school: a closed case opens again, and the concern is raised where the child is followed for others.</summary>
internal static class Relapse
{
    /// <summary>The events that go with the cause; the child's file is opened first where there is none.</summary>
    public static IEnumerable<StudentEvent> With(Student student, StudentEvent cause, DecisionContext context)
    {
        if (student.Entries.Count == 0)
            return [cause, new CaseOpened(Concern.DropoutRisk, null) { Entry = context.EntryId(1), OccurredOn = cause.OccurredOn, By = context.By }];

        var events = new List<StudentEvent> { cause };
        if (student.IsClosed) events.Add(new CaseReopened(null) { Entry = context.EntryId(1), OccurredOn = cause.OccurredOn, By = context.By });
        if (!student.ConcernsOnFile.Contains(Concern.DropoutRisk))
            events.Add(new ConcernRaised(Concern.DropoutRisk, null) { Entry = context.EntryId(2), OccurredOn = cause.OccurredOn, By = context.By });
        return events;
    }
}
