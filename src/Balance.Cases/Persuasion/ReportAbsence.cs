using Balance.Cases.Access;
using Balance.Cases.Cases;
using Balance.Cases.Storage.Desk;
using Balance.Cases.Storage.Dispatch;
using FluentValidation;
using Decisions = Balance.Cases.Domain.Students.Decisions;

namespace Balance.Cases.Persuasion;

/// <summary>A child has stopped coming. It opens the file of a child that has none.</summary>
/// <param name="AbsentSince">First school day missed.</param>
public sealed record ReportAbsence(Guid CommandId, Guid Child, DateOnly OccurredOn, DateOnly? AbsentSince, string? Note) : CaseCommand(CommandId, Child)
{
    public sealed class Validator : CommandValidator<ReportAbsence>
    {
        public Validator()
        {
            RuleFor(command => command.OccurredOn).HappenedOn();
            RuleFor(command => command.AbsentSince).Given();
            RuleFor(command => command.Note).Short();
        }
    }
}

/// <summary>Records the report as a suspicion.</summary>
public static class ReportAbsenceHandler
{
    public static Task<Receipt> Handle(ReportAbsence command, Principal who, CommandSlip slip, CaseHandling cases, CancellationToken ct) =>
        cases.AddAsync(new(who, slip, Right.ReportAbsence), command, [command.Note],
            text => new Decisions.ReportAbsence(command.OccurredOn, command.AbsentSince!.Value, text[0]), ct);
}
