using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>复学 on the day the child was back, with proof: the school and a document.</summary>
public sealed record RecordReturn(DateOnly OccurredOn, ReturnPlacement Placement, string? School, int? Grade, SealedText? Proof) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new StudentReturned(Placement, School, Grade, Proof) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(StudentReturned said) => Refusals.OfGrade(said.Grade);
}

/// <summary>
/// Another person, of an office above that of the one who logged it, confirms the return. Above the county bureau there is no office: what it
/// logged, another of its officers confirms. An imported return is confirmed by a township or the county.
/// </summary>
/// <param name="Return">The entry confirmed.</param>
public sealed record ConfirmReturn(DateOnly OccurredOn, Guid Return, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        if (student.Find(Return) is not { Stands: true, Happened: StudentReturned } entry) return Refusals.NoReturn;
        if (student.Return?.Id != Return || student.StandingOn(context.Today, context.Rolls).StandingReturn is null) return Refusals.ReturnFailed;
        if (student.UnconfirmedReturn is null) return Refusals.AlreadyConfirmed;
        if (context.By.User == entry.Recorded.By.User) return Refusals.SamePerson;
        if (context.By.Level < LowestAbove(entry.Recorded)) return Refusals.OfficeNotAbove;
        return Decision.Of(new ReturnConfirmed(Return, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }

    internal static Refused? Forbids(ReturnConfirmed said, Student file) => Refusals.Precedes(said, said.Return, file) ? Refusals.ConfirmedBeforeReturn : null;

    private static Level LowestAbove(StudentEvent logged) =>
        logged.From is not null || logged.By.Level == Level.School ? Level.Township : Level.County;
}

/// <summary>到校核验 after a return; <c>absent</c> shows that it did not last.</summary>
public sealed record CheckAttendance(DateOnly OccurredOn, AttendanceResult Result, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new AttendanceChecked(Result, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}
