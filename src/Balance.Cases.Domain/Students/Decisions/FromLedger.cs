using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>One accepted row of a ledger (台账), as registers.md lays down its columns.</summary>
/// <param name="Row">Line of the file on which it begins.</param>
/// <param name="Detail">The code or Chinese name that the step asks for; of <c>aid</c> the scheme.</param>
/// <param name="Number">文号.</param>
public sealed record LedgerRow(
    int Row, DateOnly OccurredOn, LedgerStep Step, string? Detail = null, DateOnly? Until = null, string? School = null, int? Grade = null,
    decimal? Quantity = null, Level? Level = null, string? Number = null, SealedText? Note = null);

/// <summary>History is recorded as it happened: every step is taken, and one that broke a rule of procedure is marked. Nothing here refuses.</summary>
public static class FromLedger
{
    // A row's own entry comes first, then what goes with it.
    private const int EntriesPerRow = 4;

    /// <summary>The events of a child's rows, in the order of their dates, those of one day in file order; rows already recorded from this import give none.</summary>
    /// <param name="student">The child's file; null: there is none yet.</param>
    /// <param name="child">The child's id.</param>
    /// <param name="rows">Accepted rows of this one child.</param>
    /// <param name="context"><see cref="DecisionContext.Command"/> is the import, <see cref="DecisionContext.Today"/> its as-of date.</param>
    /// <exception cref="FormatException">A row's detail is no value of its step: it should have been rejected.</exception>
    public static IReadOnlyList<StudentEvent> Decide(Student? student, Guid child, IEnumerable<LedgerRow> rows, DecisionContext context)
    {
        var events = new List<StudentEvent>();
        LedgerRow? last = null;
        foreach (var row in rows.OrderBy(row => row.OccurredOn).ThenBy(row => row.Row))
        {
            if (student?.Find(context.EntryId(row.Row * EntriesPerRow)) is not null) continue;
            last = row;
            foreach (var opening in Opening(student, row, context)) Record(opening);

            var step = EventOf(row, context);
            var broken = Procedure.BrokenBy(student!, step, context).Select(rule => rule.Breach).ToArray();
            Record(broken.Length == 0 ? step : step with { Breaches = broken });
        }
        // Only when all of it is known can one say whether the child is out again; the file's date is only its label.
        if (last is not null && student!.IsClosed && student.StandingOn(last.OccurredOn > context.Today ? last.OccurredOn : context.Today, context.Rolls).Out)
            Record(new CaseReopened(null) { Entry = Id(last, 3), OccurredOn = last.OccurredOn, By = context.By, From = From(last) });
        return events;

        void Record(StudentEvent happened)
        {
            events.Add(happened);
            student = Student.Evolve(student, child, (student?.LastVersion ?? 0) + 1, happened);
        }
        Guid Id(LedgerRow row, int index) => context.EntryId(row.Row * EntriesPerRow + index);
        Origin From(LedgerRow row) => new(context.Command, row.Row);
    }

    /// <summary>The concern that a step shows: it opens the case, or is raised in one that is open.</summary>
    private static IEnumerable<StudentEvent> Opening(Student? student, LedgerRow row, DecisionContext context)
    {
        var concern = ConcernOf(row.Step);
        var (id, from) = (context.EntryId(row.Row * EntriesPerRow + 1), new Origin(context.Command, row.Row));
        if (student is null) yield return new CaseOpened(concern, null) { Entry = id, OccurredOn = row.OccurredOn, By = context.By, From = from };
        else if (!student.ConcernsOnFile.Contains(concern) && !student.IsClosed)
            yield return new ConcernRaised(concern, null) { Entry = id, OccurredOn = row.OccurredOn, By = context.By, From = from };
    }

    private static Concern ConcernOf(LedgerStep step) => step switch
    {
        LedgerStep.Place or LedgerStep.Plan or LedgerStep.Session => Concern.Disability,
        LedgerStep.CareVisit => Concern.LeftBehind,
        LedgerStep.Aid => Concern.Hardship,
        _ => Concern.DropoutRisk,
    };

    private static StudentEvent EventOf(LedgerRow row, DecisionContext context)
    {
        var (entry, day, by, from) = (context.EntryId(row.Row * EntriesPerRow), row.OccurredOn, context.By, new Origin(context.Command, row.Row));
        return row.Step switch
        {
            LedgerStep.Verify => new SuspicionVerified(Detail<Finding>(row), row.Until, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Dropout => new DropoutConfirmed(Detail<DropoutReason>(row), row.School, row.Grade, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Visit => new PersuasionVisitLogged(row.Level ?? Level.School, row.Detail is null ? null : Detail<VisitOutcome>(row), null, null, row.Note)
                { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Report => new WrittenReportFiled(Detail<ReportAddressee>(row), row.Number, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Order => new LegalStepTaken(Detail<LegalStep>(row), row.Number, day, row.Until, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Return => new StudentReturned(Detail<ReturnPlacement>(row), row.School, row.Grade, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.AttendanceCheck => new AttendanceChecked(Detail<AttendanceResult>(row), row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Place => new PlacementDecided(Detail<Placement>(row), row.School, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Plan => new EducationPlanAdopted(row.Until, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.Session => new HomeTeachingSessionDelivered(row.Quantity ?? 0, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            LedgerStep.CareVisit => new CareVisitLogged(row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
            _ => new AidGranted(row.Detail ?? "", row.Quantity, row.Note) { Entry = entry, OccurredOn = day, By = by, From = from },
        };
    }

    private static T Detail<T>(LedgerRow row) where T : struct, Enum => Term.Parse<T>(row.Detail ?? "");
}
