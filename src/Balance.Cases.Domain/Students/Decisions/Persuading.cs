using Balance.Cases.Domain.People;
using Balance.Cases.Domain.Terms;

namespace Balance.Cases.Domain.Students.Decisions;

/// <summary>辍学 confirmed on the day it happened; it starts the ladder of persuasion, and opens a closed case again.</summary>
public sealed record ConfirmDropout(DateOnly OccurredOn, DropoutReason Reason, string? School, int? Grade, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override bool WhileClosed => true;

    internal override Decision On(Student student, DecisionContext context)
    {
        var confirmed = new DropoutConfirmed(Reason, School, Grade, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By };
        return Decision.Of(Relapse.With(student, confirmed, context));
    }

    internal static Refused? Forbids(DropoutConfirmed said) => Refusals.OfGrade(said.Grade);
}

/// <summary>Persuasion is given to an officer of a level that already answers for the child.</summary>
public sealed record AssignPersuasion(DateOnly OccurredOn, Level Level, string Officer, DateOnly Due) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new PersuasionAssigned(Level, Officer, Due) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(PersuasionAssigned said, Student file) =>
        said.Due < said.OccurredOn ? Refusals.UntilBeforeStart : said.Level > file.Level ? Refusals.AboveLevel : null;
}

/// <summary>劝返 visit. It is added whatever happened meanwhile, so a visit noted without signal is never lost.</summary>
public sealed record LogVisit(DateOnly OccurredOn, Level Level, VisitOutcome Outcome, DateOnly? PromisedOn, SealedText? Who, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new PersuasionVisitLogged(Level, Outcome, PromisedOn, Who, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(PersuasionVisitLogged said) => said.PromisedOn < said.OccurredOn ? Refusals.UntilBeforeStart : null;
}

/// <summary>书面报告 upward (未成年人保护法 §28).</summary>
public sealed record FileWrittenReport(DateOnly OccurredOn, ReportAddressee To, string? Number, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new WrittenReportFiled(To, Number, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
}

/// <summary>Persuasion in vain: the next level takes over, school → township → county.</summary>
public sealed record EscalatePersuasion(DateOnly OccurredOn, SealedText? Why) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context)
    {
        var from = student.Level;
        if (from == Level.County) return Refusals.CountyIsLast;
        if (context.By.Level < from) return Refusals.LevelNotYours;
        return Decision.Of(new PersuasionEscalated(from, from + 1, Why) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });
    }
}

/// <summary>A rung of the legal ladder: one at a time, each with its number, the day served and a deadline (义务教育法 §58; no fine is computed).</summary>
public sealed record TakeLegalStep(DateOnly OccurredOn, LegalStep Step, string? Number, DateOnly? ServedOn, DateOnly? Deadline, SealedText? Note) : StudentCommand(OccurredOn)
{
    internal override Decision On(Student student, DecisionContext context) =>
        Decision.Of(new LegalStepTaken(Step, Number, ServedOn, Deadline, Note) { Entry = context.EntryId(), OccurredOn = OccurredOn, By = context.By });

    internal static Refused? Forbids(LegalStepTaken said, DecisionContext context)
    {
        if (said.Step != LegalStep.Education && said.By.Level == Level.School) return Refusals.LegalOffice;
        if (said.ServedOn is not { } served || said.Deadline is not { } deadline) return Refusals.LegalService;
        return Refusals.OfDay(served, context) ?? (deadline < served ? Refusals.UntilBeforeStart : null);
    }
}
